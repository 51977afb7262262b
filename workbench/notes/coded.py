"""The documents that several analysts worked on, as each of them tagged them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from workbench.model import WorkbenchError
from workbench.notes.agreement import Coded, CodedDocument
from workbench.notes.annotation import Annotation
from workbench.notes.finder import Documents
from workbench.notes.kept import Kept
from workbench.notes.overview import by_analyst

_Read = tuple[str, Sequence[Annotation], CodedDocument]


class CodedDocuments:
    """Reads them. Those whose text and notes did not change since are not read again."""

    def __init__(self, notes: Kept, documents: Documents) -> None:
        self._notes = notes
        self._documents = documents
        self._known: dict[str, _Read] = {}

    def analysts(self) -> Counter[str]:
        """How many notes each analyst made. A note without a name is nobody's."""
        counts = by_analyst(self._notes.all())
        del counts[""]
        return counts

    def of(self, wanted: Set[str] = frozenset()) -> Iterator[CodedDocument]:
        """The documents that at least two of the wanted analysts worked on; of all, if none is
        named. Documents that are gone are left out: nothing can be said about their paragraphs.
        """
        for document, group in groupby(self._notes.all(), key=lambda note: note.document):
            named = [one for one in group if one.creator and (not wanted or one.creator in wanted)]
            if len({one.creator for one in named}) < 2:
                continue
            try:
                yield self._coded(document, named)
            except WorkbenchError:
                continue

    def _coded(self, document: str, named: Sequence[Annotation]) -> CodedDocument:
        sha256 = self._documents.info(document).sha256
        known = self._known.get(document)
        if known is not None and known[:2] == (sha256, named):
            return known[2]
        current = self._documents.document(document)
        placed = [self._notes.placed(one, current) for one in named]
        coded = [
            Coded(one.annotation.creator, tag, one.span, one.annotation)
            for one in placed
            if one.span is not None
            for tag in one.annotation.tags
        ]
        everybody = frozenset(one.creator for one in named)
        made = CodedDocument(document, current.paragraphs, everybody, coded)
        self._known[document] = sha256, named, made
        return made
