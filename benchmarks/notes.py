"""Notes: loading many from a warm cache, saving one among many, and surveying them.

Run `python -m benchmarks.notes [NOTES]` from a checkout (default 10,000). Saving is measured
against the bare protocol (temporary file, fsync, rename, fsync of the directory) of the same bytes,
in turn; the budget is a ratio of 3. Loading is measured against a look at the status of every file.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from workbench.model import Document, DocumentInfo, Metadata
from workbench.notes import Codebook, Notes
from workbench.notes.overview import Choice, by_tag, choose, together
from workbench.notes.rewriting import Target, new
from workbench.notes.w3c import Quote
from workbench.spans import Span, Spans
from workbench.store.history import History
from workbench.store.records import dump

ROUNDS = 41
WORDS = "the harbour board met about berth rent lease was let without tender quay crane".split()


def make(home: Path, notes: int, rolled: random.Random) -> None:
    """Write that many notes, twenty to a document."""
    for number in range(notes):
        document = f"doc-{number // 20:06}"
        folder = home / "annotations" / document
        folder.mkdir(parents=True, exist_ok=True)
        identity = str(uuid.UUID(int=rolled.getrandbits(128)))
        exact, prefix, suffix = (" ".join(rolled.choices(WORDS, k=12)) for _ in range(3))
        quote = Quote(exact, prefix, suffix)
        span = Span(number % 20 * 100, number % 20 * 100 + len(quote.exact))
        tags = rolled.sample([f"tag-{one // 5}/{one}" for one in range(40)], k=rolled.randrange(3))
        target = Target(document, "0" * 64, span, quote)
        record = new(identity, target, tags, "A note.", "2026-11-21T10:15:00Z")
        (folder / f"{identity}.json").write_bytes(dump(record))


def seconds(work: Callable[[], object]) -> float:
    """Wall time that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def opened(home: Path) -> Notes:
    """The notes of a project as a start of the program finds them."""
    history = History(home)
    return Notes(home, history, codebook=Codebook(home, history), cache=home / "cache")


def look(home: Path) -> int:
    """The bare cost of seeing whether a file changed, over all of them."""
    count = 0
    for folder in os.scandir(home / "annotations"):
        with os.scandir(folder.path) as files:
            count += sum(1 for file in files if file.stat(follow_symlinks=False))
    return count


def bare_save(path: Path, content: bytes) -> None:
    """The protocol of a durable save and nothing else."""
    temporary = path.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)


def loading(home: Path) -> None:
    """A cold load, one that fills the cache, and warm ones."""
    cold = seconds(lambda: Notes(home, History(home)).all())
    opened(home).all()
    at_work = time.process_time()
    warm = statistics.median(seconds(lambda: opened(home).all()) for _ in range(7))
    at_work = (time.process_time() - at_work) / 7
    bare = statistics.median(seconds(lambda: look(home)) for _ in range(7))
    print(f"load: cold {cold:.3f} s, warm {warm:.3f} s ({at_work:.3f} of CPU)")
    print(f"a look at every file: {bare:.3f} s; warm load: {warm / bare:.1f} looks")


def saving(home: Path) -> None:
    """Making, changing and deleting a note among all, each against the bare protocol."""
    text = " ".join(random.Random(3).choices(WORDS, k=2000))
    info = DocumentInfo("doc-000000", "a", b"", "", "text", "0" * 64, Metadata(), 0, 0, 1, 0)
    document = Document(info, text, Spans([(0, len(text))]))
    notes = opened(home)
    notes.all()
    content = dump(notes.add(document, (50, 90), ["tag-1/7"], "A note.").to_json())
    ids: list[str] = []

    def add() -> None:
        ids.append(notes.add(document, (100, 140), ["tag-1/7"], "A note.").id)

    kinds: dict[str, Callable[[], object]] = {
        "add": add,
        "edit": lambda: notes.edit(ids[-1], note=f"Changed {time.perf_counter()}."),
        "delete": lambda: notes.delete(ids.pop()),
    }
    taken: dict[str, list[float]] = {name: [] for name in ("bare", *kinds)}
    for number in range(ROUNDS):
        path = home / "annotations" / "doc-000000" / f"bare-{number}.json"
        taken["bare"].append(seconds(lambda path=path: bare_save(path, content)))  # type: ignore[misc]
        for name, save in kinds.items():
            taken[name].append(seconds(save))
    bare = statistics.median(taken["bare"])
    for name in kinds:
        ratio = statistics.median(taken[name]) / bare
        print(f"{name}: {ratio:.2f} bare saves of {bare * 1000:.2f} ms (budget 3)")


def surveying(home: Path) -> None:
    """What a screen over all notes asks for."""
    notes = opened(home).all()
    for name, ask in {
        "choose by tag": lambda: choose(notes, Choice(tag="tag-3")),
        "choose by words": lambda: choose(notes, Choice(words="lease berth")),
        "counts by tag": lambda: by_tag(notes),
        "tags together": lambda: together(notes),
    }.items():
        print(f"{name}: {min(seconds(ask) for _ in range(5)) * 1000:.1f} ms")


def main(notes: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, ".workbench")
        make(home, notes, random.Random(1))
        time.sleep(0.2)  # files that changed a moment ago are not trusted
        print(f"{notes:,} notes")
        loading(home)
        saving(home)
        surveying(home)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
