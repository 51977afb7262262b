"""What titles say that their texts do not: a word without a field is asked of both.

The title of most texts is a line of them, and whatever it has the text has, too. Only of the others
is anything kept for such words, so that no document counts twice and most cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.model import Document
from workbench.search.analysis import boundary_before, positions
from workbench.search.tree import Node, Phrase

HEADING = "heading"
"""The title as it is asked for without a field. A path that stands for one is none."""

BESIDE = "beside"
"""The words of a title that the text does not have. An engine keeps them without their places."""


_BLANKS = re.compile(r"\s*")


def heading(document: Document) -> str:
    """The title, where not all that it can be asked for is found in the text anyway."""
    title = document.info.metadata.title
    return "" if _stands_in(title, document.text) else title


def beside(heading: str, has: Callable[[str], bool]) -> list[str]:
    """The terms of a heading that its text does not have; `has` says of a term if it does."""
    return [term for term in positions(heading)[0] if not has(term)] if heading else []


def kept_in(leaf: Node) -> str:
    """Where an engine looks for a word or a phrase that titles have and their texts have not.

    Of phrases it is all headings, be the phrase in the text as well.
    """
    return HEADING if isinstance(leaf, Phrase) else BESIDE


def _stands_in(title: str, text: str) -> bool:
    """Whether the text has the title letter by letter, and nothing joins it to what is round it.

    Only the first occurrence is looked at: where it says no there is only more to be kept.
    """
    start = text.find(title)
    if start < 0 or boundary_before(text, start, 0) != start:
        return False
    end = start + len(title)
    next_chunk = _BLANKS.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing, too
    ended = next_chunk > end or end == len(text)
    return ended and boundary_before(text, next_chunk, 0) == next_chunk
