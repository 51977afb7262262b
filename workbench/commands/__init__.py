"""The commands of the command line: each asks the project one thing and gives an Answer.

A command knows neither argparse's errors nor the terminal; `workbench.cli` parses and prints.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.project import Project

DONE, NOTHING, USAGE = 0, 1, 2

Room = Literal["library", "search", "entities"]
_LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: the value for `--json`, the lines for people, the exit code.

    `remarks` are sentences beside the answer, said on standard error in either case.
    """

    value: Any
    lines: Iterable[str]
    code: int = DONE
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line.

    `arguments` adds its own arguments to a parser; `run` carries it out. Beside its arguments it
    is given `width`: the cells of the terminal's line, or None where the output goes elsewhere.
    `reads` names the rooms that must know every document, which are filled first if they do not.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Project, argparse.Namespace], Answer]
    reads: tuple[Room, ...] = ("library",)


def whole_number(least: int) -> Callable[[str], int]:
    """An argparse type: an integer from `least` to a milliard."""

    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is less than {least}")
        if value > _LARGEST:
            raise argparse.ArgumentTypeError(f"{value} is more than {_LARGEST}")
        return value

    number.__name__ = "whole number"
    return number
