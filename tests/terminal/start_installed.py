"""Starts an installed `workbench --sample` in a terminal, finds and opens a passage, leaves by `q`.

Run `python -m tests.terminal.start_installed COMMAND` with the path of the installed command.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal.pty_screen import Terminal

# A query, and the title of the one document in each folder of the sample that it finds.
ASKED = {
    "title:agencies title:bases": "Agencies report plans for three bases",
    "title:tenant": "The tenant at Berth 9",
}


def main(command: str) -> int:
    """Exit code 0 if the sample's documents were found and the program left with 0."""
    with TemporaryDirectory() as home:
        arguments = [command, "--sample"]
        with Terminal(arguments, environment={"HOME": home}, folder=Path(home)) as terminal:
            terminal.wait("18 documents", seconds=120)
            for query, title in ASKED.items():
                terminal.press("/")
                terminal.wait("esc back")
                terminal.press("ctrl+u", query)
                terminal.wait(title)
                terminal.press("enter")
                terminal.wait("y copy with citation")
            terminal.press("q")
            code = terminal.end()
        defect = Path(home, ".local/state/workbench/last-defect.txt")
        if defect.exists():
            print(defect.read_text(encoding="utf-8"), file=sys.stderr)
            return 1
    print(f"{command} --sample found its documents and left with exit code {code}.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
