"""Which actions have a test: every test of an action says so, and one test counts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])

COVERED: set[str] = set()


def covers(*actions: str) -> Callable[[Test], Test]:
    """Marks a test that presses the keys of actions and asserts what they do."""

    def mark(test: Test) -> Test:
        COVERED.update(actions)
        return test

    return mark
