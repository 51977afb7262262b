"""The analyst's corrections: one record each, made and taken back as steps of the history."""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from workbench.entities.correction import (
    Correction,
    Place,
    Reference,
    form_of,
    in_order,
    read_correction,
    record_of,
)
from workbench.entities.gazetteer import gazetteer
from workbench.entities.names import fold
from workbench.entities.wording import said, taken_back
from workbench.library.safe import one_line
from workbench.model import Document, Entity, EntityKind, WorkbenchError
from workbench.spans import Span
from workbench.store.folder import RecordFolder
from workbench.store.history import History, Step, moment, now
from workbench.store.records import Unreadable

LONGEST_NAME = 200
"""Code points of a name that the analyst gives."""

_FOLDER = Path("entities")
_CONTEXT = 32


class Corrections:
    """What the analyst said of the entities. Methods that change raise WorkbenchError.

    `document`, where it is given, is the id of the one that a correction is confined to, and
    `within` what to call it.
    """

    def __init__(
        self,
        home: Path,
        history: History,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self.revision = 0
        """Another number whenever the corrections are others."""
        self._history = history
        self._clock = clock
        self._new_id = new_id
        self._folder = RecordFolder(home / _FOLDER, read_correction)
        self._guard = threading.RLock()
        self._loaded = False
        history.on_change(self._reread)

    def all(self) -> list[Correction]:
        """All corrections in the order in which they apply."""
        with self._guard:
            self._load()
            return sorted(self._folder.entries.values(), key=in_order)

    def problems(self) -> list[Unreadable]:
        """The files that cannot be read; they are left alone."""
        with self._guard:
            self._load()
            return sorted(self._folder.problems.values(), key=str)

    def refresh(self) -> bool:
        """See what others changed; whether there was anything."""
        with self._guard:
            self._load()
            changed = bool(self._folder.refresh())
            self.revision += changed
            return changed

    # -- what the analyst says

    def merge(
        self, entities: Sequence[Entity], into: Entity, document: str = "", within: str = ""
    ) -> Step:
        """Make entities one with another, whose name and kind stay."""
        others = [one for one in entities if one.key != into.key]
        if not others:
            raise WorkbenchError("An entity cannot be merged into itself.")
        correction = replace(self._new("merge", others, document), into=Reference.to(into))
        return self._keep(correction, within)

    def split(
        self, entity: Entity, forms: Iterable[str], document: str = "", within: str = ""
    ) -> Step:
        """Make some of the surface forms of an entity an entity of their own."""
        apart = frozenset(map(form_of, forms))
        if not apart or apart >= set(entity.names):
            raise WorkbenchError("Some of the forms have to go, and some have to stay.")
        name = max(apart, key=lambda form: (len(form.split()), len(form), form))
        said = "\n".join((entity.key, document, *sorted(apart)))
        # Two analysts who split off the same forms speak of the same entity.
        which = hashlib.sha256(said.encode(errors="replace")).hexdigest()[:8]
        into = Reference(f"{entity.kind}:{fold(name) or name}~{which}", name, tuple(sorted(apart)))
        correction = replace(self._new("split", [entity], document), into=into, forms=apart)
        return self._keep(correction, within)

    def rename(self, entity: Entity, name: str) -> Step:
        """Call an entity something else, wherever it is named."""
        return self._keep(replace(self._new("rename", [entity]), name=proper(name)))

    def change_kind(
        self, entity: Entity, kind: EntityKind, document: str = "", within: str = ""
    ) -> Step:
        """Say that an entity is of another kind."""
        if kind == entity.kind:
            raise WorkbenchError(f"{one_line(entity.name)} is that already.")
        confined = document or entity.key.partition("@")[2]
        name = one_line(entity.name)
        into = Reference(natural_key(kind, name, confined), name)
        correction = replace(self._new("kind", [entity], document), into=into)
        return self._keep(correction, within)

    def ignore(self, entities: Sequence[Entity], document: str = "", within: str = "") -> Step:
        """Never show entities again."""
        return self._keep(self._new("ignore", entities, document), within)

    def add(
        self, name: str, kind: EntityKind, within: Document | None = None, span: Span | None = None
    ) -> Step:
        """Say that a name names something: everywhere, in one document, or only at a span of it."""
        name = proper(name)
        correction = replace(
            self._new("addition", [], within.id if within else ""),
            into=Reference(natural_key(kind, name, within.id if within else ""), name),
        )
        if within is not None and span is not None:
            text = within.text
            place = Place(
                span,
                text[span.start : span.end],
                text[max(span.start - _CONTEXT, 0) : span.start],
                text[span.end : span.end + _CONTEXT],
            )
            correction = replace(correction, place=place)
        return self._keep(correction, within.info.title if within else "")

    def take_back(self, correction: Correction, within: str = "") -> Step:
        """Delete a correction; of one that ignores, all that ignore the same."""
        with self._history.exclusive():
            self.refresh()
            same = [
                one.id
                for one in self.all()
                if one.id == correction.id
                or (one.sort == correction.sort == "ignore" and _scope(one) == _scope(correction))
            ]
            if not same:
                raise WorkbenchError("That correction is not there any more.")
            changes = dict.fromkeys(map(_path, same))
            return self._history.apply(taken_back(correction, within), changes)

    # -- keeping

    def _new(self, sort: str, entities: Iterable[Entity], document: str = "") -> Correction:
        return Correction(
            self._new_id(),
            sort,  # type: ignore[arg-type]  # given here alone
            0,
            moment(self._clock()),
            self._history.analyst,
            tuple(map(Reference.to, entities)),
            document=document,
        )

    def _keep(self, correction: Correction, within: str = "") -> Step:
        with self._history.exclusive():
            self.refresh()
            last = max((one.order for one in self.all()), default=0)
            kept = replace(correction, order=last + 1)
            return self._history.apply(said(kept, within), {_path(kept.id): record_of(kept)})

    def _load(self) -> None:
        if not self._loaded:
            self._loaded = True
            self._folder.refresh()

    def _reread(self, paths: Sequence[Path]) -> None:
        with self._guard:
            for path in paths:
                if path.parent == _FOLDER and self._loaded:
                    self._folder.reread(path.stem)
                    self.revision += 1


def proper(name: str) -> str:
    """A name as it is kept; WorkbenchError for one that cannot be a name."""
    name = form_of(one_line(name))
    if not any(letter.isalnum() for letter in name):
        raise WorkbenchError("A name has at least one letter or digit.")
    if len(name) > LONGEST_NAME:
        raise WorkbenchError(f"A name has at most {LONGEST_NAME} characters.")
    return name


def natural_key(kind: EntityKind, name: str, document: str = "") -> str:
    """The key that indexing would give to a name, so that both are one entity.

    A person's single name is one person only within the `document`, if that is given.
    """
    folded = fold(name) or name
    if kind == "place":
        bearers = gazetteer().places(folded)
        return f"place:{bearers[0].id if bearers else folded}"
    if kind == "organisation":
        return f"organisation:{gazetteer().organisation(folded) or folded}"
    local = kind == "person" and document and " " not in folded
    return f"{kind}:{folded}@{document}" if local else f"{kind}:{folded}"


def _path(identity: str) -> Path:
    return _FOLDER / f"{identity}.json"


def _scope(correction: Correction) -> tuple[object, str]:
    return {one.key for one in correction.entities}, correction.document
