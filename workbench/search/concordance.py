"""The concordance (KWIC): every hit of a query over the collection, a line each, in any order.

A line is kept as three numbers, for one that can be sorted by its context with the numbers of the
words nearest to it: the words themselves are looked up in the texts when a line comes into sight.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import Literal

from workbench.model import ConcordanceLine, Document
from workbench.search import running
from workbench.search.cancelling import Cancelled, never, stop_if
from workbench.search.passages import excerpt
from workbench.spans import Span, Spans

Order = Literal["document", "left", "right", "date"]

CONTEXT = 80
"""Characters of context to either side, unless others are asked for."""

DEPTH = 4
"""Words to either side by which lines are sorted: the nearest first."""

MOST_LINES = 1_000_000
"""Lines that are kept at most."""

_SORTED_AT_ONCE = 4096
_UNDATED = "~"


class Concordance:
    """The hits of a query, document by document as they were read; it grows while it is read.

    One thread adds, others may read the first `count` lines meanwhile. `version` is what the
    search said of its index when the reading began.
    """

    def __init__(self, query: str, *, depth: int = DEPTH, version: int = 0) -> None:
        self.query = query
        self.version = version
        self.count = 0
        """Lines so far."""
        self.complete = False
        """All lines are there, or as many as are kept."""
        self.dated = False
        """Any of their documents has a date."""
        self.by_title = 0
        """Documents without a line that have in their title what is asked for."""
        self.documents: list[str] = []
        """Ids of the documents that have lines, in order."""
        self.left_common: dict[int, int] = {}
        self.right_common: dict[int, int] = {}
        self._depth = depth
        self._dates: list[str] = []
        self._contents: list[int] = []
        self._firsts = array("I")
        self._starts = array("I")
        self._ends = array("I")
        self._words = array("I")
        self.vocabulary: list[str] = [""]
        self._numbers = {"": 0}

    def read(
        self,
        occurrences: Iterable[tuple[Document, Spans]],
        titled: Callable[[Document], bool] = lambda document: False,
    ) -> Iterator[int]:
        """Take documents with their hits one after another; says after each how many lines.

        Of those without a hit `titled` says whether they answer by their title.
        """
        for document, spans in occurrences:
            self.by_title += not spans and titled(document)
            self._add(document, spans[: MOST_LINES - self.count])
            if self.count >= MOST_LINES:
                break
            yield self.count
        self.complete = True
        yield self.count

    def _add(self, document: Document, spans: Sequence[Span]) -> None:
        if not spans:
            return
        self._dates.append(document.info.metadata.date)
        self.dated = self.dated or bool(self._dates[-1])
        self._contents.append(hash(document.info.sha256))
        self.documents.append(document.id)
        self._firsts.append(self.count)
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)
            if self._depth:
                self._note(running.before(document.text, start, self._depth), self.left_common)
                self._note(running.after(document.text, end, self._depth), self.right_common)
        self.count = len(self._starts)

    def _note(self, nearest: Sequence[str], common: dict[int, int]) -> None:
        numbers = self._numbers
        for word in nearest:
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(self.vocabulary)
                self.vocabulary.append(word)
            self._words.append(number)
        self._words.extend([0] * (self._depth - len(nearest)))
        if nearest:
            first = self._words[-self._depth]
            common[first] = common.get(first, 0) + 1

    def common(self, side: Literal["left", "right"], limit: int) -> list[tuple[str, int]]:
        """The commonest words right beside the hits, with how often each stands there."""
        counts = self.left_common if side == "left" else self.right_common
        found = [(self.vocabulary[number], times) for number, times in list(counts.items())]
        return nsmallest(limit, found, key=lambda pair: (-pair[1], pair[0]))

    def where(self, line: int) -> tuple[int, Span]:
        """The place of a line's document among `documents`, and the span of its hit."""
        return bisect_right(self._firsts, line) - 1, Span(self._starts[line], self._ends[line])

    def spans(self, place: int) -> Spans:
        """All hits in the document at a place among `documents`."""
        lines = self._lines_of(place, self.count)
        some = slice(lines.start, lines.stop)
        return Spans(zip(self._starts[some], self._ends[some], strict=True))

    def near(self, place: int, start: int, end: int) -> list[Span]:
        """The hits that overlap `[start, end)` in the document at a place."""
        lines = self._lines_of(place, self.count)
        first = bisect_right(self._ends, start, lines.start, lines.stop)
        last = bisect_left(self._starts, end, lines.start, lines.stop)
        return [Span(self._starts[line], self._ends[line]) for line in range(first, last)]

    def find(self, document: str, start: int) -> int:
        """The line of the hit that starts there, or the one after it; -1 if there is none."""
        if document not in self.documents:
            return -1
        lines = self._lines_of(self.documents.index(document), self.count)
        line = bisect_left(self._starts, start, lines.start, lines.stop)
        return line if line in lines else -1

    def hits(self, place: int) -> int:
        """How many hits the document at a place has."""
        return len(self._lines_of(place, self.count))

    def starts(self, place: int) -> Sequence[int]:
        """Where the hits of the document at a place start."""
        lines = self._lines_of(place, self.count)
        return self._starts[lines.start : lines.stop]

    def is_of(self, place: int, document: Document) -> bool:
        """Whether the document at a place is the same as when its hits were found."""
        return self._contents[place] == hash(document.info.sha256)

    def ordered(self, by: Order, upto: int) -> Sequence[int]:
        """The first `upto` lines in an order; those that are alike in it as they were read.

        Left and right go by the nearest word, then by the next ones. By date the oldest come first
        and those without a date last.
        """
        if by == "document":
            return range(upto)
        ordered = array("I")
        if by == "date":
            dated: dict[str, list[int]] = {}
            for place in range(bisect_right(self._firsts, upto - 1) if upto else 0):
                dated.setdefault(self._dates[place] or _UNDATED, []).append(place)
            for date in sorted(dated):
                for place in dated[date]:
                    ordered.extend(self._lines_of(place, upto))
            return ordered
        first = 0 if by == "left" else self._depth
        for alike in self._dealt(range(upto), first, first + self._depth, self._ranks()):
            ordered.extend(alike)
        return ordered

    def _lines_of(self, place: int, upto: int) -> range:
        after = self._firsts[place + 1] if place + 1 < len(self._firsts) else upto
        return range(self._firsts[place], min(after, upto))

    def _ranks(self) -> Sequence[int]:
        """The place of every word of the vocabulary, by number, in the alphabet of code points."""
        ranks = array("I", bytes(4 * len(self.vocabulary)))
        groups: dict[str, list[int]] = {}
        for number in range(len(ranks)):
            groups.setdefault(self.vocabulary[number][:2], []).append(number)
        rank = 0
        for beginning in sorted(groups):
            for number in sorted(groups[beginning], key=self.vocabulary.__getitem__):
                ranks[number] = rank
                rank += 1
        return ranks

    def _dealt(
        self, lines: Sequence[int], word: int, last: int, ranks: Sequence[int]
    ) -> Iterator[Sequence[int]]:
        """The lines by their words from `word` on, dealt into groups that are small enough.

        Sorting a million at once would keep the interpreter lock, and with it every key.
        """
        if word == last or len(lines) < 2:
            yield lines
            return
        stride, words = 2 * self._depth, self._words
        if len(lines) <= _SORTED_AT_ONCE:
            yield sorted(lines, key=self._key(word, last, ranks))
            return
        groups: dict[int, list[int]] = {}
        for line in lines:
            groups.setdefault(ranks[words[line * stride + word]], []).append(line)
        for rank in sorted(groups):
            yield from self._dealt(groups[rank], word + 1, last, ranks)

    def _key(self, word: int, last: int, ranks: Sequence[int]) -> Callable[[int], tuple[int, ...]]:
        stride, words = 2 * self._depth, self._words

        def key(line: int) -> tuple[int, ...]:
            base = line * stride
            return tuple([ranks[number] for number in words[base + word : base + last]])

        return key


def by_title(lines: Concordance) -> str:
    """How many documents have no line, but have it in their title: `3 more have it in …`."""
    more = "more " if lines.count else f"document{'s' if lines.by_title > 1 else ''} "
    have = "have it in their title" if lines.by_title > 1 else "has it in its title"
    return f"{lines.by_title:,} {more}{have}"


def hits(
    lines: Concordance, order: Iterable[int], get: Callable[[str], Document | None]
) -> Iterator[tuple[Document, Span]]:
    """The lines with their documents, which `get` gives by their ids.

    Those of a document that is gone, or has another text by now, are left out.
    """
    for line in order:
        place, span = lines.where(line)
        document = get(lines.documents[place])
        if document is not None and lines.is_of(place, document):
            yield document, span


def passages(
    lines: Concordance, get: Callable[[str], Document | None], cancelled: Cancelled = never
) -> Iterator[tuple[Document, Spans]]:
    """The documents of the lines, each once, with all hits in it; left out as in `hits`."""
    for place, identity in enumerate(lines.documents):
        stop_if(cancelled)
        document = get(identity)
        if document is not None and lines.is_of(place, document):
            yield document, lines.spans(place)


def line_of(document: Document, span: Span, context: int = CONTEXT) -> ConcordanceLine:
    """The line of a hit, with so many characters to either side; breaks and tabs are spaces."""
    text, (start, end) = document.text, span
    return ConcordanceLine(
        document.id,
        start,
        end,
        excerpt(text, max(start - context, 0), start),
        excerpt(text, start, end),
        excerpt(text, end, end + context),
    )
