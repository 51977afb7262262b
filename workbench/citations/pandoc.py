"""Pandoc's citeproc, run as a program: formats a source in a style of the Citation Style Language.

A call takes about 0.08 s once the program is in the disk's cache, so results are kept by
`Citations`. Pandoc reads nothing but its standard input and the style, and runs in its sandbox.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from workbench.citations.answer import answer
from workbench.citations.csljson import Item
from workbench.citations.locator import NO_BREAK, Locator
from workbench.citations.programs import Run, run_program
from workbench.citations.question import question
from workbench.model import WorkbenchError

LONGEST_WAIT = 20.0

# Numbers that no source has: they hold the place of the locator in a formatted citation.
_FIRST, _LAST = "31415926535", "89793238462"
_PLACE = re.compile(f"{_FIRST}(?:.{_LAST})?")
_AFTER_LABEL = re.compile(rf"(?<=\.) (?={_FIRST})")
_SUFFIXES = {
    "": "",
    "para.": f"{{para. {_FIRST}}}",
    "paras.": f"{{paras. {_FIRST}–{_LAST}}}",
    "p.": f"{{p. {_FIRST}}}",
    "pp.": f"{{pp. {_FIRST}–{_LAST}}}",
}


class PandocError(WorkbenchError):
    """Pandoc is missing, took too long, or did not answer as expected."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of notes in a file, or with None pandoc's own, which is Chicago author-date."""

    notes: Path | None = None
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Formatted:
    """A source in a style: its bibliography entry, and its citations by the locator's label."""

    reference: str
    citations: Mapping[str, str]

    def cite(self, locator: Locator | None) -> str:
        """The citation with this locator."""
        if locator is None:
            return self.citations[""]
        text = _AFTER_LABEL.sub(NO_BREAK, self.citations[locator.label])
        return _PLACE.sub(locator.number, text)


def find_pandoc(environment: Mapping[str, str]) -> Path | None:
    """The pandoc that came with pypandoc_binary, else the one on the PATH; it is not run."""
    package = find_spec("pypandoc")
    for place in (package.submodule_search_locations if package else None) or ():
        program = Path(place, "files", "pandoc")
        if os.access(program, os.X_OK):
            return program
    found = shutil.which("pandoc", path=environment.get("PATH", ""))
    return Path(found) if found else None


class Pandoc:
    """The pandoc program; `program` is None where there is none."""

    def __init__(self, program: Path | None, run: Run = run_program) -> None:
        self._program = program
        self._run = run

    def format(self, item: Item, style: Style, seconds: float = LONGEST_WAIT) -> Formatted:
        """Format `item`; raises PandocError, after `seconds` at the latest."""
        arguments = ["--from=json", "--to=json", "--citeproc", "--sandbox", "--data-dir=/dev/null"]
        if style.notes:
            arguments.append(f"--csl={style.notes}")
        asked = question(item, list(_SUFFIXES.values()), notes=style.notes is not None)
        output = self._answer(arguments, asked, seconds)
        try:
            citations, reference = answer(output, style.markdown)
            labelled = dict(zip(_SUFFIXES, citations, strict=True))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise PandocError("pandoc did not answer as expected.") from error
        return Formatted(reference or labelled[""], labelled)

    def version(self) -> str:
        """Pandoc's version, such as `3.9`; empty where it is missing or does not run."""
        try:
            first = self._answer(["--version"], b"", LONGEST_WAIT).split(b"\n", 1)[0]
        except PandocError:
            return ""
        return first.decode(errors="replace").removeprefix("pandoc ").strip()

    def _answer(self, arguments: list[str], given: bytes, seconds: float) -> bytes:
        if self._program is None:
            raise PandocError("pandoc is not installed.")
        command = [str(self._program), *arguments]
        ran = self._run(command, given, seconds=seconds, environment={"LANG": "C.UTF-8"})
        if ran.code is None:
            raise PandocError(f"pandoc did not answer within {seconds:.0f} seconds.")
        if ran.code != 0:
            raise PandocError("pandoc could not format the citation.")
        return ran.output
