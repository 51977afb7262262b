"""The command line: parse, one call on the project, print.

`workbench [FOLDER]` starts the terminal interface, which alone imports Textual.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from workbench import __version__
from workbench.model import UsageError, WorkbenchError

if TYPE_CHECKING:
    from workbench.commands import Command

# Name of a command -> the module of workbench.commands that has it, imported only when it is used.
COMMANDS = {
    "index": "collection",
    "documents": "collection",
    "show": "collection",
    "search": "finding",
    "entities": "finding",
    "annotate": "evidence",
    "annotations": "evidence",
    "cite": "evidence",
    "doctor": "doctor",
}
_BEFORE_COMMAND = ("-C", "--data")
_DATA_HELP = "keep the project's own files in DIR, not in FOLDER/.workbench"


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors, so that they are told like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is 0 (done), 1 (nothing found, or failed), 2 (usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        at = _command_at(arguments)
        if at is None:
            return _open(arguments)
        return _run(arguments[at], arguments[:at] + arguments[at + 1 :])
    except WorkbenchError as error:
        if "--json" in arguments:
            _print_json({"error": str(error)})
        print(f"workbench: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _command_at(arguments: list[str]) -> int | None:
    """Where the name of a command stands; only -C DIR and --data DIR may come before it."""
    at = 0
    while at < len(arguments) and arguments[at] in _BEFORE_COMMAND:
        at += 2
    return at if at < len(arguments) and arguments[at] in COMMANDS else None


def interface_parser() -> argparse.ArgumentParser:
    """The parser of `workbench [FOLDER]`."""
    parser = _Parser(
        prog="workbench",
        description="Search, read, tag, annotate and cite a folder of documents.",
        epilog=f"Commands: {', '.join(COMMANDS)}. Each has its own --help.",
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="folder to open")
    parser.add_argument("--data", type=Path, metavar="DIR", help=_DATA_HELP)
    parser.add_argument(
        "--sample", action="store_true", help="open your copy of the sample collection"
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"workbench {__version__}",
        help="print the version",
    )
    return parser


def command_parser(command: Command) -> argparse.ArgumentParser:
    """The parser of one command."""
    parser = _Parser(prog=f"workbench {command.name}", description=command.help)
    command.arguments(parser)
    parser.add_argument(
        "-C",
        dest="folder",
        type=Path,
        metavar="FOLDER",
        help="folder of the documents (default: the project around this directory)",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help=_DATA_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    return parser


def find_command(name: str) -> Command:
    """The command called `name`, one of COMMANDS."""
    commands: Sequence[Command] = import_module(f"workbench.commands.{COMMANDS[name]}").COMMANDS
    return next(command for command in commands if command.name == name)


def _open(arguments: list[str]) -> int:
    options = interface_parser().parse_args(arguments)
    if options.sample and options.folder:
        raise UsageError("Give a folder or --sample, not both.")
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise UsageError("The workbench needs a terminal; its commands work without one.")
    from workbench.tui.app import run

    return run(options.folder, options.data, sample=options.sample)


def _run(name: str, arguments: list[str]) -> int:
    command = find_command(name)
    options = command_parser(command).parse_args(arguments)
    from workbench.indexing import index
    from workbench.project import Project

    folder = options.folder or Project.around(Path.cwd()) or Path.cwd()
    project = Project.open(folder, options.data)
    try:
        for notice in project.notices:
            print(f"workbench: {notice}", file=sys.stderr)
        if command.reads_index and not project.library.count():
            index(project)
        answer = command.run(project, options)
        if options.json:
            _print_json(answer.value)
        else:
            _print_lines(answer.lines)
    finally:
        project.close()
    return answer.code


def _print_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.flush()


def _print_lines(lines: Iterable[str]) -> None:
    # A terminal that cannot show a letter gets a question mark, not an error.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    for line in lines:
        print(line)
    sys.stdout.flush()
