"""Collocates: the words that stand near the hits of a query more often than chance would have it.

A window is so many running words to either side of a hit. It ends at the next hit and at the end of
the document, and a word that lies between two hits is counted once, for the nearer one (halfway,
for the one before it). Hits themselves are not counted, as node or as neighbour: a word is compared
with its frequency in the whole collection outside the hits (S. Evert, Corpora and collocations,
2008, surface cooccurrence). The words are ranked by the log-likelihood ratio of T. Dunning,
Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1),
1993, which is sound for rare words and puts common ones in their place without a list of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from workbench.model import Document, WorkbenchError
from workbench.search import running
from workbench.search.analysis import chunk_texts
from workbench.search.cancelling import Cancelled, never, stop_if
from workbench.search.concordance import Concordance, passages
from workbench.spans import Spans

SPAN = 5
"""Words to either side that count as near."""

LEAST = 3
"""How often a word stands near a hit at least: of a pair seen once or twice nothing is known."""

SIGNIFICANT = 3.84
"""The log-likelihood that chance alone reaches in one case of 20 (chi-squared, one degree)."""

_DIFFERENT_CHUNKS = 20_000
_STEPS = 200
_LONG = 30


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near the hits.

    `left` and `right` count where it stands, `documents` in how many this is so; `frequency` is
    that in the collection outside the hits, `expected` the count that chance would give.
    """

    word: str
    left: int
    right: int
    documents: int
    frequency: int
    expected: float
    likelihood: float

    @property
    def count(self) -> int:
        """How often it stands near a hit."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Collocates:
    """The words that stand near the hits more often than by chance, the most telling first.

    `near` words were counted in all windows, `words` in the collection outside the hits.
    """

    span: int
    least: int
    near: int
    words: int
    found: tuple[Collocate, ...]


def collocates(
    lines: Concordance,
    text: Callable[[str], str],
    every: Sequence[str],
    *,
    span: int = SPAN,
    least: int = LEAST,
    cancelled: Cancelled = never,
    progress: Callable[[float], None] = lambda done: None,
) -> Collocates:
    """The collocates of a complete concordance.

    `text` gives a document's text by its id, `every` are the ids of all documents; one that is
    gone is passed over. `progress` is told what share is done. Raises CancelledError.
    """
    near = _Near(span)
    places = {document: place for place, document in enumerate(lines.documents)}
    for place, document in enumerate(lines.documents):
        stop_if(cancelled)
        near.take(_between(lines.spans(place), _text(text, document)))
    frequent = {word for word, times in near.counts.items() if times >= least}
    counted = _Counted(frequent)
    for number, document in enumerate(every):
        stop_if(cancelled)
        if number % _STEPS == 0:
            progress(number / len(every))
        written = _text(text, document)
        if document in places:
            # Two line ends, which join no word that a hit has parted.
            written = "\n\n".join(_between(lines.spans(places[document]), written))
        counted.take(written)
    counted.settle()
    found = (near.collocate(word, counted) for word in frequent)
    telling = [one for one in found if one.count > one.expected and one.likelihood > SIGNIFICANT]
    telling.sort(key=lambda one: (-one.likelihood, one.word))
    return Collocates(span, least, near.words, counted.words, tuple(telling))


def with_word(
    lines: Concordance,
    get: Callable[[str], Document | None],
    word: str,
    span: int = SPAN,
    cancelled: Cancelled = never,
) -> Iterator[tuple[Document, Spans]]:
    """The documents of a complete concordance with those hits that a word is counted as near to.

    `get` gives a document by its id. Raises CancelledError.
    """
    for document, every in passages(lines, get, cancelled):
        pieces = _between(every, document.text)
        last = len(pieces) - 1
        near = {
            hit
            for number, piece in enumerate(pieces)
            for hit, words in zip(
                (number - 1, number), _windows(piece, span, number > 0, number < last), strict=True
            )
            if word in words
        }
        if near:
            yield document, Spans(every[hit] for hit in sorted(near))


def likelihood(together: int, near: int, frequency: int, words: int) -> float:
    """Dunning's log-likelihood ratio (G2) of a word that is `together` times among `near` words,
    and `frequency` times among all `words`.
    """
    table = (
        (together, near * frequency),
        (near - together, near * (words - frequency)),
        (frequency - together, (words - near) * frequency),
        (words - near - frequency + together, (words - near) * (words - frequency)),
    )
    return 2 * sum(seen * log(seen * words / margins) for seen, margins in table if seen > 0)


def _text(text: Callable[[str], str], document: str) -> str:
    try:
        return text(document)
    except WorkbenchError:
        return ""


def _between(hits: Spans, text: str) -> list[str]:
    """What a text has before, between and after its hits."""
    pieces = []
    at = 0
    for start, end in hits:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at:]]


def _windows(
    piece: str, span: int, before_it: bool, after_it: bool
) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a piece that are near the hit before it, and near the one after it.

    The arguments say whether there are such hits.
    """
    if not before_it:
        return (), running.before(piece, len(piece), span) if after_it else ()
    if not after_it:
        return running.after(piece, 0, span), ()
    if len(piece) > _LONG * span:
        first = running.after(piece, 0, 2 * span)
        if len(first) == 2 * span:
            return first[:span], running.before(piece, len(piece), span)
    first = running.bare(piece)
    if len(first) >= 2 * span:
        return first[:span], first[-span:]
    half = min((len(first) + 1) // 2, span)
    return first[:half], first[max(half, len(first) - span) :]


class _Near:
    """What stands in the windows."""

    def __init__(self, span: int) -> None:
        self.span = span
        self.words = 0
        self.counts: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

    def take(self, pieces: Sequence[str]) -> None:
        """Count in a document, given its text between the hits."""
        lefts: list[str] = []
        rights: list[str] = []
        last = len(pieces) - 1
        for number, piece in enumerate(pieces):
            right, left = _windows(piece, self.span, number > 0, number < last)
            lefts += left
            rights += right
        self._left.update(lefts)
        self.counts.update(lefts)
        self.counts.update(rights)
        self._documents.update({*lefts, *rights})
        self.words += len(lefts) + len(rights)

    def collocate(self, word: str, counted: _Counted) -> Collocate:
        """What there is to say of a word."""
        count, left = self.counts[word], self._left[word]
        frequency = counted.counts[word]
        return Collocate(
            word,
            left,
            count - left,
            self._documents[word],
            frequency,
            self.words * frequency / counted.words if counted.words else 0.0,
            likelihood(count, self.words, frequency, counted.words) if frequency else 0.0,
        )


class _Counted:
    """How often some words occur in texts, and how many words there are in all.

    Chunks are counted, and only distinct ones analysed.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self.words = 0
        self.counts: Counter[str] = Counter(dict.fromkeys(wanted, 0))
        self._chunks: Counter[str] = Counter()

    def take(self, text: str) -> None:
        """Count in a text."""
        self._chunks.update(chunk_texts(text))
        if len(self._chunks) > _DIFFERENT_CHUNKS:
            self.settle()

    def settle(self) -> None:
        """Turn chunks into words."""
        counts = self.counts
        for chunk, times in self._chunks.items():
            words = running.in_chunk(chunk)
            self.words += times * len(words)
            for word in words:
                if word in counts:
                    counts[word] += times
        self._chunks.clear()
