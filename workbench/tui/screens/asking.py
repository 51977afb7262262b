"""The part of the main screen that opens overlays, and does what was chosen in them."""

from __future__ import annotations

from workbench.tui.screens.bench import Bench


class Asking(Bench):
    """Questions to the analyst."""
