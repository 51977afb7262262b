"""The invented file with the real rooms of notes, tags and history, on a disk.

Times and ids are the same in every run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from tests.tui.fakes import FakeLibrary, FakeProject, document
from tests.tui.halvern import halvern
from workbench.entities import Corrections, Entities
from workbench.homes import made
from workbench.model import Document
from workbench.notes import Codebook, Notes
from workbench.notes.decisions import Decisions
from workbench.notes.recoding import Recoding
from workbench.search.memory import SavedSearches
from workbench.spans import Span
from workbench.store.history import History
from workbench.store.records import dump

MINUTES = "minutes-2019-board-214-txt"
LETTER = "letters-corvane-marrek-txt"
PRESS = "press-courier-txt"


def _clock() -> Callable[[], datetime]:
    minutes = count()
    start = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    return lambda: start + timedelta(minutes=next(minutes))


def at(document: Document, words: str) -> Span:
    """Where words stand in a document."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def furnished(folder: Path, disk: Path | None = None) -> FakeProject:
    """A project with some notes, and a history that is empty as far as undo goes.

    `disk` is where the records lie, if not below the folder that is shown.
    """
    project = halvern(folder)
    project.home = (disk or folder) / ".workbench"
    project.home.mkdir(parents=True, exist_ok=True)
    known = [project.library.document(info.id) for info in project.library.documents()]
    documents = [replace(one, info=replace(one.info, sha256=f"sha-{one.id}")) for one in known]
    project.library = project.search._library = library = FakeLibrary(documents)
    clock, ids = _clock(), count(1)
    # The rooms take the place of those in memory, which answer as they do.
    history = History(project.home, clock, analyst="A. Analyst")
    codebook = Codebook(project.home, history)
    notes = Notes(
        project.home,
        history,
        creator="A. Analyst",
        codebook=codebook,
        documents=library,
        clock=clock,
        new_id=lambda: f"00000000-0000-4000-8000-{next(ids):012}",
    )
    project.searches = SavedSearches(project.home, history, clock)
    project.history, project.codebook, project.notes = history, codebook, notes  # type: ignore[assignment]
    project.decisions = Decisions(project.home, history, clock)
    for name, query in (("Rent", "rent crowns"), ("The berth", "berth"), ("Tender", "tender")):
        path = project.home / "searches" / f"{name.lower().replace(' ', '-')}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(dump({"name": name, "query": query, "sort": "date"}))
    for name, letter, meaning in (
        ("money", "", "what was paid, and by whom"),
        ("money/rent", "r", "rent as asked, usual or paid"),
        ("tender", "", "how the berth was let"),
        ("tender/waived", "w", "let without an open call"),
        ("tender/withheld", "h", "letters or bids kept out"),
        ("link/family", "f", "who is related to whom"),
    ):
        codebook.ensure(name)
        codebook.describe(name, meaning)
        codebook.assign(name, letter)
    minutes, letter_, press = (library.document(one) for one in (MINUTES, LETTER, PRESS))
    notes.add(
        minutes,
        at(minutes, "He proposed a rent of 41,000 crowns a year, payable from 1 July 2019"),
        ("money/rent",),
    )
    notes.add(
        minutes,
        at(minutes, "that the berth be let to Brackwater Marine Ltd without tender"),
        ("tender/waived", "money/rent"),
        "Three to one: Lunde against. Brandt’s vote is not named.",
    )
    notes.add(
        minutes,
        at(minutes, "two other firms had written about the berth in January"),
        ("tender/withheld",),
        "Compare with the January letters in Corvane’s file.",
    )
    notes.add(
        letter_,
        at(letter_, "a berth of that draught has never carried a rent below 150,000 crowns"),
        ("money/rent",),
        "Her own figure. The tariff of 2017 would settle it.",
    )
    notes.creator = "B. Reader"
    notes.add(
        press,
        at(press, "The lease of the berth was signed on a Sunday"),
        ("tender/waived",),
    )
    notes.add(press, at(press, "The clerk refused to comment on them."), (), "Which clerk?")
    notes.creator = "A. Analyst"
    return project


def shared(project: FakeProject) -> FakeProject:
    """The project after B. Reader tagged the minutes, too: otherwise, more, and not at all."""
    notes, minutes = project.notes, project.library.document(MINUTES)
    notes.creator = "B. Reader"
    for words, tag in (
        ("He proposed a rent of 41,000 crowns a year", "money/rent"),
        ("two other firms had written about the berth in January", "link/family"),
        ("The usual rent of a deep-water berth", "money/rent"),
    ):
        notes.add(minutes, at(minutes, words), (tag,), "")
    notes.creator = "A. Analyst"
    return project


def named(folder: Path) -> FakeProject:
    """The same project with the real room of entities, which have found what there is."""
    project = furnished(folder)
    library, history = project.library, project.history
    entities = Entities(
        made(folder / "cache"),
        Corrections(project.home, history),  # type: ignore[arg-type]
        lambda identity: library.document(identity).text,
    )
    entities.update(library.document(info.id) for info in library.documents())
    entities.commit()
    project.entities = entities  # type: ignore[assignment]
    return project


def recoding(project: FakeProject) -> Recoding:
    """Changes tags as another window would."""
    return Recoding(project.notes, project.codebook, project.history)  # type: ignore[arg-type]


def edited(project: FakeProject) -> FakeProject:
    """The project after some of its documents were edited by others, so that notes are unsure."""
    library = project.library
    minutes, letter, press = map(library.document, (MINUTES, LETTER, PRESS))
    text = letter.text.replace(
        "a berth of that draught has never carried a rent below 150,000 crowns, and that",
        "no berth with such a draught was ever let under 150,000 crowns, and that a berth of that "
        "draught has carried a rent below 190,000 crowns, and that",
    )
    unsure = rewritten(letter, text)
    cut = press.text.replace("The clerk refused to comment on them.\n\n", "")
    cut = cut.replace("The lease of the berth was signed on a Sunday, two people", "Two people")
    project.library = FakeLibrary([minutes, unsure, rewritten(press, cut)])
    project.notes._documents = project.library  # type: ignore[attr-defined]
    return project


def rewritten(one: Document, text: str) -> Document:
    """A document whose file says something else now."""
    metadata = one.info.metadata
    made = document(one.info.path, text, metadata.title, metadata.date, metadata.source)
    return replace(made, info=replace(made.info, id=one.id, sha256=f"sha-{hash_of(text)}"))


def hash_of(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:12]
