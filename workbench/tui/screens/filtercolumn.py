"""The column of filters of the page of notes."""

from __future__ import annotations

from textual import on

from workbench.notes import Tag
from workbench.tui.screens.sidecolumn import SideColumn
from workbench.tui.survey import Facets, Filters
from workbench.tui.widgets.facets import FacetKey, facets_listing, toggled
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Listing


class FilterColumn(SideColumn):
    """A page with filters on its left. A subclass narrows its list when they change."""

    SIDE_TITLE = "Filters"
    _counted = Facets()

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

    def show_facets(self, facets: Facets, remark: str) -> None:
        """Show the filters with their counts; the remark says how much they leave."""
        self._counted = facets
        self.side.show(self._facets, cursor=self.side.cursor, keep_scroll=True)
        self.show_side_head(remark)

    def _facets(self, width: int) -> Listing:
        return facets_listing(self._counted, self.filters, self.tag_named, self.title_of, width)

    @on(LineList.Chosen, "#side")
    def _facet_chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.key, FacetKey):
            self.filter_by(toggled(self.filters, message.key))
