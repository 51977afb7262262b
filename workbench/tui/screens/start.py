"""The start screen: this folder and what it holds, the projects opened last, the sample."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from workbench.library.safe import safe_name
from workbench.tui.geometry import TOO_SMALL, too_small
from workbench.tui.text import Run, cut
from workbench.tui.widgets.footer import KeyFooter
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines, Notice
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing
from workbench.tui.widgets.painted import ROLE_CLASSES

if TYPE_CHECKING:
    from workbench.store.session import Recent

_LOOKED_AT = 20_000
_HEAD_AND_FOOTER = 5
_KINDS = {
    ".txt": "text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".htm": "HTML",
    ".html": "HTML",
    ".xhtml": "HTML",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the analyst wants to open: a folder, or the sample if `folder` is None."""

    folder: Path | None


class StartScreen(Screen[Chosen]):
    """Offers what can be opened; hands back what was chosen, or None for leaving."""

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "list('cursor_down')", show=False),
        Binding("k,up", "list('cursor_up')", show=False),
        Binding("enter", "list('choose')", show=False),
        Binding("q,escape,ctrl+c", "leave", show=False),
    ]

    class Counted(Message):
        """What this folder holds, in words."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, here: Path, recent: Sequence[Recent]) -> None:
        super().__init__()
        self._here = here
        self._recent = [one for one in recent if one.folder != here]
        self._holds = "looking what it holds…"

    def compose(self) -> ComposeResult:
        """A quiet page in the middle of the screen."""
        with Vertical(id="start"):
            yield Lines(
                Line((Run("Workbench", "strong"),)),
                Line(
                    (Run("Search, read, tag, annotate and cite a folder of documents.", "muted"),)
                ),
                Line(),
            )
            yield LineList(id="openable")
        yield KeyFooter(id="footer")
        yield Notice(TOO_SMALL, id="too-small")

    def on_resize(self) -> None:
        """Let the list scroll in what room there is; in a window that is too small, say so."""
        columns, rows = self.app.size
        self.set_class(too_small(columns, rows), "tiny")
        self.query_one("#openable").styles.max_height = max(rows - _HEAD_AND_FOOTER, 1)

    def on_mount(self) -> None:
        """Show what can be opened, and look what this folder holds."""
        openable = self.query_one("#openable", LineList)
        openable.show(self._listing)
        openable.focus()
        self.query_one(KeyFooter).show((("enter", "open"), ("j k", "move")), (("q", "quit"),))
        self._look()

    def _listing(self, width: int) -> Listing:
        def row(name: str, detail: str, key: Chosen) -> Entry:
            return Entry(
                (
                    Line((Run(cut(name, width - 4), "name"),)),
                    Line((Run(cut(detail, width - 4), "muted"),)),
                ),
                key,
            )

        def heading(words: str) -> Entry:
            return Entry((Line((Run(words, "faint"),)),))

        entries = [heading("This folder")]
        entries.append(row(_shown(self._here), self._holds, Chosen(self._here)))
        if self._recent:
            entries += [BLANK, heading("Opened before")]
            entries += [
                row(_shown(one.folder), f"opened {one.when}", Chosen(one.folder))
                for one in self._recent
            ]
        sample = "18 short documents to try everything on, in a copy of your own"
        entries += [BLANK, heading("The sample"), row("Sample collection", sample, Chosen(None))]
        return Listing.of(entries)

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        self.post_message(self.Counted(holdings(self._here)))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._holds = message.words
        openable = self.query_one("#openable", LineList)
        openable.show(self._listing, cursor=openable.cursor, keep_scroll=True)

    @on(LineList.Chosen)
    def _chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.key, Chosen):
            self.dismiss(message.key)

    def action_list(self, move: str) -> None:
        """Move in the list, or choose."""
        getattr(self.query_one("#openable", LineList), f"action_{move}")()

    def action_leave(self) -> None:
        """Leave the program."""
        self.dismiss(None)


def holdings(folder: Path) -> str:
    """What a folder holds, by name alone: "12 text and 3 HTML files, 2 of other kinds"."""
    counts = Counter(_KINDS.get(suffix, "") for suffix in islice(_suffixes(folder), _LOOKED_AT))
    total = counts.total()
    others = counts.pop("", 0)
    words = []
    if counts:
        kinds = " and ".join(f"{count:,} {kind}" for kind, count in counts.most_common())
        words.append(f"{kinds} file{'s' * (counts.total() != 1)}")
    if others:
        words.append(f"{others:,} of other kinds")
    more = " and more" if total == _LOOKED_AT else ""
    return ", ".join(words) + more if words else "holds no files"


def _suffixes(folder: Path) -> Iterator[str]:
    """The endings of all files that are not hidden, in lower case."""
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (PurePath(name).suffix.lower() for name in files if not name.startswith("."))


def _shown(folder: Path) -> str:
    home = Path.home()
    if folder.is_relative_to(home) and folder != home:
        return safe_name(f"~/{folder.relative_to(home)}")
    return safe_name(str(folder))
