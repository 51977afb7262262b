"""Write docs/keys.md and docs/commands.md from the tables that the program itself runs on.

Run `python tools/generate_docs.py` after changing a key or a command; a test compares the pages
with what this would write.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli import COMMANDS, command_parser, find_command, interface_parser
from workbench.tui.actions import ACTIONS, PLACES, of_place
from workbench.tui.keymap import shown

_COMMON = frozenset({"folder", "data", "json"})
DOCS = Path(__file__).resolve().parent.parent / "docs"


def keys_page() -> str:
    """The page of keys: a table for each place."""
    lines = [
        "# Keys",
        "",
        "Written from the program's table of actions. Press `?` for the keys of the place you are",
        "in. The name in the last column changes a key in the [configuration](configuration.md).",
    ]
    for place, heading in PLACES.items():
        lines += ["", f"## {heading}", "", "| keys | what they do | action |", "|---|---|---|"]
        for action in of_place(place):
            keys = " ".join(f"`{shown(key)}`" for key in action.keys) or "(palette)"
            lines.append(f"| {keys.replace('|', chr(92) + '|')} | {action.help} | `{action.id}` |")
    assert sum(map(len, map(of_place, PLACES))) == len(ACTIONS)
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The page of commands: usage, arguments and what each is for."""
    lines = [
        "# Commands",
        "",
        "Every command prints for people; with `--json` it prints exactly one JSON value, also",
        'when it fails (`{"error": "..."}`). It exits with 0 when done, 1 when it ran but found',
        "nothing or something failed, 2 when it was used wrongly or there is no such folder.",
        "Errors go to the standard error. A folder that was never indexed is indexed first.",
        "",
        "All commands but the first take these arguments:",
        "",
        *_arguments(command_parser(find_command("documents"))),
        "",
        "## workbench [FOLDER]",
        "",
        "Opens the folder in the terminal. Without a folder it opens the project around the",
        "current directory, or else a start screen. A folder that has the name of a command is",
        "opened as `./index`.",
        "",
        *_arguments(interface_parser()),
    ]
    for name in COMMANDS:
        command = find_command(name)
        lines += ["", f"## {name}", "", f"{command.help[:1].upper()}{command.help[1:]}."]
        own = _arguments(command_parser(command), leave_out=_COMMON)
        if len(own) > 2:
            lines += ["", *own]
    return "\n".join(lines) + "\n"


def _arguments(
    parser: argparse.ArgumentParser, leave_out: frozenset[str] = frozenset()
) -> list[str]:
    lines = ["| argument | meaning |", "|---|---|"]
    for argument in parser._actions:
        if argument.dest in leave_out | {"help"}:
            continue
        metavar = argument.metavar or "|".join(map(str, argument.choices or ()))
        names = ", ".join(argument.option_strings)
        shown = " ".join(filter(None, (names, str(metavar) if argument.nargs != 0 else "")))
        lines.append(f"| `{shown}` | {argument.help} |".replace("|person|", "\\|person\\|"))
    return lines


PAGES = {"keys.md": keys_page, "commands.md": commands_page}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
