"""The analyst's annotations: made, changed, deleted, listed and found again.

Every change is one step of the history, durable before the method returns. What is in memory is
what the files say, also after an error.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from workbench.library.safe import one_line, safe
from workbench.model import Document, Span, Spans, WorkbenchError
from workbench.notes import anchoring, tagname, w3c
from workbench.notes.anchoring import Placed
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook
from workbench.notes.finder import Documents, Finder
from workbench.notes.shelf import Shelf, path_of
from workbench.store.history import History, moment, now
from workbench.store.records import Unreadable


def _new_id() -> str:
    return str(uuid.uuid4())


class Notes:
    """The annotations of a project.

    `creator` is written into new annotations unless it is empty. With a `codebook`, tags that it
    lacks are made in the same step as the note that uses them. With `documents`, `spans` gives
    places in the texts as they are now. Where the disk refuses, the methods that change something
    raise WorkbenchError, and nothing has changed.
    """

    def __init__(
        self,
        home: Path,
        history: History,
        *,
        creator: str = "",
        codebook: Codebook | None = None,
        documents: Documents | None = None,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        self.creator = creator
        self._history = history
        self._codebook = codebook
        self._clock = clock
        self._new_id = new_id
        self._shelf = Shelf(home)
        self._finder = Finder(documents)
        self._counted: tuple[int, Counter[str]] = (-1, Counter())
        history.on_change(self._shelf.reread)

    def add(
        self, document: Document, span: tuple[int, int], tags: Iterable[str] = (), note: str = ""
    ) -> Annotation:
        """Annotate `[start, end)` of the document, in code points, and save that.

        Raises WorkbenchError for a span outside the text or without length, and for tag names
        that cannot be.
        """
        passage = Span(*span)
        if not 0 <= passage.start < passage.end <= len(document.text):
            raise WorkbenchError("There is no such passage in the document.")
        names, note = _tidied(tags), _tidied_note(note)
        identity = self._new_id()
        quote = anchoring.quote_of(document.text, passage)
        target = w3c.Target(document.id, document.info.sha256, passage, quote)
        record = w3c.new(identity, target, names, note, moment(self._clock()))
        if self.creator:
            record["creator"] = {"name": self.creator, "type": "Person"}
        with self._history.exclusive():
            self._history.apply(
                _what_was_added(names, note, document.paragraph_at(passage.start)),
                {path_of(document.id, identity): record} | self._missing(names),
            )
        return Annotation.from_json(record, identity, document.id)

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
            if names in (None, old.tags) and note in (None, old.note):
                return old
            what = "tags of" if note in (None, old.note) else "note on"
            record = w3c.edited(old.to_json(), names, note, moment(self._clock()))
            self._history.apply(
                f"Edited the {what} {_quoted(old)}",
                {path_of(old.document, id): record} | self._missing(names or ()),
            )
            return self.get(id)

    def delete(self, id: str) -> None:  # noqa: A002
        """Delete an annotation; it stays in the history. Raises WorkbenchError if it is gone."""
        with self._history.exclusive():
            old = self._as_on_disk(id)
            what = "note on" if old.note else "tags of"
            self._history.apply(
                f"Deleted the {what} {_quoted(old)}", {path_of(old.document, id): None}
            )

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

    def placed(self, annotation: Annotation, document: Document | None) -> Placed:
        """Where its passage stands in the document as it is now; None stands for a lost one."""
        return anchoring.place(annotation, document)

    def spans(self, tag: str | None = None, words: str | None = None) -> dict[str, Spans]:
        """The annotated passages by document, of those annotations that fit.

        `tag` is a tag, a part of one or a pattern (see `tagname.is_found_by`); `words` stand next
        to each other in the note. Overlapping passages are joined.
        """
        found = self.all()
        if tag is not None:
            names = {name for name in self.counts() if tagname.is_found_by(tag, name)}
            found = [annotation for annotation in found if not names.isdisjoint(annotation.tags)]
        return self._finder.spans(found, words)

    def _missing(self, names: Iterable[str]) -> dict[Path, dict[str, object]]:
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


def _what_was_added(tags: tuple[str, ...], note: str, paragraph: int) -> str:
    place = f"¶\u00a0{paragraph}"
    if tags:
        return f"Tagged {place} with {', '.join(tags)}"
    return f"Wrote a note on {place}" if note else f"Marked a passage in {place}"


def _quoted(annotation: Annotation) -> str:
    words = " ".join(one_line(annotation.exact).split())
    return f"“{words[:40]}{'…' * (len(words) > 40)}”"
