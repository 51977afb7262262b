"""Stopping in the middle: whoever types on no longer wants the answer to what was typed before, and
nobody waits for ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

Cancelled: TypeAlias = Callable[[], bool]
"""Whether the answer is no longer wanted; asked every few milliseconds."""


class CancelledError(Exception):
    """The caller no longer wants the answer."""


class Deadline:
    """Tells a search to stop once `cancelled` says so, or after so many `seconds`.

    `late` is whether the time was the reason.
    """

    def __init__(
        self, cancelled: Cancelled, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.late = False
        self._cancelled = cancelled
        self._clock = clock
        self._start = clock()
        self._seconds = seconds

    def __call__(self) -> bool:
        """Whether to stop."""
        if self._cancelled():
            return True
        if not self.late:
            self.late = self._clock() - self._start >= self._seconds
        return self.late

    def near(self) -> bool:
        """Whether half of the time is spent: whoever has a part of the answer should give it."""
        return self._clock() - self._start >= self._seconds / 2


class Patience:
    """How far a search goes: it stops for whoever wants no answer, and cuts short what takes long.

    Then `cut_short` is true, and the answer a part of one.
    """

    def __init__(self, cancelled: Cancelled, enough: Cancelled) -> None:
        self.cancelled = cancelled
        self.cut_short = False
        self._enough = enough

    def goes_on(self) -> bool:
        """Whether to go on looking. Raises CancelledError."""
        stop_if(self.cancelled)
        self.cut_short = self.cut_short or self._enough()
        return not self.cut_short


def never() -> bool:
    """Of an answer that is wanted whatever happens."""
    return False


def stop_if(cancelled: Cancelled) -> None:
    """Raise CancelledError once the answer is no longer wanted."""
    if cancelled():
        raise CancelledError
