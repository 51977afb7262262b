"""Concordance: the first screen and all lines of a word with 100,000 hits; orders and collocates.

Run `python -m benchmarks.concordance [WHEEL]` from a checkout with the dev dependencies;
`benchmarks.texts` says which texts are used. Documents are repeated until the commonest word has
100,000 hits. The budget: the first screen in less than 0.2 s. What is measured is what the page
does, without the painting: asking the engine, reading documents and finding their hits until 40
lines are there, and looking those up.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.search import Shelf, longest_wait, megabytes
from benchmarks.texts import documents
from workbench.model import Document
from workbench.search import Search
from workbench.search.collocates import collocates
from workbench.search.concordance import Concordance, hits, line_of
from workbench.search.dispersion import dispersion

WORD = "the"
HITS = 100_000
SCREEN = 40


def collection(wheel: Path | None) -> list[Document]:
    """Documents with 100,000 hits between them."""
    found = documents(24_000, wheel)
    having = sum(each.text.lower().split().count(WORD) for each in found)
    times = -(-HITS // max(having, 1))
    return [
        replace(
            each, info=replace(each.info, id=f"{each.id}-{time}", path=f"{time}/{each.info.path}")
        )
        for time in range(times)
        for each in found
    ]


def timed(what: str, work: Callable[[], object]) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    spent = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{what}: {spent[0] * 1000:,.0f} ms of CPU, {spent[1] * 1000:,.0f} ms")


def main(wheel: Path | None) -> None:
    """Measure and print."""
    found = collection(wheel)
    shelf = Shelf(found)
    size = sum(len(each.text) for each in found) / 1e6
    print(f"{len(found):,} documents, {size:.1f} million characters")
    with tempfile.TemporaryDirectory() as folder:
        search = Search(Path(folder), shelf, {}, "tantivy")
        search.update(found)
        search.commit()
        search.search("opening")
        get = shelf.document

        def first() -> None:
            lines = Concordance(WORD)
            for count in lines.read(search.every_hit(WORD)):
                if count >= SCREEN:
                    break
            assert len([line_of(*hit) for hit in hits(lines, range(SCREEN), get)]) == SCREEN

        timed("first screen (budget 0.2 s)", first)
        before = megabytes()
        lines = Concordance(WORD)
        timed("all lines", lambda: list(lines.read(search.every_hit(WORD))))
        print(f"{lines.count:,} lines, {megabytes() - before:.0f} MB more")
        for by in ("left", "right", "date"):
            timed(f"in order by {by}", lambda by=by: lines.ordered(by, lines.count))  # type: ignore[misc]
        waited = longest_wait(lambda: lines.ordered("left", lines.count))
        print(f"another thread waited for at most {waited * 1000:.0f} ms meanwhile")
        every = [each.id for each in found]
        timed("collocates", lambda: collocates(lines, lambda one: get(one).text, every))
        infos = [each.info for each in found]
        timed("dispersion", lambda: dispersion(lines, infos))
        search.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
