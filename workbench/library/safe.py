"""Makes text from outside safe to show: nothing in it can act as control on a terminal.

Every translation here keeps the length, so that positions in the shown text are positions in the
document's text.
"""

from __future__ import annotations

from collections.abc import Iterator

REPLACEMENT = 0xFFFD
_KEPT = {0x09, 0x0A}


def _unsafe() -> Iterator[tuple[int, int]]:
    """Every code point that is not shown as it is, with its visible stand-in."""
    yield from ((code, 0x2400 + code) for code in range(0x20) if code not in _KEPT)
    yield 0x7F, 0x2421
    for first, last in (
        (0x80, 0x9F),  # C1 controls: a terminal may take U+009B for the start of a sequence
        (0x2028, 0x2029),  # line and paragraph separators
        (0x202A, 0x202E),  # bidirectional embeddings and overrides
        (0x2066, 0x2069),  # bidirectional isolates
        (0xD800, 0xDFFF),  # surrogates
        (0xFDD0, 0xFDEF),  # noncharacters
        (0xE0000, 0xE007F),  # tag characters
    ):
        yield from ((code, REPLACEMENT) for code in range(first, last + 1))
    yield from (
        (plane * 0x10000 + low, REPLACEMENT) for plane in range(17) for low in (0xFFFE, 0xFFFF)
    )


_STAND_INS = dict(_unsafe())
_IN_NAMES = str.maketrans("\n\t", "\u240a\u2409")
_IN_ONE_LINE = str.maketrans("\n\t", "  ")


def safe(text: str) -> str:
    """`text` of the same length with visible stand-ins for all that could act as control.

    Newlines and tabs stay, and so do joiners, LRM and RLM, variation selectors and soft hyphens.
    """
    if text.isascii():
        return text.translate(_STAND_INS)
    # Beyond ASCII `translate` is 60 times slower; what is printable holds nothing to translate.
    return "\n".join(
        [line if line.isprintable() else line.translate(_STAND_INS) for line in text.split("\n")]
    )


def one_line(text: str) -> str:
    """`safe(text)` with newlines and tabs shown as spaces: for titles, snippets and messages."""
    # Whole logs and lists of titles come here, and nearly all are as they should be.
    return text if text.isprintable() else safe(text).translate(_IN_ONE_LINE)


def safe_name(raw: bytes | str) -> str:
    """The name of a file or a folder as it can be shown, on one line.

    Bytes that are not UTF-8 each become U+FFFD, so two names may look alike: the raw bytes, not
    this, tell files apart.
    """
    name = raw.decode("utf-8", "surrogateescape") if isinstance(raw, bytes) else raw
    return safe(name).translate(_IN_NAMES)
