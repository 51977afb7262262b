"""Annotations from Hypothesis: what its API's search answers, or what its client exports.

https://h.readthedocs.io/en/latest/api-reference/. Its positions are UTF-16 code units of the page
as a browser had it, so the quote decides, and a position only if it is just there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from workbench.exchange import times
from workbench.exchange.landing import NewNote
from workbench.exchange.matching import Documents
from workbench.exchange.placing import Said, Utf16, found, order
from workbench.exchange.report import LeftOut, reason_of
from workbench.library.safe import one_line, safe
from workbench.model import Document, WorkbenchError
from workbench.notes import quoting, rewriting, tagname, w3c
from workbench.store.records import Record

_ADDRESS = "https://hypothes.is/a/"


class Hypothesis:
    """Reads one file; what cannot become a note is put into `left_out`."""

    def __init__(self, value: Any, what: str, documents: Documents) -> None:
        self.left_out: list[LeftOut] = []
        self._documents = documents
        self._units: tuple[str, Utf16] | None = None
        rows = value
        if isinstance(value, dict):
            rows = value.get("rows", value.get("annotations"))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise WorkbenchError(f"{what} holds no annotations from Hypothesis.")
        self._rows: list[Record] = rows

    def notes(self) -> Iterator[NewNote]:
        """The notes, in the file's order."""
        for number, row in sorted(enumerate(self._rows, 1), key=_order):
            try:
                yield self._note(row)
            except WorkbenchError as error:
                name = one_line(w3c.read_text(row, "id")) or f"number {number}"
                self.left_out.append(LeftOut(f"note {name}", reason_of(error)))

    def _note(self, row: Record) -> NewNote:
        own = w3c.read_text(row, "id")
        if not own:
            raise WorkbenchError("It has no id.")
        if row.get("references"):
            raise WorkbenchError("It is a reply to another.")
        document = self._document(row)
        said = self._said(row, document)
        span = None if said.whole_document else found(said, document)
        if span is None and not said.whole_document and not said.quote.exact:
            raise WorkbenchError("It has no quote, and its position is not in the document.")
        quote = quoting.quote_of(document.text, span) if span else said.quote
        target = rewriting.Target(document.id, document.info.sha256, span, quote)
        tags = [tag for tag in w3c.listed(row.get("tags")) if isinstance(tag, str)]
        names = list(dict.fromkeys(map(tagname.tidy, tags)))
        created = times.normal(w3c.read_text(row, "created"))
        identity = str(uuid.uuid5(uuid.NAMESPACE_URL, safe(_ADDRESS + own)))
        note = safe(w3c.read_text(row, "text")).strip()
        record = rewriting.new(identity, target, names, note, created)
        record["modified"] = times.normal(w3c.read_text(row, "updated")) or created
        record["via"] = _ADDRESS + own
        if span is None and quote.exact:
            record["target"]["selector"] = [w3c.quote_selector(quote)]
        if name := _creator(row):
            record["creator"] = {"name": name, "type": "Person"}
        return NewNote(document.id, identity, record)

    def _document(self, row: Record) -> Document:
        addresses = [row.get("uri"), row.get("url"), *(one.get("source") for one in _targets(row))]
        for address in addresses:
            if isinstance(address, str) and (found_id := self._documents.by_address(address)):
                return self._documents.document(found_id)
        about = row.get("document")
        for title in w3c.listed(about.get("title") if isinstance(about, dict) else None):
            if isinstance(title, str) and (found_id := self._documents.by_title(title)):
                return self._documents.document(found_id)
        named = next((one for one in addresses if isinstance(one, str)), "it")
        raise WorkbenchError(f"There is no document here with the address or title of {named}.")

    def _said(self, row: Record, document: Document) -> Said:
        one = {"target": list(_targets(row))}
        quote = _quote(one)
        start, end = w3c.read_position(one)
        if type(start) is int and type(end) is int and 0 <= start < end:
            units = self._in_units(document)
            return Said((units.code_point(start), units.code_point(end)), quote)
        return Said((start, end), quote)

    def _in_units(self, document: Document) -> Utf16:
        if self._units is None or self._units[0] != document.id:
            self._units = document.id, Utf16(document.text)
        return self._units[1]


def _order(numbered: tuple[int, Record]) -> tuple[str, int]:
    _, row = numbered
    return order(row.get("uri"), w3c.read_position(row))


def _quote(one: Record) -> w3c.Quote:
    exact, prefix, suffix, _ = w3c.read_quote(one)
    return w3c.Quote(safe(exact), safe(prefix), safe(suffix))


def _creator(row: Record) -> str:
    """The name to show, else that of the account without its host."""
    about = row.get("user_info")
    shown = w3c.read_text(about, "display_name") if isinstance(about, dict) else ""
    account = w3c.read_text(row, "user").removeprefix("acct:").partition("@")[0]
    return one_line(shown or account).strip()


def _targets(row: Record) -> Iterator[Record]:
    return (one for one in w3c.listed(row.get("target")) if isinstance(one, dict))
