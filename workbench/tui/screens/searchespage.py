"""The page of searches: run again, save, change and delete them, open what nobody looked at."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.model import DocumentInfo
from workbench.tui.keymap import page_bindings
from workbench.tui.recalling import name_problem
from workbench.tui.screens.filename import ask_file, proposed, typed_path
from workbench.tui.screens.going import Read, SearchFor
from workbench.tui.screens.searchlists import SearchLists
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.searchesrows import AskedRow, NewRow, SavedRow

_EXPORTS = {
    "log": ("What was searched, a row a query, as a table (CSV).", "searches.csv"),
    "left out": ("What became of the documents, a row each, as a table (CSV).", "coverage.csv"),
}


class SearchesPage(SearchLists):
    """What can be done with a row."""

    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("searches")]

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        match self.row:
            case SavedRow(search):
                self.dismiss(SearchFor(search.query, search.sort, saved=True))
            case AskedRow(asked):
                self.dismiss(SearchFor(asked.query, asked.sort))
            case NewRow(_, info) | (DocumentInfo() as info):
                self.dismiss(Read(info.id))
            case _:
                pass

    def action_next_view(self) -> None:
        """To the next list."""
        self.turn_view(1)

    def action_previous_view(self) -> None:
        """To the list before."""
        self.turn_view(-1)

    def action_edit(self) -> None:
        """Ask for the query."""
        from workbench.tui.screens.lists import Ask

        row = self.row
        if isinstance(row, SavedRow):
            search = row.search
            self.ask(
                Ask(f"Query of {search.name}", "It then counts as new.", value=search.query),
                lambda query: self.recalling.edit(search.name, query),
            )

    def action_rename(self) -> None:
        """Ask for the name."""
        from workbench.tui.screens.lists import Ask

        row = self.row
        if isinstance(row, SavedRow):
            name = row.search.name
            self.ask(
                Ask(f"Rename {name}", "What you have seen of it stays seen.", value=name),
                lambda new: self.recalling.rename(name, new),
            )

    def action_delete(self) -> None:
        """Delete the search; the cursor goes to the next one."""
        row = self.row
        if isinstance(row, SavedRow):
            self.recalling.delete(row.search.name)

    def action_save(self) -> None:
        """Ask for a name for a query of the log."""
        from workbench.tui.screens.lists import Ask

        row = self.row
        if isinstance(row, AskedRow):
            asked = row.asked
            self.ask(
                Ask(
                    "Save this search",
                    asked.query,
                    value=asked.query,
                    replaced=True,
                    problem=name_problem,
                    verb="save",
                ),
                lambda name: self.recalling.save(name, asked.query, asked.sort),
            )

    def action_export(self) -> None:
        """Ask for a file, and write the method record to it."""
        if self.view == "saved":
            return
        explanation, name = _EXPORTS[self.view]
        self.ask(
            ask_file("Write the record to", explanation, proposed(self.project.folder, name)),
            lambda typed: self.recalling.export(typed_path(typed), queries=self.view == "log"),
        )
