"""Finds what the package carries beside its code: the stylesheets and the sample collection."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    # A wheel carries the folder inside the package; an editable install has only the checkout's.
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def styles() -> Path:
    """Folder of the Textual stylesheets."""
    return _find("styles")


def corpus() -> Path:
    """Folder of the sample collection, not to be written to."""
    return _find("corpus")
