"""Work that comes and goes: the notes in the formats of other programs.

`export` gives the content of files, `read` adds that of a file to the project as one step of its
history. Neither touches the documents.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from workbench.exchange import (
    hypothesis_api,
    markdown,
    qdc,
    qdpx_reading,
    qdpx_writing,
    tables,
    w3c_pages,
    w3c_reading,
)
from workbench.exchange.evidence import Evidence
from workbench.exchange.landing import MOST_NOTES, Landing
from workbench.exchange.matching import Documents
from workbench.exchange.report import Exported, Imported, LeftOut
from workbench.library.safe import safe_name
from workbench.model import WorkbenchError
from workbench.store.history import now

EXPORTS = {
    "w3c": "W3C Web Annotations, one JSON value: everything",
    "qdpx": "REFI-QDA project, for programs of qualitative analysis",
    "qdc": "REFI-QDA codebook: the tags",
    "csv": "table, for spreadsheets",
    "markdown": "a file a document, for Obsidian",
}
IMPORTS = ("w3c", "qdpx", "qdc", "csv", "hypothesis")


def export(
    evidence: Evidence,
    form: str,
    *,
    zipped: bool = True,
    clock: Callable[[], datetime] = now,
) -> Exported:
    """The notes in the format `form` of EXPORTS; Markdown as a zip or as the files of a folder.

    Raises WorkbenchError if there is nothing to export, or more than an import reads.
    """
    if form == "qdc":
        return qdc.write(evidence)
    if evidence.count > MOST_NOTES:
        raise WorkbenchError(
            f"These are {evidence.count:,} notes, and a file holds at most {MOST_NOTES:,}: "
            "export a part of them from the page of notes."
        )
    if form == "w3c":
        exported = w3c_pages.write(evidence)
    elif form == "qdpx":
        exported = qdpx_writing.write(evidence, clock)
    elif form == "csv":
        exported = tables.write(evidence)
    else:
        exported = markdown.write(evidence, zipped=zipped)
    if not exported.written and not exported.left_out:
        raise WorkbenchError("There are no notes to export.")
    return exported


def read(landing: Landing, documents: Documents, form: str, content: bytes, name: str) -> Imported:
    """Add the notes or tags in `content`, a file called `name` in the format `form` of IMPORTS.

    Raises WorkbenchError for what is not in that format; then nothing is added.
    """
    what = safe_name(name)
    if form == "qdc":
        left_out: list[LeftOut] = []
        _, tags = landing.land(what, (), qdc.read(content, what, left_out), left_out)
        return Imported(tags, tuple(left_out))
    if form in ("w3c", "hypothesis"):
        value = w3c_reading.parse(content, what)
        reader: w3c_reading.W3C | hypothesis_api.Hypothesis | qdpx_reading.QDPX | tables.Table
        reader = (w3c_reading.W3C if form == "w3c" else hypothesis_api.Hypothesis)(
            value, what, documents
        )
    else:
        reader = (qdpx_reading.QDPX if form == "qdpx" else tables.Table)(content, what, documents)
    tags_there = reader.tags() if isinstance(reader, w3c_reading.W3C | qdpx_reading.QDPX) else []
    notes, _ = landing.land(what, reader.notes(), tags_there, reader.left_out)
    return Imported(notes, tuple(reader.left_out))


__all__ = [
    "EXPORTS",
    "IMPORTS",
    "Documents",
    "Evidence",
    "Exported",
    "Imported",
    "Landing",
    "LeftOut",
    "export",
    "read",
]
