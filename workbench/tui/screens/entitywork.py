"""The part of the main screen that corrects entities: asks what is to be said of one, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on

from workbench.library.safe import one_line
from workbench.model import Document, Entity, EntityKind, WorkbenchError
from workbench.spans import Span
from workbench.tui.screens.writing import Writing
from workbench.tui.widgets.entities import EntitiesList

if TYPE_CHECKING:
    from workbench.tui.correcting import Correcting
    from workbench.tui.screens.scopes import Scope

_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_AROUND = ' \t\n\r.,;:!?"“”„«»()[]…'
_QUOTED = 200


class EntityWork(Writing):
    """Each correction is asked for in an overlay, made by `Correcting`, and undone as all is."""

    collection_scope: bool

    @property
    def _correcting(self) -> Correcting:
        from workbench.tui.correcting import Correcting

        return Correcting(self.project, self.noting)

    @on(EntitiesList.CorrectionAsked)
    def _correction_asked(self, message: EntitiesList.CorrectionAsked) -> None:
        entity = self.entities.entity(message.key)
        if message.verb == "corrections":
            self._ask_corrections()
        elif entity is None:
            self.say("Put the cursor on an entity first.")
        else:
            self._named(lambda: self._ask_correction(message.verb, entity))

    def _ask_correction(self, verb: str, entity: Entity) -> None:
        asks: dict[str, Callable[[Entity, Sequence[Scope]], None]] = {
            "rename": self._ask_name,
            "merge": self._ask_merge,
            "split": self._ask_forms,
            "change_kind": self._ask_kind,
            "ignore": self._ask_ignored,
        }
        document = self.document
        self.fetch(
            lambda: self._correcting.scopes(entity, document), lambda found: asks[verb](*found)
        )

    def _ask_name(self, entity: Entity, scopes: Sequence[Scope]) -> None:
        from workbench.tui.screens.lists import Ask

        name = one_line(entity.name)
        self.ask(
            Ask(f"Rename {name}", f"{scopes[0].remark}.", value=name, problem=_problem),
            lambda new: self._correcting.rename(entity, new) if new.strip() != name else None,
        )

    def _ask_merge(self, entity: Entity, scopes: Sequence[Scope]) -> None:
        from workbench.tui.screens.entitychoice import EntityChoice

        document, title = self.document, f"Merge {one_line(entity.name)} into"

        def show(found: tuple[list[Entity], int]) -> None:
            others, alike = found
            if others:
                self.ask(
                    EntityChoice(title, others, alike, scopes),
                    lambda answer: self._correcting.merge(entity, *answer),
                )
            else:
                self.say("There is nothing else to merge it into.")

        self.fetch(lambda: self._correcting.candidates(entity, document), show)

    def _ask_forms(self, entity: Entity, scopes: Sequence[Scope]) -> None:
        from workbench.tui.screens.entitychoice import FormsChoice

        name = one_line(entity.name)

        def show(forms: list[tuple[str, int]]) -> None:
            if len(forms) < 2:
                self.say(f"{name} has only one form, so there is nothing to split off.")
            else:
                self.ask(
                    FormsChoice(f"Split a form off {name}", forms, scopes),
                    lambda answer: self._correcting.split(entity, *answer),
                )

        self.fetch(lambda: self.project.entities.forms(entity.key), show)

    def _ask_kind(self, entity: Entity, scopes: Sequence[Scope]) -> None:
        from workbench.tui.screens.entitychoice import KindChoice

        def take(answer: tuple[EntityKind, Scope]) -> None:
            if answer[0] != entity.kind:
                self._correcting.change_kind(entity, *answer)

        self.ask(KindChoice(f"{one_line(entity.name)} is a", scopes, entity.kind), take)

    def _ask_ignored(self, entity: Entity, scopes: Sequence[Scope]) -> None:
        from workbench.tui.screens.entitychoice import ScopeChoice

        if len(scopes) == 1 or self.collection_scope:
            self._correcting.ignore(entity, scopes[0])
        else:
            self.ask(
                ScopeChoice(f"Ignore {one_line(entity.name)}", scopes),
                lambda scope: self._correcting.ignore(entity, scope),
            )

    # -- adding

    def ask_entity(self, document: Document, selected: Span | None, cursor: int) -> None:
        """Ask what the selected words name, or else the word at the cursor."""
        from workbench.tui.correcting import unknown_scopes
        from workbench.tui.screens.entitychoice import KindChoice

        span = _name_at(document.text, selected, cursor)
        name = one_line(" ".join(document.text[slice(*span)].split()))
        if problem := _problem(name):
            self.say(problem)
            return
        quoted = name if len(name) <= _QUOTED else f"{name[:_QUOTED]}…"
        self._named(
            lambda: self.ask(
                KindChoice(
                    f"{quoted} is a",
                    unknown_scopes(document),
                    count_them=lambda: self._correcting.scopes_of_name(name, document),
                ),
                lambda answer: self._correcting.add(name, answer[0], document, span, answer[1]),
            )
        )

    # -- seeing and taking back

    def _ask_corrections(self) -> None:
        from workbench.tui.screens.entitychoice import CorrectionList

        correcting = self._correcting
        self.fetch(
            correcting.made,
            lambda made: self.ask(
                CorrectionList(made[1], made[2]),
                lambda number: correcting.take_back(*made[0][number]),
            ),
        )


def _problem(name: str) -> str:
    from workbench.entities.corrections import proper

    try:
        proper(name)
    except WorkbenchError as error:
        return str(error)
    return ""


def _name_at(text: str, selected: Span | None, cursor: int) -> Span:
    """The selection without the marks around it, or the word at the cursor."""
    if selected is None:
        words = _WORD.finditer(text, max(cursor - 100, 0), cursor + 100)
        at = next((word.span() for word in words if word.start() <= cursor < word.end()), None)
        return Span(*(at or (cursor, cursor)))
    inside = text[slice(*selected)]
    start = selected.start + len(inside) - len(inside.lstrip(_AROUND))
    return Span(start, max(start, selected.end - len(inside) + len(inside.rstrip(_AROUND))))
