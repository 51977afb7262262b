"""The commands of the command line: each asks the project one thing and gives an Answer.

A command knows neither argparse's errors nor the terminal; `workbench.cli` parses and prints.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from workbench.project import Project

DONE, NOTHING, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: the value for `--json`, the lines for people, the exit code."""

    value: Any
    lines: Iterable[str]
    code: int = DONE


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line.

    `arguments` adds its own arguments to a parser; `run` carries it out. `reads_index` says that
    it needs an indexed collection, so that a folder never indexed is indexed first.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Project, argparse.Namespace], Answer]
    reads_index: bool = True


def whole_number(least: int) -> Callable[[str], int]:
    """An argparse type: an integer of at least `least`."""

    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is less than {least}")
        return value

    number.__name__ = "whole number"
    return number


def columns(rows: Iterable[tuple[str, ...]], right: tuple[int, ...] = ()) -> list[str]:
    """Rows of text as aligned lines, two spaces between columns; those in `right` end flush."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
