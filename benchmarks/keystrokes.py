"""Typing a query: from the bytes of a key to the frame that shows its results, in a real terminal.

Run `python -m benchmarks.keystrokes FOLDER [DATA]` from a checkout with the dev dependencies: the
folder is a project that was indexed already, DATA where its records are if not in it. Queries of
all kinds are made of its texts and typed letter by letter, as fast as a practised typist, and once
more in a rush, without waiting for any answer.

The program marks its output: when a frame with the letter was written, and when one with its
results. Beside it an empty Textual app draws all of its window anew for each key. That is the
floor, and in one run the difference tells more than the times: a busy machine slows both.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pexpect
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from benchmarks.search import percentile, queries
from benchmarks.texts import document
from workbench.project import Project
from workbench.tui.app import WorkbenchApp
from workbench.tui.searching import Searching
from workbench.tui.widgets.results import ResultsList

SIZE = (42, 140)
BEAT, RUSH = 0.12, 0.03
"""Seconds between two keys."""
TYPED, TEXTS, WORDS = 40, 200, 100
PATIENCE = 20.0
SEARCH, CLEAR = "/", "\x15"
_MARK = re.compile(rb"\x1b\]7777;([^\t]*)\t([^\x07]*)\x07")


# -- in the program that is measured

answered = ""
"""The query whose answer was taken last."""
drawn = {"letter": "", "answer": ""}
"""What was drawn last: the text of the prompt, and the query of the results."""


class Marking(App[Any]):
    """Writes a mark after every frame that shows other letters or the results of another query."""

    _marked: dict[str, str] | None = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if drawn != self._marked and self._driver is not None:
            self._marked = dict(drawn)
            self._driver.write(f"\x1b]7777;{drawn['letter']}\t{drawn['answer']}\x07")
            self._driver.flush()


class Rows(Widget):
    """A window of words that are others with every key."""

    typed = ""

    def render_line(self, y: int) -> Strip:
        """A row."""
        drawn["answer"] = self.typed
        return Strip([Segment(f"{self.typed} {y} ".ljust(self.size.width)[: self.size.width])])


class Floor(Marking):
    """A field and a window."""

    def compose(self) -> ComposeResult:
        """Nothing else."""
        yield Input(compact=True)
        yield Rows()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Draw all rows anew."""
        rows = self.query_one(Rows)
        rows.typed = message.value
        rows.refresh()


class Workbench(Marking, WorkbenchApp):
    """The program."""


def before(method: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    """The method, with something noted before it."""

    def noting(*given: Any) -> Any:
        note(*given)
        return method(*given)

    return noting


def note_answer(flow: Searching, message: Any) -> None:
    """An answer came."""
    global answered
    if message.generation == flow._generation:
        answered = message.results.query if hasattr(message, "results") else ""


def run(folder: str, data: str) -> None:
    """The program, or the floor where there is no folder."""
    Input.render_line = before(  # type: ignore[method-assign]
        Input.render_line, lambda field, y: drawn.update(letter=field.value)
    )
    if not folder:
        Floor().run()
        return
    ResultsList.render_line = before(  # type: ignore[method-assign]
        ResultsList.render_line, lambda results, y: drawn.update(answer=answered)
    )
    for name in ("answered", "listed"):
        setattr(Searching, name, before(getattr(Searching, name), note_answer))
    project = Project.open(Path(folder), Path(data) if data else None)
    Workbench(project, (sys.executable, "-c", "")).run()
    project.close()


# -- outside


class Typist:
    """Types into a program, and reads when its frames were written."""

    def __init__(self, folder: str = "", data: str = "") -> None:
        command = ["-m", "benchmarks.keystrokes", "--inside", folder, data]
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._child = pexpect.spawn(
            sys.executable, command, dimensions=SIZE, timeout=None, env=environment
        )
        self._child.delaybeforesend = None
        self._unread, self._shown = b"", ("", "")
        self.stale: list[str] = []
        """Answers that came on the screen after a letter which they do not know of."""

    def send(self, keys: str) -> float:
        """Type keys; when that was."""
        self._child.send(keys)
        return time.perf_counter()

    def cpu(self) -> float:
        """CPU seconds of the program so far (Linux)."""
        return time.clock_gettime(~self._child.pid << 3 | 2)

    def until(self, ends: float, *, answer: str | None = None) -> dict[str, float]:
        """When what was painted first, by the mark, until a time, or until an answer is."""
        painted: dict[str, float] = {}
        while (left := ends - time.perf_counter()) > 0:
            try:
                self._unread += self._child.read_nonblocking(1 << 16, timeout=left)
            except pexpect.TIMEOUT:
                break
            now, end = time.perf_counter(), 0
            for found in _MARK.finditer(self._unread):
                letter, query = (part.decode() for part in found.groups())
                painted.setdefault(f"letter {letter}", now)
                painted.setdefault(f"answer {query}", now)
                if query not in (letter, *self._shown):
                    self.stale.append(f"{query} for {letter}")
                self._shown, end = (letter, query), found.end()
            self._unread = self._unread[end:]
            if f"answer {answer}" in painted:
                break
        return painted

    def clear(self) -> None:
        """Empty the prompt."""
        self.send(CLEAR)
        self.until(time.perf_counter() + PATIENCE, answer="")
        self.until(time.perf_counter() + 2 * BEAT)

    def close(self) -> None:
        """End the program."""
        self._child.close(force=True)


Figures = dict[str, list[float]]


def type_slowly(typist: Typist, query: str, figures: Figures) -> None:
    """One key after the other, each when the results of the one before are there."""
    for end in range(1, len(query) + 1):
        typed, before = query[:end], typist.cpu()
        began = typist.send(query[end - 1])
        painted = typist.until(began + PATIENCE, answer=typed)
        painted |= typist.until(began + BEAT)
        figures["letter"].append(painted[f"letter {typed}"] - began)
        figures["results"].append(painted[f"answer {typed}"] - began)
        figures["CPU"].append(typist.cpu() - before)


def type_fast(typist: Typist, query: str, figures: Figures) -> None:
    """All keys at a rush; what is waited for are the results of the last one."""
    began, painted = {}, {}
    for end in range(1, len(query) + 1):
        began[query[:end]] = typist.send(query[end - 1])
        painted |= typist.until(time.perf_counter() + RUSH)
    if f"answer {query}" not in painted:
        painted |= typist.until(time.perf_counter() + PATIENCE, answer=query)
    for typed, at in began.items():
        # One frame may show several letters.
        seen = (when for what, when in painted.items() if what.startswith(f"letter {typed}"))
        figures["rush, letter"].append(min(seen) - at)
    figures["rush, results"].append(painted[f"answer {query}"] - began[query])


def measure(typist: Typist, typed: Sequence[str]) -> Figures:
    """What a letter and its results took, by the way of typing, in seconds."""
    figures: Figures = {
        name: [] for name in ("letter", "results", "CPU", "rush, letter", "rush, results")
    }
    for query in typed:
        type_slowly(typist, query, figures)
        typist.clear()
        type_fast(typist, query, figures)
        typist.clear()
    return figures


def typed_in(folder: Path) -> list[str]:
    """Queries made of the texts of a folder."""
    choice = random.Random(1868)
    paths = sorted(path for path in folder.glob("[!.]*/*.*") if path.is_file())
    chosen = choice.sample(paths, min(TEXTS, len(paths)))
    texts = (path.read_text("utf-8", "replace") for path in chosen)
    long = [text for text in texts if sum(map(str.isalpha, text.split())) > WORDS]
    made = queries([document(text, number) for number, text in enumerate(long)])
    return choice.sample(made, min(TYPED, len(made)))


def main(folder: str, data: str) -> None:
    """Measure and print."""
    typed = typed_in(Path(folder))
    print(f"{len(typed)} queries, {sum(map(len, typed))} keys; milliseconds")
    for name, project in (("empty app", ""), ("workbench", folder)):
        typist = Typist(project, data)
        try:
            typist.until(time.perf_counter() + 5)
            typist.send(SEARCH if project else "")
            figures = measure(typist, typed)
        finally:
            typist.close()
        for what, values in figures.items():
            shown = (f"{percentile(values, share) * 1000:6.1f}" for share in (0.5, 0.95, 1))
            print(f"{name}, {what}: p50, p95, longest {', '.join(shown)}")
        print(f"{name}, answers painted to what was no longer asked: {len(typist.stale)}")


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        run(*sys.argv[2:])
    else:
        main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
