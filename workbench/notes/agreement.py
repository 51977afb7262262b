"""How far several analysts agree on a tag, and where they do not.

The units are paragraphs: an analyst has put a tag on one if a passage of theirs with that tag
touches it. A document counts for those analysts who made any note in it; nobody is taken to
disagree about what they did not read.

The figures are those of NLTK. Cohen's kappa of more than two analysts is the mean over the pairs:
R. J. Light, "Measures of response agreement for qualitative data", 1971. Krippendorff's alpha is
the nominal one.

There are as many codings and differences as notes, and none has cycles: a collection of garbage
does not walk them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

import msgspec

from workbench.notes.annotation import Annotation
from workbench.spans import Span, Spans
from workbench.store.garbage import not_collecting

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask

Rating = dict[str, bool]
"""Whether each analyst who worked on a unit put the tag on it."""


class Coded(msgspec.Struct, frozen=True, gc=False):
    """A tag that an analyst put on a passage, where that stands now, and the note that has it."""

    analyst: str
    tag: str
    span: Span
    note: Annotation | None = None


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document as the analysts tagged it; `analysts` are all who worked on it."""

    id: str
    paragraphs: Spans
    analysts: frozenset[str]
    coded: Sequence[Coded]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A paragraph, `[start, end)` in code points, that some tagged and some did not."""

    document: str
    start: int
    end: int
    tagged: tuple[str, ...]
    untagged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the analysts agree on a tag over so many units that at least two of them read.

    `kappa` and `alpha` are 1 for full agreement and 0 for what chance would give; None where they
    are not defined, as for a tag that everybody put on everything.
    """

    tag: str
    units: int
    kappa: float | None
    alpha: float | None
    analysts: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


def agreement(documents: Iterable[CodedDocument]) -> Iterator[Agreement]:
    """The agreement on every tag, by name, each as it is worked out: many take seconds.

    Documents that one analyst alone worked on are left.
    """
    shared = [one for one in documents if len(one.analysts) > 1]
    for tag in sorted({coded.tag for one in shared for coded in one.coded}):
        with not_collecting():
            found = _on(tag, shared)
        yield found


def cohens_kappa(ratings: Sequence[Rating], one: str, other: str) -> float | None:
    """Cohen's kappa of two analysts, over the units that both rated; None if it is not defined."""
    shared = [
        {one: unit[one], other: unit[other]} for unit in ratings if one in unit and other in unit
    ]
    return float(_task(shared).kappa_pairwise(one, other)) if _differ(shared) else None


def krippendorffs_alpha(ratings: Sequence[Rating]) -> float | None:
    """Krippendorff's alpha of any number of analysts, nominal; None if it is not defined."""
    return float(_task(ratings).alpha()) if _differ(ratings) else None


def _differ(ratings: Iterable[Rating]) -> bool:
    """Whether the tag is on something and not on everything: only then is chance a measure."""
    return len({rated for unit in ratings for rated in unit.values()}) > 1


def _task(ratings: Iterable[Rating]) -> AnnotationTask:
    from nltk.metrics.agreement import AnnotationTask  # its package takes a while to load

    return AnnotationTask(
        [
            (analyst, number, rated)
            for number, unit in enumerate(ratings)
            for analyst, rated in unit.items()
        ]
    )


def _on(tag: str, documents: Sequence[CodedDocument]) -> Agreement:
    units = [(one, *unit) for one in documents for unit in _units(tag, one)]
    ratings = [rating for _, _, rating in units]
    analysts = sorted({analyst for rating in ratings for analyst in rating})
    kappas = [cohens_kappa(ratings, *pair) for pair in combinations(analysts, 2)]
    defined = [kappa for kappa in kappas if kappa is not None]
    return Agreement(
        tag,
        len(units),
        fmean(defined) if defined else None,
        krippendorffs_alpha(ratings),
        tuple(analysts),
        tuple(
            Disagreement(document.id, *span, *_sides(rating))
            for document, span, rating in units
            if len(set(rating.values())) > 1
        ),
    )


def _units(tag: str, document: CodedDocument) -> Iterator[tuple[Span, Rating]]:
    touched: dict[str, set[Span]] = {analyst: set() for analyst in document.analysts}
    for coded in document.coded:
        if coded.tag == tag:
            touched[coded.analyst].update(document.paragraphs.within(*coded.span))
    for paragraph in document.paragraphs:
        yield paragraph, {name: paragraph in spans for name, spans in touched.items()}


def _sides(rating: Rating) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = sorted(rating)
    return tuple(one for one in names if rating[one]), tuple(
        one for one in names if not rating[one]
    )
