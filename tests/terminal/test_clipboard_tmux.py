"""The clipboard in a real tmux, on a socket of its own."""

from __future__ import annotations

import os
from pathlib import Path

from tests.terminal.conftest import Server
from workbench.citations import Clipboard
from workbench.citations.programs import run_program
from workbench.citations.routes import tmux

PASSAGE = "“Russia will keep 7,600 troops” (Northern Wire 2008, para.\u00a03).\n\nNorthern Wire.\n"


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
        terminal.wait("desk")
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
