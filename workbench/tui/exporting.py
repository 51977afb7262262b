"""The flow of exporting notes: a file in the format of another program, and what it left behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from workbench.library.safe import safe_name
from workbench.model import WorkbenchError
from workbench.tui.messages import Said
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.exchange import LeftOut
    from workbench.project import Project
    from workbench.tui.noting import Noting

SUFFIXES = {"w3c": ".json", "qdpx": ".qdpx", "csv": ".csv", "markdown": ".zip"}
"""The formats that carry notes, and how the names of their files end."""


def file_name(project: str, form: str) -> str:
    """How the file of an export is called, after the name of the project."""
    stem = "-".join(["evidence", *re.findall(r"\w+", project.casefold())])[:60].rstrip("-")
    return f"{stem}{SUFFIXES[form]}"


class Written(Message):
    """Notes were written: how many, in words, and a sentence for each thing left behind."""

    def __init__(self, words: str, remarks: Sequence[str]) -> None:
        super().__init__()
        self.words = words
        self.remarks = remarks


class Exporting:
    """Writes some of the notes into a file and says how many, and what did not go along."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def export(self, form: str, place: Path, ids: Collection[str]) -> None:
        """Write the notes with these ids to a new file, in a worker thread."""
        self._noting.read(lambda: self._answer(form, place, ids))

    # -- in a worker thread

    def _answer(self, form: str, place: Path, ids: Collection[str]) -> Message:
        try:
            return self._written(form, place, ids)
        except WorkbenchError as error:
            return Said(str(error), "error")

    def _written(self, form: str, place: Path, ids: Collection[str]) -> Written:
        from workbench.exchange import Evidence, export, files

        project = self._project
        files.check(place, folder=False, force=False)
        evidence = Evidence(
            project.name, project.library, project.notes, project.codebook, only=frozenset(ids)
        )
        exported = export(evidence, form)
        files.write(place, exported.files)
        missing = len(ids) - exported.written
        left = f"{missing:,} left out" if missing else "none left out"
        wrote = f"Wrote {safe_name(place.name)}: {count(exported.written, 'passage')}, {left}."
        return Written(wrote, _remarks(exported.left_out))


def _remarks(left_out: Sequence[LeftOut]) -> list[str]:
    """What did not go along, by its reason."""
    remarks = []
    for reason, number in Counter(one.reason for one in left_out).most_common():
        names = [one.what for one in left_out if one.reason == reason]
        what = names[0] if number == 1 else f"{number:,} notes"
        remarks.append(f"Left behind, {what}: {reason}.")
    return remarks
