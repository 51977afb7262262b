"""What speaks for a place in a text being the one that an annotation is about.

Three things, each 0 to 1: its words, the words before it and the words behind it. Where a text
begins and ends counts as much as words there.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.notes.aligning import inside_word
from workbench.notes.annotation import Annotation
from workbench.notes.similarity import (
    containment,
    folded,
    interrupted,
    likeness,
    words_kept,
)
from workbench.notes.w3c import read_quote
from workbench.spans import Span

USUAL_CONTEXT = 64
LONGEST_CONTEXT = 1024
"""Code points kept on each side of a passage: more than usual only to tell copies apart."""

WITH_COPIES = 96
"""Code points kept at least on each side of a passage of which the text has other copies."""

ALIKE = 0.62
"""Contexts at least so alike are taken for the same; those of unrelated places are below 0.45."""

_ALIKE_ON_ONE_SIDE, _INTACT, _WHOLE = 0.7, 0.8, 0.95
_NOT_UNLIKE, _NEARLY_WHOLE = 0.45, 0.88
_LONG = 80
_OF_QUOTE, _OF_SIDE = 0.6, 0.2
_FULL_WEIGHT, _TELLING = 32, 12
_SLACK, _MOST_SLACK = 16, 32
_OUTSIDE = "\0" * USUAL_CONTEXT

_NEEDED = ((20, 0.92), (30, 0.85), (45, 0.78), (80, 0.70), (160, 0.64))
_NEEDED_OF_LONG = 0.6
_LESS_IN_ITS_PLACE = 0.15
_NEEDED_BETWEEN_INTACT = 0.5
_WORDS_NEEDED, _WORDS_BETWEEN_INTACT = 0.45, 0.4
_WORDS_AROUND, _WORDS_AROUND_A_COPY = 0.5, 0.7
_PLAINLY_LIKE = 0.8
_MUCH_LONGER, FOR_AN_INTERRUPTION = 1.25, 0.05


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage that is looked for, folded: its words and the context that was kept.

    `alone` if the text that it was marked in is known to have had nothing like it, `copied` if it
    is known to have had; `copies` is how often it had just these words, 0 if that is not known.
    `whole_words` says whether it began and ended between words.
    """

    exact: str
    prefix: str
    suffix: str
    alone: bool = False
    copied: bool = False
    copies: int = 0
    whole_words: tuple[bool, bool] = (True, True)

    @classmethod
    def of(cls, annotation: Annotation) -> Sought:
        """What the annotation is about."""
        prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
        text = prefix + exact + suffix
        first, last = len(prefix), len(prefix) + len(exact)
        ours = bool(annotation.sha256)
        usual = max(len(prefix), len(suffix)) <= USUAL_CONTEXT
        return cls(
            exact=folded(exact),
            prefix=(_OUTSIDE if ours and _is_cut_off(prefix) else "") + folded(prefix),
            suffix=folded(suffix) + (_OUTSIDE if ours and _is_cut_off(suffix) else ""),
            alone=ours and usual,
            copied=ours and not usual,
            copies=read_quote(dict(annotation.raw)).copies if ours and not usual else 0,
            whole_words=(not inside_word(text, first), not inside_word(text, last)),
        )

    @property
    def unique(self) -> bool:
        """Whether just these words were nowhere else in the text."""
        return self.alone or self.copies == 1

    @property
    def needed(self) -> float:
        """How like the quote a passage must be, whatever surrounds it: less for a longer one."""
        return next((need for most, need in _NEEDED if len(self.exact) <= most), _NEEDED_OF_LONG)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the text and how far it has the quote's words and their surroundings.

    `before` and `after` are None where the annotation kept nothing that could tell. `words` and
    `around` say how many whole words of the quote and of both contexts are there, in their order.
    """

    span: Span
    quote: float
    before: float | None
    after: float | None
    score: float
    sought: Sought
    words: float
    around: float

    @property
    def accepted(self) -> bool:
        """Whether its words are like enough."""
        if self.in_place(_INTACT):
            needed = min(self.sought.needed, _NEEDED_BETWEEN_INTACT)
            return self.quote >= needed or self.words >= _WORDS_BETWEEN_INTACT
        less = _LESS_IN_ITS_PLACE if self.in_place(ALIKE) else 0.0
        if self.quote >= self.sought.needed - less:
            return True
        return self.sought.alone and min(self.words, self.around) >= _WORDS_NEEDED

    @property
    def vacated(self) -> bool:
        """Whether this is the old place, and the passage is not in it any more."""
        return not self.accepted and self.in_place(_INTACT)

    @property
    def is_empty(self) -> bool:
        """Whether it has no words at all."""
        return self.span.start == self.span.end

    @property
    def in_whole(self) -> bool:
        """Whether it stands between just the words that it stood between."""
        return self.in_place(_WHOLE)

    @property
    def is_intact(self) -> bool:
        """Whether it stands between the words that it stood between, with a few signs other."""
        return self.in_place(_INTACT)

    @property
    def vacated_whole(self) -> bool:
        """Whether this is the old place, the words round it untouched, without the passage."""
        return not self.accepted and self.in_whole

    @property
    def is_supported(self) -> bool:
        """Whether it stands at least beside words that it stood beside."""
        beside = max(self.before or 0.0, self.after or 0.0)
        around = _WORDS_AROUND if self.sought.alone else _WORDS_AROUND_A_COPY
        return beside >= ALIKE or self.around >= around

    @property
    def recognised(self) -> bool:
        """Whether its surroundings leave no doubt.

        On one side is enough for the same words, unless the text had other copies of them.
        """
        sides = [side for side in (self.before, self.after) if side is not None]
        if self.quote == 1 and not self.sought.copied:
            return max(sides, default=0.0) >= _ALIKE_ON_ONE_SIDE
        if self.quote >= _PLAINLY_LIKE and self._is_among_its_words:
            return True
        if self.quote < (_PLAINLY_LIKE if self.sought.copied else _NEEDED_BETWEEN_INTACT):
            return False
        if len(sides) == 1:
            return sides[0] >= _INTACT
        if self.quote < 1 and self.sought.copied:
            return self.in_whole
        return self.in_place(ALIKE if self.quote >= self.sought.needed else _NEARLY_WHOLE)

    @property
    def _is_among_its_words(self) -> bool:
        """Whether most whole words round it are those that were, of a text without its like."""
        if not self.sought.alone or self.around < _WORDS_AROUND:
            return False
        return self.in_place(_NOT_UNLIKE) or len(self.sought.exact) >= _LONG

    def in_place(self, least: float = ALIKE) -> bool:
        """Whether it stands between the words that it stood between."""
        return min(self.before or 0.0, self.after or 0.0) >= least


def weigh(sought: Sought, text: str, span: Span) -> Evidence:
    """The evidence for a span of the folded text; an empty one has no words of the quote."""
    there = text[span.start : span.end]
    quote = likeness(sought.exact, there) if there else 0.0
    before = side(sought.prefix[::-1], before_reversed(text, span.start, len(sought.prefix)))
    after = side(sought.suffix, after_it(text, span.end, len(sought.suffix)))
    if min(before, after) >= _INTACT and len(there) > _MUCH_LONGER * len(sought.exact):
        quote = max(quote, interrupted(sought.exact, there) - FOR_AN_INTERRUPTION)
    weights = [_OF_QUOTE, _weight(sought.prefix), _weight(sought.suffix)]
    score = sum(w * s for w, s in zip(weights, (quote, before, after), strict=True)) / sum(weights)
    return Evidence(
        span=span,
        quote=quote,
        before=_telling(sought.prefix, before),
        after=_telling(sought.suffix, after),
        score=score,
        sought=sought,
        words=words_kept(sought.exact, there) if quote < 1 else 1.0,
        around=_around(sought, text, span),
    )


def _around(sought: Sought, text: str, span: Span) -> float:
    prefix, suffix = sought.prefix.lstrip("\0"), sought.suffix.rstrip("\0")
    before = text[max(span.start - len(prefix) - _MOST_SLACK, 0) : span.start]
    after = text[span.end : span.end + len(suffix) + _MOST_SLACK]
    kept = len(prefix) * words_kept(prefix, before) + len(suffix) * words_kept(suffix, after)
    return kept / max(len(prefix) + len(suffix), 1)


def side(kept: str, there: str) -> float:
    """How far the kept context, read away from the passage, stands in what stands there.

    Of a longer one its far end counts too: there it differs from the copies that made it long.
    """
    near = containment(kept[:USUAL_CONTEXT], there[: USUAL_CONTEXT + _MOST_SLACK])
    if len(kept) <= USUAL_CONTEXT:
        return near
    slack = min(_SLACK + len(kept) // 16, _MOST_SLACK)
    first = len(kept) - USUAL_CONTEXT
    return min(near, containment(kept[first:], there[max(first - slack, 0) : len(kept) + slack]))


def before_reversed(text: str, start: int, length: int) -> str:
    """What stands before a place, read backwards: enough for `side` with so long a context."""
    first = start - length - _MOST_SLACK
    return text[max(first, 0) : start][::-1] + (_OUTSIDE if first < 0 else "")


def after_it(text: str, end: int, length: int) -> str:
    """What stands behind a place: enough for `side` with a context of that length."""
    last = end + length + _MOST_SLACK
    return text[end:last] + (_OUTSIDE if last > len(text) else "")


def _is_cut_off(context: str) -> bool:
    """Whether the text began or ended there: what we keep is else a multiple of the usual."""
    return len(context) != WITH_COPIES and (not context or bool(len(context) % USUAL_CONTEXT))


def _weight(kept: str) -> float:
    return _OF_SIDE * min(len(kept) / _FULL_WEIGHT, 1)


def _telling(kept: str, alike: float) -> float | None:
    """How far the likeness of a context tells anything.

    One of the greatest length could not be made long enough to tell copies apart.
    """
    if len(kept) < _TELLING:
        return None
    return alike if len(kept) < LONGEST_CONTEXT else 0.0
