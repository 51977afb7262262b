"""What stands in the document's place while nothing is open: progress, five keys, the promise."""

from __future__ import annotations

from dataclasses import dataclass

from textual.strip import Strip

from workbench.tui.indexing_messages import IndexingProgressed
from workbench.tui.keymap import Keymap
from workbench.tui.text import Run, Runs, wrap
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import Painted
from workbench.tui.words import count, duration

_WIDTH = 64
_KEYS = (
    ("anywhere.search", "search", "type, and the results follow"),
    ("results.choose", "read", "open the passage under the cursor"),
    ("document.select", "select", "then move; t tags, a writes a note"),
    ("document.copy_citation", "copy", "the passage with its citation"),
    ("anywhere.help", "help", "every key, filtered as you type"),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """What is known of the folder: its name, where it is, and how much of it is indexed."""

    name: str
    place: str
    notes_in: str
    documents: int | None = None
    """None before that is known."""
    indexing: bool = False
    progress: IndexingProgressed | None = None
    skipped: str = ""
    failed: str = ""
    keys: bool = False
    """Whether to show five keys: to somebody who never used the workbench before."""


class FirstStart(Painted, can_focus=True):
    """The collection's name, the progress of the first indexing, and how to begin."""

    def __init__(
        self,
        keymap: Keymap,
        *,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self._keymap = keymap
        self._collection = Collection("", "", "")

    def show(self, collection: Collection) -> None:
        """Show what is known now."""
        self._collection = collection
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row of the block, which stands in the middle, a little above it."""
        width, height = self.size
        block = min(_WIDTH, width - 4)
        lines = self._lines(block)
        if len(lines) > height:
            lines = [line for line in lines if line.runs or line.right]
        row = y - max((height - len(lines)) // 2 - 1, 0)
        if block < 8 or not 0 <= row < len(lines):
            return self.blank(width)
        line = lines[row]
        left = max((width - block) // 2, 0)
        return self.draw(
            line.runs, line.right, width=width, indent=left, edge=max(width - left - block, 0)
        )

    def _lines(self, width: int) -> list[Line]:
        known = self._collection
        lines = [
            Line((Run(known.name, "strong"),)),
            Line((Run(self._where(), "muted"),)),
            Line(),
            *_wrapped(self._sentence(), width, "text"),
        ]
        if known.progress:
            lines += [Line(), *self._progress(known.progress, width)]
        if known.skipped:
            lines.append(
                Line(
                    (Run(known.skipped, "faint"),),
                    (
                        Run(self._keymap.shown_first("anywhere.skipped"), "strong"),
                        Run(" list them", "muted"),
                    ),
                )
            )
        if not known.keys:
            return lines
        lines += [Line(), Line(), Line((Run("Five keys to start with", "muted"),)), Line()]
        lines += [self._key(action, word, words) for action, word, words in _KEYS]
        promise = (
            f"Nothing leaves this machine. Your notes lie in {known.notes_in}; "
            "the documents are never changed."
        )
        return [*lines, Line(), Line(), *_wrapped(promise, width, "faint")]

    def _where(self) -> str:
        known = self._collection
        if known.progress is not None and known.progress.total > (known.documents or 0):
            return f"{count(known.progress.total, 'file')} to read in {known.place}"
        return (
            f"{count(known.documents, 'document')} in {known.place}"
            if known.documents
            else (known.place)
        )

    def _sentence(self) -> str:
        known = self._collection
        if known.documents is None:
            return ""
        if known.failed:
            return known.failed
        if known.progress and known.progress.names:
            return "You can search and read everything; the lists of names are still growing."
        if known.progress:
            return "You can search and read what is already indexed."
        if known.indexing:
            return "Looking for new and changed files."
        if not known.documents:
            again = self._keymap.shown_first("anywhere.refresh")
            return (
                "There is no document here that the workbench can read. Put text, Markdown or HTML "
                f"files into the folder; {again} looks again."
            )
        return "Everything is indexed."

    def _progress(self, at: IndexingProgressed, width: int) -> list[Line]:
        done = round(width * at.done / at.total) if at.total else 0
        bar = Line((Run("━" * done, "selected"), Run("━" * (width - done), "line")))
        number = (Run(f"{at.done:,}", "strong"), Run(f" of {at.total:,}", "muted"))
        if at.done >= at.total and not at.names:
            return [bar, Line((Run("Writing the index of  ", "muted"), number[0]))]
        left = f"about {duration(at.left)} left" if at.left else ""
        if at.names:
            return [bar, Line((Run("Finding names  ", "muted"), *number), (Run(left, "muted"),))]
        rate = f"{at.rate:,.0f} a second{'   ' if left else ''}{left}"
        return [bar, Line((Run("Indexing  ", "muted"), *number), (Run(rate, "muted"),))]

    def _key(self, action: str, word: str, words: str) -> Line:
        runs: Runs = (
            Run(f"{self._keymap.shown_first(action):<9}", "accent"),
            Run(f"{word:<11}", "strong"),
        )
        return Line((*runs, Run(words)))


def _wrapped(text: str, width: int, role: str) -> list[Line]:
    return [Line(runs) for runs in wrap((Run(text, role),), width)]
