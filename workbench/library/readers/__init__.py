"""The readers, by the extension of the file's name and, without one, by its first bytes.

A new format is a module with a `Reader` and a line in the table below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.library.readers.html import read_html
from workbench.library.readers.markdown import read_markdown
from workbench.library.readers.reading import Reader, Reading
from workbench.library.readers.text import read_text

VERSION = 1
"""Of what the readers yield: with another one, all that was read before is read again."""

_LOOKS_LIKE_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# `Minutes of 9. May` and `report.2008` have no extension.
_EXTENSION = re.compile(rb"[^/]+(\.[a-z][^\s./]{0,9})", re.IGNORECASE)


def extension(raw_path: bytes) -> bytes:
    """The extension of a file's name in lower case, with its dot; empty if it has none."""
    found = _EXTENSION.fullmatch(raw_path.rsplit(b"/", 1)[-1])
    return found[1].lower() if found else b""


def reader_for(raw_path: bytes) -> Reader | None:
    """The reader of files that are named so, if there is one."""
    return _READERS.get(extension(raw_path))


def _read_unnamed(content: bytes) -> Iterator[Reading]:
    reader = read_html if _LOOKS_LIKE_HTML.match(content) else read_text
    return reader(content)


_READERS: dict[bytes, Reader] = {
    b"": _read_unnamed,
    b".txt": read_text,
    b".md": read_markdown,
    b".markdown": read_markdown,
    b".html": read_html,
    b".htm": read_html,
    b".xhtml": read_html,
}
