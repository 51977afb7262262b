"""Reads Markdown: the text is the source without its front matter, marks and all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.library.bylines import names_in
from workbench.library.dates import calendar_date
from workbench.library.encoding import decode
from workbench.library.opening import OPENING, completed, opening
from workbench.library.readers.frontmatter import FrontMatter, split_front_matter
from workbench.library.readers.reading import Reading
from workbench.model import Metadata

_AUTHORS = ("author", "authors", "byline", "author.name", "authors.name")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_MARKS = re.compile(r"^[#>\s]+|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")


def read_markdown(content: bytes) -> Iterator[Reading]:
    """The one document of a Markdown file; its front matter, then its opening, say what it is."""
    decoded = decode(content)
    entries, text = split_front_matter(decoded.text)
    metadata = completed(_declared(entries), _from_text(text[:OPENING]))
    yield Reading("markdown", text, metadata, decoded.damaged)


def _declared(entries: FrontMatter) -> Metadata:
    def first(*keys: str) -> str:
        return next((entries[key][0] for key in keys if entries.get(key)), "")

    authors = next((entries[key] for key in _AUTHORS if entries.get(key)), [])
    return Metadata(
        title=first("title", "headline"),
        date=calendar_date(first("date", "published", "publication date", "created")),
        source=first("source", "publication", "publisher", "outlet", "site"),
        authors=tuple(name for value in authors for name in names_in(value)),
        place=first("place", "location", "dateline"),
        url=first("url", "link", "canonical", "source_url"),
        language=first("lang", "language"),
    )


def _from_text(text: str) -> Metadata:
    plain = _plain(text)
    heading = _HEADING.search(text)
    title = _plain(heading[1]) if heading else ""
    return completed(Metadata(title=title), opening(plain))


def _plain(text: str) -> str:
    """`text` without the marks that would hide a headline, a byline or a date."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))
