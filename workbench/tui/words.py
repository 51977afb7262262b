"""How numbers, dates, counts, folders and skipped files are said on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from workbench.library.safe import safe_name
from workbench.model import FileOutcome

_REASONS_SHOWN = 3
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _parts(date: str) -> list[int] | None:
    try:
        parts = [int(part) for part in date.split("-")]
    except ValueError:
        return None
    if not 1 <= len(parts) <= 3 or (len(parts) > 1 and not 1 <= parts[1] <= 12):
        return None
    return parts


def percent(share: float) -> str:
    """A share from 0 to 1: `42 %`."""
    return f"{share * 100:.0f} %"


def short_date(date: str) -> str:
    """`2019-03-12` as `12 Mar 2019`, in the precision that it has; anything else as it is."""
    return _date(date, 3)


def long_date(date: str) -> str:
    """`2019-03-12` as `12 March 2019`, in the precision that it has; anything else as it is."""
    return _date(date, None)


def _date(date: str, letters: int | None) -> str:
    parts = _parts(date)
    if parts is None:
        return date
    year, *rest = parts
    month = [_MONTHS[rest[0] - 1][:letters]] if rest else []
    day = [str(rest[1])] if len(rest) > 1 else []
    return " ".join([*day, *month, str(year)])


def day_and_hour(at: str) -> tuple[str, str]:
    """`2019-03-12`, `09:30` where the analyst is, of a moment (ISO 8601); empty if it is none."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return "", ""
    return f"{local:%Y-%m-%d}", f"{local:%H:%M}"


def month_number(date: str) -> int | None:
    """Months since year 0 of a date that names its month, for counting by month; else None."""
    parts = _parts(date)
    return parts[0] * 12 + parts[1] - 1 if parts and len(parts) > 1 else None


def count(number: int, one: str, many: str = "") -> str:
    """`1 document`, `1,284 documents`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """About how long: `12 seconds`, `3 minutes`, `2 hours`."""
    if seconds < 90:
        return count(max(round(seconds), 1), "second")
    if seconds < 5400:
        return count(round(seconds / 60), "minute")
    return count(round(seconds / 3600), "hour")


def milliseconds(seconds: float) -> str:
    """`4 ms`, `1.2 s`."""
    return f"{max(round(seconds * 1000), 1)} ms" if seconds < 1 else f"{seconds:.1f} s"


def counted_shortly(passages: int | None, documents: int) -> str:
    """`38 in 12`: passages in documents."""
    return f"{documents:,}" if passages is None else f"{passages:,} in {documents:,}"


def short_path(path: Path) -> str:
    """A folder as people write it, with `~` for their own."""
    home = Path.home()
    shown = Path("~") / path.relative_to(home) if path.is_relative_to(home) else path
    return safe_name(str(shown))


def skipped_words(skipped: Iterable[FileOutcome]) -> str:
    """`3 files skipped: 2 have a password, 1 is empty`; empty if none were."""
    reasons = Counter(outcome.reason for outcome in skipped)
    if not reasons:
        return ""
    parts = [
        f"{number:,} {_plural(reason) if number > 1 else reason}"
        for reason, number in reasons.most_common(_REASONS_SHOWN)
    ]
    rest = sum(reasons.values()) - sum(n for _reason, n in reasons.most_common(_REASONS_SHOWN))
    if rest:
        parts.append(f"{rest:,} more")
    return f"{count(sum(reasons.values()), 'file')} skipped: {', '.join(parts)}"


def _plural(reason: str) -> str:
    verb, space, rest = reason.partition(" ")
    return {"is": "are", "has": "have", "was": "were"}.get(verb, verb) + space + rest
