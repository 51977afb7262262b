"""The whole collection's notes at a glance: chosen, counted, and tags that go together.

Works on annotations in memory; nothing here reads a file or a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from typing import NamedTuple

from workbench.model import Status
from workbench.notes import tagname
from workbench.notes.annotation import Annotation
from workbench.notes.grades import UNGRADED, Grade


@dataclass(frozen=True, slots=True)
class Choice:
    """Which annotations are wanted; what is None or empty does not restrict them.

    `tag` is a tag of which those below count too; "" chooses what has no tag. `since` and `until`
    are dates or times in ISO 8601, compared with the time of creation as far as they go: until
    `2026-11` includes all of November. `words` are parts of the passage or the note, in any order;
    case and diacritics do not count. `grade` has the parts that are wanted. `status` needs `choose`
    to be given where the passages stand.
    """

    tag: str | None = None
    analyst: str | None = None
    document: str | None = None
    since: str = ""
    until: str = ""
    words: str = ""
    status: Status | None = None
    grade: Grade = UNGRADED


class TagCount(NamedTuple):
    """How many annotations have the tag itself, and how many it or one below it."""

    own: int = 0
    with_below: int = 0


def choose(
    annotations: Iterable[Annotation],
    choice: Choice,
    status_of: Callable[[Annotation], Status] | None = None,
) -> list[Annotation]:
    """The annotations that fit, in their order. The status is asked for last, as it may be dear."""
    tests: list[Callable[[Annotation], bool]] = []
    if choice.document is not None:
        tests.append(lambda one: one.document == choice.document)
    if choice.analyst is not None:
        tests.append(lambda one: one.creator == choice.analyst)
    if choice.tag is not None:
        tests.append(_with_tag(choice.tag))
    if choice.since:
        tests.append(lambda one: one.created >= choice.since)
    if choice.until:
        size = len(choice.until)
        tests.append(lambda one: "" < one.created[:size] <= choice.until)
    if choice.grade:
        tests.append(lambda one: one.grade.fits(choice.grade))
    if words := tagname.fold(choice.words).split():
        tests.append(lambda one: _has_words(one, words))
    if choice.status is not None and status_of is not None:
        tests.append(lambda one: status_of(one) == choice.status)
    return [one for one in annotations if all(test(one) for test in tests)]


def by_document(annotations: Iterable[Annotation]) -> Counter[str]:
    """How many annotations each document has."""
    return Counter(one.document for one in annotations)


def by_analyst(annotations: Iterable[Annotation]) -> Counter[str]:
    """How many annotations each analyst made; "" for those that name nobody."""
    return Counter(one.creator for one in annotations)


def by_document_and_tag(annotations: Iterable[Annotation]) -> dict[str, Counter[str]]:
    """How many annotations with each tag each document has."""
    table: dict[str, Counter[str]] = {}
    for one in annotations:
        table.setdefault(one.document, Counter()).update(one.tags)
    return table


def by_tag(annotations: Iterable[Annotation]) -> dict[str, TagCount]:
    """The counts of every tag that is used, and of all above them. One note counts once."""
    own: Counter[str] = Counter()
    with_below: Counter[str] = Counter()
    lineages: dict[str, list[str]] = {}
    for one in annotations:
        own.update(one.tags)
        for tag in one.tags:
            if tag not in lineages:
                lineages[tag] = _lineage(tag)
        if len(one.tags) == 1:
            with_below.update(lineages[one.tags[0]])
        else:
            with_below.update({name for tag in one.tags for name in lineages[tag]})
    return {name: TagCount(own[name], count) for name, count in with_below.items()}


def together(annotations: Iterable[Annotation]) -> Mapping[tuple[str, str], int]:
    """How often two tags go together: on one annotation, or on passages that overlap.

    Every pair is there once, its names in order. Each annotation counts once for a pair of tags
    on itself, each pair of overlapping annotations once for a pair of tags between them.
    """
    counts: Counter[tuple[str, str]] = Counter()
    # Annotations that a passage may still overlap, by their tags: many notes have few sets of tags.
    open_now: Counter[tuple[str, ...]] = Counter()
    ends: list[tuple[int, tuple[str, ...]]] = []
    current = ""
    for one in sorted(annotations, key=_reading_order):
        counts.update(combinations(sorted(one.tags), 2))
        if one.document != current:
            current = one.document
            open_now.clear()
            ends.clear()
        if one.span is None or not one.tags:
            continue
        while ends and ends[0][0] <= one.span.start:
            _, over = heappop(ends)
            open_now[over] -= 1
        for tags, times in open_now.items():
            if times:
                for pair in {(min(a, b), max(a, b)) for a in tags for b in one.tags if a != b}:
                    counts[pair] += times
        open_now[one.tags] += 1
        heappush(ends, (one.span.end, one.tags))
    return counts


def _reading_order(annotation: Annotation) -> tuple[str, int]:
    return annotation.document, annotation.span.start if annotation.span else 0


def _with_tag(tag: str) -> Callable[[Annotation], bool]:
    if not tag:
        return lambda one: not one.tags
    return lambda one: any(tagname.is_below(name, tag) for name in one.tags)


def _has_words(annotation: Annotation, words: list[str]) -> bool:
    text = tagname.fold(f"{annotation.exact}\n{annotation.note}")
    return all(word in text for word in words)


def _lineage(tag: str) -> list[str]:
    """The tag and all above it."""
    parts = tag.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
