"""Reads files whose names do not tell their format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.library.readers.html import read_html
from workbench.library.readers.reading import Reading
from workbench.library.readers.text import read_text

_LOOKS_LIKE_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_unnamed(content: bytes) -> Iterator[Reading]:
    """The one document of the file, as a page if its first bytes are those of one."""
    reader = read_html if _LOOKS_LIKE_HTML.match(content) else read_text
    return reader(content)
