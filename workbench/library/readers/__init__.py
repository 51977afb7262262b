"""The readers, by the extension of the file's name and, without one, by its first bytes.

A new format is a module with a `Reader` and a line in the table below. A reader and the libraries
that it needs are loaded when the first file of its format is read.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import cast

from workbench.library.readers.reading import Reader

VERSION = 2
"""Of what the readers yield: with another one, all that was read before is read again."""

_READERS = {
    b"": "unnamed:read_unnamed",
    b".txt": "text:read_text",
    b".md": "markdown:read_markdown",
    b".markdown": "markdown:read_markdown",
    b".html": "html:read_html",
    b".htm": "html:read_html",
    b".xhtml": "html:read_html",
}
# `Minutes of 9. May` and `report.2008` have no extension.
_EXTENSION = re.compile(rb"[^/]+(\.[a-z][^\s./]{0,9})", re.IGNORECASE)


def extension(raw_path: bytes) -> bytes:
    """The extension of a file's name in lower case, with its dot; empty if it has none."""
    found = _EXTENSION.fullmatch(raw_path.rsplit(b"/", 1)[-1])
    return found[1].lower() if found else b""


def has_reader(raw_path: bytes) -> bool:
    """Whether files that are named so can be read."""
    return extension(raw_path) in _READERS


def reader_for(raw_path: bytes) -> Reader | None:
    """The reader of files that are named so, if there is one."""
    name = _READERS.get(extension(raw_path))
    return _loaded(name) if name else None


@cache
def _loaded(name: str) -> Reader:
    module, function = name.split(":")
    return cast(Reader, getattr(import_module(f"{__name__}.{module}"), function))
