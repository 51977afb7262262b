"""Reading one section of a text: its dates and amounts, and what may be a name in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.entities.dates import find_dates
from workbench.entities.evidence import Candidate, Evidence
from workbench.entities.foreign import full_names
from workbench.entities.formal import formal_names
from workbench.entities.naming import Named
from workbench.entities.quantities import find_quantities
from workbench.entities.reckoning import Reckoning
from workbench.entities.segments import segments
from workbench.entities.tokens import Run, runs
from workbench.model import EntityKind
from workbench.spans import Spans


class Found(NamedTuple):
    """A mention before it is stored; `key` is the entity's within its kind.

    `name` is the entity's name where that is not one of its surface forms (a date in words). A
    `local` key holds for the document only: a surname alone is not one person everywhere.
    """

    start: int
    end: int
    kind: EntityKind
    text: str
    key: str
    name: str = ""
    local: bool = False


class Part(NamedTuple):
    """What one section holds, before it is known which of its possible names are names.

    `firm` are the names that leave no doubt, `loud` are the runs in which capitals mean nothing.
    """

    figures: list[Found]
    firm: list[Named]
    candidates: list[Candidate]
    loud: list[Run]


def read_part(
    text: str, paragraphs: Spans, evidence: Evidence, reckoning: Reckoning, doubting: bool
) -> Part:
    """Read a section, and weigh what it says of the names in it.

    `doubting`, capitals do not mean in it what they mean in English prose.
    """
    figures = _dates_and_amounts(text, reckoning)
    firm = _formal(text, evidence, figures)
    taken = sorted([(one.start, one.end) for one in figures] + [one[:2] for one in firm])
    loud: list[Run] = []
    candidates: list[Candidate] = []
    for run in _between(text, runs(text, paragraphs), taken):
        if run.loud:
            loud.append(run)
        elif doubting:
            candidates += _foreign(run, loud)
        else:
            at = run.start
            for start, end, lead, key, look in segments(run.text, run.opens):
                candidates.append(Candidate(at + start, at + end, at + lead, key, look))
    evidence.add(text, candidates, {one.start for one in figures if one.kind == "date"})
    return Part(figures, firm, candidates, loud)


def _foreign(run: Run, loud: list[Run]) -> Iterator[Candidate]:
    """The people of a run in another language; what is left of it is added to `loud`."""
    done = 0
    for start, end, key, look in full_names(run):
        at = run.start
        yield Candidate(at + start, at + end, at + start, key, look)
        loud += _part(run, at + done, at + start)
        done = end
    loud += _part(run, run.start + done, run.end)


def _dates_and_amounts(text: str, reckoning: Reckoning) -> list[Found]:
    found = [
        Found(date.start, date.end, "date", text[date.start : date.end], date.key, date.name)
        for date in find_dates(text, reckoning)
    ]
    dates = iter(found)
    date = next(dates, None)
    amounts = []
    for amount in find_quantities(text):
        while date is not None and date.end <= amount.start:
            date = next(dates, None)
        if date is None or amount.end <= date.start:
            words = text[amount.start : amount.end]
            amounts.append(Found(amount.start, amount.end, "quantity", words, amount.key))
    return sorted(found + amounts)


def _formal(text: str, evidence: Evidence, figures: list[Found]) -> list[Named]:
    """The names that their form gives away, but for those that are dates and amounts instead."""
    named: list[Named] = []
    ends = [figure.end for figure in figures]
    for one in formal_names(text):
        following = bisect_right(ends, one.start)
        if following == len(figures) or figures[following].start >= one.end:
            evidence.firmly(one.key, one.kind)
            named.append(Named(*one))
    return named


def _between(text: str, found: Iterable[Run], taken: list[tuple[int, int]]) -> Iterator[Run]:
    """The runs, cut where something else was found."""
    position = 0
    for run in found:
        while position < len(taken) and taken[position][1] <= run.start:
            position += 1
        if position == len(taken) or taken[position][0] >= run.end:
            yield run
            continue
        start = run.start
        step = position
        while step < len(taken) and taken[step][0] < run.end:
            yield from _part(run, start, min(taken[step][0], run.end))
            start = taken[step][1]
            step += 1
        yield from _part(run, start, run.end)


def _part(run: Run, start: int, end: int) -> Iterator[Run]:
    """The capitalised words of a run from `start` to `end`."""
    words = run.text[max(start - run.start, 0) : max(end - run.start, 0)]
    stripped = words.lstrip()
    if stripped:
        begin = max(start, run.start) + len(words) - len(stripped)
        stripped = stripped.rstrip()
        opens = run.opens and begin == run.start
        yield Run(begin, begin + len(stripped), stripped, opens, run.loud)
