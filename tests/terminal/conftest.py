"""A tmux server on a socket of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.terminal.pty_screen import Terminal


class Server:
    """A tmux server with one session, as its default settings make it."""

    def __init__(self, socket: Path) -> None:
        self._command = ["tmux", "-S", str(socket), "-f", os.devnull]
        self.say("new-session", "-d", "-n", "desk", "-x", "80", "-y", "24", "sleep 600")
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
    """A running server; without tmux the test is skipped, but never where everything is checked."""
    if shutil.which("tmux") is None and os.environ.get("CI") != "true":
        pytest.skip("needs tmux")
    # A socket's path is limited to some 100 bytes: pytest's own directories are too deep for it.
    with TemporaryDirectory(prefix="wb-") as directory:
        server = Server(Path(directory, "socket"))
        yield server
        server.say("kill-server")
