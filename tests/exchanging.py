"""Builders for the tests of exports and imports: a small collection, and projects on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from workbench.exchange import Documents, Evidence, Exported, Imported, Landing, export, read
from workbench.exchange.pseudonyms import Pseudonyms
from workbench.library import Library
from workbench.model import Document, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes, tagname
from workbench.spans import Span
from workbench.store.history import History

MINUTES = """The Chair opened the meeting 😀 at nine. R. Thorne was there.

The lease was let without a tender. Rosa Thorne objected; Thorne left.

Nobody objected. The lease was let without a tender.
"""
LEDGER = "R-226. Rent at 3,600 a quarter.\n\n=1+1 in the margin;\n-cmd, ändert 中文 nichts.\n"
PAGE = """---
title: About the Quay
url: https://www.example.org/quay/?from=feed
author: M. Ivers
---
The quay is 164 metres long.
"""
LEASE = Span(MINUTES.index("The lease"), MINUTES.index(" was let"))
NOW = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def collection(folder: Path) -> Library:
    """A library of three texts, in `folder`."""
    documents = folder / "case"
    (documents / "quay").mkdir(parents=True)
    (documents / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (documents / "quay" / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    (documents / "quay" / "page.md").write_text(PAGE, encoding="utf-8")
    library = Library(documents, folder / "home", folder / "cache")
    for file in library.plan().to_read:
        library.record(library.read(file))
    library.commit()
    return library


@dataclass
class Work:
    """The notes of one analyst on a collection."""

    library: Library
    history: History
    codebook: Codebook
    notes: Notes

    def at(self, path: str) -> Document:
        return self.library.document(self.library.find(path).id)

    def quote(self, path: str, words: str, tags: Sequence[str] = (), note: str = "") -> Annotation:
        document = self.at(path)
        start = document.text.index(words)
        return self.notes.add(document, (start, start + len(words)), tags, note)

    def evidence(
        self, without: Sequence[str] = (), pseudonyms: Pseudonyms | None = None
    ) -> Evidence:
        return Evidence(
            "Case", self.library, self.notes, self.codebook, without=without, pseudonyms=pseudonyms
        )

    def export(self, form: str, **options: Any) -> Exported:
        return export(self.evidence(**options), form, clock=lambda: NOW)

    def bytes(self, form: str, **options: Any) -> bytes:
        return self.export(form, **options).files[""]

    def read(self, form: str, content: bytes | object, name: str = "their file") -> Imported:
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        landing = Landing(self.history, self.notes, self.codebook)
        return read(landing, Documents(self.library), form, content, name)

    def files(self) -> dict[str, bytes]:
        """Every record on disk."""
        home = self.history._home
        return {
            str(path.relative_to(home)): path.read_bytes()
            for folder in ("annotations", "codebook")
            for path in (home / folder).rglob("*.json")
        }


def work(library: Library, home: Path, creator: str = "A. Analyst") -> Work:
    """A project without notes."""
    history = History(home, lambda: NOW)
    codebook = Codebook(home, history)
    notes = Notes(home, history, creator=creator, codebook=codebook, clock=lambda: NOW)
    return Work(library, history, codebook, notes)


@contextmanager
def two_projects(library: Library) -> Iterator[tuple[Work, Work]]:
    """Two projects without notes on the same documents."""
    with TemporaryDirectory() as ours, TemporaryDirectory() as theirs:
        yield work(library, Path(ours)), work(library, Path(theirs))


def _tidy(name: str) -> str:
    try:
        return tagname.tidy(name)
    except WorkbenchError:
        return "tag"


TAGS = st.one_of(
    st.sampled_from(["money/rent", "money", "=cmd|' /C calc'!A0", "a;=1", "'x", "2008", "N/A"]),
    st.text(max_size=30),
).map(_tidy)
NOTES = st.one_of(
    st.sampled_from(["", "'=x", ";''-", "\n- a\n\n- b", "<b>&amp;]]>", "\t=1", "^x #y [[z]]"]),
    st.text(max_size=60),
)


@st.composite
def passages(draw: st.DrawFn, length: int) -> Span | None:
    """A passage of a text of that length, or all of it."""
    if draw(st.integers(0, 9)) == 0:
        return None
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


def quoted(exact: object, **context: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **context}


def placed(start: object, end: object) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def at(selector: object, source: str = "minutes.txt") -> dict[str, Any]:
    """Somebody's annotation of a document."""
    return annotation({"source": source, "selector": selector})


def annotation(target: object, **members: object) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "bodyValue": "Comment text",
        "target": target,
    } | members
