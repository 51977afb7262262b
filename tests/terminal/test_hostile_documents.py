"""Nothing that a document, a file name or metadata holds reaches the terminal as control."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_screen import Terminal

# Each attack carries a marker that we would see if it got through unchanged.
ATTACKS = {
    "title": "\x1b]0;OWNED-TITLE\x07",
    "clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "clear": "\x1b[2JOWNED-CLEAR",
    "c1": "\x9b31mOWNED-C1",
    "link": "\x1b]8;;http://owned.example\x1b\\here\x1b]8;;\x1b\\",
    "bidi": "\u202eOWNED-BIDI\u202c",
    "isolate": "\u2066OWNED-ISOLATE\u2069",
    "bell": "\x07OWNED-BELL",
    "markup": "[@click=app.quit]OWNED-MARKUP[/] [/nope] [red",
}
HOSTILE = "".join(f"Paragraph {name} {attack} end.\n\n" for name, attack in ATTACKS.items())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "case"
    documents.mkdir()
    front = "---\ntitle: Hostile \x1b]0;OWNED\x07 [bold]title[/nope]\nsource: \x9b2J\u202esource\n---\n"
    (documents / "hostile.md").write_text(front + HOSTILE, encoding="utf-8")
    name = b"evil\x1b]0;OWNED\x07\xff[red]\xe2\x80\xae.txt"
    (documents / os.fsdecode(name)).write_text(HOSTILE, encoding="utf-8")
    return documents


def sequences(raw: bytes) -> set[bytes]:
    """The kinds of control sequence in what a program wrote."""
    return set(re.findall(rb"\x1b\][0-9]+;", raw))


def test_a_hostile_document_paints_only_text(folder: Path, tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path)}
    command = [sys.executable, "-m", "workbench", str(folder)]
    with Terminal(command, environment=environment) as terminal:
        terminal.wait("2 documents")
        terminal.press("/", "paragraph")
        terminal.wait("passages in 2 documents")
        terminal.press("enter")
        terminal.wait("OWNED-MARKUP")
        terminal.press("n", "n", "n", "t", "evil[red]", "enter")
        terminal.wait("Tagged")
        terminal.press("y")
        terminal.wait("terminal|clipboard|[Ss]aved")
        terminal.press("i", "esc", "o", "esc", "?", "esc", "ctrl+p", "hostile", "esc", "q")
        assert terminal.end() == 0
    # The only sequence of this kind is our own copy to the clipboard.
    assert sequences(bytes(terminal.raw)) <= {b"\x1b]52;"}
    assert "OWNED" not in "".join(terminal.clipboard()) or "\x1b" not in "".join(
        terminal.clipboard()
    )
    for forbidden in ("\x9b", "\u202e", "\u202c", "\u2066", "\u2069"):
        assert forbidden.encode() not in terminal.raw
    assert b"\x1b[2JOWNED" not in terminal.raw
