"""The concordance (KWIC): every hit of a query as a line, and what can be done with the lines."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from workbench.exchange import concordance as table
from workbench.exchange import files
from workbench.exchange.cells import MARK
from workbench.library.safe import safe_name
from workbench.library.sentences import sentence_at
from workbench.model import WorkbenchError
from workbench.search.concordance import Order, hits, passages
from workbench.search.shelf import Shelf
from workbench.spans import Span
from workbench.tui.copying import Copying
from workbench.tui.keymap import page_bindings
from workbench.tui.kwic import (
    Memory,
    Near,
    SpreadOrder,
)
from workbench.tui.messages import Said
from workbench.tui.screens.filename import ask_file, proposed, typed_path
from workbench.tui.screens.going import Read
from workbench.tui.screens.kwicviews import ORDERS, SPREAD_ORDERS, KwicViews
from workbench.tui.widgets.linelist import LineList
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_WORDS = (1, 2, 3, 5, 8, 12, 20)
_SPANS = (1, 2, 3, 4, 5, 7, 10, 15)


class ConcordancePage(KwicViews):
    """Every hit of the query, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("concordance")]

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        copying: Copying,
        memory: Memory,
    ) -> None:
        super().__init__(project, keymap, noting, said, memory)
        self._copying = copying.on_screen(self)

    # -- going

    def action_find(self) -> None:
        """To the query, selected: what is typed replaces it."""
        super().action_find()
        self.prompt.action_select_all()

    def action_escape(self) -> None:
        """From the query to the list, from there to what was shown before, or away."""
        if self.typing and self.memory.query:
            self.rows.focus()
        elif self.memory.view != "lines":
            self.set_view("lines")
        elif self.memory.near is not None:
            self.see_all()
            self.set_view("collocates")
        else:
            self.dismiss(None)

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        key = self.rows.key
        if self.suggested() or not isinstance(key, int):
            return
        if self.memory.view == "collocates" and self._collocates is not None:
            self.see_near(Near(self._collocates.found[key].word, self.memory.span))
        elif self.memory.view == "dispersion":
            one = self._spread[key]
            self.dismiss(Read(one.document.id, self.concording.lines.starts(one.place)[0]))
        else:
            place, span = self.concording.lines.where(key)
            self.dismiss(Read(self.concording.lines.documents[place], span.start))

    # -- looking

    def action_collocates(self) -> None:
        """The words near the hits, or the lines again."""
        self.set_view("lines" if self.memory.view == "collocates" else "collocates")

    def action_dispersion(self) -> None:
        """Where the hits are, or the lines again."""
        self.set_view("lines" if self.memory.view == "dispersion" else "dispersion")

    def action_sort(self) -> None:
        """The next order."""
        memory = self.memory
        if memory.view == "dispersion":
            orders: list[SpreadOrder] = list(SPREAD_ORDERS)
            memory.spread_order = orders[(orders.index(memory.spread_order) + 1) % len(orders)]
            self.order_spread()
        elif memory.view == "lines":
            others: list[Order] = list(ORDERS)
            memory.order = others[(others.index(memory.order) + 1) % len(others)]
            self.order_lines(anew=True)

    def action_fewer(self) -> None:
        """Fewer words to either side."""
        if self.memory.view == "collocates":
            self.count_again(_step(_SPANS, self.memory.span, -1))
        elif self.memory.view == "lines":
            room = self._room
            now = min(self.memory.words or room, room)
            self._show_words(_step(_WORDS, now, -1))

    def action_more(self) -> None:
        """More words to either side."""
        words = self.memory.words
        if self.memory.view == "collocates":
            self.count_again(_step(_SPANS, self.memory.span, 1))
        elif self.memory.view == "lines" and words is not None:
            more = _step(_WORDS, words, 1)
            self._show_words(more if words < more < self._room else None)

    @property
    def _room(self) -> int:
        """How many words to a side there is room for."""
        return self.columns_of(self.rows.size.width).words

    def _show_words(self, words: int | None) -> None:
        self.memory.words = words
        self.show_view()

    # -- taking away

    def action_copy_line(self) -> None:
        """Copy the sentence of the hit with its citation."""
        line = self.line
        if line is None:
            return

        def look() -> None:
            document = self.project.library.document(line.document.id)
            at = max(document.paragraphs.at(line.span.start), 0)
            first = sentence_at(document.text, line.span.start, document.paragraphs[at])
            # A phrase may run on into the next sentence.
            end = max(first.end, line.span.end)
            self._copying.copy_passage(document, Span(first.start, end))

        self._work(look)

    def action_tag_all(self) -> None:
        """Ask for tags for all hits, and tag them in one step."""
        from workbench.tui.bulktagging import Sought
        from workbench.tui.screens.bulkpreview import tag_all

        if not self.order:
            return
        lines, shelf = self.concording.lines, Shelf(self.project.library)
        remark = "" if lines.complete else "more lines are being read"
        sought = Sought(
            "Tag all these hits",
            self.memory.query,
            lambda cancelled: passages(lines, shelf.get, cancelled),
            remark,
        )
        tag_all(self, self.project, self.noting, sought)

    def action_export(self) -> None:
        """Ask for a file, and write the lines to it."""
        if self.memory.view != "lines" or not self.order:
            return
        words = "-".join(re.findall(r"\w+", self.memory.query))[:40] or "lines"
        self.ask(
            ask_file(
                "Write the lines to",
                f"A table (CSV) of {count(len(self.order), 'line')}, for spreadsheets.",
                proposed(self.project.folder, f"concordance-{words}.csv"),
            ),
            lambda typed: self._write(typed_path(typed), self.order),
        )

    def _write(self, path: Path, order: Sequence[int]) -> None:
        lines = self.concording.lines
        found = hits(lines, order, Shelf(self.project.library).get)

        def work() -> None:
            rows = -1  # the heading is none

            def pieces() -> Iterator[bytes]:
                nonlocal rows
                yield MARK.encode()
                for row in table.rows(found):
                    rows += 1
                    yield row.encode()

            files.write_pieces(path, pieces())
            so_far = "" if lines.complete else " so far"
            wrote = f"Wrote {safe_name(path.name)}: {count(rows, 'line')}{so_far}."
            self.post_message(Said(wrote))

        self._work(work)

    def _work(self, work: Callable[[], None]) -> None:
        """Do something in a worker thread, and say what goes wrong."""

        def run() -> None:
            try:
                work()
            except WorkbenchError as error:
                self.post_message(Said(str(error), "error"))

        self.run_worker(run, thread=True, group="work", exit_on_error=False)


def _step(steps: Sequence[int], now: int, step: int) -> int:
    """The next of the steps up or down; `now` where there is none."""
    beyond = [one for one in steps if (one - now) * step > 0]
    return now if not beyond else min(beyond) if step > 0 else max(beyond)
