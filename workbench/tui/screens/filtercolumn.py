"""The column of filters of the page of notes; in a narrow window it comes with the focus."""

from __future__ import annotations

from textual import events, on
from textual.containers import Vertical
from textual.widget import Widget

from workbench.notes import Tag
from workbench.tui.geometry import NARROW
from workbench.tui.screens.page import Page
from workbench.tui.survey import Facets, Filters
from workbench.tui.text import Run
from workbench.tui.widgets.facets import FacetKey, facets_listing, toggled
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line, Listing


class FilterColumn(Page):
    """A page with filters on its left. A subclass narrows its list when they change."""

    _counted = Facets()
    _remark = ""

    @property
    def filters(self) -> Filters:
        """The filters that are on."""
        raise NotImplementedError

    def filter_by(self, filters: Filters) -> None:
        """Put other filters on."""
        raise NotImplementedError

    def tag_named(self, name: str) -> Tag:
        """The tag with its colour and letter."""
        raise NotImplementedError

    def title_of(self, document: str) -> str:
        """The title of a document, by its id."""
        raise NotImplementedError

    def compose_before(self) -> list[Widget]:
        """The filters."""
        return [Vertical(Lines(id="facets-head"), LineList(id="facets"), id="filters")]

    @property
    def facets(self) -> LineList:
        """The list of filters."""
        return self.query_one("#facets", LineList)

    def show_facets(self, facets: Facets, remark: str) -> None:
        """Show the filters with their counts; the remark says how much they leave."""
        self._counted, self._remark = facets, remark
        self.facets.show(self._facets, cursor=self.facets.cursor, keep_scroll=True)
        self._show_facets_head()

    def _show_facets_head(self) -> None:
        title = Run("Filters", "accent" if self.facets.has_focus else "head")
        line = Line((title,), (Run(self._remark, "faint"),))
        self.query_one("#facets-head", Lines).show(Line(), line, Line())

    def _facets(self, width: int) -> Listing:
        return facets_listing(self._counted, self.filters, self.tag_named, self.title_of, width)

    def on_resize(self, event: events.Resize) -> None:
        """In a narrow window the filters are there while they have the focus."""
        self.fit()

    def on_descendant_focus(self) -> None:
        """The filters come and go with the focus in a narrow window."""
        self.fit()
        self._show_facets_head()

    def fit(self) -> None:
        """Show the filters where there is room, or while they have the focus."""
        narrow = self.app.size.width < NARROW
        self.query_one("#filters").display = not narrow or self.facets.has_focus

    # -- actions

    def action_filters(self) -> None:
        """To the filters and back."""
        target = self.rows if self.facets.has_focus else self.facets
        self.query_one("#filters").display = True
        target.focus()

    def action_escape(self) -> None:
        """Leave the prompt, the filters, or the page."""
        if self.facets.has_focus:
            self.rows.focus()
        else:
            super().action_escape()

    @on(LineList.Chosen, "#facets")
    def _facet_chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.key, FacetKey):
            self.filter_by(toggled(self.filters, message.key))
