"""How a screen comes: in several steps, so that the event loop takes up other things between them.

Textual styles, lays out and draws a new screen in one go, and some of it twice.
"""

from __future__ import annotations

import asyncio

from textual import events


class Arriving:
    """Mixed into a screen that is opened by a key."""

    _is_new = True

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Before it is drawn; a new screen was styled a moment ago."""
        if self._is_new:
            self._is_new = event.refresh_styles = False
        await asyncio.sleep(0)

    async def _on_resize(self, event: events.Resize) -> None:
        """Before it is laid out for another size."""
        await asyncio.sleep(0)
