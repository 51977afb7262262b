"""The signs of the query language, by which its parts are told from one another."""

from __future__ import annotations

import re

BLANK = re.compile(r"\s*")
FIELD = re.compile(r"([^\W\d_][\w-]*):\s*")
OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s()\"“„«]|$)")
SIGN = re.compile(r"[-+\u2212]+(?=[^\s\-+\u2212)])")
QUOTED = re.compile(r'["“”„«»＂]((?:\\.|[^"“”„«»＂\\])*+\\?)(?:["“”„«»＂]|$)', re.DOTALL)
EXACTLY = re.compile(r"=\s*(?=[^\s)])")
SLOP = re.compile(r"~(\d{0,4})")
BOOST = re.compile(r"\^(\d{1,3}(?:\.\d{1,3})?)(?=[\s()]|$)")
REGEX = re.compile(r"/((?:\\.|[^/\\\s])+)/(?=[\s()^]|$)")
RANGE = re.compile(r"([\[{])\s*(?:([^\s\]}]*)\s+)?TO(?:\s+([^\s\]}]*))?\s*([\]}]?)")
COMPARED = re.compile(r"[<>]=?\s*[^\s()]*")
BARE = re.compile(r"(?:\\.|[^\s()\"“”„«»＂\\]|\\$)+", re.DOTALL)
# Text that is not a phrase, a pattern, a field's or boosted: a colon may stand in `10:30`.
AS_WORD = re.compile(r"\s*(?![^\W\d_][\w-]*:[^/])[^\s()\"“”„«»＂*?~^\\]+\s*")
# Three words or more without an operator or a sign, in which no ? stands but after a word; a group
# only where the last sign is a question mark.
QUESTION = re.compile(
    r"(?=\s*(?:\S+\s+){2}\S)(?!.*(?:^|\s)(?:AND|OR|NOT)\s)"
    r"(?:(?=.*\?[\s\"'”’]*$)|(?!.*(?:^|[\s(])\())"
    r"(?:[^?*~^+\-]|(?<=\w)[+\-]|(?<=\s)-(?=\s)|(?<=[\w)\"'”’.])\?(?![^\s)?\"'”’]))*",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
TRAILING_BOOST = re.compile(r"(.+)\^(\d{1,3}(?:\.\d{1,3})?)", re.DOTALL)
