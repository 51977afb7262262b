"""Nothing that a document, a file name, metadata or a record holds reaches the terminal as control.

Only a real terminal's bytes show this: what Textual draws into is not what it writes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.pty_screen import Terminal
from workbench.project import Project

# Each attack carries a marker that shows where it would have got through unchanged.
ATTACKS = {
    "title": "\x1b]0;OWNED-TITLE\x07",
    "clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "clear": "\x1b[2JOWNED-CLEAR",
    "c1": "\x9b31mOWNED-C1",
    "link": "\x1b]8;;http://owned.example\x1b\\here\x1b]8;;\x1b\\",
    "bidi": "\u202eOWNED-BIDI\u202c",
    "isolate": "\u2066OWNED-ISOLATE\u2069",
    "bell": "\x07OWNED-BELL",
    "backspace": "\x08\x7f\rOWNED-OVER",
    "markup": "[@click=app.quit]OWNED-MARKUP[/] [/nope] [red",
}
ALL = " ".join(ATTACKS.values())
HOSTILE = "".join(
    f"Paragraph {name} {attack} end, said Anna Pell{attack}.\n\n"
    for name, attack in ATTACKS.items()
)

# What the program itself has to say to a terminal, and nothing else.
OURS = re.compile(
    rb"\x1b\[[0-9;:]*m"  # colours
    rb"|\x1b\[[0-9;]*[ABCDEFGHJKdfrST]"  # the cursor, erasing, scrolling
    rb"|\x1b\[[<>=?]?[0-9;]*\$?[hlnpqutc]"  # modes and reports
    rb"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"  # copies
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rb"|\x1b[()][AB0]|\x1b[78=>]"
    rb"|\x1bP=[0-9]+s\x1b\\"  # synchronised output
    rb"|\x1b\]1[01];\?(?:\x07|\x1b\\)"  # what are your colours?
    rb"|\x1b_G[^\x1b]*\x1b\\"
)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def control_in(raw: bytes) -> list[str]:
    """Control characters in what was written, with what follows, but for the program's own."""
    written = OURS.sub(b"", raw).decode("utf-8", "replace")
    return [written[found.start() : found.start() + 20] for found in FORBIDDEN.finditer(written)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hostile titles, names and texts, and annotations and tags that came from a stranger."""
    documents = tmp_path / "case"
    documents.mkdir()
    one_line = ALL.replace("\r", "").replace("\n", "")
    front = f"---\ntitle: Hostile {one_line}\nsource: {one_line}\nauthor: {one_line}\n---\n"
    (documents / "hostile.md").write_text(front + HOSTILE, encoding="utf-8")
    (documents / "page.html").write_text(
        f"<title>Page {one_line} &#27;]0;OWNED&#7;</title><p>Paragraph &#155;31m {ALL}</p>",
        encoding="utf-8",
    )
    name = b"evil\x1b]0;OWNED\x07\xff\n[red]\xe2\x80\xae.txt"
    (documents / os.fsdecode(name)).write_text(HOSTILE, encoding="utf-8")
    _write_records(documents)
    return documents


def _write_records(documents: Path) -> None:
    project = Project.open(documents)
    from workbench.indexing import index

    index(project)
    document = project.library.document(project.library.find("hostile.md").id)
    project.notes.add(document, (0, 9), ["harmless"], "A note.")
    home = project.home
    project.close()
    [annotation] = (home / "annotations").rglob("*.json")
    record = json.loads(annotation.read_bytes())
    record["body"][0]["value"] = f"tag {ALL}"
    record["body"][1]["value"] = f"note {ALL}"
    record["creator"] = {"name": ALL, "type": "Person"}
    annotation.write_text(json.dumps(record))
    [tag] = (home / "codebook").glob("*.json")
    tag.write_text(json.dumps(json.loads(tag.read_bytes()) | {"description": ALL}))
    (home / "annotations" / document.id / "\x1b]0;OWNED\x07.json").write_text("{")
    (home / "project.toml").write_text('name = "\\u001b]0;OWNED\\u0007"\n"\\u009b31m" = 1\n')


def test_the_interface_paints_only_text(folder: Path, home: Path) -> None:
    command = [sys.executable, "-m", "workbench", str(folder)]
    environment = {"HOME": str(home), "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
    with Terminal(command, environment=environment) as terminal:
        terminal.wait("3 documents")
        terminal.press("/")
        terminal.wait("esc back")
        terminal.press("paragraph")
        terminal.wait("passages in 3 documents")
        terminal.press("enter")
        terminal.wait("OWNED-MARKUP|OWNED-C1")
        terminal.press("n", "n")
        terminal.press("t")
        terminal.wait("Who writes the notes")
        terminal.press("enter")
        terminal.wait("Tag this passage")
        terminal.press("evil[red]")
        terminal.wait("create evil")
        terminal.press("enter")
        terminal.wait("Tagged .* with evil")
        terminal.press("y")
        terminal.wait("Sent to the terminal")
        for key, shown in (("o", "Open a document"), ("?", "[Kk]eys"), ("i", "skipped|Every file")):
            terminal.press(key)
            terminal.wait(shown)
            terminal.press("esc")
            terminal.wait_gone("esc back")
        terminal.press("ctrl+p")
        terminal.wait("esc back")
        terminal.press("hostile")
        terminal.wait("> hostile")
        terminal.press("enter")
        terminal.wait("Paragraph title")
        terminal.press("4")
        terminal.wait("note .*OWNED-TITLE|tag .*OWNED-TITLE")
        terminal.press("3")
        terminal.wait("Anna Pell")
        terminal.press("q")
        assert terminal.end() == 0
    assert control_in(bytes(terminal.raw)) == []
    assert [control_in(copy.encode()) for copy in terminal.clipboard()] == [[]]
    assert terminal.clipboard() != ["OWNED"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["documents"],
        ["index", "--rebuild"],
        ["show", "hostile.md"],
        ["search", "paragraph"],
        ["search", "paragraph", "--kwic"],
        ["search", "\x1b]0;OWNED\x07\x9b2J"],
        ["show", "\x1b]0;OWNED\x07"],
        ["\x1b]0;OWNED\x07"],
        ["entities"],
        ["annotations"],
        ["cite", "hostile.md", "--start", "0", "--end", "60"],
        ["doctor"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["people", "json"])
def test_the_commands_print_only_text(
    folder: Path, home: Path, arguments: Sequence[str], form: Sequence[str]
) -> None:
    command = [sys.executable, "-m", "workbench", *form, *arguments]
    with Terminal(command, environment={"HOME": str(home)}, folder=folder, rows=200) as terminal:
        assert terminal.end() in (0, 1, 2)
    assert terminal.raw
    assert control_in(bytes(terminal.raw)) == []
