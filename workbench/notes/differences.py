"""Where the tags of several analysts differ, passage by passage.

The passages of a tag that overlap, whoever put it there, are one place. The analysts differ on it
if not all have the tag there, or not over the same stretch. What some tagged with one tag and all
others with another is one difference, not two; so are several tags of the same ones on a passage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal

import msgspec

from workbench.notes.agreement import Coded, CodedDocument
from workbench.spans import Span, Spans

Kind = Literal["alone", "otherwise", "extent"]
"""Not all tagged the place; they tagged it with different tags; all did, but not the same extent.
"""


class Side(msgspec.Struct, frozen=True, gc=False):
    """What one analyst has at the place of a difference, in the order of the text."""

    analyst: str
    coded: tuple[Coded, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in dispute that the analyst put there."""
        return tuple(dict.fromkeys(one.tag for one in self.coded))

    @property
    def codings(self) -> frozenset[tuple[str, Span]]:
        """Tags with their passages."""
        return frozenset((one.tag, one.span) for one in self.coded)


class Difference(msgspec.Struct, frozen=True, gc=False):
    """A place, `[start, end)` in code points, on which those who worked on its document differ."""

    document: str
    span: Span
    kind: Kind
    tags: tuple[str, ...]
    sides: tuple[Side, ...]

    def side(self, analyst: str) -> Side | None:
        """What the analyst has there; None for one who did not work on the document."""
        return next((side for side in self.sides if side.analyst == analyst), None)

    @property
    def key(self) -> str:
        """The same as long as the notes say of the place what they say now."""
        said = [
            (one.analyst, one.tag, one.note.id, one.note.span)
            for side in self.sides
            for one in side.coded
            if one.note is not None
        ]
        everybody = [side.analyst for side in self.sides]
        text = repr((self.document, everybody, sorted(said, key=repr)))
        return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def differences(documents: Iterable[CodedDocument]) -> Iterator[Difference]:
    """All differences, by document and position."""
    for document in documents:
        if len(document.analysts) > 1:
            yield from sorted(_in(document), key=lambda one: (one.span, one.tags))


def _in(document: CodedDocument) -> Iterator[Difference]:
    alone: list[Difference] = []
    by_tag = attrgetter("tag")
    for _, group in groupby(sorted(document.coded, key=by_tag), key=by_tag):
        for place in _places(list(group)):
            one = _difference(document, place, "alone")
            if not all(side.coded for side in one.sides):
                alone.append(one)
            elif len({_covered(side.coded) for side in one.sides}) > 1:
                yield _difference(document, place, "extent")
    yield from _joined(document, alone)


def _places(coded: Sequence[Coded]) -> Iterator[list[Coded]]:
    """Codings with one tag that overlap, by position."""
    place: list[Coded] = []
    end = 0
    for one in sorted(coded, key=lambda one: one.span):
        if place and one.span.start >= end:
            yield place
            place = []
        end = max(end, one.span.end) if place else one.span.end
        place.append(one)
    if place:
        yield place


def _difference(document: CodedDocument, coded: Iterable[Coded], kind: Kind) -> Difference:
    ordered = sorted(coded, key=lambda one: (one.span, one.tag))
    sides = tuple(
        Side(analyst, tuple(one for one in ordered if one.analyst == analyst))
        for analyst in sorted(document.analysts)
    )
    span = Span(ordered[0].span.start, max(one.span.end for one in ordered))
    return Difference(document.id, span, kind, tuple(sorted({one.tag for one in ordered})), sides)


def _covered(coded: Iterable[Coded]) -> Spans:
    """The ground that they cover: whether it was tagged in one piece or in two does not count."""
    ground: list[tuple[int, int]] = []
    for start, end in sorted(one.span for one in coded):
        if ground and start <= ground[-1][1]:
            ground[-1] = ground[-1][0], max(ground[-1][1], end)
        else:
            ground.append((start, end))
    return Spans(ground)


def _joined(document: CodedDocument, alone: Sequence[Difference]) -> Iterator[Difference]:
    """Join the places that some tagged with one tag and all others with another, and the tags that
    the same ones put on the same passage.
    """
    groups = [[number] for number in range(len(alone))]
    for one, other in _overlapping(alone):
        if groups[one] is not groups[other] and _belong(alone[one], alone[other]):
            joined = groups[one] + groups[other]
            for number in joined:
                groups[number] = joined
    for group in {id(group): group for group in groups}.values():
        if len(group) == 1:
            yield alone[group[0]]
        else:
            sides = [side for number in group for side in alone[number].sides]
            coded = [one for side in sides for one in side.coded]
            everybody = {one.analyst for one in coded} == document.analysts
            yield _difference(document, coded, "otherwise" if everybody else "alone")


def _overlapping(places: Sequence[Difference]) -> Iterator[tuple[int, int]]:
    """The pairs of places that overlap, by their numbers."""
    numbered = sorted(enumerate(places), key=lambda one: one[1].span)
    open_now: list[tuple[int, Difference]] = []
    for number, place in numbered:
        open_now = [one for one in open_now if one[1].span.end > place.span.start]
        yield from ((other, number) for other, _ in open_now)
        open_now.append((number, place))


def _belong(one: Difference, other: Difference) -> bool:
    having, opposite = _has(one), frozenset(side.analyst for side in other.sides) - _has(other)
    return having == opposite or (having == _has(other) and one.span == other.span)


def _has(difference: Difference) -> frozenset[str]:
    return frozenset(side.analyst for side in difference.sides if side.coded)
