"""Reads plain text: the decoded file, verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.library.encoding import decode
from workbench.library.opening import OPENING, opening
from workbench.library.readers.reading import Reading


def read_text(content: bytes) -> Iterator[Reading]:
    """The one document of a plain text file, with the metadata that its opening gives."""
    decoded = decode(content)
    yield Reading("text", decoded.text, opening(decoded.text[:OPENING]), decoded.damaged)
