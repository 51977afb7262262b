"""The tables: which tags go together, and how many notes each document has with each tag."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from workbench.library.safe import one_line, safe_name
from workbench.model import WorkbenchError
from workbench.notes import Tag
from workbench.tui.actions import Action
from workbench.tui.fuzzy import fold
from workbench.tui.keymap import page_bindings
from workbench.tui.messages import Said
from workbench.tui.screens.filename import ask_file, proposed, typed_path
from workbench.tui.screens.going import ShowNotes
from workbench.tui.screens.page import Page
from workbench.tui.survey import Filters
from workbench.tui.tables import Pair, Row, Tables, View, documents_table, pairs_table
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Entry, Listing, remark
from workbench.tui.widgets.tablerows import Columns, pair_entry
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_NOTHING = "No tags yet. t on a passage of a document makes one."
_NEVER = "No two tags are on the same passage yet."
_NO_MATCH = "Nothing here has these words."
_HEADS: dict[View, str] = {"together": "tags together", "documents": "notes by document and tag"}


@dataclass(slots=True)
class Turned:
    """Which table is shown, and where the cursor is in each; kept while the program runs."""

    view: View = "together"
    rows: dict[View, int] = field(default_factory=dict)
    column: int = 0
    first: int = 0


class TablesPage(Page):
    """Two tables; v turns from one to the other."""

    PLACE = "tables"
    NUMBER = "O"
    TITLE_WORDS = "Tables"
    INVITATION = "words of a tag or a title"
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("tables")]

    class Counted(Message):
        """Everything is counted."""

        def __init__(self, tables: Tables) -> None:
            super().__init__()
            self.tables = tables

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        turned: Turned,
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self.turned = turned
        self._tables: Tables | None = None
        self._together: Sequence[Pair] = ()
        self._rows: Sequence[Row] = ()

    # -- what is shown

    def load(self) -> None:
        """Count again."""

        def look() -> Message:
            project = self.project
            self.noting.see_others()
            titles = {info.id: info.title for info in project.library.documents()}
            return self.Counted(Tables.of(project.notes.all(), titles, project.codebook.tags()))

        self.noting.read(look)

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._tables = message.tables
        self._show(self.turned.rows.get(self.turned.view, 0))

    def narrow_to(self, typed: str) -> None:
        """Show the tags, or the documents, with these words."""
        self._show(0)

    def _show(self, cursor: int) -> None:
        tables, words = self._tables, fold(self.prompt.value).split()
        if tables is None:
            return
        self._together, self._rows = tables.pairs_with(words), tables.rows_with(words)
        self.turned.column = max(min(self.turned.column, len(tables.names) - 1), 0)
        self.rows.show(self._listing, cursor=cursor, keep_scroll=cursor > 0)
        every = count(tables.notes, "note")
        if self.turned.view == "together":
            self.show_counts(count(len(self._together), "pair"), every)
        else:
            documents = sum(bool(row.document) for row in self._rows)
            tags = count(len(tables.names), "tag")
            self.show_counts(f"{count(documents, 'document')}  ·  {tags}", every)
        self.cursor_moved()

    def _listing(self, width: int) -> Listing:
        tables = self._tables or Tables()
        shown: Sequence[object] = self._rows
        if self.turned.view == "together":
            shown = self._together
        if not shown or not tables.names:
            some = tables.pairs if self.turned.view == "together" else tables.rows
            words = _NO_MATCH if some else _NEVER
            return Listing.of([remark(words if tables.names else _NOTHING, width, "muted")])
        self._show_columns(width)
        if self.turned.view == "together":
            most = max(pair.times for pair in self._together)
            return Listing.alike(
                len(shown), 1, lambda at: pair_entry(self._together[at], most, at, self._tag, width)
            )
        rows = self._rows

        def make(at: int) -> Entry:
            return self._columns(width).entry(rows[at], at, under_cursor=at == self.rows.cursor)

        return Listing.alike(len(rows), 1, make)

    def _columns(self, width: int) -> Columns:
        names = self._tables.names if self._tables else ()
        turned = self.turned
        columns = Columns.round_about(names, turned.first, turned.column, width)
        turned.first = columns.first
        return columns

    def _show_columns(self, width: int) -> None:
        """The head, with that of the columns where there are any."""
        head = _HEADS[self.turned.view]
        if self.turned.view == "together":
            self.show_head(head)
        else:
            self.show_head(head, *self._columns(width).heading(self._tag))

    def _tag(self, name: str) -> Tag:
        known = self._tables.tags.get(name) if self._tables else None
        return known or self.project.codebook.get(name)

    # -- where one is

    @property
    def _at(self) -> int:
        """Number of the row under the cursor; -1 without one."""
        key = self.rows.key
        shown = self._together if self.turned.view == "together" else self._rows
        return key if isinstance(key, int) and key < len(shown) else -1

    @property
    def _column(self) -> str:
        """The tag of the current column; empty where there is none."""
        names = self._tables.names if self._tables else ()
        return names[self.turned.column] if names and self.turned.view == "documents" else ""

    def where(self) -> Runs:
        """The pair, or the cell, in words."""
        if self._at < 0:
            return ()
        if self.turned.view == "together":
            pair = self._together[self._at]
            named = f"{one_line(pair.one)} and {one_line(pair.other)}"
            return (Run(named, "strong"), Run(f"   {count(pair.times, 'time')} together", "muted"))
        row, tag = self._rows[self._at], self._column
        number = count(row.counts.get(tag, 0), "note")
        column = f"   column {self.turned.column + 1:,} of {len(self._names):,}"
        return (Run(one_line(tag), "strong"), Run(f"   {number}{column}", "muted"))

    @property
    def _names(self) -> Sequence[str]:
        return self._tables.names if self._tables else ()

    def unusable(self) -> frozenset[str]:
        """Columns there are in one table only; an empty one has nothing to open or write."""
        verbs = {"choose", "export"} if self._at < 0 else set()
        if self.turned.view == "together" or self._at < 0:
            verbs |= {"left", "right"}
        return frozenset(f"tables.{verb}" for verb in verbs)

    def worded(self, action: Action) -> Action:
        """What the key that turns leads to."""
        if action.id != "tables.turn":
            return action
        other = "by document" if self.turned.view == "together" else "tags together"
        return replace(action, words=other)

    def cursor_moved(self) -> None:
        """The page comes back to this row."""
        self.rows.forget_drawn()
        if self._at >= 0:
            self.turned.rows[self.turned.view] = self.rows.cursor
        super().cursor_moved()

    # -- actions

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        if self._at < 0:
            return
        if self.turned.view == "together":
            pair = self._together[self._at]
            self.dismiss(ShowNotes(Filters(tag=pair.one, also=pair.other)))
        else:
            document = self._rows[self._at].document or None
            self.dismiss(ShowNotes(Filters(tag=self._column, document=document)))

    def action_turn(self) -> None:
        """To the other table."""
        self.turned.view = "documents" if self.turned.view == "together" else "together"
        self._show(self.turned.rows.get(self.turned.view, 0))

    def action_left(self) -> None:
        """To the column before."""
        self._move_column(-1)

    def action_right(self) -> None:
        """To the next column."""
        self._move_column(1)

    def _move_column(self, step: int) -> None:
        if self.turned.view == "documents" and self._names:
            self.turned.column = min(max(self.turned.column + step, 0), len(self._names) - 1)
            self._show_columns(self.rows.scrollable_content_region.width)
            self.cursor_moved()

    def action_export(self) -> None:
        """Ask for a file, and write the table to it."""
        if self._at < 0:
            return
        name = {"together": "tags-together.csv", "documents": "notes-by-document.csv"}
        explanation = f"{_HEADS[self.turned.view].capitalize()}, as a table (CSV) for spreadsheets."
        place = proposed(self.project.folder, name[self.turned.view])
        self.ask(ask_file("Write the table to", explanation, place), self._write)

    def _write(self, typed: str) -> None:
        pairs, rows, names = self._together, self._rows, self._names
        view = self.turned.view

        def work() -> None:
            from workbench.exchange import files
            from workbench.exchange.counts import table

            path = typed_path(typed)
            heading, cells = (
                pairs_table(pairs) if view == "together" else documents_table(rows, names)
            )
            try:
                files.write(path, {"": table(heading, cells)})
            except WorkbenchError as error:
                self.post_message(Said(str(error), "error"))
                return
            size = count(len(pairs), "pair") if view == "together" else count(len(rows), "row")
            self.post_message(Said(f"Wrote {safe_name(path.name)}: {size}."))

        self.run_worker(work, thread=True, group="export", exit_on_error=False)
