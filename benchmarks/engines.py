"""Search with Tantivy, of a real folder: indexing and pages of results against the bare engine.

Run `python -m benchmarks.engines FOLDER DATA` from a checkout with the dev dependencies. FOLDER is
any collection, or one that `benchmarks.texts` has written; DATA is a folder of its own for the
project. What is not indexed yet is indexed first. The budgets:

- indexing takes at most 4 x the CPU time of bare tantivy, fed with the same strings, and less than
  500 MB of memory at any size;
- a page of 20 documents with their passages comes in less than 50 ms at the 95th percentile with
  24,000 documents, 80 ms with 120,000, and takes at most 2 x the CPU time that the bare engine
  needs for ids and stored texts.

Times of this program are of the CPU but where it says otherwise. A page that is asked for the
first time is one that is not remembered; what it reads from the disk is in memory already.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.search import Shelf, apart, percentile, queries
from workbench.indexing import index
from workbench.model import Document
from workbench.project import Project
from workbench.search import Search

PAGE = 20
ROUNDS = 3
MOST_FED = 25_000
"""Documents that are held in memory to feed both engines with."""


def documents(project: Project) -> Iterable[Document]:
    """All documents of a project."""
    return (project.library.document(info.id) for info in project.library.documents())


def bare_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True)
    builder.add_text_field("text", stored=True)
    return builder.build()


def build_bare(folder: Path, fed: Iterable[Document]) -> None:
    writer = tantivy.Index(bare_schema(), str(folder)).writer(96 << 20, 1)
    for each in fed:
        writer.add_document(
            tantivy.Document(id=each.id, title=each.info.title, text=each.text)  # type: ignore[call-arg]
        )
    writer.commit()
    writer.wait_merging_threads()


def build(folder: Path, fed: Sequence[Document]) -> None:
    search = Search(folder, Shelf(fed), {}, "tantivy")
    search.update(fed)
    search.commit()
    search.close()


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def in_new_folder(work: Callable[[Path], object]) -> float:
    gc.collect()
    with tempfile.TemporaryDirectory() as folder:
        return cpu(lambda: work(Path(folder)))


def own_memory() -> float:
    """Megabytes of this process that no file backs (Linux): mapped files can be let go of."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1000


def index_all(folder: Path, data: Path) -> None:
    """Index from the files, but for the names, in a process of its own."""
    project = Project.open(folder, data)
    peak, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], own_memory())

    looking = threading.Thread(target=look)
    looking.start()
    spent = cpu(lambda: index(project, names=False))
    done.set()
    looking.join()
    count, again = project.library.count(), cpu(lambda: index(project, names=False))
    project.close()
    print(f"{count:,} documents indexed from their files: {spent:.1f} s, ", end="")
    print(f"at most {peak[0]:.0f} MB; looked at again without a change: {again:.1f} s")


def feed(folder: Path, data: Path) -> None:
    """Both engines, fed with the same strings."""
    project = Project.open(folder, data)
    fed = list(islice(documents(project), MOST_FED))
    bare = min(in_new_folder(lambda place: build_bare(place, fed)) for _ in range(ROUNDS))
    own = min(in_new_folder(lambda place: build(place, fed)) for _ in range(ROUNDS))
    print(f"{len(fed):,} documents fed: bare {bare:.2f} s, workbench {own:.2f} s, ", end="")
    print(f"ratio {own / bare:.1f} (budget 4)")


def ask(folder: Path, data: Path, bare: Path) -> None:
    """Pages of results, in a process of its own, so that its memory is only the searching."""
    project = Project.open(folder, data)
    choice = random.Random(3)
    ids = choice.sample(sorted(project.library.ids()), min(300, project.library.count()))
    typed = queries([one for one in map(project.library.document, ids) if _is_prose(one)])
    project.close()
    before = own_memory()
    project = Project.open(folder, data)
    opening = cpu(lambda: project.search.search("opening"))
    print(f"opening and the first search: {opening * 1000:.0f} ms")
    for query in typed:
        project.search.search(query)
    seconds, walls = [], []
    for query in typed:
        project.search._forget()
        started = time.perf_counter()
        seconds.append(cpu(lambda q=query: project.search.search(q)))  # type: ignore[misc]
        walls.append(time.perf_counter() - started)
    for name, values in (("CPU", seconds), ("wall", walls)):
        shown = (f"{percentile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 1))
        print(f"{len(values)} queries, first time, {name}: p50, p95, most {', '.join(shown)} ms")
    slowest = sorted(zip(seconds, typed, strict=True), reverse=True)[:8]
    print("slowest:", ", ".join(f"{query} ({spent * 1000:.0f})" for spent, query in slowest))
    print(f"memory: {own_memory() - before:.0f} MB for searching")
    _compare(project, bare, typed)


def _is_prose(document: Document) -> bool:
    return sum(word.isalpha() for word in document.text.split()) > 200


def _compare(project: Project, bare: Path, typed: Sequence[str]) -> None:
    """Queries that both can answer, words and phrases, and that fill a page; the best of rounds."""
    opened = tantivy.Index(bare_schema(), str(bare))
    searcher = opened.searcher()

    def ask_bare(query: str) -> None:
        parsed = opened.parse_query(query, ["text", "title"], conjunction_by_default=True)
        result: Any = searcher.search(parsed, PAGE)
        for _, address in result.hits:
            stored = searcher.doc(address)
            assert stored["id"]
            assert stored["text"]

    plain = [q for q in typed if all(c.isalnum() or c in ' "' for c in q) and " OR " not in q]
    full = [q for q in plain if project.search.search(q).total >= PAGE]
    # As they are typed they find the same documents one after the other, which Tantivy remembers.
    random.Random(5).shuffle(full)
    bares, owns = [9.0] * len(full), [9.0] * len(full)
    for _ in range(ROUNDS):
        for at, query in enumerate(full):
            project.search._forget()
            bares[at] = min(bares[at], cpu(lambda q=query: ask_bare(q)))  # type: ignore[misc]
            owns[at] = min(owns[at], cpu(lambda q=query: project.search.search(q)))  # type: ignore[misc]
    one, other = percentile(bares, 0.5) * 1000, percentile(owns, 0.5) * 1000
    print(f"{len(full)} pages of words and phrases, p50: bare {one:.2f} ms, ", end="")
    print(f"workbench {other:.2f} ms, ratio {other / one:.1f}, ", end="")
    print(f"of all {sum(owns) / sum(bares):.1f} (budget 2)")


def main(folder: Path, data: Path) -> None:
    """Measure and print."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "project.toml").write_text('engine = "tantivy"\n', "utf-8")
    apart(index_all, folder, data)
    apart(feed, folder, data)
    with tempfile.TemporaryDirectory() as bare:
        build_bare(Path(bare), documents(Project.open(folder, data)))
        apart(ask, folder, data, Path(bare))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
