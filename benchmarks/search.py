"""Search with Whoosh: indexing, queries as they are typed, memory, and the interpreter lock.

Tantivy has its own, `benchmarks.engines`.

Run `python -m benchmarks.search [DOCUMENTS [PACKAGE ...]]` from a checkout with the dev
dependencies (default 2,500 documents; `benchmarks.texts` says what they are and which packages).
The budgets:

- indexing takes at most 0.9 x the CPU time of bare whoosh-reloaded with its default analyzer, fed
  with the same strings;
- a page of 20 documents with their passages takes less than 100 ms of CPU at the 95th percentile;
- no other thread waits more than 20 ms for the interpreter lock, and whether the answer is still
  wanted is asked every 50 ms, though a text of 5 MB is searched.
"""

from __future__ import annotations

import gc
import multiprocessing
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from whoosh import fields, index

from benchmarks.texts import document, documents
from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.search import Search

ROUNDS = 3
LARGE = 5_000_000
TICK = 0.001
LARGE_QUERIES = (
    *("zebra*", "the", "a*", "the~1", "*e*", "/.*ing/", "qqqq", "zebra OR the", "-the"),
    *('"of the"', '"the of"~5', '"the of and"~50', "title:the the"),
)


class Shelf:
    """A library in memory."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {each.id: each for each in documents}

    def count(self) -> int:
        """How many documents there are."""
        return len(self._documents)

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        return [each.info for each in self._documents.values()]

    def having(self, of: str, value: str, /) -> Collection[str]:
        """None: nobody asks for whole values here."""
        return ()

    def info(self, identity: str, /) -> DocumentInfo:
        """A document without its text."""
        return self.document(identity).info

    def document(self, identity: str, /) -> Document:
        """A document by its id."""
        if identity not in self._documents:
            raise WorkbenchError(f"There is no document {identity}.")
        return self._documents[identity]

    def documents_of(self, ids: Sequence[str], /) -> list[Document]:
        """Those of some documents that there are."""
        return [self._documents[one] for one in ids if one in self._documents]


def cpu_seconds(work: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        gc.collect()
        started = time.process_time()
        work(Path(folder))
        return time.process_time() - started


def build_bare(folder: Path, collection: Sequence[Document]) -> None:
    schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, text=fields.TEXT)
    writer = index.create_in(folder, schema).writer()
    for each in collection:
        writer.add_document(id=each.id, title=each.info.title, text=each.text)
    writer.commit()


def build(folder: Path, collection: Sequence[Document]) -> None:
    search = Search(folder, Shelf(collection), {}, "whoosh")
    search.update(collection)
    search.commit()
    search.close()


def queries(collection: Sequence[Document]) -> list[str]:
    """Some 300 queries as they stand in the search line while somebody types them."""
    choice = random.Random(2008)
    typed: list[str] = []
    for kind in range(60):
        words = [w.strip(".,:;()\"'*`") for w in choice.choice(collection).text.split()]
        words = [word for word in words if word.isalpha()]
        start = choice.randrange(len(words) - 6)
        word, *others = words[start : start + 5]
        longest = max((word, *others), key=len)
        typed += [
            [word, f"{word} {others[0]}", f"{word} {others[0]} {longest}"],
            [f'"{word} {others[0]}"', f'"{word} {others[0]} {others[1]}"'],
            [f"{longest[:1]}*", f"{longest[:2]}*", f"{longest[:3]}*", f"{word} {longest[:1]}*"],
            [f'"{word} {others[2]}"~5', f'"{longest} the"~9', f"{word} OR {others[0]} OR the"],
            [f"*{longest[2:]}", f"{longest[:2]}*{longest[-1:]}", f"{longest[:-1]}?", "/[a-m].*ed/"],
            [f"{longest}~", f"{longest}~2 -{word}", f"title:{longest}", f"{longest}zq", "*"],
        ][kind % 6]
        typed += ["the", "of the", '"of the"'] if kind == 30 else []
    return list(dict.fromkeys(typed))


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int((len(values) - 1) * share)]


def megabytes() -> float:
    """The memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def ask(folder: Path, collection: Sequence[Document], typed: Sequence[str]) -> None:
    """In a process of its own, so that its memory is only the searching."""
    shelf = Shelf(collection)
    before = megabytes()
    started = time.process_time()
    search = Search(folder, shelf, {}, "whoosh")
    search.search("opening")
    opening = time.process_time() - started
    times: list[tuple[float, str]] = []
    for query in typed:
        started = time.process_time()
        search.search(query)
        times.append((time.process_time() - started, query))
    again = []
    for query in typed:
        started = time.process_time()
        search.search(query)
        again.append(time.process_time() - started)
    first = [seconds for seconds, _ in times]
    print(f"opening and the first search: {opening * 1000:.0f} ms of CPU")
    for name, values in (("first time", first), ("again", again)):
        shown = (f"{percentile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 1))
        print(f"{len(values)} queries, {name}, CPU: p50, p95, slowest {', '.join(shown)} ms")
    slowest = [f"{q} ({s * 1000:.0f})" for s, q in sorted(times, reverse=True)[:8]]
    print(f"slowest: {', '.join(slowest)}")
    print(f"memory: {megabytes() - before:.0f} MB for searching")


def longest_wait(work: Callable[[], object]) -> float:
    """The longest that another thread waited for its turn while `work` ran, in seconds."""
    waits = [0.0]
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            before = time.perf_counter()
            time.sleep(TICK)
            waits.append(time.perf_counter() - before - TICK)

    ticking = threading.Thread(target=tick)
    ticking.start()
    work()
    done.set()
    ticking.join()
    return max(waits)


def hold(folder: Path, collection: Sequence[Document]) -> None:
    """The longest waits for the interpreter lock, with a large text in the collection.

    Each is the least of three rounds: other programs make a thread wait now and then, too.
    """
    sys.setswitchinterval(TICK)
    shelf = Shelf(collection)
    rounds = []
    for _ in range(ROUNDS):
        waits = {"idle": longest_wait(lambda: time.sleep(0.5))}
        search = Search(folder, shelf, {}, "whoosh")
        waits["opening"] = longest_wait(lambda search=search: search.search("opening"))  # type: ignore[misc]
        for query in LARGE_QUERIES:
            ask = partial(search.search, query)
            waits[query] = longest_wait(ask)
        rounds.append(waits)
        search.close()
    least = {name: min(waits[name] for waits in rounds) for name in rounds[0]}
    shown = ", ".join(f"{name} {seconds * 1000:.1f}" for name, seconds in least.items())
    print(f"longest wait of another thread, in ms: {shown}")


def cancel(folder: Path, collection: Sequence[Document]) -> None:
    """The longest time between two questions whether the answer is still wanted."""
    search = Search(folder, Shelf(collection), {}, "whoosh")
    longest = {}
    for query in LARGE_QUERIES:
        asked = [time.perf_counter()]

        def cancelled(asked: list[float] = asked) -> bool:
            asked.append(time.perf_counter())
            return False

        search.search(query, cancelled=cancelled)
        asked.append(time.perf_counter())
        longest[query] = max(after - before for before, after in pairwise(asked))
    shown = ", ".join(f"{query} {seconds * 1000:.0f}" for query, seconds in longest.items())
    print(f"longest time between polls, in ms: {shown}")


def apart(work: Callable[..., None], *given: object) -> None:
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()


def main(count: int, packages: Sequence[Path]) -> None:
    """Measure and print."""
    collection = list(documents(count, packages))
    words = sum(each.info.words for each in collection)
    print(f"{len(collection):,} documents, {words:,} words")
    bare, own = [], []
    for _ in range(ROUNDS):
        bare.append(cpu_seconds(lambda folder: build_bare(folder, collection)))
        own.append(cpu_seconds(lambda folder: build(folder, collection)))
    print(f"indexing: bare {min(bare):.1f} s, workbench {min(own):.1f} s of CPU")
    print(f"ratio {min(own) / min(bare):.2f} (budget 0.9)")
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), collection)
        apart(ask, Path(folder), collection, queries(collection))
    text = "\n\n".join(each.text for each in collection)
    text = "\n".join(islice((text for _ in range(9)), 1 + LARGE // len(text)))[:LARGE]
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), large := [document(text, 0), *collection[:500]])
        apart(hold, Path(folder), large)
        apart(cancel, Path(folder), large)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500, [Path(name) for name in sys.argv[2:]])
