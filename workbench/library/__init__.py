"""The documents of a folder: found, read, made safe to show, and remembered.

Knows nothing of search, notes or the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.library.library import Library

__all__ = ["Library"]


def __getattr__(name: str) -> object:
    # Every room shows text through `workbench.library.safe`: that must not load the catalogue.
    if name == "Library":
        from workbench.library.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
