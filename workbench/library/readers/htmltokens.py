"""Cuts HTML into text and tags, in time proportional to its length whatever it holds.

The standard library's parser takes a minute for 80 KB of `<a ` and raises on `<![`; tree builders
are quadratic on deep nesting. Whoever wrote the page may have meant that to happen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# Possessive throughout: a match never goes back over what it has read.
_ATTRIBUTE = (
    r"%s[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"%s[^\"]*+)\"|'%s[^']*+)'|%s(?![\"'])[^\s>]*+)))?+"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE % (("(",) * 4))
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE % (('(?:',) * 4)})*+)>",
)
_HASTY_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_TAG_START = re.compile(r"</?[a-zA-Z]")
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{8,};?")
# Elements whose content is not markup and never text of the document.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"})


class Token(NamedTuple):
    """A tag, its name in lower case, or with no name a piece of text between two tags.

    `written` is the text, its character references unresolved, or the tag's attributes as written.
    """

    name: str
    closing: bool
    written: str


def tokens(html: str) -> Iterator[Token]:
    """The tags and the text of a page in order, without comments, declarations and scripts."""
    position = 0
    tag = _TAG
    last_end, last_comment_end = html.rfind(">"), html.rfind("-->")
    while 0 <= (start := html.find("<", position)) < last_end:
        if start > position:
            yield Token("", False, html[position:start])
        found = tag.match(html, start)
        if found is None and _TAG_START.match(html, start):
            # A quotation mark is open to the end of the page: from here on they do not count.
            tag = _HASTY_TAG
            found = tag.match(html, start)
        if found is not None:
            closing, name, attributes = found.groups()
            name = name.lower()
            position = found.end()
            yield Token(name, bool(closing), attributes)
            if name in _RAW and not closing:
                position = _end_of_raw(html, name, position)
        elif html.startswith("<!--", start) and start + 2 <= last_comment_end:
            position = html.find("-->", start + 2) + 3
        elif html.startswith(("<!", "<?", "</"), start):
            # A comment that never ends is taken to end with its first tag, not with the page.
            position = html.find(">", start) + 1
        else:
            yield Token("", False, "<")
            position = start + 1
    if position < len(html):
        yield Token("", False, html[position:])


def resolved(text: str) -> str:
    """`text` with its character references resolved."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # Python refuses numbers of thousands of digits
        return unescape(_ENDLESS_REFERENCE.sub("\ufffd", text))


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case; of two with one name the first counts."""
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTES.findall(written):
        attributes.setdefault(name.lower(), resolved(double or single or bare))
    return attributes


def _end_of_raw(html: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return found.start() if found else len(html)
