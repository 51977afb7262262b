"""Stopping in the middle: whoever types on no longer wants the answer to what was typed before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Cancelled: TypeAlias = Callable[[], bool]
"""Whether the answer is no longer wanted; asked every few milliseconds."""


class CancelledError(Exception):
    """The caller no longer wants the answer."""


def never() -> bool:
    """Of an answer that is wanted whatever happens."""
    return False


def stop_if(cancelled: Cancelled) -> None:
    """Raise CancelledError once the answer is no longer wanted."""
    if cancelled():
        raise CancelledError
