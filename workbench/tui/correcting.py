"""The flow of correcting entities: each correction is one step of the history, shown everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.entities.suggesting import by_likeness
from workbench.entities.wording import said
from workbench.library.safe import one_line
from workbench.model import Document, Entity, EntityKind, WorkbenchError
from workbench.spans import Span
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting
from workbench.tui.screens.picker import Choice
from workbench.tui.screens.scopes import Scope
from workbench.tui.words import count, short_date

if TYPE_CHECKING:
    from workbench.entities import Corrections
    from workbench.entities.correction import Correction
    from workbench.project import Project

EVERYWHERE, HERE = "everywhere", "this document"
_CANDIDATES = 5000


class Correcting:
    """Corrects entities and says so, with the words that the history keeps."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    @property
    def _corrections(self) -> Corrections:
        return self._project.entities.corrections

    def rename(self, entity: Entity, name: str) -> None:
        """Call an entity something else."""
        self._correct(lambda: self._corrections.rename(entity, name))

    def merge(self, entity: Entity, into: Entity, scope: Scope) -> None:
        """Make an entity one with another."""
        self._correct(lambda: self._corrections.merge([entity], into, scope.document, scope.title))

    def split(self, entity: Entity, forms: Iterable[str], scope: Scope) -> None:
        """Make some forms of an entity an entity of their own."""
        self._correct(lambda: self._corrections.split(entity, forms, scope.document, scope.title))

    def change_kind(self, entity: Entity, kind: EntityKind, scope: Scope) -> None:
        """Say that an entity is of another kind."""
        self._correct(
            lambda: self._corrections.change_kind(entity, kind, scope.document, scope.title)
        )

    def ignore(self, entity: Entity, scope: Scope) -> None:
        """Never show an entity again."""
        self._correct(
            lambda: self._corrections.ignore([entity], scope.document, scope.title),
            self._noting.restores,
        )

    def add(
        self, name: str, kind: EntityKind, document: Document, span: Span, scope: Scope
    ) -> None:
        """Say that a name, which stands at a span of a document, names something."""
        within = document if scope.document else None
        place = span if scope.placed else None
        self._correct(
            lambda: self._corrections.add(name, kind, within, place),
            f" {scope.remark}." if scope.remark else "",
        )

    def take_back(self, correction: Correction, title: str) -> None:
        """Take a correction back."""
        self._correct(lambda: self._corrections.take_back(correction, title))

    # -- for worker threads

    def scopes(self, entity: Entity, document: Document | None) -> tuple[Entity, list[Scope]]:
        """An entity with its counts over the collection, and where a correction of it may hold."""
        entities = self._project.entities
        whole = entities.entity(entity.key) or entity
        counted = count(whole.count, "mention")
        scopes = [Scope(EVERYWHERE, f"{counted} in {count(whole.documents, 'document')}")]
        if document is not None and whole.documents > 1:
            here = len(entities.mentions(document.id, entity.key))
            if here:
                remark = count(here, "mention")
                scopes.append(Scope(HERE, remark, document.id, one_line(document.info.title)))
        return whole, scopes

    def scopes_of_name(self, name: str, document: Document) -> list[Scope]:
        """Where a name that is to be added stands."""
        found = self._project.entities.seek(name)
        everywhere, here, at_place = unknown_scopes(document)
        counted = count(sum(found.values()), "time")
        return [
            replace(everywhere, remark=f"{counted} in {count(len(found), 'document')}"),
            replace(here, remark=count(found.get(document.id, 0), "time")),
            at_place,
        ]

    def candidates(self, entity: Entity, document: Document | None) -> tuple[list[Entity], int]:
        """What an entity may be merged with, and how many of them, at the top, are like it."""
        entities = self._project.entities
        found = {} if document is None else {e.key: e for e in entities.of_document(document.id)}
        for one in entities.of_collection(limit=_CANDIDATES):
            found[one.key] = one
        return by_likeness(entity, found.values())

    def made(self) -> tuple[list[tuple[Correction, str]], list[Choice], list[str]]:
        """The corrections with their documents' titles, the latest first; the same as choices; and
        the files that cannot be read.
        """
        entities, library = self._project.entities, self._project.library
        made: list[tuple[Correction, str]] = []
        dormant = entities.dormant()
        choices = []
        for number, one in enumerate(reversed(self._corrections.all())):
            title = ""
            if one.document:
                with suppress(WorkbenchError):
                    title = one_line(library.info(one.document).title)
            made.append((one, title))
            state = "dormant" if one.id in dormant else ""
            by = f"{one.creator}, " if one.creator else ""
            right = f"{by}{short_date(one.created[:10])}"
            choices.append(Choice(number, said(one, title), state, right))
        return made, choices, [str(problem) for problem in self._corrections.problems()]

    def _correct(self, deed: Callable[[], object], more: str = "") -> None:
        def change() -> NotesChanged:
            return NotesChanged(self._noting.told(deed) + more, names=True)

        self._noting.change(change)


def unknown_scopes(document: Document) -> list[Scope]:
    """Where a name may be added, before it is known how often it stands there."""
    title = one_line(document.info.title)
    return [
        Scope(EVERYWHERE, "counting…"),
        Scope(HERE, "counting…", document.id, title),
        Scope("only here", "", document.id, title, placed=True),
    ]
