"""Citations: what a source is, how a style writes it, and the way to the clipboard."""

from workbench.citations.citations import STYLES, Citations
from workbench.citations.clipboard import ROUTES, Clipboard, Copied
from workbench.citations.copies import Copy
from workbench.citations.locator import Locator, locate
from workbench.citations.sources import Sources

__all__ = [
    "ROUTES",
    "STYLES",
    "Citations",
    "Clipboard",
    "Copied",
    "Copy",
    "Locator",
    "Sources",
    "locate",
]
