"""How often tags go together, and how many notes each document has with each tag.

Nothing here knows a widget.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.notes import Annotation, Tag, overview
from workbench.tui.fuzzy import fold

View = Literal["together", "documents"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tags, how often they go together, and how many notes have each of them."""

    one: str
    other: str
    times: int
    of_one: int
    of_other: int


@dataclass(frozen=True, slots=True)
class Row:
    """A document (without an id: all of them) and its notes by tag; `notes` are all that it has."""

    document: str
    title: str
    counts: Mapping[str, int]
    notes: int


@dataclass(frozen=True, slots=True)
class Tables:
    """Both tables: the pairs that are met most often first; the documents by their titles.

    `names` are the tags that are used, those of most notes first.
    """

    pairs: Sequence[Pair] = ()
    names: Sequence[str] = ()
    rows: Sequence[Row] = ()
    tags: Mapping[str, Tag] = field(default_factory=dict)
    notes: int = 0

    @classmethod
    def of(
        cls, notes: Sequence[Annotation], titles: Mapping[str, str], tags: Iterable[Tag]
    ) -> Tables:
        """Count the notes; `titles` are by the documents' ids. For worker threads."""
        by_document = overview.by_document_and_tag(notes)
        used: Counter[str] = Counter()
        for counts in by_document.values():
            used.update(counts)
        pairs = [
            Pair(one, other, times, used[one], used[other])
            for (one, other), times in overview.together(notes).items()
        ]
        pairs.sort(key=lambda pair: (-pair.times, pair.one, pair.other))
        sizes = overview.by_document(notes)
        rows = [
            Row(document, titles.get(document, document), by_document[document], size)
            for document, size in sizes.items()
        ]
        rows.sort(key=lambda row: (fold(row.title), row.document))
        every = Row("", "All documents", used, len(notes))
        names = sorted(used, key=lambda name: (-used[name], name))
        return cls(pairs, names, [every, *rows], {tag.name: tag for tag in tags}, len(notes))

    def pairs_with(self, words: Sequence[str]) -> list[Pair]:
        """The pairs that have all the words, folded, in their names."""
        return [
            pair
            for pair in self.pairs
            if not words or all(word in fold(f"{pair.one} {pair.other}") for word in words)
        ]

    def rows_with(self, words: Sequence[str]) -> list[Row]:
        """The documents that have all the words, folded, in their titles."""
        return [
            row for row in self.rows if not words or all(word in fold(row.title) for word in words)
        ]


def pairs_table(pairs: Iterable[Pair]) -> tuple[Sequence[str], Iterator[Sequence[str | int]]]:
    """The heading and the rows of a file of pairs."""
    heading = ("tag", "other tag", "together", "notes with the tag", "notes with the other tag")
    return heading, ((p.one, p.other, p.times, p.of_one, p.of_other) for p in pairs)


def documents_table(
    rows: Iterable[Row], names: Sequence[str]
) -> tuple[Sequence[str], Iterator[Sequence[str | int]]]:
    """The heading and the rows of a file of documents and tags."""
    heading = ("id", "document", "notes", *names)
    return heading, (
        (row.document, row.title, row.notes, *(row.counts.get(name, 0) for name in names))
        for row in rows
    )
