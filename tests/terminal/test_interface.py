"""The program in a real terminal: what it copies, what it saves, and how it leaves."""

from __future__ import annotations

import json
import shlex
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.terminal.conftest import Server
from tests.terminal.pty_screen import Terminal
from workbench.project import Project
from workbench.store.session import load_session

PARAGRAPH = "In South Ossetia the troops will be stationed at Java and Tskhinvali."
FIRST_HIT = "hit 1(/| of )1"
OVER_SSH = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "SSH_TTY": "/dev/pts/9"}


def opened(
    folder: Path, home: Path, environment: Mapping[str, str] = {}, *, columns: int = 140
) -> Terminal:
    """The program in a terminal, with nothing around it but what is given."""
    return Terminal(
        [sys.executable, "-m", "workbench", str(folder)],
        environment={"HOME": str(home), **environment},
        columns=columns,
    )


def at_the_passage(terminal: Terminal) -> None:
    terminal.wait("3 documents")
    terminal.press("/")
    terminal.wait("esc back")
    terminal.press("Tskhinvali")
    terminal.wait("1 passage in 1 document")
    terminal.press("enter")
    terminal.wait(FIRST_HIT)


def citations(folder: Path) -> set[str]:
    """What may be copied: the project's style, or plain text before that is ready."""
    project = Project.open(folder)
    document = project.library.document(project.library.find("dispatch.txt").id)
    start = document.text.index(PARAGRAPH)
    span = document.paragraphs[document.paragraphs.at(start)]
    made = {
        project.citations.cite_exactly(document, span, style).citation for style in (None, "plain")
    }
    project.close()
    assert all(PARAGRAPH.rstrip(".") in citation for citation in made)
    return made


@pytest.fixture
def waiting(folder: Path, home: Path) -> Iterator[Terminal]:
    """The program over SSH, with the cursor on the passage."""
    with opened(folder, home, OVER_SSH) as terminal:
        at_the_passage(terminal)
        yield terminal


def test_over_ssh_the_terminal_is_sent_the_quote_with_its_citation(
    waiting: Terminal, folder: Path
) -> None:
    waiting.press("y")
    waiting.wait("Sent to the terminal, which does not confirm")
    [copied] = waiting.clipboard()
    assert copied in citations(folder)


def test_a_route_that_is_forbidden_is_not_taken(folder: Path, home: Path) -> None:
    settings = folder / ".workbench" / "project.toml"
    settings.parent.mkdir()
    settings.write_text("[clipboard]\nosc52 = false\n")
    with opened(folder, home, OVER_SSH) as terminal:
        at_the_passage(terminal)
        terminal.press("y")
        terminal.wait("Not copied. Saved to")
        assert terminal.clipboard() == []
    [saved] = (home / ".local/state/workbench/copies").glob("copy-*.txt")
    assert saved.read_text(encoding="utf-8") in citations(folder)


def test_in_tmux_the_copy_is_in_its_buffer(folder: Path, home: Path, server: Server) -> None:
    command = shlex.join([sys.executable, "-m", "workbench", str(folder)])
    path = server.environment["PATH"]
    server.say("new-window", "-e", f"HOME={home}", "-e", f"PATH={path}", command)
    with server.attached() as terminal:
        terminal.wait("documents")
        at_the_passage(terminal)
        terminal.press("y")
        terminal.wait("Verified in the tmux")
    assert server.say("save-buffer", "-") in citations(folder)


def test_a_note_is_on_the_disk_before_the_screen_says_so(waiting: Terminal, folder: Path) -> None:
    waiting.press("a")
    waiting.wait("Who writes the notes")
    waiting.press("enter")
    waiting.wait("esc save")
    waiting.press("Compare this.")
    waiting.wait("Compare this")
    waiting.press("ctrl+s")
    waiting.wait("Wrote a note")
    [file] = (folder / ".workbench" / "annotations").rglob("*.json")
    written = json.loads(file.read_bytes())
    assert [body["value"] for body in written["body"]] == ["Compare this."]
    assert PARAGRAPH in {selector.get("exact") for selector in written["target"]["selector"]}


def test_an_undone_note_is_gone_before_the_screen_says_so(waiting: Terminal, folder: Path) -> None:
    waiting.press("t")
    waiting.wait("Who writes the notes")
    waiting.press("enter")
    waiting.wait("Tag this passage")
    waiting.press("troops")
    waiting.wait("create troops")
    waiting.press("enter")
    waiting.wait("Tagged .* with troops")
    waiting.press("u")
    waiting.wait("[Uu]ndid|[Uu]ndone")
    assert list((folder / ".workbench" / "annotations").rglob("*.json")) == []


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
@pytest.mark.parametrize("columns", [140, 20])
def test_leaving_restores_the_terminal(folder: Path, home: Path, key: str, columns: int) -> None:
    with opened(folder, home, columns=columns) as terminal:
        terminal.wait("3 documents" if columns > 30 else "too\\s+small")
        terminal.press(key)
        assert terminal.end() == 0
        left = terminal.modes()
    shown = {"25": True, "7": True}  # the cursor, and lines that wrap
    assert left["1049"] is False  # the screen of before
    assert {mode for mode, on in left.items() if on} <= shown.keys()
    assert all(left.get(mode, on) == on for mode, on in shown.items())
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_as_leaving_does(folder: Path, home: Path, number: signal.Signals) -> None:
    with opened(folder, home) as terminal:
        at_the_passage(terminal)
        terminal.signal(number)
        assert terminal.end() == 128 + number
        assert terminal.modes()["1049"] is False
        assert b"Traceback" not in terminal.raw
    assert load_session(folder.resolve() / ".workbench").query == "Tskhinvali"


def test_bytes_that_are_no_text_are_typed_as_a_stand_in(folder: Path, home: Path) -> None:
    with opened(folder, home) as terminal:
        terminal.wait("3 documents")
        terminal.press("/")
        terminal.wait("esc back")
        terminal.press(b"Ts\xffkhin\xed\xa0\x80vali")
        terminal.wait("Ts\ufffdkhin\ufffd+vali")
        terminal.press("ctrl+u", "Tskhinvali")
        terminal.wait("1 passage in 1 document")
        assert b"Traceback" not in terminal.raw


def test_a_connection_that_breaks_loses_no_place(folder: Path, home: Path) -> None:
    with opened(folder, home) as terminal:
        at_the_passage(terminal)
        terminal.hang_up()
    assert load_session(folder.resolve() / ".workbench").query == "Tskhinvali"


def test_what_is_typed_before_anything_is_indexed_opens_the_passage(
    folder: Path, home: Path
) -> None:
    with opened(folder, home) as terminal:
        terminal.wait("q quit")
        terminal.press("/Tskhinvali\r")
        terminal.wait(FIRST_HIT)


def test_the_next_start_brings_back_search_and_place(folder: Path, home: Path) -> None:
    with opened(folder, home) as terminal:
        at_the_passage(terminal)
        terminal.press("q")
        assert terminal.end() == 0
    with opened(folder, home) as terminal:
        terminal.wait(PARAGRAPH[:30])
        assert "Tskhinvali" in terminal.wait("1 passage in 1 document")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"COLORTERM": ""}])
def test_it_works_with_fewer_colours(
    folder: Path, home: Path, environment: Mapping[str, str]
) -> None:
    with opened(folder, home, environment) as terminal:
        at_the_passage(terminal)
        terminal.press("q")
        assert terminal.end() == 0


def test_a_window_too_small_says_so_and_keeps_the_place(folder: Path, home: Path) -> None:
    with opened(folder, home) as terminal:
        at_the_passage(terminal)
        terminal.resize(20, 5)
        terminal.wait("too\\s+small")
        terminal.resize(80, 24)
        terminal.wait(FIRST_HIT)


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("missing", 2, "There is no folder and no command .*missing"),
        ("dispatch.txt", 2, "is a file; the workbench opens folders"),
    ],
)
def test_what_is_no_folder_is_said_before_anything_is_drawn(
    folder: Path, home: Path, name: str, code: int, sentence: str
) -> None:
    with opened(folder / name, home, columns=300) as terminal:
        terminal.wait(sentence)
        assert terminal.end() == code
        assert terminal.modes() == {}


def test_a_dumb_terminal_is_told_of_the_commands(folder: Path, home: Path) -> None:
    with opened(folder, home, {"TERM": "dumb"}) as terminal:
        terminal.wait("TERM is dumb")
        assert terminal.end() == 2
        assert b"\x1b" not in terminal.raw
