"""Taking over how another analyst tagged a place: one's own notes change, theirs never do.

A tag of one's own that the other does not have there is taken away, one that only they have is
added, and where both have it the own passage gets their extent. All of it is one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workbench.model import Document, WorkbenchError
from workbench.notes import rewriting, wording
from workbench.notes.agreement import Coded
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook
from workbench.notes.differences import Difference, Side
from workbench.notes.notes import Notes, target_in
from workbench.notes.shelf import path_of
from workbench.spans import Span
from workbench.store.history import History, Step, moment, now
from workbench.store.records import Record

_CHANGED = "The notes there changed meanwhile: look at the difference again."

Coding = tuple[str, Span]
"""A tag and the passage that has it."""


@dataclass(slots=True)
class _Change:
    """What becomes of a note of the analyst's own: its tags, and its passage if that moves."""

    note: Annotation
    tags: list[str]
    span: Span | None = None


@dataclass(slots=True)
class _Plan:
    """The notes to change, by id, and the tags of those to make, by passage."""

    changes: dict[str, _Change] = field(default_factory=dict)
    made: dict[Span, list[str]] = field(default_factory=dict)

    def change(self, note: Annotation) -> _Change:
        """The change of a note, which is none at first."""
        return self.changes.setdefault(note.id, _Change(note, list(note.tags)))


class Taking:
    """Makes the analyst's own notes say what another's say."""

    def __init__(
        self,
        notes: Notes,
        codebook: Codebook,
        history: History,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._notes = notes
        self._codebook = codebook
        self._history = history
        self._clock = clock

    def take(self, difference: Difference, analyst: str, document: Document) -> Step:
        """Tag the place of the difference as `analyst` did; `document` is as it was compared.

        Raises WorkbenchError if the notes changed meanwhile, or nothing differs between the two.
        """
        mine, theirs = difference.side(self._notes.creator), difference.side(analyst)
        if mine is None or theirs is None or mine.codings == theirs.codings:
            raise WorkbenchError(f"There is nothing to take from {analyst} there.")
        with self._history.exclusive():
            self._codebook.refresh()
            self._notes.refresh()
            for one in (*mine.coded, *theirs.coded):
                self._check(one, document)
            plan = self._planned(mine, theirs, document)
            where = wording.place_in(document, difference.span)
            words = f"Tagged {where} as {analyst} did: {', '.join(theirs.tags) or 'not at all'}"
            missing = self._codebook.missing(theirs.tags)
            return self._history.apply(words, {**self._records(plan, document), **missing})

    def _check(self, coded: Coded, document: Document) -> None:
        note = coded.note
        if note is None or self._notes.get(note.id) != note:
            raise WorkbenchError(_CHANGED)
        if self._notes.placed(note, document).span != coded.span:
            raise WorkbenchError(_CHANGED)

    def _planned(self, mine: Side, theirs: Side, document: Document) -> _Plan:
        plan = _Plan()
        gone = {(one.tag, one.span): one.note for one in mine.coded if one.note is not None}
        new = theirs.codings - gone.keys()
        gone = {coding: note for coding, note in gone.items() if coding not in theirs.codings}
        own = self._own(document)
        for tag, span in sorted(new, key=lambda coding: (coding[1], coding[0])):
            moved = _movable(tag, gone)
            if moved is not None:
                plan.change(gone.pop(moved)).span = span
            elif span in own:
                plan.change(own[span]).tags.append(tag)
            else:
                plan.made.setdefault(span, []).append(tag)
        for (tag, _), note in gone.items():
            plan.change(note).tags.remove(tag)
        return plan

    def _own(self, document: Document) -> Mapping[Span, Annotation]:
        """The analyst's own notes on the document, by their passages."""
        placed = self._notes.placed_in(document)
        creator = self._notes.creator
        return {
            one.span: one.annotation
            for one in placed
            if one.span is not None and one.annotation.creator == creator
        }

    def _records(self, plan: _Plan, document: Document) -> dict[Path, Record | None]:
        time = moment(self._clock())
        records: dict[Path, Record | None] = {}
        for change in plan.changes.values():
            note = change.note
            empty = not (change.tags or note.note or note.grade or note.links)
            record = rewriting.edited(note.to_json(), (*change.tags, *note.grade.tags), None, time)
            if change.span is not None:
                record = rewriting.aimed(record, target_in(document, change.span), time)
            records[path_of(note.document, note.id)] = None if empty else record
        for span, tags in plan.made.items():
            identity, record = self._notes.draft(document, span, tuple(tags), "")
            records[path_of(document.id, identity)] = record
        return records


def _movable(tag: str, gone: Mapping[Coding, Annotation]) -> Coding | None:
    """A coding of the tag that goes, on a note that has no other tag and so can move."""
    return next((one for one, note in gone.items() if one[0] == tag and len(note.tags) == 1), None)
