"""What keeps keys from waiting: how threads take turns, and when garbage is collected.

Young objects are collected as Python does it by itself, a few hundred or thousand at a time. To
collect the old ones every thread has to stop for as long as it takes to walk all there are. So they
are walked soon, while they are few, and rather between keys. Those that stay are passed over from
then on, and so are many that come at once, as when a list is loaded: they are hardly garbage. When
very many were passed over, and no key was touched for long, everything is walked once.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

TURN = 0.0005
"""Seconds for which a thread computes while another waits. Python's own 5 ms pass several times for
every key that is typed while something is searched."""

LOOK_EVERY = 0.25
PAUSE, LONG_PAUSE = 0.3, 30.0
"""Seconds without a key before old garbage is collected, and before everything may be walked."""

SOME, MANY = 4, 40
"""Collections of young objects after which the old ones are walked without a pause, and between two
looks so many that something was loaded."""

KEPT, FEW, HEAP = 10_000, 30_000, 500_000
"""Old objects that are walked again and again, that are walked at all, and that may pile up."""

_NEVER = 1_000_000_000


def take_turns() -> None:
    """Let no thread compute for long while the event loop waits."""
    sys.setswitchinterval(TURN)


class Collecting:
    """Collects old garbage in the pauses between keys, from `begin` to `end`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, heap: int = HEAP) -> None:
        self._clock = clock
        self._heap = heap
        self._touched = clock()
        self._rested = True
        self._stayed = 0
        self._before = gc.get_threshold()

    def begin(self) -> None:
        """Leave old objects to `look`; if nothing was collected until now, all that is there."""
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], _NEVER)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self._stayed = gc.get_freeze_count()

    def end(self) -> None:
        """Leave everything to Python again."""
        gc.set_threshold(*self._before)

    def touched(self) -> None:
        """A key was pressed, or the mouse moved."""
        self._touched = self._clock()
        self._rested = False

    def look(self) -> None:
        """Collect what is to be collected by now; called from time to time."""
        paused, young = self._clock() - self._touched, gc.get_count()[2]
        if young >= SOME or (young and paused >= PAUSE):
            if young < MANY and _old() < FEW:
                gc.collect()
            if young >= MANY or _old() > KEPT:
                gc.freeze()
        if paused >= LONG_PAUSE and not self._rested:
            self._rested = True
            if gc.get_freeze_count() - self._stayed >= self._heap:
                self._walk_everything()

    def _walk_everything(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._stayed = gc.get_freeze_count()


def _old() -> int:
    return len(gc.get_objects(generation=2))
