"""Reads HTML: the words that a reader of the page sees, in paragraphs, without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.library.encoding import decode
from workbench.library.opening import OPENING, completed, opening
from workbench.library.readers.htmlflow import Flow
from workbench.library.readers.htmlhead import READ, Head
from workbench.library.readers.htmltokens import Token, resolved, tokens
from workbench.library.readers.reading import Reading

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\s[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_DECLARED_WITHIN = 4_096
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
        legend li listing main menu nav ol p plaintext pre search section summary table tbody tfoot
        thead title ul
        """,
    )
)
_PREFORMATTED = frozenset({"listing", "plaintext", "pre"})
_TITLES = frozenset({"h1", "title"})
# What serves to move about or to fill in, not to read.
_DROPPED = frozenset({"button", "canvas", "nav", "noscript", "select", "svg", "template"})


def read_html(content: bytes) -> Iterator[Reading]:
    """The one document of a page; its head, then its opening, say what it is."""
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    decoded = decode(content, declared[1].decode("ascii", "replace") if declared else "")
    page = _Page()
    for token in tokens(decoded.text):
        page.take(token)
    text = page.text()
    metadata = completed(page.head.metadata(), opening(text[:OPENING]))
    yield Reading("html", text, metadata, decoded.damaged)


class _Page:
    """The text and the head of a page as its tokens come in."""

    def __init__(self) -> None:
        self.head = Head()
        self._flow = Flow()
        self._outer: Flow | None = None
        self._dropped = ""
        self._depth = 0
        self._title = ""

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        name, closing, written = token
        if not name:
            self._flow.add(resolved(written))
            return
        if name in _BLOCKS:
            self._take_block(name, closing)
        elif name == "br":
            self._flow.break_line()
        elif name == "tr":
            self._flow.start_row()
        elif name in ("td", "th") and not closing:
            self._flow.start_cell()
        if name in _DROPPED:
            self._take_dropped(name, closing)
        elif name in READ and not closing and self._outer is None:
            self.head.take(name, written)

    def text(self) -> str:
        """The text of the page, to be asked for once, when all of it was taken."""
        self._take_block("body", closing=True)
        # A dropped element that was never closed has swallowed the rest of the page.
        flows = (self._flow,) if self._outer is None else (self._outer, self._flow)
        return "\n\n".join(text for flow in flows if (text := flow.text()))

    def _take_block(self, name: str, closing: bool) -> None:
        block = self._flow.end_block()
        if self._title and block and self._outer is None:
            self.head.take_title(self._title, block)
            if self._title == name == "title":
                self._flow.take_back()
        self._title = name if name in _TITLES and not closing else ""
        self._flow.preformatted = name in _PREFORMATTED and not closing

    def _take_dropped(self, name: str, closing: bool) -> None:
        if self._outer is None:
            if not closing:
                self._outer, self._flow = self._flow, Flow()
                self._dropped, self._depth = name, 1
        elif name == self._dropped:
            self._depth += -1 if closing else 1
            if self._depth == 0:
                self._flow, self._outer = self._outer, None
