"""What is asked of the quotations, with the analyst's corrections applied to the speakers.

A speaker is known by a mention: as that is merged, renamed or ignored, so is the speaker.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.entities.by_name import has_words
from workbench.entities.corrected import Corrected, Query
from workbench.entities.names import fold
from workbench.model import Quotation, Speaker
from workbench.spans import Span, Spans

_QUOTATIONS = (
    "SELECT q.document, q.start, q.stop, q.entity, e.key, e.name, q.form, q.named, q.cue, "
    "q.direct, q.via FROM quotations q LEFT JOIN entities e ON e.number = q.entity"
)
_LISTED = "IN (SELECT value FROM json_each(?))"


class Row(NamedTuple):
    """A quotation without its text; `speaker` and `entity` as in `model.Quotation`."""

    document: int
    start: int
    end: int
    speaker: str | None
    entity: str | None
    cue: str
    direct: bool
    via: str


class Quoted:
    """The quotations as they are under corrections; `query` reads the tables."""

    def __init__(self, query: Query, corrected: Corrected) -> None:
        self._query = query
        self._corrected = corrected

    def of_document(self, number: int) -> list[Row]:
        """The quotations of a document, by its number, in order."""
        return list(self._rows("WHERE q.document = ? ORDER BY q.start, q.stop DESC", number))

    def spans(self, name: str, whole: bool) -> dict[int, Spans]:
        """Where the documents, by their numbers, have what the speakers of that name say."""
        return _by_document(self.said_by(name, whole))

    def said_by(self, name: str, whole: bool) -> list[Row]:
        """What the speakers of that name say, in no order.

        Whole words of a name will do; or `whole`, only the name as it is listed, but for case and
        accents if none is listed so. No name at all, and `whole`, is what nobody is named for.
        """
        wanted = fold(name)
        said = self._said_by(wanted) if wanted else self._said_by_nobody() if whole else []
        if whole and wanted:
            called = [row for row in said if row.speaker == name]
            said = called or [row for row in said if fold(row.speaker or "") == wanted]
        return said

    def of_speaker(self, speaker: Speaker) -> dict[int, Spans]:
        """Where the documents, by their numbers, have what one speaker says, and nobody else of
        that name."""
        if speaker.entity is None:
            return _by_document(self._rows("WHERE q.entity IS NULL AND q.form = ?", speaker.name))
        corrected = self._corrected
        changed = speaker.entity in corrected.entities
        rows = self._rows(
            "WHERE q.entity = (SELECT number FROM entities WHERE key = ?) "
            f"OR q.entity {_LISTED} OR q.document {_LISTED}",
            speaker.entity,
            _(corrected.touched if changed else ()),
            _(corrected.laid if changed else ()),
        )
        return _by_document(row for row in rows if row.entity == speaker.entity)

    def _said_by_nobody(self) -> list[Row]:
        return list(self._rows("WHERE q.entity IS NULL AND q.form = ''"))

    def _said_by(self, wanted: str) -> list[Row]:
        """What is said by those who have these whole words, in normal form, in a name."""
        touched, laid = self._corrected.touched, self._corrected.laid
        keys = self._corrected_keys(f" {wanted} ")
        numbers = dict(
            self._query(
                "SELECT number, key FROM entities WHERE number IN (SELECT entity FROM forms "
                "WHERE instr(' ' || folded || ' ', ' ' || ? || ' ')) "
                "AND number NOT IN (SELECT value FROM json_each(?))",
                wanted,
                _(touched),
            )
        )
        words = [form for form in self._wordings() if has_words(form, wanted)]
        rows = self._rows(
            f"WHERE q.entity {_LISTED} OR (q.entity IS NULL AND q.form {_LISTED}) "
            f"OR q.document {_LISTED}",
            _({*numbers, *(touched if keys else ())}),
            _(words),
            _(laid if keys else ()),
        )
        meant = keys.union(numbers.values())
        return [
            row
            for row in rows
            if row.entity in meant
            or (row.entity is None and row.speaker and has_words(row.speaker, wanted))
        ]

    def of_collection(self, limit: int) -> list[Speaker]:
        """Who is quoted in all documents, the most quoted first: at most `limit`.

        What lies within another quotation of the same speaker is not counted again.
        """
        touched = self._corrected.touched
        grouped = self._query(
            "SELECT e.name, e.key, count(DISTINCT q.document), count(*) "
            "FROM quotations q JOIN entities e ON e.number = q.entity WHERE NOT q.part "
            "AND q.entity NOT IN (SELECT value FROM json_each(?)) GROUP BY q.entity "
            "UNION ALL SELECT form, NULL, count(DISTINCT document), count(*) FROM quotations "
            "WHERE entity IS NULL AND NOT part GROUP BY form ORDER BY 4 DESC, 1 LIMIT ?",
            _(touched),
            limit,
        )
        found = [Speaker(*row) for row in grouped]
        rows = self._rows(f"WHERE NOT q.part AND q.entity {_LISTED}", _(touched))
        counted: defaultdict[tuple[str, str | None], Counter[int]] = defaultdict(Counter)
        for row in rows:
            counted[row.speaker or "", row.entity][row.document] += 1
        for (name, key), documents in counted.items():
            found.append(Speaker(name, key, len(documents), documents.total()))
        return sorted(found, key=lambda one: (not one.name, -one.count, one.name))[:limit]

    def speakers(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The speakers with a word that begins so, with the number of the documents that quote
        them, the most quoted first; at most `limit`."""
        wanted, touched = fold(beginning), self._corrected.touched
        documents: Counter[str] = Counter()
        for name, count in self._query(
            "SELECT e.name, count(DISTINCT q.document) FROM quotations q "
            "JOIN entities e ON e.number = q.entity WHERE q.entity IN "
            "(SELECT entity FROM forms WHERE instr(' ' || folded, ' ' || ?1)) "
            "AND q.entity NOT IN (SELECT value FROM json_each(?3)) "
            "GROUP BY e.name ORDER BY 2 DESC, 1 LIMIT ?2",
            wanted,
            limit,
            _(touched),
        ):
            documents[name] += count
        for form, count in self._query(
            "SELECT form, count(DISTINCT document) FROM quotations "
            "WHERE entity IS NULL AND form != '' GROUP BY form"
        ):
            if f" {wanted}" in f" {fold(form)}":
                documents[form] += count
        keys = self._corrected_keys(f" {wanted}")
        where: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._rows(f"WHERE q.entity {_LISTED}", _(touched if keys else ())):
            if row.entity in keys and row.speaker:
                where[row.speaker].add(row.document)
        for name, numbers in where.items():
            documents[name] += len(numbers)
        return sorted(documents.items(), key=lambda one: (-one[1], one[0]))[:limit]

    def _wordings(self) -> list[str]:
        """The words for speakers without a name."""
        rows = self._query("SELECT DISTINCT form FROM quotations WHERE entity IS NULL")
        return [form for (form,) in rows]

    def _corrected_keys(self, wanted: str) -> set[str]:
        return {
            one.key
            for one in self._corrected.entities.values()
            if any(wanted in f" {fold(form)} " for form in (one.name, *one.names))
        }

    def _rows(self, condition: str, *values: object) -> Iterator[Row]:
        for document, start, end, entity, key, name, form, named, cue, direct, via in self._query(
            f"{_QUOTATIONS} {condition}", *values
        ):
            speaker, of = self._speaker(document, entity, key, name, form, named)
            yield Row(document, start, end, speaker, of, cue, bool(direct), via)

    def _speaker(
        self,
        document: int,
        entity: int | None,
        key: str | None,
        name: str | None,
        form: str,
        named: int | None,
    ) -> tuple[str | None, str | None]:
        """Who speaks, by name and by key."""
        corrected = self._corrected
        if entity is None:
            return form or None, None
        if named is not None:
            for one in corrected.laid.get(document, ()):
                if one.span.start <= named < one.span.end:
                    return self._called(one.key)
        if entity not in corrected.touched:
            return name, key
        target = corrected.target(entity, form, document)
        return (None, None) if target is None else self._called(target)

    def _called(self, key: str) -> tuple[str | None, str | None]:
        one = self._corrected.entities.get(key)
        return (one.name, key) if one else (None, None)


def by_speaker(quotations: Iterable[Quotation]) -> dict[Speaker, Spans]:
    """Who says what in one document, the most quoted first; what lies within another quotation of
    the same speaker is one with it."""
    spans: defaultdict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for one in quotations:
        spans[one.speaker or "", one.entity].append(Span(one.start, one.end))
    merged = {who: Spans(sorted(said)).merged() for who, said in spans.items()}
    in_order = sorted(merged.items(), key=lambda one: (not one[0][0], -len(one[1]), one[0][0]))
    return {Speaker(*who, 1, len(said)): said for who, said in in_order}


def _by_document(said: Iterable[Row]) -> dict[int, Spans]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for row in said:
        found[row.document].append(Span(row.start, row.end))
    return {number: Spans(sorted(spans)).merged() for number, spans in found.items()}


def _(values: Iterable[object]) -> str:
    return json.dumps(list(values))
