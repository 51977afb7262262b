"""The analyst's annotations: made, changed and deleted.

Every change is one step of the history, durable before the method returns. What is in memory is
what the files say, also after an error.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from workbench.library.safe import safe
from workbench.model import Document, WorkbenchError
from workbench.notes import bulk, quoting, rewriting, tagname, wording
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook
from workbench.notes.finder import Documents
from workbench.notes.grades import Grade, set_apart
from workbench.notes.kept import Kept
from workbench.notes.links import Link
from workbench.notes.shelf import path_of
from workbench.spans import Span
from workbench.store.history import History, moment, now
from workbench.store.records import Record, Unreadable


def _new_id() -> str:
    return str(uuid.uuid4())


class Notes(Kept):
    """The annotations of a project.

    `creator` is written into new annotations unless it is empty. With a `codebook`, tags that it
    lacks are made in the same step as the note that uses them. `documents` and `cache` are those
    of `Kept`. Where the disk refuses, the methods that change something raise
    WorkbenchError, and nothing has changed.
    """

    def __init__(
        self,
        home: Path,
        history: History,
        *,
        creator: str = "",
        codebook: Codebook | None = None,
        documents: Documents | None = None,
        cache: Path | None = None,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        super().__init__(home, documents, cache)
        self.creator = creator
        self._history = history
        self._codebook = codebook
        self._clock = clock
        self._new_id = new_id
        history.on_change(self._shelf.reread)

    def add(
        self,
        document: Document,
        span: tuple[int, int] | None,
        tags: Iterable[str] = (),
        note: str = "",
    ) -> Annotation:
        """Annotate `[start, end)` of the document, in code points, or None: all of it. Save that.

        Raises WorkbenchError for a span outside the text or without length, and for tag names
        that cannot be.
        """
        names, note = _tidied(tags), _tidied_note(note)
        identity, record = self.draft(document, span, names, note)
        where = wording.place_in(document, span)
        with self._history.exclusive():
            self._history.apply(
                wording.added(names, note, where),
                {path_of(document.id, identity): record} | self._missing(names),
            )
        return Annotation.from_json(record, identity, document.id)

    def add_all(
        self,
        passages: bulk.Passages,
        tags: Iterable[str],
        note: str = "",
        on_made: Callable[[int], None] = lambda made: None,
    ) -> list[Annotation]:
        """Tag many passages in one step, but for those that this creator tagged so already.

        `on_made` is told how many are made so far; nothing is written before the last of them, and
        what it raises ends it all. Raises as `add` does, and where they are more than `bulk.MOST`;
        then none is tagged.
        """
        names, note = _tidied(tags), _tidied_note(note)
        made: dict[tuple[str, Span], Annotation] = {}
        self.refresh()
        for document, spans in passages:
            taken = bulk.tagged_at(self.placed_in(document), names, self.creator)
            for span in sorted({Span(*one) for one in spans} - taken):
                identity, record = self.draft(document, span, names, note)
                made[document.id, span] = Annotation.from_json(record, identity, document.id)
                on_made(len(made))
                if len(made) > bulk.MOST:
                    raise WorkbenchError(f"At most {bulk.MOST:,} passages can be tagged at once.")
        with self._history.exclusive():
            if self.refresh():
                for one in self.all():  # another copy may have tagged some meanwhile
                    ours = one.creator == self.creator and set(names) <= set(one.all_tags)
                    if one.span is not None and ours:
                        made.pop((one.document, one.span), None)
            changes = {path_of(one.document, one.id): dict(one.raw) for one in made.values()}
            if changes:
                documents = {document for document, _ in made}
                words = wording.tagged_all(names, len(made), len(documents))
                self._history.apply(words, changes | self._missing(names))
        return list(made.values())

    def edit(
        self,
        id: str,  # noqa: A002 - an annotation's id, as everywhere
        tags: Iterable[str] | None = None,
        note: str | None = None,
    ) -> Annotation:
        """Give an annotation other tags, another note, or both; None leaves them as they are.

        Raises WorkbenchError if it is gone, or its file cannot be understood any more.
        """
        names = None if tags is None else _tidied(tags)
        note = None if note is None else _tidied_note(note)
        with self._history.exclusive():
            old = self._as_on_disk(id)
            if names is not None:
                grade, ordinary = set_apart(names)
                names = ordinary + (grade or old.grade).tags
            if names in (None, old.all_tags) and note in (None, old.note):
                return old
            record = rewriting.edited(old.to_json(), names, note, moment(self._clock()))
            tags_now = old.all_tags if names is None else names
            note_now = old.note if note is None else note
            words = wording.edited(old, tags_now, note_now, self._where(old))
            return self._rewrite(old, words, record, names or ())

    def grade(self, id: str, grade: Grade) -> Annotation:  # noqa: A002
        """Give an annotation this grade and no other; `Grade()` takes it away. Raises as `edit`."""
        with self._history.exclusive():
            old = self._as_on_disk(id)
            tags = old.tags + grade.tags
            record = rewriting.edited(old.to_json(), tags, None, moment(self._clock()))
            return self._rewrite(old, wording.graded(grade, self._where(old)), record)

    def link(self, id: str, links: Iterable[Link], changed: str = "") -> Annotation:  # noqa: A002
        """Have an annotation lead to these and nothing else. Raises as `edit`.

        `changed` is what the one that comes or goes leads to, in words.
        """
        with self._history.exclusive():
            old = self._as_on_disk(id)
            iris = [link.iri for link in links]
            record = rewriting.linked(old.to_json(), iris, moment(self._clock()))
            words = wording.linked(old, iris, self._where(old), changed)
            return self._rewrite(old, words, record)

    def move(self, id: str, document: Document, span: tuple[int, int]) -> Annotation:  # noqa: A002
        """Have an annotation speak of another passage of its document, as the text is now.

        Moves that follow each other at once are undone as one. Raises as `add` and `edit` do.
        """
        with self._history.exclusive():
            old = self._as_on_disk(id)
            words = wording.moved(old.span, span, wording.place_in(document, span))
            return self._aim(old, words, document, span, run=f"move {id}")

    def delete(self, id: str) -> None:  # noqa: A002
        """Delete an annotation; it stays in the history. Raises WorkbenchError if it is gone."""
        with self._history.exclusive():
            old = self._as_on_disk(id)
            words = wording.deleted(old, self._where(old))
            self._history.apply(words, {path_of(old.document, id): None})

    def confirm(self, id: str, span: tuple[int, int], document: Document) -> Annotation:  # noqa: A002
        """Have an annotation speak of this place in the document as it is now.

        Raises as `move` does.
        """
        with self._history.exclusive():
            old = self._as_on_disk(id)
            words = f"Confirmed that {wording.quoted(old)} is in {wording.place_in(document, span)}"
            return self._aim(old, words, document, span)

    def keep_as_orphan(self, id: str) -> Annotation:  # noqa: A002
        """Keep an annotation whose passage is gone; the review does not ask again.

        Raises as `edit` does.
        """
        with self._history.exclusive():
            old = self._as_on_disk(id)
            record = old.to_json() | {rewriting.ORPHAN: True, "modified": moment(self._clock())}
            return self._rewrite(old, f"Kept {wording.quoted(old)} without its passage", record)

    def draft(
        self, document: Document, span: tuple[int, int] | None, tags: tuple[str, ...], note: str
    ) -> tuple[str, Record]:
        """A new annotation by the analyst: its id and its file's object, which nobody saved yet.

        Raises WorkbenchError for a span that is not in the document.
        """
        identity = self._new_id()
        record = rewriting.new(
            identity, target_in(document, span), tags, note, moment(self._clock())
        )
        if self.creator:
            record["creator"] = {"name": self.creator, "type": "Person"}
        return identity, record

    def _where(self, old: Annotation) -> str:
        """An annotation as a reader names it: by the place where it stands, else by its words."""
        if self._documents is None:
            return wording.quoted(old)
        try:
            document = self._documents.document(old.document)
        except WorkbenchError:
            return wording.quoted(old)
        span = self.placed(old, document).span
        return wording.place_in(document, span) if span or old.whole else wording.quoted(old)

    def _rewrite(
        self,
        old: Annotation,
        words: str,
        record: Record,
        tags: Iterable[str] = (),
        run: str = "",
    ) -> Annotation:
        """Save an annotation again, as one step, unless that changes nothing but the time."""
        if record | {"modified": None} == old.to_json() | {"modified": None}:
            return old
        changes = {path_of(old.document, old.id): record} | self._missing(tags)
        self._history.apply(words, changes, run)
        return self.get(old.id)

    def _aim(
        self,
        old: Annotation,
        words: str,
        document: Document,
        span: tuple[int, int],
        run: str = "",
    ) -> Annotation:
        if document.id != old.document:
            raise WorkbenchError("A note cannot move to another document.")
        record = rewriting.aimed(old.to_json(), target_in(document, span), moment(self._clock()))
        return self._rewrite(old, words, record, run=run)

    def _missing(self, names: Iterable[str]) -> dict[Path, Record]:
        return {} if self._codebook is None else self._codebook.missing(list(names))

    def _as_on_disk(self, identity: str) -> Annotation:
        """The annotation read again, so that a change is made to what another copy saved last."""
        path = path_of(self.get(identity).document, identity)
        self._shelf.reread([path])
        annotation = self._shelf.get(identity)
        if annotation is not None:
            return annotation
        if problem := self._shelf.problem(path):
            raise Unreadable(problem.path, problem.reason)
        raise WorkbenchError(
            "The note was deleted meanwhile, in another window or by another program."
        )


def _tidied(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(tagname.tidy, tags)))


def _tidied_note(note: str) -> str:
    return safe(note).strip()


def target_in(document: Document, span: tuple[int, int] | None) -> rewriting.Target:
    """What a note on `[start, end)` of a document is about; WorkbenchError if that is not in it."""
    sha256 = document.info.sha256
    if span is None:
        return rewriting.Target(document.id, sha256)
    passage = Span(*span)
    if not 0 <= passage.start < passage.end <= len(document.text):
        raise WorkbenchError("There is no such passage in the document.")
    return rewriting.Target(document.id, sha256, passage, quoting.quote_of(document.text, passage))
