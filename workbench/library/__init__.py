"""The documents of a folder: found, read, made safe to show, and remembered.

Knows nothing of search, notes or the screen.
"""

from workbench.library.intake import FileStat
from workbench.library.library import Library
from workbench.library.planning import Plan

__all__ = ["FileStat", "Library", "Plan"]
