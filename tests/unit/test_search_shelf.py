"""Documents at hand: what is remembered of them, and when it is not."""

from __future__ import annotations

from collections.abc import Sequence

import search_builders
from search_builders import document

from workbench.model import Document
from workbench.search.shelf import Shelf


class Changing(search_builders.Shelf):
    """A library whose document is indexed anew while it is fetched for the first time."""

    def __init__(self, before: Document, after: Document) -> None:
        super().__init__([before])
        self.after = after
        self.shelf = Shelf(self)

    def documents_of(self, ids: Sequence[str], /) -> list[Document]:
        fetched = super().documents_of(ids)
        super().__init__([self.after])
        self.shelf.clear()
        return fetched


def test_a_text_that_was_fetched_before_everything_was_forgotten_is_not_remembered() -> None:
    before, after = document("It was late."), document("It was early.")
    library = Changing(before, after)
    assert library.shelf.get(before.id) == before
    assert library.shelf.get(before.id) == after
