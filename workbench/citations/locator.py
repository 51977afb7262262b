"""Where in its document a passage stands, as a citation says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.model import Document
from workbench.spans import Span

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Locator:
    """The pages or paragraphs of a passage, from `first` to `last`, both from 1 and included."""

    kind: Literal["page", "paragraph"]
    first: int
    last: int

    @property
    def number(self) -> str:
        """`3`, or `3–5`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def label(self) -> str:
        """`p.` or `para.`, doubled for several."""
        several = self.first != self.last
        if self.kind == "page":
            return "pp." if several else "p."
        return "paras." if several else "para."

    @property
    def words(self) -> str:
        """`para. 3`, for running text."""
        return f"{self.label}{NO_BREAK}{self.number}"

    @property
    def sign(self) -> str:
        """`¶ 3`, for lists and status lines; pages as in running text."""
        if self.kind == "page":
            return self.words
        return f"{'¶' if self.first == self.last else '¶¶'}{NO_BREAK}{self.number}"


def locate(document: Document, span: Span) -> Locator | None:
    """The locator of a passage: by page where the format has pages, else by paragraph.

    `span` begins and ends with a character that is shown. None in a document without paragraphs.
    """
    last = max(span.start, span.end - 1)
    if document.pages:
        return Locator("page", document.page_at(span.start), document.page_at(last))
    if document.paragraphs:
        return Locator("paragraph", document.paragraph_at(span.start), document.paragraph_at(last))
    return None
