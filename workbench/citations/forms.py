"""A quoted passage and its reference put together: the texts that are copied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.citations.locator import Locator
from workbench.citations.marks import nested
from workbench.citations.markup import escaped, line

# The last mark of a sentence moves behind the parenthesis; a "?" or "!", an ellipsis and the
# period of an abbreviation belong to the words and stay.
_ENDS_SENTENCE = re.compile(r"(?<![.\s])[.,;:](?=[’”]*$)")
_ENDS_ABBREVIATION = re.compile(
    r"(?:(?:\b[^\W\d_]\.)+|\b(?:Co|Corp|Inc|Ltd|Bros|Jr|Sr|No|St|al|etc|et seq|ibid|vs)\.)[’”]*$"
)


def quoted(paragraphs: Sequence[str]) -> str:
    """The passage in typographic quotation marks.

    Each of several paragraphs opens with a mark, only the last one closes.
    """
    return "\n\n".join(f"“{nested(paragraph)}" for paragraph in paragraphs) + "”"


def plain(paragraphs: Sequence[str], reference: str, judgement: str = "") -> str:
    """The quotation, and the reference with its locator beneath it.

    In all forms a `judgement` of the passage follows what says where it stands, in brackets.
    """
    return f"{quoted(paragraphs)}\n\n{reference}{_bracketed(judgement)}"


def author_date(
    paragraphs: Sequence[str], in_text: str, reference: str, judgement: str = ""
) -> str:
    """The quotation with its citation in parentheses, and the reference beneath it.

    A judgement stays with the passage: the entry of a bibliography is there for all of them.
    """
    cited = f"{_unended(quoted(paragraphs))} {in_text}{_bracketed(judgement)}"
    return f"{cited}.\n\n{reference}"


def markdown(paragraphs: Sequence[str], note: str, label: str, judgement: str = "") -> str:
    """The quotation as a block with a footnote; `note` is Markdown already."""
    note += escaped(_bracketed(judgement))
    shown = [line(escaped(paragraph)) for paragraph in paragraphs]
    block = "\n>\n".join(f"> {paragraph}" for paragraph in shown)
    return f"{block}[^{label}]\n\n[^{label}]: {note}"


def label(document: str, locator: Locator | None) -> str:
    """A name for the footnote that other passages of a text will hardly have."""
    place = f"-{locator.label.rstrip('.')}-{locator.number.replace('–', '-')}" if locator else ""
    return re.sub(r"[^A-Za-z0-9-]+", "-", document) + place


def _bracketed(judgement: str) -> str:
    return f" [{judgement}]" if judgement else ""


def _unended(quotation: str) -> str:
    inner = quotation.removesuffix("”")
    if _ENDS_ABBREVIATION.search(inner):
        return quotation
    return f"{_ENDS_SENTENCE.sub('', inner)}”"
