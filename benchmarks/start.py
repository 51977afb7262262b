"""Starting: wall time to the first usable screen, against a bare Textual app with three panes.

Run `python -m benchmarks.start [DOCUMENTS]` from a checkout with the dev dependencies. It makes a
collection of that many small documents (default 2,000), indexes it, and starts both programs in
turn in a pseudo-terminal. The budget is a ratio of at most 1.3, whatever the number of documents.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.terminal.pty_screen import Terminal

ROUNDS = 9
BARE = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Footer, Input, ListItem, ListView, Static

class Bare(App):
    CSS = "ListView { width: 1fr; } #text { width: 2fr; }"
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Input(placeholder="search")
        with Horizontal():
            yield ListView(*(ListItem(Static(f"document {n}")) for n in range(20)))
            yield Static("text " * 400, id="text")
            yield ListView(*(ListItem(Static(f"entity {n}")) for n in range(20)))
        yield Footer()

Bare().run()
"""


def seconds_until(command: Sequence[str], pattern: str, environment: dict[str, str]) -> float:
    """Wall time from starting `command` until its screen matches `pattern`."""
    started = time.perf_counter()
    with Terminal(command, environment=environment) as terminal:
        terminal.wait(pattern)
        return time.perf_counter() - started


def main(documents: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        home, folder = Path(scratch, "home"), Path(scratch, "case")
        home.mkdir()
        folder.mkdir()
        for number in range(documents):
            text = f"Document {number}\n\nThe harbour board met about berth {number}.\n"
            (folder / f"document-{number:06}.txt").write_text(text, encoding="utf-8")
        environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
        workbench = [sys.executable, "-m", "workbench"]
        subprocess.run([*workbench, "index", "-C", str(folder)], env=environment, check=True)
        bare_times, own_times = [], []
        for _ in range(ROUNDS):
            bare_times.append(seconds_until([sys.executable, "-c", BARE], "entity 9", environment))
            own_times.append(seconds_until([*workbench, str(folder)], r"q quit", environment))
        bare, own = statistics.median(bare_times), statistics.median(own_times)
        print(f"{documents:,} documents: bare {bare:.3f} s, workbench {own:.3f} s")
        print(f"ratio {own / bare:.2f} (budget 1.3)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
