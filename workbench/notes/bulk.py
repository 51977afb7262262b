"""Tagging many passages at once: the hits of a search, the mentions of an entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.model import Span
from workbench.notes.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Preview:
    """What tagging them all would do: passages to tag, in how many documents, and those tagged."""

    passages: int
    documents: int
    already: int


def preview(
    passages: Mapping[str, Iterable[tuple[int, int]]],
    annotations: Iterable[Annotation],
    tags: Iterable[str],
) -> Preview:
    """Count what `Notes.add_all` would do with the passages, given by document.

    `annotations` are all that there are, or at least those of these documents.
    """
    by_document: dict[str, list[Annotation]] = {document: [] for document in passages}
    for annotation in annotations:
        if annotation.document in by_document:
            by_document[annotation.document].append(annotation)
    names = tuple(tags)
    spans = {document: set(map(Span._make, some)) for document, some in passages.items()}
    fresh = {
        document: len(list(untagged(by_document[document], some, names)))
        for document, some in spans.items()
    }
    total = sum(fresh.values())
    already = sum(map(len, spans.values())) - total
    return Preview(total, sum(map(bool, fresh.values())), already)


def untagged(
    annotations: Iterable[Annotation], spans: Iterable[tuple[int, int]], tags: tuple[str, ...]
) -> Iterator[Span]:
    """The spans at which no annotation with just that span has all the tags, in order, once."""
    wanted = set(tags)
    taken = {one.span for one in annotations if wanted.issubset(one.all_tags)}
    yield from (span for span in sorted(set(map(Span._make, spans))) if span not in taken)
