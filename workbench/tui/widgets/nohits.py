"""What the results say when there are none: why, and what leads on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tui.text import Run, bar, wrap
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.search import Results, Suggestion

_BAR = 6
_PIECES = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class SuggestionKey:
    """A query to search for instead."""

    query: str


def no_hits(results: Results, unsearched: str, width: int) -> Listing:
    """The reasons, the documents of each word, suggestions, and what was not searched."""
    missing = {word.lower() for word, documents in results.words if not documents}
    reasons = results.notices or ("No document answers this query.",)
    entries = [BLANK, *(_reason(sentence, missing, width) for sentence in reasons)]
    if results.words:
        most = max(documents for _word, documents in results.words)
        entries += [BLANK, *(_word(word, n, most) for word, n in results.words)]
    meant = [one for one in results.suggestions if one.meant]
    further = [one for one in results.suggestions if not one.meant]
    entries += _proposals("Did you mean", meant)
    entries += _proposals("Or look further" if meant else "These find something", further)
    if unsearched:
        entries += [BLANK, remark(f"Not searched: {unsearched}.", width, "muted")]
    return Listing.of(entries)


def _proposals(heading: str, proposed: Sequence[Suggestion]) -> list[Entry]:
    rows = [
        Entry(
            (Line((Run(one.query, "name"),), (Run(one.label, "muted"),)),), SuggestionKey(one.query)
        )
        for one in proposed
    ]
    return [BLANK, Entry((Line((Run(heading, "muted"),)),)), *rows] if rows else []


def _reason(sentence: str, missing: set[str], width: int) -> Entry:
    """A sentence with the words in it that no document has marked as misspelt."""
    pieces = _PIECES.findall(sentence)
    runs = [Run(piece, "misspelt" if piece.lower() in missing else "text") for piece in pieces]
    return Entry(tuple(Line(line) for line in wrap(runs, width - 3)))


def _word(word: str, documents: int, most: int) -> Entry:
    counted = count(documents, "document")
    if not documents:  # the word takes the room of the bar: it is what has to be read
        return Entry((Line((Run(word, "misspelt"),), (Run(counted, "muted"),)),))
    right = (Run(f"{bar(documents, most, _BAR)}  ", "bar"), Run(f"{counted:>15}", "muted"))
    return Entry((Line((Run(word),), right),))
