"""The annotations as they are: listed, counted, and found again in the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from workbench.model import Document, WorkbenchError
from workbench.notes import review, tagname
from workbench.notes.anchoring import Placed
from workbench.notes.annotation import Annotation
from workbench.notes.finder import Documents, Finder
from workbench.notes.grades import UNGRADED, Grade
from workbench.notes.links import Link
from workbench.notes.loadcache import LoadCache
from workbench.notes.placements import Placements
from workbench.notes.shelf import Shelf
from workbench.spans import Span, Spans
from workbench.store.records import Unreadable


class Kept:
    """What can be asked of the annotations of a project.

    With `documents`, `spans` and `review` speak of the texts as they are now. In the directory
    `cache` parsed notes and their places are kept from one start to the next.
    """

    def __init__(self, home: Path, documents: Documents | None, cache: Path | None) -> None:
        self._shelf = Shelf(home, LoadCache(cache / "notes.sqlite") if cache else None)
        self._placements = Placements(cache, self._shelf.of_document)
        self._documents = documents
        self._finder = Finder(documents, self._placements)
        self._counted: tuple[int, Counter[str]] = (-1, Counter())
        self._linking: tuple[int, dict[str, list[Annotation]]] = (-1, {})

    def get(self, id: str) -> Annotation:  # noqa: A002
        """The annotation with that id; WorkbenchError if there is none."""
        annotation = self._shelf.get(id)
        if annotation is None:
            raise WorkbenchError("There is no such note any more.")
        return annotation

    def of_document(self, document: str) -> list[Annotation]:
        """The annotations of one document, by the position that they were made at."""
        return self._shelf.of_document(document)

    def all(self) -> list[Annotation]:
        """All annotations: by document, then by position."""
        return self._shelf.all()

    def problems(self) -> list[Unreadable]:
        """The annotation files that cannot be read. They are never changed."""
        return self._shelf.problems()

    def refresh(self) -> bool:
        """See what other programs and running copies changed; whether there was anything."""
        return self._shelf.refresh()

    def counts(self) -> Mapping[str, int]:
        """How many annotations have each tag that is used."""
        annotations = self.all()
        version, counted = self._counted
        if version != self._shelf.version:
            counted = Counter(tag for annotation in annotations for tag in annotation.tags)
            self._counted = (self._shelf.version, counted)
        return counted

    def tags(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The tags in use with a word that begins so, the most used first; at most `limit`."""
        found = [pair for pair in self.counts().items() if tagname.begins(pair[0], beginning)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def leading_to(self, link: Link) -> Sequence[Annotation]:
        """The annotations that have the link: what refers to a note, or is about an entity."""
        annotations = self.all()
        version, linking = self._linking
        if version != self._shelf.version:
            linking = {}
            for annotation in annotations:
                for iri in annotation.links:
                    linking.setdefault(iri, []).append(annotation)
            self._linking = (self._shelf.version, linking)
        return linking.get(link.iri, ())

    def find(self, id: str) -> Annotation | None:  # noqa: A002
        """The annotation with that id; None if there is none."""
        return self._shelf.get(id)

    def tags_in(self, documents: Iterable[str]) -> list[tuple[str, int]]:
        """The tags used in these documents, with the number of them; the most used first."""
        wanted = set(documents)
        used = self._finder.tags(one for one in self.all() if one.document in wanted)
        return sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))

    def placed(self, annotation: Annotation, document: Document | None) -> Placed:
        """Where its passage stands in the document as it is now; None stands for a lost one.

        A note on a whole document is anchored as long as there is one, and has no span.
        """
        return self._placements.placed(annotation, document)

    def placed_in(self, document: Document) -> list[Placed]:
        """Where all its annotations stand, by their places today; those without one come last."""
        placed = [self.placed(one, document) for one in self.of_document(document.id)]
        return sorted(placed, key=lambda one: one.span or (len(document.text), 0))

    def review(self) -> list[Placed]:
        """The annotations whose passages the analyst must decide on."""
        if self._documents is None:
            return []
        return list(review.undecided(self.all(), self._documents, self._placements))

    def grade_of(self, document: Document, span: Span) -> Grade:
        """The grade of a passage: that of the shortest annotated passage that it lies in.

        A part that this one lacks comes from the next longer one, at last from notes on the whole
        document: a source graded once, what it says passage by passage. Of two notes on the same
        passage the one that was changed last counts.
        """
        over = [one for one in self.of_document(document.id) if one.grade]
        over.sort(key=lambda one: one.modified, reverse=True)
        around = []
        for one in over:
            at = self.placed(one, document).span
            if one.whole:
                around.append((len(document.text) + 1, one.grade))
            elif at is not None and at.start <= span.start and span.end <= at.end:
                around.append((at.end - at.start, one.grade))
        found = UNGRADED
        for _, grade in sorted(around, key=itemgetter(0)):
            found = found.completed(grade)
        return found

    def spans(
        self,
        tag: str | None = None,
        words: str | None = None,
        grade: Grade = UNGRADED,
        *,
        whole: bool = False,
    ) -> dict[str, Spans]:
        """The annotated passages by document, of those annotations that fit.

        `tag` is a tag, a part of one or a pattern (see `tagname.is_found_by`), or the `whole` of
        one, in which capitals and accents count if there are such tags; `words` stand next
        to each other in the note; `grade` has the parts that are wanted. Overlapping passages are
        joined.
        """
        found = self.all()
        if grade:
            found = [annotation for annotation in found if annotation.grade.fits(grade)]
        if tag is not None:
            graded = {name for one in found if one.grade for name in one.grade.tags}
            used = graded | self.counts().keys()
            names = tagname.called(tag, used) if whole else tagname.found_by(tag, used)
            found = [one for one in found if not names.isdisjoint(one.all_tags)]
        return self._finder.spans(found, words)
