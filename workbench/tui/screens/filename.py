"""Asking for the file that something is written to."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.library.safe import safe_name
from workbench.store.files import why
from workbench.tui.screens.lists import Ask
from workbench.tui.words import short_path


def proposed(folder: Path, name: str) -> Path:
    """A new file beside where the program was started, but not among the documents in `folder`."""
    try:
        here = Path.cwd()
    except OSError:  # it was removed meanwhile
        here = Path.home()
    place = (Path.home() if here.is_relative_to(folder) else here) / name
    stem, number = place.stem, 1
    while os.path.lexists(place):
        number += 1
        place = place.with_stem(f"{stem}-{number}")
    return place


def ask_file(title: str, explanation: str, place: Path) -> Ask:
    """Asks for the name of a file that is not there yet; `place` is proposed."""
    return Ask(title, explanation, value=short_path(place), problem=_problem)


def typed_path(typed: str) -> Path:
    """The path that was typed; RuntimeError where it begins with nobody's home."""
    return Path(typed.strip()).expanduser()


def _problem(typed: str) -> str:
    """Why a file of that name cannot be written. The name stands above: there is no room for it."""
    if not typed.strip():
        return "Type the name of a file."
    try:
        path = typed_path(typed)
        if not path.absolute().parent.is_dir():
            return "There is no such folder."
        if path.is_dir():
            return "There is a folder of that name."
    except RuntimeError:
        return "There is no such folder."
    except OSError as error:
        return f"That file cannot be written: {why(error)}."
    return f"{safe_name(path.name)} is there already." if os.path.lexists(path) else ""
