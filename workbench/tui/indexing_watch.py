"""Runs the indexing in a child process and tells the screen how far it is.

In a thread it would hold up keys for a quarter of a second at a time (design, section 9).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.screen import Screen

import workbench
from workbench.tui.indexing_messages import IndexingCommitted, IndexingEnded, IndexingProgressed


def indexing_command(folder: Path, home: Path) -> list[str]:
    """The command that indexes a folder whose project lies in `home`."""
    return [sys.executable, "-P", "-m", "workbench.indexing", str(folder), "--data", str(home)]


ELSEWHERE = "Another copy of the workbench is indexing this folder."
"""What the child says when the lock is taken: nothing is wrong, and nothing is to be done."""

_UNEXPECTED = "Indexing stopped unexpectedly; f5 tries again."


class _Reports(asyncio.SubprocessProtocol):
    """Hands on what the child says, line by line; `ended` is done when there is no more."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._rest = b""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take whole lines; keep the beginning of the next one."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line)

    def connection_lost(self, exc: Exception | None) -> None:
        """The child has gone, and everything it said was read."""
        if not self.ended.done():
            self.ended.set_result(None)


class IndexingWatch:
    """At most one child at a time; it is ended with the screen."""

    def __init__(self, screen: Screen[Any], command: Sequence[str]) -> None:
        self._screen = screen
        self._command = command
        self._child: asyncio.SubprocessTransport | None = None
        self._ended: Message = IndexingEnded()
        self.running = False
        self._has_run = False
        self.progress: IndexingProgressed | None = None

    @property
    def unfinished(self) -> bool:
        """Whether more documents may yet come: a run goes on, or the first has yet to begin."""
        return self.running or not self._has_run

    def start(self) -> bool:
        """Start the child; False if one is running already."""
        if self.running:
            return False
        self.running = True
        self._screen.run_worker(self._watch(), group="indexing", exit_on_error=False)
        return True

    def stop(self) -> None:
        """End the child; what it committed stays."""
        if self._child is not None:
            # Closed and not only terminated: else it is missed when the event loop has gone.
            self._child.close()
            self._child = None

    async def _watch(self) -> None:
        self._ended = IndexingEnded(reason=_UNEXPECTED)
        try:
            self._child, reports = await asyncio.get_running_loop().subprocess_exec(
                lambda: _Reports(self._take),
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=_environment(os.environ),
            )
            await reports.ended
        except OSError as error:
            self._ended = IndexingEnded(reason=f"Indexing could not start: {error.strerror}.")
        finally:
            self.stop()
            self.running = False
            self._has_run = True
            self.progress = None
        self._screen.post_message(self._ended)

    def _take(self, line: bytes) -> None:
        message = _message(line)
        if isinstance(message, IndexingEnded):
            self._ended = message
        elif message is not None:
            if isinstance(message, IndexingProgressed):
                self.progress = message
            self._screen.post_message(message)


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The child finds the same package, wherever this one was imported from."""
    package = str(Path(workbench.__file__).resolve().parent.parent)
    paths = [package, *filter(None, [environment.get("PYTHONPATH")])]
    return {**environment, "PYTHONPATH": os.pathsep.join(paths)}


def _message(line: bytes) -> Message | None:
    """What a line of the child says; None for anything else than its own events."""
    try:
        said = json.loads(line)
        match said["event"]:
            case "progress":
                return IndexingProgressed(
                    said["done"],
                    said["total"],
                    said["skipped"],
                    said["rate"],
                    said["left"],
                    said.get("phase") == "names",
                    said.get("unchanged", 0),
                )
            case "commit":
                return IndexingCommitted(said["documents"], said.get("phase") == "names")
            case "done":
                return IndexingEnded(said["indexed"], said["removed"], said["skipped"])
            case "error" if said["message"] == ELSEWHERE:
                return IndexingEnded(elsewhere=True)
            case "error":
                return IndexingEnded(reason=said["message"])
    except (ValueError, KeyError, TypeError):
        pass
    return None
