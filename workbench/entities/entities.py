"""The mentions of the whole collection, and its quotations: who is named where, and who says what.

Derived from the documents and kept in SQLite. A row holds all the places where one section of a
document names one entity by one surface form, so that a common name costs a row and not a thousand.
Nearly all documents have one section; see `sections`.

What is found is stored as it is found. The analyst's corrections are applied to what is read, so
that they show at once, without waiting for whoever writes; see `corrected`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from workbench.entities.added import Added, Sought
from workbench.entities.by_name import ByName
from workbench.entities.corrected import Corrected
from workbench.entities.corrections import Corrections
from workbench.entities.quoted import Quoted, Row
from workbench.entities.view import View
from workbench.entities.writing import SCHEMA, VERSION, Writer
from workbench.model import Document, Entity, EntityKind, Mention, Quotation, Speaker
from workbench.spans import Spans
from workbench.store.database import Database

_Found = TypeVar("_Found")


class Entities:
    """Who and what the documents of one project name, as the analyst corrected it.

    `text` gives the text of a document by its id. Raises WorkbenchError as `Database` does.
    """

    def __init__(self, cache: Path, corrections: Corrections, text: Callable[[str], str]) -> None:
        self.corrections = corrections
        self._database = Database(cache / "entities.sqlite", SCHEMA, VERSION, "list of entities")
        self._writer = Writer(self._database)
        self._text = text
        self._added = Added(cache, text, self._found_in)
        self._kept: tuple[Hashable, Corrected] | None = None

    @property
    def notice(self) -> str:
        """What there is to say of the stored mentions, in one sentence; mostly nothing."""
        return self._database.notice

    def close(self) -> None:
        """Close the files; they open again when next used."""
        self._database.close()
        self._added.close()

    # -- while indexing; what is changed counts from `commit`, in the same thread

    def update(self, documents: Iterable[Document]) -> None:
        """Find the mentions of documents and put them in the place of those known of them."""
        for document in documents:
            self.remove([document.id])
            self._writer.add(document)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the mentions of documents."""
        for identity in ids:
            self._writer.forget(identity)

    def commit(self) -> None:
        """Make what was changed count."""
        self._writer.settle()
        self._database.commit()

    # -- afterwards

    def indexed(self) -> int:
        """How many documents have their mentions here."""
        rows = self._rows("SELECT count(*) FROM documents")
        return int(rows[0][0]) if rows else 0

    def ids(self) -> set[str]:
        """The ids of those documents."""
        return {identity for (identity,) in self._rows("SELECT id FROM documents")}

    def of_document(self, identity: str) -> list[Entity]:
        """What a document names, kind by kind, the most frequent first.

        `count` and the order of `names` are of this document, `documents` is of the collection.
        """
        return self._view().of_document(identity)

    def of_collection(
        self, kind: EntityKind | None = None, limit: int | None = None
    ) -> list[Entity]:
        """What all documents name, the most frequent first: of one kind, or of every kind.

        At most `limit` of them, if that is given.
        """
        return self._view().of_collection(kind, limit)

    def mentions(self, identity: str, key: str | None = None) -> list[Mention]:
        """The mentions of a document in order: of one entity, or of all."""
        return self._view().mentions(identity, key)

    def entity(self, key: str) -> Entity | None:
        """The entity of that key, with its counts over the collection; None if there is none.

        Of one that was merged into another, or is of another kind by now: what it became.
        """
        return self._view().entity(key)

    def where(self, key: str) -> list[tuple[str, int]]:
        """Ids of the documents that name an entity, with how often, the most frequent first."""
        return self._view().where(key)

    def forms(self, key: str) -> list[tuple[str, int]]:
        """The surface forms of an entity, each on one line, with how often, the most frequent
        first."""
        return self._view().forms(key)

    def spans(self, kind: EntityKind, name: str, *, whole: bool = False) -> dict[str, Spans]:
        """Where each document names the entities of that name, case and accents aside.

        A part of a name will do if it is whole words: `medvedev` finds the mentions of `Dmitry
        Medvedev`, and those by `the president` too if they are his. With `whole` it must be the
        name under which the entity is listed.
        """
        return self._with_ids(self._by_name().spans(kind, name, whole))

    def names(self, kind: EntityKind, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The names of entities with a word that begins so, with the number of their documents,
        the most frequent first; at most `limit`.
        """
        return self._by_name().names(kind, beginning, limit)

    def counted(self, ids: Sequence[str], limit: int) -> dict[EntityKind, list[tuple[str, int]]]:
        """Of each kind what most of these documents name, with the number of them that do.

        At most `limit` of a kind.
        """
        return self._view().counted(ids, limit)

    # -- quotations

    def quotations(self, identity: str) -> list[Quotation]:
        """What is said in a document, in order; what lies within another comes after it.

        Raises WorkbenchError if the document has gone since.
        """
        rows = self._rows("SELECT number FROM documents WHERE id = ?", identity)
        said = self._quoted().of_document(rows[0][0]) if rows else []
        return self._quotations(identity, said)

    def quotations_of(self, speaker: str) -> dict[str, list[Quotation]]:
        """What somebody of that name says, as `words_of` has it, by document and in order."""
        by_number: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._quoted().said_by(speaker, whole=False):
            by_number[row.document].append(row)
        return {
            identity: self._quotations(
                identity, sorted(said, key=lambda row: (row.start, -row.end))
            )
            for identity, said in self._with_ids(by_number).items()
        }

    def _quotations(self, identity: str, said: Sequence[Row]) -> list[Quotation]:
        text = self._text(identity) if said else ""
        return [
            Quotation(
                identity,
                one.start,
                one.end,
                text[one.start : one.end],
                one.speaker,
                one.entity,
                one.cue or None,
                one.direct,
                one.via or None,
            )
            for one in said
        ]

    def words_of(self, speaker: str, whole: bool = False) -> dict[str, Spans]:
        """Where each document has what a speaker says, by whole words of the name.

        `whole`, by the name as it is listed, as in `spans`.
        """
        return self._with_ids(self._quoted().spans(speaker, whole))

    def said_by(self, speaker: Speaker) -> dict[str, Spans]:
        """Where each document has what a speaker says, and not another one of the same name."""
        return self._with_ids(self._quoted().of_speaker(speaker))

    def quoted(self, limit: int) -> list[Speaker]:
        """Who is quoted in all documents, the most quoted first: at most `limit`."""
        return self._quoted().of_collection(limit)

    def speakers(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The speakers with a word that begins so, with the number of the documents that quote
        them, the most quoted first; at most `limit`."""
        return self._quoted().speakers(beginning, limit)

    # -- corrections

    def dormant(self) -> set[str]:
        """The ids of the corrections that have nothing to apply to, as the documents are now."""
        return self._corrected().rulings.dormant

    def seek(self, name: str) -> dict[str, int]:
        """How often each document, by its id, has a name that might be added, whole words only."""
        sought = Sought(name)
        self._catch_up([sought])
        numbered = self._numbered()
        return {
            numbered[number]: len(standing.spans)
            for number, standing in self._added.found(sought).items()
            if number in numbered
        }

    def _view(self) -> View:
        return View(self._rows, self._corrected())

    def _by_name(self) -> ByName:
        return ByName(self._rows, self._corrected())

    def _quoted(self) -> Quoted:
        return Quoted(self._rows, self._corrected())

    def _corrected(self) -> Corrected:
        state = (self.corrections.revision, self._contents())
        corrections = self.corrections.all()
        if self._kept is None or self._kept[0] != state:
            added = [Sought.of(one) for one in corrections if one.sort == "addition"]
            self._added.keep_only(added)
            self._catch_up(added)
            self._kept = state, Corrected(self._rows, corrections, self._added)
        return self._kept[1]

    def _contents(self) -> Hashable:
        """Another value whenever the mentions are others."""
        return tuple(
            self._rows(
                "SELECT stamp, (SELECT count(*) FROM documents), "
                "(SELECT max(seq) FROM sqlite_sequence) FROM birth"
            )
        )

    def _catch_up(self, sought: Iterable[Sought]) -> None:
        """Find added names in the documents that they were not sought in yet."""
        [(birth, last)] = self._rows(
            "SELECT stamp, (SELECT max(number) FROM documents) FROM birth"
        ) or [("", None)]
        lacking = self._added.lacking(sought, birth, last or 0)
        if lacking:
            self._added.seek(lacking, birth, self._numbered())

    def _with_ids(self, found: Mapping[int, _Found]) -> dict[str, _Found]:
        """What was found by the numbers of documents, by their ids and in the order of these."""
        ids = self._view().ids(found)
        return {ids[number]: found[number] for number in sorted(ids, key=ids.__getitem__)}

    def _numbered(self) -> dict[int, str]:
        return dict(self._rows("SELECT number, id FROM documents"))

    def _found_in(self, document: int) -> Iterator[tuple[int, str, Spans]]:
        """What was found in a document: entity, form and spans."""
        for entity, form, spans in self._rows(
            "SELECT entity, form, spans FROM mentions WHERE document = ?", document
        ):
            yield entity, form, Spans.unpacked(spans)

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self._database.rows(query, *values)
