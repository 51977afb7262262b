"""Finding in one text: a regular expression over all of it, or words as they are typed.

The query language asks for words; here everything that is written can be found, signs too. The
engine is `regex`, which lets go of an expression that would run for ever, and of the interpreter
while it runs.
"""

from __future__ import annotations

from itertools import islice

import regex

from workbench.model import WorkbenchError
from workbench.search.interpret import shortened
from workbench.spans import Spans

SECONDS = 2.0
MOST = 100_000
"""Places that are found at most: the first."""

_SIGNS = frozenset("\\^$.|?*+()[]{}")


def found_within(text: str, typed: str, seconds: float = SECONDS) -> Spans:
    """The places of `text` that match, in order, without overlaps and empty ones; at most MOST.

    Without signs of a regular expression any white space stands for any other, so that words are
    found across line breaks. Capitals count only if there are any in `typed`. What is no regular
    expression is found as it stands. Raises WorkbenchError when it takes longer than `seconds`.
    """
    flags = regex.MULTILINE | regex.VERSION1
    if typed == typed.lower():
        flags |= regex.IGNORECASE | regex.FULLCASE
    try:
        matches = _compiled(typed, flags).finditer(text, timeout=seconds, concurrent=True)
        spans = (match.span() for match in matches if match.end() > match.start())
        return Spans(islice(spans, MOST))
    except TimeoutError:
        raise WorkbenchError(
            f"/{shortened(typed)}/ takes too long; nothing was found in {seconds:g} seconds."
        ) from None


def is_expression(typed: str) -> bool:
    """Whether it is found as a regular expression, and not as it stands."""
    if _SIGNS.isdisjoint(typed) or "++" in typed:  # C++ is meant, and no possessive repetition
        return False
    try:
        regex.compile(typed, regex.VERSION1)
    except (regex.error, OverflowError, RecursionError, MemoryError):
        return False
    return True


def _compiled(typed: str, flags: int) -> regex.Pattern[str]:
    if is_expression(typed):
        return regex.compile(typed, flags)
    words = map(regex.escape, typed.split())
    return regex.compile(r"\s+".join(words), flags)
