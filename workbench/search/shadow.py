"""A text with a byte for each character, in which words are found by looking for bytes.

Nearly every word of a Latin text is a run of plain letters, which tells all there is to know of it.
Where there is more to know the text has a knot, a chunk that is analysed: its parts are joined by a
sign, or a character is opaque: no byte says what it means.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import NamedTuple

from workbench.search.analysis import boundary_before, find_chunks
from workbench.search.chunks import Unit, analyse
from workbench.search.folding import IGNORED, MARKS, fold
from workbench.search.signs import APOSTROPHES, HYPHENS, THIN_SPACES, unspaced

LONGEST = 1 << 18
"""Characters of a text that a shadow is made of: while it is looked through, nothing is polled."""

OPAQUE = b"?"
"""Stands for what no byte tells; other question marks are exclamation marks."""

_BROKEN = b"-\n"
_MOST_OPAQUE = 50
_MOST_FOREIGN = 100
_ASCII = bytes(range(128))
_SMALL = bytes.maketrans(
    (string.ascii_uppercase + "`").encode(), (string.ascii_lowercase + "'").encode()
)
_SMALL_ASCII = _SMALL.translate(bytes.maketrans(b"?", b"!"))
_PLAIN = (string.ascii_lowercase + string.digits).encode()
JOINERS = "-'&.,"
"""Signs that may join what stands on both sides of them."""

_SIGNS = b"#@+"
_KINDS = bytes.maketrans(
    _PLAIN + JOINERS.encode() + _SIGNS,
    b"a" * len(_PLAIN) + b"-" * len(JOINERS) + b"+" * len(_SIGNS),
)
_PARTS_AND_SIGNS = re.compile(f"[\\w{MARKS}{IGNORED}{THIN_SPACES}\u066b\u066c\uff06]")
_JOINT = re.compile(rb"-a")
_JOINED = b"a-a"
# A thin space that does not set off thousands.
_BLANK = re.compile(rf"(?<!\d)[{THIN_SPACES}]|[{THIN_SPACES}](?!\d{{3}}(?!\d))")

WORD = frozenset(_PLAIN)
EDGES = frozenset(bytes([code]) for code in _PLAIN + OPAQUE)
"""What does not stand beside a word that is told by its letters."""


class Knot(NamedTuple):
    """An analysed chunk: its place, its terms, how many positions it takes, if any is opaque."""

    start: int
    end: int
    units: tuple[Unit, ...]
    width: int
    opaque: bool


class Shadow:
    """`letters` are the bytes of a text: letters small and without accents, apostrophes all alike.

    A joint is a sign that joins what stands on both sides of it. `plain` where it is known that no
    word that is looked for stands in the text as a whole or a joined spelling; of numbers that says
    nothing, since `7,600` is one part.
    """

    def __init__(self, text: str, letters: bytes, *, plain: bool = False) -> None:
        self.letters = letters
        self.plain = plain
        self._text = text

    def knots(self, begins: re.Pattern[bytes] | None = None) -> list[Knot]:
        """All knots, those with a sign like that of `c++` too.

        Where `begins` tells what a word begins with, joined words without it may be left out.
        """
        found = self.opaque + self._broken + self._knots(self._kinds, _JOINED, begins)
        for sought in b"a+", b"+a":
            found += self._knots(self._kinds, sought)
        return found

    def suspects(self, looks: AbstractSet[bytes]) -> list[Knot]:
        """The knots that may have a word whose letters with a joint between two look so."""
        found = self.opaque + self._broken
        if not looks.isdisjoint(self._looks):
            joints = zip(self._joints, self._looks, strict=True)
            found += filter(None, [self.knot(joint) for joint, look in joints if look in looks])
        return found

    @property
    def opaque(self) -> list[Knot]:
        """The knots with a character that no byte tells."""
        return self._opaque if OPAQUE in self.letters else []

    @cached_property
    def _opaque(self) -> list[Knot]:
        return self._knots(self.letters, OPAQUE)

    @cached_property
    def _broken(self) -> list[Knot]:
        """The knots in which a line breaks a word."""
        return self._knots(self.letters, _BROKEN)

    @cached_property
    def _kinds(self) -> bytes:
        return self.letters.translate(_KINDS)

    @cached_property
    def _joints(self) -> list[int]:
        return [match.start() for match in _JOINT.finditer(self._kinds)]

    @cached_property
    def _looks(self) -> list[bytes]:
        return [self.letters[joint - 1 : joint + 2] for joint in self._joints]

    def knot(self, place: int) -> Knot | None:
        """The chunk round `text[place]`; None where that is white space."""
        for match in find_chunks(self._text, boundary_before(self._text, place, 0)):
            if match.end() > place:
                units, width, _ = analyse(match[0])
                start, end = match.span()
                opaque = OPAQUE in self.letters[start:end]
                return Knot(start, end, units, width, opaque) if start <= place else None
        return None

    def joined(self, start: int, end: int) -> bool:
        """Whether a sign joins `letters[start:end]` to what stands on either side."""
        around = self._kinds[max(start - 2, 0) : start], self._kinds[end : end + 2]
        return around[0] == _JOINED[:2] or around[1] == _JOINED[1:]

    def _knots(
        self, signs: bytes, sought: bytes, begins: re.Pattern[bytes] | None = None
    ) -> list[Knot]:
        found: list[Knot] = []
        for place in places(signs, sought):
            if begins and not begins.search(self.letters, *self._blanks(place)):
                continue
            if not found or place >= found[-1].end:
                knot = self.knot(place)
                if knot is not None:
                    found.append(knot)
        return found

    def _blanks(self, place: int) -> tuple[int, int]:
        """The blanks round a place, which its chunk does not reach beyond; or further ones."""
        start = max(self.letters.rfind(b" ", 0, place), self.letters.rfind(b"\n", 0, place), 0)
        end = self.letters.find(b" ", place)
        return start, len(self.letters) if end < 0 else end


def shadow(text: str, *, plain: bool = False) -> Shadow | None:
    """The shadow of a text; None where it would say little, or the text is too long."""
    if len(text) > LONGEST:
        return None
    if text.isascii():
        return Shadow(text, text.encode("ascii").translate(_SMALL_ASCII), plain=plain)
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    signs = set(foreign.decode("utf-8", "surrogatepass"))
    if len(signs) > _MOST_FOREIGN:
        return None
    shown = text.replace("?", "!")
    if not signs.isdisjoint(THIN_SPACES):
        shown = _BLANK.sub("!", shown)
    for sign in signs:
        instead = _instead(sign)
        if instead:
            shown = shown.replace(sign, instead)
    letters = shown.encode("ascii", "replace").translate(_SMALL)
    if letters.count(OPAQUE) * _MOST_OPAQUE > len(letters):
        return None
    return Shadow(text, letters, plain=plain)


def places(letters: bytes, sought: bytes) -> Iterator[int]:
    """Where `sought` stands in the letters; occurrences may overlap."""
    at = letters.find(sought)
    while at >= 0:
        yield at
        at = letters.find(sought, at + 1)


@lru_cache(maxsize=4096)
def _instead(sign: str) -> str:
    """What means the same as a character beyond ASCII; empty where nothing does."""
    if sign in APOSTROPHES:
        return "'"
    if sign in HYPHENS:
        return "-"
    if unspaced(sign):
        return ""
    if not _PARTS_AND_SIGNS.match(sign):
        return "!"
    letter = fold(sign)
    return letter if sign.isalpha() and len(letter) == 1 and letter.isascii() else ""
