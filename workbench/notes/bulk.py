"""Tagging many passages at once: the hits of a search, the mentions of an entity.

First they are gathered, document by document, and counted: that is the preview. Then
`Notes.add_all` tags those of one unit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from workbench.library.safe import one_line
from workbench.library.sentences import sentence_at
from workbench.model import Document, WorkbenchError
from workbench.notes.anchoring import Placed
from workbench.spans import Span, Spans

Unit: TypeAlias = Literal["hit", "sentence", "paragraph"]
UNITS: tuple[Unit, ...] = ("hit", "sentence", "paragraph")

Passages: TypeAlias = Iterable[tuple[Document, Iterable[tuple[int, int]]]]
"""Documents, each once, with passages in them."""

MOST = 100_000
"""Passages that one step can tag."""

_CONTEXT = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What tagging them all would do: passages to tag, in how many documents, and those tagged."""

    passages: int
    documents: int
    already: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A hit on one line: `text` from the position `start` on, and the unit round it.

    Positions are code points in the document; `already`: the unit has the tags.
    """

    title: str
    paragraph: int
    start: int
    text: str
    hit: Span
    unit: Span
    already: bool


class Gathered:
    """The passages of documents by unit, and which of them have the tags already."""

    def __init__(
        self,
        tags: Iterable[str],
        creator: str = "",
        units: Iterable[Unit] = UNITS,
        samples: int = 0,
    ) -> None:
        """What others than the `creator` tagged does not count as tagged: each codes on their own.

        `samples` is how many units of each sort are kept to be shown.
        """
        self.tags = tuple(tags)
        self._creator = creator
        self.hits = 0
        """How many hits were gathered."""
        self._most = samples
        self._sha256: dict[str, str] = {}
        self._fresh: dict[Unit, dict[str, Spans]] = {unit: {} for unit in units}
        self._already: dict[Unit, int] = dict.fromkeys(self._fresh, 0)
        self._samples: dict[Unit, list[Sample]] = {unit: [] for unit in self._fresh}

    @property
    def documents(self) -> Collection[str]:
        """The ids of the documents that have any."""
        return self._sha256.keys()

    def add(
        self, document: Document, hits: Iterable[tuple[int, int]], placed: Iterable[Placed]
    ) -> None:
        """Take the hits of a document; `placed` are the annotations that it has."""
        spans = [Span(*hit) for hit in hits]
        if not spans:
            return
        self.hits += len(spans)
        self._sha256[document.id] = document.info.sha256
        taken = tagged_at(placed, self.tags, self._creator)
        for unit, fresh in self._fresh.items():
            widened = [(_widened(document, span, unit), span) for span in spans]
            units = dict(reversed(widened))  # each with its first hit
            for whole in sorted(units)[: self._most - len(self._samples[unit])]:
                self._samples[unit].append(_sample(document, units[whole], whole, whole in taken))
            untagged = Spans(sorted(units.keys() - taken))
            self._already[unit] += len(units) - len(untagged)
            if untagged:
                fresh[document.id] = untagged

    def preview(self, unit: Unit) -> Preview:
        """What tagging those of a unit would do."""
        fresh = self._fresh[unit]
        return Preview(sum(map(len, fresh.values())), len(fresh), self._already[unit])

    def units(self, unit: Unit) -> int:
        """How many there are in all, tagged or not."""
        preview = self.preview(unit)
        return preview.passages + preview.already

    def samples(self, unit: Unit) -> list[Sample]:
        """The first of them, also of those that have the tags."""
        return self._samples[unit]

    def passages(self, unit: Unit, document: Callable[[str], Document]) -> Passages:
        """What is to be tagged; the texts are read again by `document`, one after another.

        Raises WorkbenchError where one of them changed since, or is gone.
        """
        for identity, spans in self._fresh[unit].items():
            read = document(identity)
            if read.info.sha256 != self._sha256[identity]:
                raise WorkbenchError(
                    f"{one_line(read.info.title)} changed meanwhile, so nothing was tagged."
                )
            yield read, spans


def tagged_at(placed: Iterable[Placed], tags: Iterable[str], creator: str) -> set[Span]:
    """The passages that have all the tags on one annotation, by the creator, of just them."""
    wanted = set(tags)
    return {
        one.span
        for one in placed
        if one.span is not None
        and one.annotation.creator == creator
        and wanted.issubset(one.annotation.all_tags)
    }


def _widened(document: Document, hit: Span, unit: Unit) -> Span:
    """The hit itself, or the sentences or paragraphs that it touches."""
    if unit == "hit":
        return hit
    first, last = (_paragraph(document, at) for at in (hit.start, hit.end - 1))
    if unit == "sentence":
        first = sentence_at(document.text, hit.start, first)
        last = sentence_at(document.text, hit.end - 1, last)
    return Span(min(first.start, hit.start), max(last.end, hit.end))


def _paragraph(document: Document, position: int) -> Span:
    at = max(document.paragraphs.at(position), 0)
    return document.paragraphs[at] if document.paragraphs else Span(0, len(document.text))


def _sample(document: Document, hit: Span, unit: Span, already: bool) -> Sample:
    start, end = max(hit.start - _CONTEXT, 0), min(hit.end, hit.start + _CONTEXT) + _CONTEXT
    text = one_line(document.text[start:end])
    paragraph = document.paragraph_at(hit.start)
    return Sample(one_line(document.info.title), paragraph, start, text, hit, unit, already)
