"""Keys that arrive together are dealt with one after another.

Textual gives a key to the widget that has the focus when the key is read, and what the key does
comes later. Over a slow line several keys come in one read, and all of them would go where the
focus was before the first one moved it: `/` with a query, `t` with a tag. Here a key waits until
the one before it was dealt with, and the overlay that it opened has the focus.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App, ReturnType
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

OVERLAYS = "overlay"
"""The group of the workers that fetch what an overlay shows: keys wait for them, too."""

_LAPS = 2
_PATIENCE = 2.0
_LOOK_AGAIN = 0.01


class KeyHandled(Message):
    """Follows a key from widget to widget: where it arrives, the key has been dealt with."""

    def __init__(self, number: int, lap: int) -> None:
        super().__init__()
        self.number = number
        self.lap = lap


class OrderedKeys(App[ReturnType]):
    """An application that gives out keys in their order, each when the last has had its effect."""

    def __init__(self, *, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._ahead: deque[events.Event] = deque()
        self._number = 0
        self._busy = False
        self._seen: Screen[object] | None = None
        self._carrier: MessagePump = self

    def key_waits(self) -> bool:
        """Whether what the last key asked for is on its way."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Hand out a key or what was pasted, or keep it until its turn comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._busy:
            self._ahead.append(event)
        else:
            await self._hand_out(event)

    async def _hand_out(self, event: events.Event) -> None:
        self._busy = True
        self._number += 1
        self._seen = self.screen
        await super().on_event(event)
        self._follow(1)
        self._watch(self._number, _PATIENCE)

    @property
    def _is_ending(self) -> bool:
        """Whether the application leaves, and no screen takes keys any more."""
        return self._exit or not self.is_running

    def _follow(self, lap: int) -> None:
        """Send the message after the key, by way of the widget that has the focus."""
        if self._is_ending:
            return
        self._carrier = self.focused or self.screen
        self._carrier.post_message(KeyHandled(self._number, lap))

    def _watch(self, number: int, patience: float) -> None:
        """See that the message comes back, while the key of that number is being dealt with."""
        if number != self._number or not self._busy or self._is_ending:
            return
        if patience <= 0:
            self.post_message(KeyHandled(number, -1))
            return
        if not self._carrier.is_running:
            self._follow(_LAPS)  # a widget that goes away takes the message with it
        left = patience - _LOOK_AGAIN
        asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._watch, number, left)

    async def _on_key_handled(self, message: KeyHandled) -> None:
        message.stop()
        if message.number != self._number or not self._busy or self._is_ending:
            return
        if message.lap < 0 or not self._goes_on(message.lap):
            self._busy = False
            if self._ahead:
                await self._hand_out(self._ahead.popleft())

    def _goes_on(self, lap: int) -> bool:
        """Send the message round again if the key may still have an effect."""
        fetching = (one for one in self.workers if one.group == OVERLAYS and not one.is_finished)
        if any(fetching) or self.key_waits():
            asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._follow, 1)
            return True
        if lap >= _LAPS and self.screen is self._seen:
            return False
        # The second time it follows what the key made the widget say; then the screen that came.
        self._seen = self.screen
        self._follow(lap + 1)
        return True
