"""What the results say when there are none: why, and what leads on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tui.text import Run, wrap
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.search import Results

_BAR = 6


@dataclass(frozen=True, slots=True)
class SuggestionKey:
    """A query to search for instead."""

    query: str


def no_hits(results: Results, unsearched: str, width: int) -> Listing:
    """The reason, the count of each word, suggestions, and what was not searched."""
    missing = [word for word, documents in results.words if not documents]
    entries = [BLANK, *_reason(missing, len(results.words), width)]
    if results.words:
        most = max(documents for _word, documents in results.words)
        entries += [BLANK, *(_word(word, n, most) for word, n in results.words)]
    if results.suggestions:
        entries += [BLANK, Entry((Line((Run("Or look further", "muted"),)),))]
        entries += [
            Entry(
                (Line((Run(suggestion.query, "name"),), (Run(suggestion.label, "muted"),)),),
                SuggestionKey(suggestion.query),
            )
            for suggestion in results.suggestions
        ]
    if unsearched:
        entries += [BLANK, remark(f"Not searched: {unsearched}.", width, "muted")]
    return Listing.of(entries)


def _reason(missing: list[str], words: int, width: int) -> list[Entry]:
    if not missing:
        if words < 2:
            return [remark("No passage answers this query.", width)]
        return [remark("Each word is there, but no document answers the whole query.", width)]
    runs = [Run("No document has the word " if len(missing) == 1 else "No document has ")]
    for index, word in enumerate(missing):
        if index:
            runs.append(Run(" or " if index == len(missing) - 1 else ", "))
        runs.append(Run(word, "misspelt"))
    runs.append(Run("."))
    return [Entry(tuple(Line(line) for line in wrap(runs, width - 3)))]


def _word(word: str, documents: int, most: int) -> Entry:
    bar = "━" * max(round(documents / most * _BAR), 1) if documents else ""
    right = (Run(f"{bar:<{_BAR}}  ", "bar"), Run(f"{count(documents, 'document'):>15}", "muted"))
    return Entry((Line((Run(word, "text" if documents else "misspelt"),), right),))
