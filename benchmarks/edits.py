"""Edits of a text, made by chance, that know where every word of it went."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.spans import Span

_AWAY = 100
_PIECE = re.compile(r"\s+|[^\s]+")
_SENTENCE_END = re.compile(r"[.!?:]['\")]*$")
_NOISE = "eaoinstrlcdumhfgbpqvxyz1l0|;,."
_MISREAD = {"m": "rn", "l": "1", "o": "0", "e": "c", "i": "l", "h": "b", "s": "5", "cl": "d"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or the space between two; `origin` is where it stood, -1 if it is new."""

    text: str
    origin: int

    @property
    def is_word(self) -> bool:
        """Whether it is not space."""
        return not self.text.isspace()


class Draft:
    """A text being edited, piece by piece."""

    def __init__(self, text: str) -> None:
        self.pieces = [Piece(found[0], found.start()) for found in _PIECE.finditer(text)]
        self._lengths = {piece.origin: len(piece.text) for piece in self.pieces}

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def inside(self, span: Span) -> list[int]:
        """The indexes of the pieces that the span has, or had, in its first form."""
        return [
            index
            for index, piece in enumerate(self.pieces)
            if piece.origin >= 0
            and piece.origin < span.end
            and piece.origin + self._lengths[piece.origin] > span.start
        ]

    def where(self, span: Span) -> Span:
        """Where what was in the span stands now, from its first word to its last."""
        words = [index for index in self.inside(span) if self.pieces[index].is_word]
        if not words:
            return Span(0, 0)
        first, last = words[0], words[-1]
        start = sum(len(piece.text) for piece in self.pieces[:first])
        lead = max(span.start - self.pieces[first].origin, 0)
        end = start + sum(len(piece.text) for piece in self.pieces[first : last + 1])
        old_end = self.pieces[last].origin + self._lengths[self.pieces[last].origin]
        return Span(start + lead, end - max(old_end - span.end, 0))

    def insert(self, index: int, text: str) -> None:
        """Put new text before the piece at the index."""
        self.pieces[index:index] = [Piece(found[0], -1) for found in _PIECE.finditer(text)]

    def drop(self, indexes: Iterable[int]) -> None:
        """Take pieces out."""
        gone = set(indexes)
        self.pieces = [piece for index, piece in enumerate(self.pieces) if index not in gone]

    def rewrite(self, index: int, text: str) -> None:
        """Put other text in the place of a piece."""
        self.pieces[index] = replace(self.pieces[index], text=text)

    def words(self) -> list[int]:
        """The indexes of the words."""
        return [index for index, piece in enumerate(self.pieces) if piece.is_word]

    def paragraph(self, indexes: list[int]) -> list[int]:
        """The indexes of the paragraphs, set apart by blank lines, that these pieces are in."""
        first, last = indexes[0], indexes[-1]
        while first > 0 and not self.breaks(first - 1):
            first -= 1
        while last + 1 < len(self.pieces) and not self.breaks(last + 1):
            last += 1
        return list(range(first, last + 1))

    def breaks(self, index: int) -> bool:
        """Whether the piece is the space between two paragraphs."""
        return self.pieces[index].text.count("\n") > 1


def a_passage(text: str, chance: random.Random) -> Span:
    """Some words, a sentence or a few, or a paragraph, within one paragraph or nearly so."""
    pieces = [found for found in _PIECE.finditer(text) if not found[0].isspace()]
    kind = chance.random()
    while True:
        first = chance.randrange(len(pieces))
        if kind < 0.35:
            last = min(first + chance.randint(2, 12), len(pieces) - 1)
        else:
            sentences = chance.choice([1, 1, 2, 3, 6])
            while first and not _SENTENCE_END.search(pieces[first - 1][0]):
                first -= 1
            last = first
            while last + 1 < len(pieces):
                if _SENTENCE_END.search(pieces[last][0]):
                    sentences -= 1
                if not sentences:
                    break
                last += 1
        span = Span(pieces[first].start(), pieces[last].end())
        if 15 <= span.end - span.start <= 2_000:
            return span


def misprint(draft: Draft, chance: random.Random, share: float) -> None:
    for index in draft.words():
        draft.rewrite(index, _noisy(draft.pieces[index].text, chance, share))


def misread(draft: Draft, chance: random.Random, share: float) -> None:
    for index, piece in enumerate(draft.pieces):
        if not piece.is_word:
            if chance.random() < share / 3:
                draft.rewrite(index, "")
            continue
        letters = [
            _MISREAD.get(letter, chance.choice(_NOISE)) if chance.random() < share else letter
            for letter in piece.text
        ]
        draft.rewrite(index, "".join(letters))
    draft.pieces = [piece for piece in draft.pieces if piece.text]


def insert_sentences(draft: Draft, span: Span, chance: random.Random) -> None:
    """Six anywhere, and one right before or behind the passage."""
    inside = draft.inside(span)
    beside = chance.choice([inside[0], inside[-1] + 1])
    draft.insert(beside, f" {_sentence(draft, chance)} ")
    for _ in range(6):
        draft.insert(chance.choice(draft.words()), f"{_sentence(draft, chance)} ")


def insert_words(draft: Draft, chance: random.Random, share: float) -> None:
    vocabulary = _vocabulary(draft)
    for index in reversed(draft.words()):
        if chance.random() < share:
            draft.insert(index, f"{chance.choice(vocabulary)} ")


def delete_words(draft: Draft, chance: random.Random, share: float) -> None:
    gone = [index for index in draft.words() if chance.random() < share]
    draft.drop(near for index in gone for near in (index, index + 1))


def replace_words(
    draft: Draft, chance: random.Random, share: float, span: Span | None = None
) -> None:
    vocabulary = _vocabulary(draft)
    words = draft.words() if span is None else draft.inside(span)
    for index in words:
        if draft.pieces[index].is_word and chance.random() < share:
            draft.rewrite(index, chance.choice(vocabulary))


def replace_a_few(draft: Draft, _: Span, chance: random.Random) -> None:
    replace_words(draft, chance, 0.06)


def move_paragraph(draft: Draft, span: Span, chance: random.Random) -> None:
    _move(draft, draft.paragraph(draft.inside(span)), chance)


def move_passage(draft: Draft, span: Span, chance: random.Random) -> None:
    _move(draft, draft.inside(span), chance)


def shuffle_paragraphs(draft: Draft, span: Span, chance: random.Random) -> None:
    """The paragraphs by fours in another order; those that the passage is in stay together."""
    inside = draft.inside(span)
    parts: list[list[Piece]] = [[]]
    for index, piece in enumerate(draft.pieces):
        if draft.breaks(index) and not inside[0] < index < inside[-1]:
            parts.append([])
        else:
            parts[-1].append(piece)
    blocks = [parts[at : at + 4] for at in range(0, len(parts), 4)]
    chance.shuffle(blocks)
    draft.pieces = [
        piece for block in blocks for part in block for piece in (*part, Piece("\n\n", -1))
    ]


def wrap(draft: Draft, chance: random.Random) -> None:
    width, indent = chance.randint(45, 100), chance.choice(["", "", "    ", "> "])
    used = 0
    for index, piece in enumerate(draft.pieces):
        if piece.is_word:
            used += len(piece.text) + 1
        elif draft.breaks(index):
            used = 0
        elif used > width:
            draft.rewrite(index, f"\n{indent}")
            used = len(indent)
        else:
            draft.rewrite(index, " ")


def several(draft: Draft, span: Span, chance: random.Random) -> None:
    move_paragraph(draft, span, chance)
    replace_words(draft, chance, 0.05)
    misread(draft, chance, 0.02)
    wrap(draft, chance)


def copy_exactly(draft: Draft, span: Span, chance: random.Random) -> None:
    """Another copy of the passage, with up to 400 characters of what surrounds it."""
    _copy(draft, span, chance, 0.0)


def copy_nearly(draft: Draft, span: Span, chance: random.Random) -> None:
    _copy(draft, span, chance, 0.08)


def cut(draft: Draft, span: Span, _: random.Random) -> None:
    draft.drop(draft.inside(span))


def cut_sentence(draft: Draft, span: Span, _: random.Random) -> None:
    inside = draft.inside(span)
    first, last = inside[0], inside[-1]
    while first and not _SENTENCE_END.search(draft.pieces[first - 1].text):
        first -= 1
    while last + 1 < len(draft.pieces) and not _SENTENCE_END.search(draft.pieces[last].text):
        last += 1
    draft.drop(range(first, last + 1))


def cut_paragraph(draft: Draft, span: Span, _: random.Random) -> None:
    draft.drop(draft.paragraph(draft.inside(span)))


def supplant(draft: Draft, span: Span, chance: random.Random) -> None:
    inside = draft.inside(span)
    vocabulary = _vocabulary(draft)
    words = " ".join(chance.choice(vocabulary) for _ in inside[::2])
    draft.drop(inside)
    draft.insert(inside[0], words)


def cut_and_replace(draft: Draft, span: Span, chance: random.Random) -> None:
    cut_sentence(draft, span, chance)
    replace_words(draft, chance, 0.2)


def another_text(draft: Draft, span: Span, chance: random.Random) -> None:
    """The half of the text that does not have the passage."""
    inside = draft.inside(span)
    middle = len(draft.pieces) // 2
    half = range(middle, len(draft.pieces)) if inside[0] >= middle else range(inside[-1] + 1)
    draft.drop(half)


def cut_with_near_copy(draft: Draft, span: Span, chance: random.Random) -> None:
    _cut_with_copy(draft, span, chance, 0.2)


def cut_with_nearer_copy(draft: Draft, span: Span, chance: random.Random) -> None:
    _cut_with_copy(draft, span, chance, 0.06)


def _cut_with_copy(draft: Draft, span: Span, chance: random.Random, share: float) -> None:
    inside = draft.inside(span)
    vocabulary = _vocabulary(draft)
    words = [draft.pieces[index].text for index in inside]
    changed = chance.randrange(len(words))
    copy = "".join(
        chance.choice(vocabulary)
        if index == changed or (chance.random() < share and not word.isspace())
        else word
        for index, word in enumerate(words)
    )
    cut_sentence(draft, span, chance)
    away = [index for index in draft.words() if abs(index - inside[0]) > _AWAY]
    draft.insert(chance.choice(away or [0]), f"{copy} ")


def _copy(draft: Draft, span: Span, chance: random.Random, share: float) -> None:
    inside = draft.inside(span)
    first = max(inside[0] - chance.randint(0, 60), 0)
    last = min(inside[-1] + chance.randint(0, 60), len(draft.pieces) - 1)
    vocabulary = _vocabulary(draft)
    copied = [
        chance.choice(vocabulary) if piece.is_word and chance.random() < share else piece.text
        for piece in draft.pieces[first : last + 1]
    ]
    breaks = [index for index in range(len(draft.pieces)) if draft.breaks(index)]
    places = [index for index in breaks if not first - 1 <= index <= last + 1]
    draft.insert(chance.choice(places or [0]), f"\n\n{''.join(copied)}")


def _move(draft: Draft, indexes: list[int], chance: random.Random) -> None:
    moved = [draft.pieces[index] for index in indexes]
    draft.drop(indexes)
    breaks = [index for index in range(len(draft.pieces)) if draft.breaks(index)]
    at = chance.choice(breaks or [0])
    draft.pieces[at:at] = [Piece("\n\n", -1), *moved]


def _noisy(word: str, chance: random.Random, share: float) -> str:
    letters = list(word)
    for index in range(len(letters)):
        if chance.random() < share:
            letters[index] = chance.choice(["", chance.choice(_NOISE), letters[index] * 2])
    return "".join(letters) or word


def _sentence(draft: Draft, chance: random.Random) -> str:
    vocabulary = _vocabulary(draft)
    words = [chance.choice(vocabulary) for _ in range(chance.randint(5, 25))]
    return " ".join(words).capitalize() + "."


def _vocabulary(draft: Draft) -> list[str]:
    return [piece.text for piece in draft.pieces if piece.is_word and piece.origin >= 0]
