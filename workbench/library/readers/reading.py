"""What a reader hands over: the text and the metadata of a document, still as the file has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workbench.model import Metadata
from workbench.spans import Spans


@dataclass(frozen=True, slots=True)
class Reading:
    """One document of a file, its text and metadata not yet safe to show.

    `part` tells the documents of one file apart; `pages` are positions in `text`; `damaged` says
    that bytes of the file could not be decoded.
    """

    kind: str
    text: str
    metadata: Metadata
    damaged: bool
    part: str = ""
    pages: Spans = field(default_factory=Spans)


Reader = Callable[[bytes], Iterator[Reading]]
"""Reads the bytes of a file; raises NotTextError when they are not of its format."""
