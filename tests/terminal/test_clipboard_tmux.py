"""The clipboard in a real tmux, on a socket of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.terminal.pty_screen import Terminal
from workbench.citations import Clipboard
from workbench.citations.programs import run_program
from workbench.citations.routes import tmux

PASSAGE = "“Russia will keep 7,600 troops” (Northern Wire 2008, para.\u00a03).\n\nNorthern Wire.\n"

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None and os.environ.get("CI") != "true", reason="needs tmux"
)


class Server:
    """A tmux server with one session, as its default settings make it."""

    def __init__(self, socket: Path) -> None:
        self._command = ["tmux", "-S", str(socket), "-f", os.devnull]
        self.say("new-session", "-d", "-x", "80", "-y", "24", "sleep 600")
        self.environment = {
            "PATH": os.environ["PATH"],
            "TERM": "tmux-256color",
            "LC_ALL": "C.UTF-8",
            "TMUX": self.say("display-message", "-p", "#{socket_path},#{pid},0").strip(),
        }

    def say(self, *arguments: str) -> str:
        """What tmux answers to a command."""
        ran = subprocess.run([*self._command, *arguments], capture_output=True, check=True)
        return ran.stdout.decode()

    def attached(self) -> Terminal:
        """A terminal that shows the session."""
        return Terminal([*self._command, "attach-session"], environment={})


@pytest.fixture
def server() -> Iterator[Server]:
    # A socket's path is limited to some 100 bytes: pytest's own directories are too deep for it.
    with TemporaryDirectory(prefix="wb-") as directory:
        server = Server(Path(directory, "socket"))
        yield server
        server.say("kill-server")


def test_a_copy_is_in_the_buffer_and_says_so(server: Server, tmp_path: Path) -> None:
    copied = Clipboard(server.environment, tmp_path).copy(PASSAGE)
    assert (copied.outcome, copied.message) == ("verified", "Verified in the tmux buffer.")
    assert server.say("save-buffer", "-") == PASSAGE


def test_a_long_copy_is_whole(server: Server, tmp_path: Path) -> None:
    text = PASSAGE * 20_000
    assert Clipboard(server.environment, tmp_path).copy(text).outcome == "verified"
    assert server.say("save-buffer", "-") == text


def test_tmux_sends_it_on_to_the_terminal(server: Server, tmp_path: Path) -> None:
    with server.attached() as terminal:
        terminal.wait("sleep")
        Clipboard(server.environment, tmp_path).copy(PASSAGE)
        server.say("display-message", "copied")
        terminal.wait("copied")
        assert terminal.clipboard() == [PASSAGE]


def test_a_server_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    gone = {"PATH": os.environ["PATH"], "TMUX": f"{tmp_path / 'socket'},1,0"}
    sent: list[str] = []
    copied = Clipboard(gone | {"TERM": "tmux"}, tmp_path, send_to_terminal=sent.append).copy("x")
    assert (copied.outcome, len(sent)) == ("sent", 1)


def test_the_session_knows_who_is_attached(server: Server) -> None:
    server.say("set-environment", "DISPLAY", ":7")
    server.say("set-environment", "-r", "SSH_CONNECTION")
    stale = server.environment | {"DISPLAY": ":0", "SSH_CONNECTION": "a", "SSH_TTY": "b"}
    seen = tmux.attached(stale, run_program)
    assert seen["DISPLAY"] == ":7"
    assert not {"SSH_CONNECTION", "SSH_TTY"} & seen.keys()
    assert seen["TMUX"] == server.environment["TMUX"]
