"""The command line: parse, one call on the project, print.

`workbench [FOLDER]` starts the terminal interface, which alone imports Textual.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from workbench import __version__, printing
from workbench.library.safe import safe_name
from workbench.model import UsageError, WorkbenchError

if TYPE_CHECKING:
    from workbench.commands import Command

# Name of a command -> the module of workbench.commands that has it, imported only when it is used.
COMMANDS = {
    "index": "collection",
    "documents": "collection",
    "show": "collection",
    "search": "finding",
    "searches": "searches",
    "coverage": "searches",
    "collocates": "concordance",
    "dispersion": "concordance",
    "entities": "finding",
    "quotes": "quotes",
    "corrections": "corrections",
    "annotate": "evidence",
    "annotations": "evidence",
    "tag": "tagging",
    "anchor": "anchor",
    "agreement": "agreement",
    "cite": "evidence",
    "source": "sources",
    "export": "exchange",
    "import": "exchange",
    "doctor": "doctor",
}
_WITH_VALUE = ("-C", "--data")
_DATA_HELP = "keep the project's own files in DIR, not in FOLDER/.workbench"


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors, so that they are told like all others."""

    def error(self, message: str) -> NoReturn:
        hint = f"see {self.prog} --help"
        if "QUERY" in message or "ignored explicit argument" in message:
            hint = f"put -- before a query that begins with a hyphen, or {hint}"
        raise UsageError(f"{message[:1].upper()}{message[1:]}; {hint}.")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        printing.flush()
        super().exit(status, message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is 0 (done), 1 (nothing found, or failed), 2 (usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        at = _command_at(arguments)
        if at is None:
            return _open(arguments)
        return _run(arguments[at], arguments[:at] + arguments[at + 1 :])
    except WorkbenchError as error:
        return _failed(str(error), 2 if isinstance(error, UsageError) else 1, arguments)
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - a defect of ours: nobody is shown a stack
        import traceback

        from workbench import defects

        return _failed(defects.kept(traceback.format_exc()), 1, arguments)


def _failed(sentence: str, code: int, arguments: Sequence[str]) -> int:
    """Say what went wrong; the exit code."""
    try:
        if "--json" in arguments:
            printing.print_json({"error": sentence})
    except (OSError, WorkbenchError):
        pass  # there is no way out but standard error
    printing.complain(sentence)
    return code


def _command_at(arguments: Sequence[str]) -> int | None:
    """Where the name of a command stands; only the arguments of all commands may come before it."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        argument = arguments[at]
        if argument in _WITH_VALUE:
            at += 2
        elif argument == "--json" or argument.startswith(("-C", "--data=")):
            at += 1
        else:
            return None
    return at if at < len(arguments) and arguments[at] in COMMANDS else None


def interface_parser() -> argparse.ArgumentParser:
    """The parser of `workbench [FOLDER]`."""
    parser = _Parser(
        prog="workbench",
        description="Search, read, tag, annotate and cite a folder of documents.",
        epilog=f"Commands: {', '.join(COMMANDS)}. Each has its own --help.",
        allow_abbrev=False,
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
    parser = _Parser(
        prog=f"workbench {command.name}",
        description=f"{command.help[:1].upper()}{command.help[1:]}.",
        allow_abbrev=False,
    )
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
    parser = interface_parser()
    options, unknown = parser.parse_known_args(arguments)
    if options.folder and not os.path.lexists(options.folder):
        raise UsageError(f"There is no folder and no command {safe_name(str(options.folder))}.")
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if options.sample and options.folder:
        raise UsageError("Give a folder or --sample, not both.")
    if not _at_a_terminal():
        raise UsageError("The workbench needs a terminal; its commands work without one.")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("This terminal cannot be drawn on (TERM is dumb); the commands work here.")
    # The interface collects again once its first screen stands: what is loaded until then stays.
    gc.disable()
    from workbench.tui.app import run

    return run(options.folder, options.data, sample=options.sample)


def _at_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _run(name: str, arguments: list[str]) -> int:
    command = find_command(name)
    options = command_parser(command).parse_args(arguments)
    options.width = printing.page_width()
    from workbench.commands.readiness import make_ready
    from workbench.project import Project

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    folder = options.folder or Project.around(here := _here()) or here
    project = Project.open(folder, options.data)
    try:
        for notice in (*project.notices, *project.settings.problems):
            printing.complain(notice)
        if command.reads:
            make_ready(project, command.reads, getattr(options, "query", None))
        answer = command.run(project, options)
        if options.json:
            printing.print_json(answer.value)
        else:
            printing.print_lines(answer.lines)
        for remark in answer.remarks:
            printing.complain(remark)
    finally:
        project.close()
    return answer.code


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("The current directory is not there any more.") from error


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """End as the signal asks, but orderly."""
    raise SystemExit(128 + number)
