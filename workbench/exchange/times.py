"""Moments as other programs write them."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.store.history import moment


def normal(time: str) -> str:
    """An ISO 8601 time as ours are written; empty if it is none. Without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(time.strip())
        return moment(read if read.tzinfo else read.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return ""
