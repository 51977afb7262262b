"""A program in a real pseudo-terminal: its raw bytes, and the screen that they paint."""

from __future__ import annotations

import base64
import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "alt+left": "\x1b[1;3D",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+r": "\x12",
    "ctrl+s": "\x13",
    "ctrl+t": "\x14",
    "ctrl+u": "\x15",
}
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([<>])[0-9]*u")
_OSC_52 = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


class _Screen(pyte.Screen):
    """pyte's screen without the two reports that it would answer to nobody."""

    def report_device_status(self, mode: int, **kwargs: bool) -> None:
        """Answering would need the pty."""

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        """Ignore the private sequences that pyte takes for colours."""
        if not private:
            super().select_graphic_rendition(*attrs)


class Terminal:
    """A running program; use it as a context manager.

    `raw` is every byte that the program wrote.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 140,
        rows: int = 42,
        environment: Mapping[str, str],
        folder: Path | None = None,
    ) -> None:
        self.raw = bytearray()
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        defaults = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        path = {"PATH": os.environ["PATH"]}
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            env={**path, **defaults, **environment},
            cwd=folder,
            dimensions=(rows, columns),
            timeout=None,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait(self, pattern: str, seconds: float = 30.0) -> str:
        """Wait until the screen matches `pattern`; returns the screen, fails with it otherwise."""
        return self._until(pattern, True, seconds)

    def wait_gone(self, pattern: str, seconds: float = 30.0) -> str:
        """Wait until the screen does not match `pattern` any more; otherwise as `wait`."""
        return self._until(pattern, False, seconds)

    def _until(self, pattern: str, there: bool, seconds: float) -> str:
        deadline = time.monotonic() + seconds
        while bool(re.search(pattern, self.text)) != there:
            if time.monotonic() > deadline or not (self._read() or self._child.isalive()):
                what = "did not appear" if there else "did not go"
                raise AssertionError(f"{pattern!r} {what}:\n{self.text}")
        return self.text

    def press(self, *keys: str | bytes) -> None:
        """Type keys one after the other: names in KEYS, or text or bytes as they are."""
        for key in keys:
            self._child.send(key if isinstance(key, bytes) else KEYS.get(key, key))
            self._read()

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._child.kill(number)

    def hang_up(self, seconds: float = 20.0) -> None:
        """Take the terminal away, as a connection does that breaks; wait for the program to end."""
        process = os.pidfd_open(self._child.pid)
        self._child.ptyproc.fileobj.close()
        ended, _, _ = select.select([process], [], [], seconds)
        os.close(process)
        assert ended, "still running"
        self._child.ptyproc.closed = self._child.closed = True

    def end(self, seconds: float = 20.0) -> int:
        """Wait for the program to end by itself; its exit status."""
        deadline = time.monotonic() + seconds
        while self._child.isalive() and time.monotonic() < deadline:
            self._read()
        assert not self._child.isalive(), f"still running:\n{self.text}"
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)

    def modes(self) -> dict[str, bool]:
        """The private modes that the program set or reset, as it left them; keys are numbers.

        `keyboard` stands for the terminal's extended keyboard protocol.
        """
        left: dict[str, bool] = {}
        for numbers, final in _MODES.findall(bytes(self.raw)):
            for number in numbers.decode().split(";"):
                left[number] = final == b"h"
        for final in _KEYBOARD.findall(bytes(self.raw)):
            left["keyboard"] = final == b">"
        return left

    def clipboard(self) -> list[str]:
        """The texts that the program sent to the terminal's clipboard by OSC 52."""
        return [base64.b64decode(found).decode() for found in _OSC_52.findall(bytes(self.raw))]

    def _read(self) -> bool:
        try:
            written = self._child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.raw += written
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", written))
        return True
