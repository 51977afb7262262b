"""A text in which more words look alike, for who only wants its terms and their order.

Most of what tells two chunks of a text apart does not change their terms: capitals, brackets,
quotation marks, the full stop after a word. Without it a third fewer chunks are to be analysed, and
most words of a text are its terms as they stand there.
"""

from __future__ import annotations

import string

from workbench.search.signs import JOINING

_BREAK = "\x1f"
"""White space over which neither a word that a line breaks nor a number goes on."""

# What separates words and joins nothing, white space too but for the blank and the line break.
_SEPARATORS = '!"$%()*/:;<=>?[\\]^_{|}~\x7f' + "".join(
    sign for sign in map(chr, range(32)) if sign not in "\t\n"
)


def _table(separator: str, line_break: str) -> bytes:
    return bytes.maketrans(
        f"{string.ascii_uppercase}{_SEPARATORS}\t\n".encode(),
        f"{string.ascii_lowercase}{separator * len(_SEPARATORS)} {line_break}".encode(),
    )


_IN_LINE = _table(" ", " ")
_IN_LINES = _table(_BREAK, "\n")
_RUNS = bytes.maketrans((string.ascii_lowercase + string.digits).encode(), b"a" * 36)


def smoothed(text: str) -> tuple[str, bool]:
    """A text with the same terms at the same positions, and whether it is plain.

    ASCII letters are small, and of what ends or separates words little is left. In a plain text
    only white space makes chunks, and of the ASCII white space there are only blanks.
    """
    plain = not any(sign in text for sign in (JOINING[:1] if text.isascii() else JOINING))
    # Bytes are translated ten times as fast, and in UTF-8 the ASCII ones mean only themselves.
    encoded = text.encode("utf-8", "surrogatepass").translate(_IN_LINE if plain else _IN_LINES)
    smooth = encoded.decode("utf-8", "surrogatepass")
    for sign in ".,'":
        smooth = smooth.replace(sign + " ", " " if plain else _BREAK)
    return smooth, plain


def has_run(smooth: str, length: int) -> bool:
    """Whether a smoothed text has so many ASCII letters and digits in a row."""
    return b"a" * length in smooth.encode("utf-8", "surrogatepass").translate(_RUNS)
