"""Starts an installed `workbench --sample` in a terminal, looks at its first screen, leaves by `q`.

Run `python -m tests.terminal.start_installed COMMAND` with the path of the installed command.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal.pty_screen import Terminal

# Titles of one document from each folder of the sample.
TITLES = ("Agencies report plans for three bases", "The tenant at Berth 9")


def main(command: str) -> int:
    """Exit code 0 if the sample's documents showed and the program left with 0."""
    with TemporaryDirectory() as home:
        arguments = [command, "--sample"]
        with Terminal(arguments, environment={"HOME": home}, folder=Path(home)) as terminal:
            terminal.wait("18 documents", seconds=120)
            for title in TITLES:
                terminal.wait(title)
            terminal.press("q")
            code = terminal.end()
    print(f"{command} --sample showed its 18 documents and left with exit code {code}.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
