"""Reads what is typed from the terminal, whatever bytes come.

Textual's own driver ends the program at the first byte that is no UTF-8: a letter typed in an old
terminal, half of a picture pasted by mistake.
"""

from __future__ import annotations

import codecs
import os
import selectors
import signal

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_AT_ONCE = 4096
_LOOK_AGAIN = 0.1  # seconds


class TerminalDriver(LinuxDriver):
    """Textual's driver, with U+FFFD for what cannot be read."""

    def run_input_thread(self) -> None:
        """Hand out what is typed until the program ends."""
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        # Others of the system cannot watch a terminal everywhere.
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_AGAIN):
                    read = self._read()
                    if not read:
                        self._app.call_later(self._app.exit, return_code=128 + signal.SIGHUP)
                        return
                    if typed := decode(read):
                        for event in parser.feed(typed):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What has come; nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""
