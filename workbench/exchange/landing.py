"""Notes and tags from elsewhere, into a project: all in one step of its history, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from workbench.exchange.report import LeftOut, reason_of
from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.notes import Annotation, Codebook, Notes, grades, shelf, tagname
from workbench.store.files import LARGEST_RECORD
from workbench.store.history import History
from workbench.store.records import Record, Unreadable, dump, parse

MOST_NOTES = 200_000

Changes = dict[Path, Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class NewTag:
    """A tag from elsewhere: its name, a colour from 1 to 6 or 0, and what it means."""

    name: str
    colour: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note from elsewhere as the file that it would have: whose it is, its id, what it holds."""

    document: str
    id: str
    record: Record


class Landing:
    """Where imports put what they read."""

    def __init__(self, history: History, notes: Notes, codebook: Codebook) -> None:
        self._history = history
        self._notes = notes
        self._codebook = codebook

    def land(
        self, name: str, notes: Iterable[NewNote], tags: Sequence[NewTag], left_out: list[LeftOut]
    ) -> tuple[int, int]:
        """Add what the project does not have yet, as the step `Imported 3 notes from NAME`.

        A note whose id is there already stays as it is here. What cannot be added is put into
        `left_out`. Returns how many notes were added and how many of `tags`. Raises WorkbenchError
        where the disk refuses: then nothing was added.
        """
        offered = list(islice(notes, MOST_NOTES + 1))
        if len(offered) > MOST_NOTES:
            raise WorkbenchError(
                f"These are more than {MOST_NOTES:,} notes: import fewer at a time."
            )
        with self._history.exclusive():
            self._notes.refresh()
            wanted = self._new(offered, left_out)
            names = [tag for _, note in wanted.items() for tag in note.tags]
            made, number = self._tags(tags, names, left_out)
            changes: Changes = {**made}
            for path, note in wanted.items():
                changes[path] = note.raw
            if changes:
                count = f"{len(wanted):,} note{'s' * (len(wanted) != 1)}"
                if not wanted:
                    count = f"{number:,} tag{'s' * (number != 1)}"
                self._history.apply(f"Imported {count} from {one_line(name)}", changes)
        return len(wanted), number

    def _new(self, notes: Iterable[NewNote], left_out: list[LeftOut]) -> dict[Path, Annotation]:
        here = {note.id: note for note in self._notes.all()}
        wanted: dict[Path, Annotation] = {}
        taken = set(here)
        for note in notes:
            annotation = Annotation.from_json(note.record, note.id, note.document)
            if reason := _refusal(annotation) or _repeated(annotation, here, taken):
                left_out.append(LeftOut(f"note {note.id}", reason))
                continue
            taken.add(note.id)
            wanted[shelf.path_of(note.document, note.id)] = annotation
        return wanted

    def _tags(
        self, tags: Sequence[NewTag], used: Sequence[str], left_out: list[LeftOut]
    ) -> tuple[dict[Path, Record], int]:
        """The records of the tags that are not there yet, and how many of `tags` are among them."""
        self._codebook.refresh()
        given: dict[str, NewTag] = {}
        for tag in tags:
            try:
                name = tagname.tidy(tag.name)
            except WorkbenchError as error:
                left_out.append(LeftOut("a tag", reason_of(error)))
                continue
            if name in self._codebook:
                if _differs(self._codebook, name, tag):
                    left_out.append(
                        LeftOut(f"tag {name}", "it is here already, and stays as it is")
                    )
            elif not grades.set_apart([name])[0]:
                given.setdefault(name, tag)
        records = self._codebook.missing([*given, *dict.fromkeys(used)])
        for record in records.values():
            if new := given.get(record["name"]):
                record["colour"] = new.colour or record["colour"]
                record["description"] = one_line(new.description).strip()
        return records, len(given)


def _differs(codebook: Codebook, name: str, tag: NewTag) -> bool:
    ours = codebook.get(name)
    described = bool(tag.description) and one_line(tag.description).strip() != ours.description
    return described or tag.colour not in (0, ours.colour)


def _repeated(annotation: Annotation, here: Mapping[str, Annotation], taken: Iterable[str]) -> str:
    if annotation.id not in taken:
        return ""
    ours = here.get(annotation.id)
    if ours is None:
        return "another note of the same id came before it"
    if ours == annotation:
        return "it is here already"
    return "it is here already and says something else, which stays"


def _refusal(annotation: Annotation) -> str:
    """Why the file of a note could not be read again; empty if it could."""
    try:
        content = dump(annotation.raw)
        parse(Path(annotation.id), content)
    except Unreadable as error:
        return error.reason
    except (ValueError, RecursionError):
        return "it cannot be written as JSON"
    return "it is larger than 16 MB" if len(content) > LARGEST_RECORD else ""
