"""Asking for the file that something is written to."""

from __future__ import annotations

from pathlib import Path

from workbench.exchange import files
from workbench.library.safe import safe_name
from workbench.model import WorkbenchError
from workbench.tui.screens.lists import Ask


def proposed(folder: Path, name: str) -> Path:
    """A file beside where the program was started, but not among the documents in `folder`."""
    here = Path.cwd()
    return (Path.home() if here.is_relative_to(folder) else here) / name


def ask_file(title: str, explanation: str, place: Path) -> Ask:
    """Asks for the name of a file that is not there yet; `place` is proposed."""
    return Ask(title, explanation, value=str(place), problem=_problem)


def typed_path(typed: str) -> Path:
    """The path that was typed; RuntimeError where it begins with nobody's home."""
    return Path(typed.strip()).expanduser()


def _problem(typed: str) -> str:
    if not typed.strip():
        return "Type the name of a file."
    try:
        path = typed_path(typed)
        files.check(path, folder=False, force=False)
    except WorkbenchError as error:
        # There is no room for a long path, and it stands above.
        said = str(error).replace(safe_name(str(path)), safe_name(path.name))
        return said.replace("; --force replaces it", "")
    except RuntimeError:
        return "There is no such folder."
    return ""
