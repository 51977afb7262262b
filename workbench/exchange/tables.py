"""Notes as a table (CSV): one a row, for spreadsheets and scripts.

A cell that was guarded against being taken for a formula loses its apostrophe when it is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from workbench.exchange import guids, times
from workbench.exchange.cells import MARK, bare, guarded
from workbench.exchange.evidence import Evidence, Sheet
from workbench.exchange.landing import NewNote
from workbench.exchange.matching import Documents
from workbench.exchange.placing import Said, found, order
from workbench.exchange.report import Exported, LeftOut, reason_of
from workbench.library.safe import one_line, safe
from workbench.model import WorkbenchError
from workbench.notes import Placed, quoting, rewriting, tagname, w3c
from workbench.notes.grades import Grade

COLUMNS = (
    "id", "document", "path", "title", "date", "start", "end", "quote", "tags", "note",
    "grade", "creator", "created", "modified", "status",
)  # fmt: skip
"""`start` and `end` are code points of today's text, `tags` stand one a line; a grade is `B2`."""

_CODEBOOK = LeftOut("the codebook", "a table of notes has no place for colours and descriptions")
_LONGEST_CELL = 2**31 - 1
_NEEDED = "a document or path, and a quote or start and end"


def write(evidence: Evidence) -> Exported:
    """The notes, by document and position."""
    text = io.StringIO(newline="")
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    written = 0
    for sheet in evidence.sheets():
        evidence.simplify(sheet.notes)
        for placed in sheet.notes:
            table.writerow([guarded(cell) for cell in _row(sheet, placed)])
            written += 1
    left_out = (*evidence.left_out, *([_CODEBOOK] if evidence.tags else ()))
    content = text.getvalue()
    return Exported(
        {"": (MARK + content).encode()}, written, left_out, content.replace("\r\n", "\n").rstrip()
    )


def _row(sheet: Sheet, placed: Placed) -> list[str]:
    note, info = placed.annotation, sheet.document.info
    start, end = map(str, placed.span) if placed.span else ("", "")
    quote = sheet.document.text[slice(*placed.span)] if placed.span else note.exact
    return [
        note.id, info.id, info.path, info.metadata.title, info.metadata.date, start, end, quote,
        "\n".join(note.tags), note.note, str(note.grade), note.creator, note.created,
        note.modified, placed.status,
    ]  # fmt: skip


class Table:
    """Reads one table; rows that cannot become notes are put into `left_out`.

    It wants a heading with a document or a path, and a quote or start and end; tags, grade and note
    if they are there. Columns that it does not know are passed over.
    """

    def __init__(self, content: bytes, what: str, documents: Documents) -> None:
        self.left_out: list[LeftOut] = []
        self._documents = documents
        self._what = what
        try:
            self._text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise WorkbenchError(f"{what} is not in UTF-8.") from error

    def notes(self) -> Iterator[NewNote]:
        """The notes, row by row. Raises WorkbenchError for what is not such a table."""
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            table = csv.reader(io.StringIO(self._text, newline=""), strict=True)
            heading = [name.strip().casefold() for name in next(table, [])]
            if not {"document", "path"} & {*heading} or not {"quote", "start"} & {*heading}:
                raise WorkbenchError(f"{self._what} needs a heading with {_NEEDED}.")
            rows = [
                (table.line_num, dict(zip(heading, map(bare, cells), strict=False)))
                for cells in table
            ]
        except csv.Error as error:
            raise WorkbenchError(f"{self._what} is not a table in CSV: {error}.") from error
        finally:
            csv.field_size_limit(limit)
        for line, row in sorted(rows, key=_order):
            if any(row.values()):
                try:
                    yield self._note(row, line)
                except WorkbenchError as error:
                    name = f"the row that ends in line {line}"
                    self.left_out.append(LeftOut(name, reason_of(error)))

    def _note(self, row: Mapping[str, str], line: int) -> NewNote:
        named, path = row.get("document", ""), row.get("path", "")
        documents = self._documents
        identity = documents.by_id(named) or documents.by_path(path) or documents.by_path(named)
        if not identity:
            raise WorkbenchError(f"There is no document {one_line(named or path)}.")
        document = documents.document(identity)
        quote = safe(row.get("quote", ""))
        said = Said((_number(row.get("start", "")), _number(row.get("end", ""))), w3c.Quote(quote))
        span = None if said.whole_document else found(said, document)
        if span is None and not quote and not said.whole_document:
            raise WorkbenchError("Its position is not in the document.")
        shown = quoting.quote_of(document.text, span) if span else w3c.Quote(quote)
        tags = [tagname.tidy(tag) for tag in row.get("tags", "").splitlines() if tag.strip()]
        tags += Grade.parse(row.get("grade", "")).tags
        target = rewriting.Target(identity, document.info.sha256, span, shown)
        content = "\n".join(row.get(name, "") for name in COLUMNS)
        own = guids.as_uuid(row.get("id", "")) or guids.guid("row", f"{line}\n{content}")
        created = times.normal(row.get("created", ""))
        record = rewriting.new(
            own, target, list(dict.fromkeys(tags)), safe(row.get("note", "")).strip(), created
        )
        record["modified"] = times.normal(row.get("modified", "")) or created
        if span is None and quote:
            record["target"]["selector"] = [w3c.quote_selector(shown)]
        if creator := one_line(row.get("creator", "")).strip():
            record["creator"] = {"name": creator, "type": "Person"}
        return NewNote(identity, own, record)


def _order(numbered: tuple[int, Mapping[str, str]]) -> tuple[str, int]:
    _, row = numbered
    start = _number(row.get("start", ""))
    return order(row.get("document") or row.get("path"), (start, None))


def _number(cell: str) -> int | str | None:
    """The whole number in a cell, None for an empty one, else the cell."""
    cell = cell.strip()
    if not cell:
        return None
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 19 else cell
