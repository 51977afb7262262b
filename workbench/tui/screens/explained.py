"""The overlay that explains a query: how it was read, what was found, why a result is there."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tui.screens.overlay import Overlay
from workbench.tui.text import Run, Runs, cut, document_name, wrap
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.words import count, long_date, milliseconds

if TYPE_CHECKING:
    from workbench.model import DocumentInfo
    from workbench.search.explaining import Explanation, Part, Ranking, Share

_INDENT = 3
_BAR = 16
_NOTHING = "There is nothing to search for in it."


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document of the results: at which rank, from 1, in which order of all."""

    info: DocumentInfo
    rank: int
    order: str


class Explained(Overlay[None]):
    """How the query was read and answered."""

    WIDTH = 104
    TITLE_WORDS = "How the query was answered"
    HINTS = (("j k", "move"), ("esc", "back"))

    def __init__(
        self,
        explanation: Explanation,
        total: int,
        seconds: float,
        engine: str,
        ranked: Ranked | None,
    ) -> None:
        """`total` documents answered in so many seconds."""
        super().__init__()
        self._explanation = explanation
        self._total = total
        self._seconds = seconds
        self._engine = engine
        self._ranked = ranked

    def opened(self) -> None:
        """Say who answered, and how fast."""
        documents = count(self._explanation.indexed, "document")
        searched = f"{documents}, {milliseconds(self._seconds)}"
        self.set_head(self.TITLE_WORDS, f"{self._engine.capitalize()} · {searched}")

    def listing_for(self, width: int) -> Listing:
        """The tree of the query, what is to be said of it, and the result under the cursor."""
        explanation = self._explanation
        entries: list[Entry] = []
        if explanation.part is None:
            entries.append(remark(_NOTHING, width))
        else:
            entries += _rows(explanation.part, 0, width)
        for notice in explanation.notices:
            lines = wrap((Run(notice, "warn"),), width - 4)
            entries.append(Entry(tuple(map(Line, lines)), ("notice", notice)))
        if self._ranked is not None:
            entries += self._ranking(self._ranked, width)
        return Listing.of(entries)

    def _ranking(self, ranked: Ranked, width: int) -> Iterator[Entry]:
        yield BLANK
        place = f"{ranked.rank:,} of {self._total:,}  "
        title = document_name(ranked.info, width - len(place) - 12)
        yield Entry((Line((Run(place, "strong"), Run(title, "muted")), (Run("score", "faint"),)),))
        if ranked.order != "relevance":
            by = f"The results are sorted by {ranked.order}"
            if ranked.order == "date":
                date = long_date(ranked.info.metadata.date)
                by += f"; this one is of {date}" if date else ", and this one has none"
            yield remark(f"{by}. Its score, which counts by relevance:", width, "muted")
        for ranking in self._explanation.rankings:
            yield from _shares(ranking, width)

    def chosen(self, key: Hashable) -> None:
        """There is nothing to choose: the list stays."""


def _rows(part: Part, depth: int, width: int, at: tuple[int, ...] = ()) -> Iterator[Entry]:
    indent = 2 + _INDENT * depth
    number = f"{part.documents:,}"
    room = width - indent - len(number) - 4
    if part.parts:
        runs: Runs = (Run(part.words, "muted"),)
    else:
        written = cut(part.written, room)
        runs = (Run(written, "name"), Run(f"   {part.words}", "faint"))
    lines = [Line(runs, (Run(number, "muted"),), indent=indent)]
    if part.stands_for:
        text = _expansion(part)
        lines += [
            Line(run, indent=indent + 2) for run in wrap((Run(text, "faint"),), width - indent - 12)
        ]
    yield Entry(tuple(lines), ("part", at))
    for index, inner in enumerate(part.parts):
        yield from _rows(inner, depth + 1, width, (*at, index))


def _expansion(part: Part) -> str:
    named = [f"{word} {documents:,}" for word, documents in part.terms]
    rest = part.stands_for - len(part.terms)
    if rest:
        named.append(f"{count(rest, 'word')} more")
    if part.left_out:
        named.append(f"{part.left_out:,} of them are not searched")
    return "  ·  ".join(named)


def _shares(ranking: Ranking, width: int) -> Iterator[Entry]:
    highest = max((share.score for share in ranking.shares), default=0.0)
    for index, share in enumerate(ranking.shares):
        yield Entry((_share(share, highest, width),), ("share", index))
    total = (Run(f"{ranking.score:.2f}", "strong"),)
    yield Entry((Line((Run("together", "muted"),), total, indent=4),), ("share", -1))


def _share(share: Share, highest: float, width: int) -> Line:
    cells = round(_BAR * share.score / highest) if highest > 0 else 0
    bar = "━" * cells + " " * (_BAR - cells)
    times = count(share.times, "time") if share.times else "in the title" * share.by_title
    right = (Run(f"{times}   ", "faint"), Run(bar, "bar"), Run(f" {share.score:>7.2f}", "muted"))
    return Line((Run(cut(share.written, width - _BAR - 30), "name"),), right, indent=4)
