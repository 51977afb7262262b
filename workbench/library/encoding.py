"""Turns the bytes of a text file into text, or finds that they are not text.

The order of the attempts was measured on real files: a detector alone misreads Windows text with
curly quotes and slightly damaged UTF-8.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "a database"),
)
# BEL, BS, FF and ESC do occur in text: logs of terminals, pages, typescripts.
_CONTROLS = bytes(set(range(0x20)) - set(b"\a\b\t\n\f\r\x1b")) + b"\x7f"
_HIGH = bytes(range(0x80, 0x100))
# Escape sequences switch these between alphabets, in bytes that all pass as ASCII.
_DECLARABLE = ("big5", "cp", "euc", "gb", "hz", "iso", "koi8", "mac", "shift", "tis")
_SEVEN_BIT = ("iso2022_", "hz")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: newlines are `\\n`; `damaged` if bytes had to be replaced by U+FFFD."""

    text: str
    encoding: str
    damaged: bool


class NotTextError(ValueError):
    """The bytes are not text; the message says what they are, to follow "is"."""


def decode(content: bytes, declared: str = "") -> Decoded:
    """Decode the whole of a file, by the encoding that it declares only where its bytes agree.

    Never fails on damage, which becomes U+FFFD; raises NotTextError for what is not text at all.
    """
    declared = _as_meant(declared)
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _with(encoding, content[len(mark) :])
    if encoding := _unmarked_utf16(content):
        return _with(encoding, content)
    _refuse_binary(content)
    if declared.startswith(_SEVEN_BIT) and _fits(declared, content):
        return _with(declared, content)
    if _fits("utf-8", content):
        return _with("utf-8", content)
    if declared and _fits(declared, content):
        return _with(declared, content)
    if _mostly_utf8(content):
        return _with("utf-8", content)
    return _with(_detected(content), content)


def _as_meant(declared: str) -> str:
    """The codec of a declared encoding, if it is one for text; else nothing.

    Who declares Latin-1 means Windows' superset of it, as browsers assume too.
    """
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    if name == "iso8859-1":
        return "cp1252"
    return name if name.startswith(_DECLARABLE) else ""


def _with(encoding: str, content: bytes) -> Decoded:
    text = content.decode(encoding, "replace")
    damaged = "\ufffd" in text and not _fits(encoding, content)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, damaged)


def _fits(encoding: str, content: bytes) -> bool:
    try:
        content.decode(encoding)
    except (LookupError, ValueError):  # no such encoding, or a codec of bytes such as "zip"
        return False
    return True


def _unmarked_utf16(content: bytes) -> str:
    """The byte order of UTF-16 without a mark, known by zeros on one side only; else nothing."""
    sample = content[: _SAMPLE // 16 * 2]
    sample = sample[: len(sample) // 2 * 2]
    if 0 not in sample:
        return ""
    even, odd = sample[::2], sample[1::2]
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if low.count(0) * 20 > high.count(0):
            continue
        # Alphabets lie below U+2000: their high bytes are small. Elsewhere only bytes that make no
        # UTF-8 are convincing: ASCII with a stray zero would do as Chinese.
        alphabetic = _controls(high) * 2 >= len(high)
        if (alphabetic or not _fits("utf-8", sample)) and _reads_as_words(encoding, sample):
            return encoding
    return ""


def _reads_as_words(encoding: str, sample: bytes) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return sum(character.isprintable() or character.isspace() for character in text) >= len(
        text
    ) - (len(text) // 20)


def _controls(content: bytes) -> int:
    return len(content) - len(content.translate(None, _CONTROLS))


def _refuse_binary(content: bytes) -> None:
    for signature, description in _SIGNATURES:
        if content.startswith(signature):
            raise NotTextError(f"{description}, not text")
    sample = content[:_SAMPLE]
    share = _controls(sample) / max(len(sample), 1)
    # One byte in ten is such a control in what is random or compressed; in text hardly any.
    unicode = _fits("utf-8", sample) or _mostly_utf8(sample)
    if share > (0.3 if unicode else 0.03):
        raise NotTextError("binary")


def _mostly_utf8(content: bytes) -> bool:
    """Whether good multibyte sequences outnumber bad ones two to one."""
    # One that is cut off at the end counts as neither.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(content)
    bad = text.count("\ufffd")
    good = len(text) - len(content.translate(None, _HIGH)) - bad
    return good > 0 and good >= 2 * bad


def _detected(content: bytes) -> str:
    """A guess at an encoding that is not Unicode; Windows' Western one where there is no better."""
    sample = content[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high * 10 > len(sample) * 3:
        # It costs 30 ms to import, and few files need it.
        from charset_normalizer import from_bytes

        best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample).best()
        if best is not None and not best.encoding.startswith("utf"):
            return best.encoding
    return "cp1252"
