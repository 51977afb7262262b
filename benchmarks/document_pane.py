"""The document pane: paging under 100,000 highlights, opening 50 MB, memory, and holds.

Run `python -m benchmarks.document_pane` from a checkout with the dev dependencies. The figures are
ratios of two measurements in this one run, but for the holds: the CPU time for which a key keeps
the event loop to itself, a median over rounds, so that a collection of garbage does not count.
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import sys
import time
import tracemalloc
from asyncio.events import Handle
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot

from workbench.model import Document, DocumentInfo, Metadata
from workbench.resources import styles
from workbench.spans import Span, Spans
from workbench.tui.document.pane import DocumentPane
from workbench.tui.themes import DARK, THEMES

MB = 1_000_000
PAGES = 40
ROUNDS = 5
HITS = 100_000
HOLD = 20  # milliseconds
SIZE = (140, 42)


class PaneApp(App[None]):
    """The pane alone, in a window of 140 by 42."""

    CSS_PATH = [styles() / "document.tcss"]  # noqa: RUF012 (Textual's own form)

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our roles, which the stylesheet speaks in."""
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        """The pane."""
        yield DocumentPane()


def prose(size: int, seed: int = 1) -> str:
    """Text of about `size` code points in paragraphs of some 300, with some curly quotes."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("abcdefghinorstu", k=rng.randint(2, 10))) for _ in range(2000)]
    paragraphs = [
        f"“{' '.join(rng.choices(words, k=25))}”, {' '.join(rng.choices(words, k=25))}."
        for _ in range(400)
    ]
    text = "\n\n".join(paragraphs) + "\n\n"
    return text * max(1, size // len(text))


def texts() -> dict[str, str]:
    """Texts that are long in one way or another."""
    chinese = "".join(random.Random(1).choices("港口管理局，第七号泊位的租金年四万克朗。", k=300))
    return {
        "50 MB of prose": prose(50 * MB),
        "5 MB of Chinese": f"{chinese}\n\n" * (5 * MB // 300),
        "a line of 1 MB": "word " * (MB // 5),
        "a line of 20 MB": "wörd " * (20 * MB // 5),
        "a word of 20 MB": "x" * (20 * MB),
        "a letter with a million marks": "a" + "\u0301" * MB,
    }


def document(text: str) -> Document:
    """A document of paragraphs parted by blank lines."""
    spans, start = [], 0
    while start < len(text):
        end = text.find("\n\n", start)
        spans.append((start, end if end >= 0 else len(text)))
        start = spans[-1][1] + 2
    info = DocumentInfo(
        id="bench",
        path="bench.txt",
        raw_path=b"bench.txt",
        part="",
        kind="text",
        sha256="",
        metadata=Metadata(title="A benchmark"),
        words=0,
        characters=len(text),
        paragraphs=len(spans),
        pages=0,
    )
    return Document(info, text, Spans(spans))


def highlights(text: str, count: int) -> Spans:
    """Evenly spread spans of seven code points."""
    step = len(text) // count
    return Spans((start, start + 7) for start in range(0, step * count, step))


async def cpu(pilot: Pilot[None], act: Callable[[], None], times: int) -> float:
    """CPU milliseconds of one act and the frame that it leads to, on average."""
    gc.collect()
    started = time.process_time()
    for _ in range(times):
        act()
        await pilot.pause()
    return (time.process_time() - started) / times * 1000


async def paging() -> None:
    """Paging and jumping in 5 MB with 100,000 highlights, against the same with none."""
    text = prose(5 * MB)
    opened, hits = document(text), highlights(text, HITS)
    rng = random.Random(2)
    app = PaneApp()
    async with app.run_test(size=SIZE) as pilot:
        pane = app.query_one(DocumentPane)
        figures: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, spans in (("none", Spans()), ("all", hits)):
                pane.show(opened, position=rng.randrange(len(text) // 2))
                pane.set_hits(spans)
                await pilot.pause()
                paged = await cpu(pilot, pane.action_page_down, PAGES)
                jumped = await cpu(pilot, lambda: pane.go(rng.randrange(len(text))), PAGES)
                lined = await cpu(pilot, pane.action_cursor_down, PAGES)
                for kind, figure in (("page", paged), ("jump", jumped), ("line", lined)):
                    figures.setdefault(f"{kind} {name}", []).append(figure)
    for kind in ("page", "jump", "line"):
        none, every = (statistics.median(figures[f"{kind} {name}"]) for name in ("none", "all"))
        report(
            f"{kind} with {HITS:,} highlights", every / none, 1.5, f"{none:.1f} -> {every:.1f} ms"
        )


async def opening() -> None:
    """Opening 50 MB against opening 50 KB, and the memory that the open document takes."""
    small = document(prose(MB // 20))
    app = PaneApp()
    async with app.run_test(size=SIZE) as pilot:
        pane = app.query_one(DocumentPane)
        pane.show(small)
        await pilot.pause()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        large = document(prose(50 * MB))
        size = sys.getsizeof(large.text)
        pane.show(large)
        await pilot.pause()
        for _ in range(PAGES):
            pane.action_page_down()
            await pilot.pause()
        gc.collect()
        memory = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        figures: dict[str, list[float]] = {"small": [], "large": [], "end": [], "drawn": []}
        for _ in range(ROUNDS):
            figures["small"].append(await cpu(pilot, lambda: pane.show(small), 3))
            figures["large"].append(await cpu(pilot, lambda: pane.show(large), 3))
            figures["end"].append(await cpu(pilot, pane.action_bottom, 1))
            figures["drawn"].append(time_of_a_line(pane))
    middle = {name: statistics.median(values) for name, values in figures.items()}
    report(
        "opening 50 MB against 50 KB",
        middle["large"] / middle["small"],
        1.5,
        f"{middle['small']:.1f} -> {middle['large']:.1f} ms",
    )
    report("memory against the text's own", memory / size, 3, f"{memory / MB:.0f} MB")
    print(f"  going to its end {middle['end']:.1f} ms, one line drawn {middle['drawn']:.3f} ms")


def time_of_a_line(pane: DocumentPane) -> float:
    """CPU milliseconds of drawing one line anew."""
    pane.go(random.Random(3).randrange(len(pane.reader.text)), select=Span(0, 1))
    pane.set_mentions(Spans())
    height = pane.size.height
    started = time.process_time()
    for y in range(height):
        pane.render_line(y)
    return (time.process_time() - started) / height * 1000


@contextmanager
def recorded() -> Iterator[list[float]]:
    """CPU milliseconds of every callback that the event loop runs meanwhile."""
    holds: list[float] = []
    run = Handle._run

    def timed(handle: Handle) -> None:
        started = time.thread_time()
        run(handle)
        holds.append((time.thread_time() - started) * 1000)

    Handle._run = timed  # type: ignore[assignment, method-assign]
    try:
        yield holds
    finally:
        Handle._run = run  # type: ignore[method-assign]


async def longest(pilot: Pilot[None], act: Callable[[], None]) -> float:
    """CPU milliseconds of the longest callback that one act leads to, itself included."""
    with recorded() as holds:
        asyncio.get_running_loop().call_soon(act)
        await pilot.pause()
        await pilot.pause()
    return max(holds)


async def holding() -> None:
    """How long opening, paging, jumping and resizing keep the event loop from the next key."""
    app = PaneApp()
    async with app.run_test(size=SIZE) as pilot:
        pane = app.query_one(DocumentPane)
        nothing = document("")
        for name, text in texts().items():
            acts = acts_in(pane, document(text))
            figures: dict[str, list[float]] = {act: [] for act in acts}
            for _ in range(ROUNDS):
                pane.show(nothing)
                await pilot.pause()
                for act in acts:
                    figures[act].append(await longest(pilot, acts[act]))
            middles = {act: statistics.median(values) for act, values in figures.items()}
            verdict = "within" if max(middles.values()) <= HOLD else "OVER"
            every = ", ".join(f"{act} {value:.1f}" for act, value in middles.items())
            print(f"holds in {name}: {verdict} the budget of {HOLD} ms ({every})")


def acts_in(pane: DocumentPane, opened: Document) -> dict[str, Callable[[], None]]:
    """What a reader does in a document, from opening it on."""

    def resize(width: int) -> None:
        pane.app.post_message(Resize(Size(width, SIZE[1]), Size(width, SIZE[1])))

    return {
        "open": lambda: pane.show(opened),
        "page": pane.action_page_down,
        "jump": lambda: pane.go(len(opened.text) // 2),
        "narrower": lambda: resize(90),
        "wider": lambda: resize(SIZE[0]),
        "end": pane.action_bottom,
        "sentence": pane.action_select_sentence,
        "word": pane.action_word_left,
    }


def report(what: str, ratio: float, budget: float, figures: str) -> None:
    """Print a ratio beside its budget."""
    verdict = "within" if ratio <= budget else "OVER"
    print(f"{what}: {ratio:.2f} x, {verdict} the budget of {budget} x ({figures})")


async def main() -> None:
    """Measure and print."""
    await paging()
    await opening()
    await holding()


if __name__ == "__main__":
    asyncio.run(main())
