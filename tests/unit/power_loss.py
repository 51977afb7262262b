"""What a disk may hold after the power failed: a model of files, names and what was synced.

A program runs while every change that it asks of the file system is recorded. For any moment, the
model gives the states in which the disk may then be found: what was synced is there; of what was
not, a change of names may have happened or not, and content may be old, new, torn or zeroes.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any

import pytest

Tree = dict[str, bytes]
Target = int | str | None
"""What a name stands for: the number of a file, the path of a directory, or nothing."""

_MOST_STATES = 200


@dataclass(frozen=True)
class Event:
    """One request. `names` of a directory are changed together or not at all."""

    what: str
    file: int = -1
    content: bytes = b""
    directory: str = ""
    names: tuple[tuple[str, Target], ...] = ()


class Recorder:
    """Listens to the functions of `os` that change what lies below `root`."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[Event] = []
        self._root = str(root)
        self._numbers: dict[int, int] = {}
        self._opened: dict[int, str | int] = {}
        self._count = itertools.count()
        # Files are synced in threads, and a descriptor that one closes is the next one's at once.
        self._one_at_a_time = RLock()
        for name in ("open", "write", "fsync", "close", "replace", "link", "unlink", "mkdir"):
            monkeypatch.setattr(os, name, self._listening(name, getattr(os, name)))

    def done(self) -> None:
        """Note that the program has said that what it did is saved."""
        self.events.append(Event("done"))

    def _listening(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        after = getattr(self, f"_after_{name}")

        def listening(*arguments: Any, **more: Any) -> Any:
            with self._one_at_a_time:
                return listened(*arguments, **more)

        def listened(*arguments: Any, **more: Any) -> Any:
            first = arguments[0]
            if isinstance(first, int):
                result = real(*arguments, **more)
                if first in self._opened:
                    after(result, *arguments)
                return result
            if not os.fspath(first).startswith(self._root):
                return real(*arguments, **more)
            existed = os.path.lexists(first)
            number = self._number(first) if existed else -1
            result = real(*arguments, **more)
            after(result, existed, number, *arguments)
            return result

        return listening

    def _number(self, path: Any) -> int:
        inode = os.lstat(path).st_ino
        if inode not in self._numbers:
            self._numbers[inode] = next(self._count)
        return self._numbers[inode]

    def _named(self, *names: tuple[Any, Target]) -> None:
        directory = str(Path(names[0][0]).parent)
        within = tuple((Path(path).name, target) for path, target in names)
        self.events.append(Event("name", directory=directory, names=within))

    def _after_open(self, result: int, existed: bool, number: int, path: Any, *_: Any) -> None:
        if Path(path).is_dir():
            self._opened[result] = os.fspath(path)
            return
        if not existed:  # the number of an inode is used again
            self._numbers.pop(os.lstat(path).st_ino, None)
            number = self._number(path)
            self._named((path, number))
        self._opened[result] = number

    def _after_write(self, result: int, descriptor: int, content: Any) -> None:
        file = self._opened[descriptor]
        assert isinstance(file, int)
        self.events.append(Event("write", file, bytes(content)[:result]))

    def _after_fsync(self, _: None, descriptor: int) -> None:
        opened = self._opened[descriptor]
        if isinstance(opened, int):
            self.events.append(Event("sync", opened))
        else:
            self.events.append(Event("sync names", directory=opened))

    def _after_close(self, _: None, descriptor: int) -> None:
        del self._opened[descriptor]

    def _after_replace(self, _: None, __: bool, number: int, old: Any, new: Any) -> None:
        self._named((old, None), (new, number))

    def _after_link(self, _: None, __: bool, number: int, ___: Any, new: Any) -> None:
        self._named((new, number))

    def _after_unlink(self, _: None, __: bool, ___: int, path: Any, *____: Any) -> None:
        self._named((path, None))

    def _after_mkdir(self, _: None, __: bool, ___: int, path: Any, *____: Any) -> None:
        self._named((path, os.fspath(path)))


@dataclass
class Disk:
    """The disk at a moment: what is certain, and what was asked for since."""

    root: str
    names: dict[str, dict[str, Target]] = field(default_factory=dict)
    pending: list[Event] = field(default_factory=list)
    synced: dict[int, bytes] = field(default_factory=dict)
    content: dict[int, bytes] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """One request more."""
        if event.what == "write":
            self.content[event.file] = self.content.get(event.file, b"") + event.content
        elif event.what == "sync":
            self.synced[event.file] = self.content.get(event.file, b"")
        elif event.what == "name":
            self.pending.append(event)
        elif event.what == "sync names":
            for name in [one for one in self.pending if one.directory == event.directory]:
                self.names.setdefault(name.directory, {}).update(name.names)
                self.pending.remove(name)

    def states(self, rolled: random.Random) -> Iterator[Tree]:
        """The trees that may be found if the power fails now: all, or some where they are many."""
        unsure = [one for one, bytes_ in self.content.items() if self.synced.get(one) != bytes_]
        options = [self._contents(one) for one in unsure]
        happened = [(False, True)] * len(self.pending)
        count = 2 ** len(happened) * 5 ** len(options)
        if count <= _MOST_STATES:
            choices: Iterator[tuple[Any, ...]] = itertools.product(*happened, *options)
        else:
            choices = (
                tuple(map(rolled.choice, [*happened, *options])) for _ in range(_MOST_STATES)
            )
        for choice in choices:
            names = {directory: dict(inside) for directory, inside in self.names.items()}
            for event, yes in zip(self.pending, choice, strict=False):
                if yes:
                    names.setdefault(event.directory, {}).update(event.names)
            found = self.synced | dict(zip(unsure, choice[len(happened) :], strict=True))
            yield dict(_tree(names, found, self.root, ""))

    def _contents(self, file: int) -> Sequence[bytes]:
        old, new = self.synced.get(file, b""), self.content[file]
        added = new[len(old) :]
        torn = old + added[: len(added) // 2]
        return old, new, torn, old + bytes(len(added)), torn + bytes(len(new) - len(torn))


def _tree(
    names: dict[str, dict[str, Target]], content: dict[int, bytes], directory: str, below: str
) -> Iterator[tuple[str, bytes]]:
    for name, target in names.get(directory, {}).items():
        if isinstance(target, str):
            yield from _tree(names, content, target, f"{below}{name}/")
        elif target is not None:
            yield f"{below}{name}", content.get(target, b"")


def after_power_loss(
    events: Sequence[Event], root: Path, seed: int = 0
) -> Iterator[tuple[int, bool, Tree]]:
    """Each state of the disk below `root` that may be found, once.

    With it, how much was "done" by then, and whether more was begun.
    """
    rolled = random.Random(seed)
    disk, done, begun = Disk(str(root)), 0, False
    seen: set[tuple[int, bool, tuple[tuple[str, bytes], ...]]] = set()
    for event in (*events, Event("end")):
        for tree in disk.states(rolled):
            lasting = sorted(one for one in tree.items() if not one[0].endswith(".tmp"))
            key = done, begun, tuple(lasting)
            if key not in seen:
                seen.add(key)
                yield done, begun, tree
        disk.take(event)
        begun = event.what != "done"
        done += not begun
