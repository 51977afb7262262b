"""Outside text within Markdown: every character is shown, and none of it is markup.

Held to CommonMark, GitHub's Markdown and pandoc's, so that a quotation can be pasted into any of
them: no emphasis, link, code, HTML, mathematics, footnote or citation comes of what was quoted.
"""

from __future__ import annotations

import re

# An underscore within a word is only an underscore; "&" matters before what looks like an entity.
_ACTIVE = re.compile(
    r"[\\`*\[\]<>~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|=(?==)|@"
    r"|:(?=//|[a-z+-][\w+-]*:)|(?<=\bwww)\.",
    re.IGNORECASE,
)
# What may number a list, or begin one, a heading, a rule, a definition or a title block.
# An initial, "H. Quayle", is none of it.
_ACTIVE_AT_START = re.compile(
    r"\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\)))(?=[.)](?:\s|$))"
    r"|(?=[-+#=:|%])"
)
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` as Markdown that shows it, for the middle of a line."""
    return _ACTIVE.sub(r"\\\g<0>", text)


def line(markdown: str) -> str:
    """A line of Markdown whose beginning cannot be taken for a list, a heading or a rule."""
    start = _ACTIVE_AT_START.match(markdown)
    return f"{start[0]}\\{markdown[start.end() :]}" if start else markdown


def link(address: str) -> str:
    """A web address as a link that shows it; any other text escaped."""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else escaped(address)
