"""Finds the paragraphs of a text: the unit that citations count.

A blank line always ends a paragraph. A single newline does too, unless the text is hard-wrapped;
even then it does after a line so short that the next word would have fitted on it, as in an
address or a list, and between the end of a sentence and an indented line.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.spans import Spans

# A text is judged by at most this many of its lines.
_SAMPLE = 20_000
_NARROWEST, _WIDEST = 40, 160
_TERMINATORS = ".!?:;…。！？؟।"
_CLOSERS = "\"'”’»)]*_ \t"
_BLANKS = (" ", "\t", "\u3000")
_OPENERS = "\"'“‘«([*_ \t"
# Hand-wrapped and ragged lines fall short of the width by up to a fifth.
_RAGGED = 0.8


def paragraphs(text: str) -> Spans:
    """The paragraphs of `text` in order: trimmed, none empty, together all that is not blank."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    return Spans(_unwrapped(lines, width) if width else _one_a_line(lines))


def _one_a_line(lines: list[str]) -> Iterator[tuple[int, int]]:
    position = 0
    for line in lines:
        words = line.strip()
        if words:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(words)
        position += len(line) + 1


def _unwrapped(lines: list[str], width: int) -> Iterator[tuple[int, int]]:
    position = 0
    start = end = -1
    fits = int(width * _RAGGED)
    for number, line in enumerate(lines, 1):
        filled = line.rstrip()
        if filled:
            if start < 0:
                start = position + len(line) - len(line.lstrip())
            end = position + len(filled)
        following = lines[number] if number < len(lines) else ""
        broken = (
            not filled
            or len(filled) + 1 + _first_word(following) <= fits
            or (following[:1] in _BLANKS and line[0] not in _BLANKS and _ends_a_sentence(line))
        )
        if start >= 0 and broken:
            yield start, end
            start = -1
        position += len(line) + 1
    if start >= 0:
        yield start, end


def _wrap_width(lines: list[str]) -> int:
    """The column at which the text is hard-wrapped; 0 if it is not.

    Hard-wrapped means: most lines inside a block are filled, so that the first word of the next
    line had no room, and most of these break a sentence in two.
    """
    step = len(lines) // _SAMPLE + 1
    pairs = [
        (line, following)
        for line, following in zip(lines[:-1:step], lines[1::step], strict=False)
        if line and following and not line.isspace() and not following.isspace()
    ]
    if len(pairs) < 2:
        return 0
    lengths = sorted(len(line.rstrip()) for line, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    filled = [
        (line, following)
        for line, following in pairs
        if width * 0.6 < len(line) and width * 0.9 < len(line) + 1 + _first_word(following)
    ]
    if len(filled) * 10 < len(pairs) * 6:
        return 0
    broken = sum(_breaks_a_sentence(line, following) for line, following in filled)
    return width if broken * 2 >= len(filled) else 0


def _first_word(line: str) -> int:
    """Length of the first word of `line`; 0 if it is blank."""
    words = line.split(None, 1)
    return len(words[0]) if words else 0


def _ends_a_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in _TERMINATORS


def _breaks_a_sentence(line: str, following: str) -> bool:
    first = following.lstrip(_OPENERS)[:1]
    return (
        not _ends_a_sentence(line) and first.isalpha() and not (first.isupper() or first.istitle())
    )
