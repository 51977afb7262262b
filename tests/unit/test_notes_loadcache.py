"""Notes that were parsed before come from the cache, and only as long as their files are the same.

Whatever happened to the files or to the cache, what is shown is what the files say.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.notes import Annotation
from workbench.notes.loadcache import LoadCache
from workbench.notes.shelf import Shelf
from workbench.store.files import write_atomic
from workbench.store.records import dump, load

LATER = 10**19
"""A time at which every file has long settled."""

COUNT = 100


def record(number: int, **members: object) -> dict[str, object]:
    return {
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"tag/{number % 7}"},
            {"type": "TextualBody", "purpose": "commenting", "value": f"Заметка {number} \ud800"},
            {"type": "SpecificResource", "purpose": "linking", "source": "urn:uuid:n001"},
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "value": 'admiralty-scale:source-reliability="b"',
            },
        ],
        "created": "2026-11-21T10:15:00Z",
        "target": {
            "selector": {"type": "TextPositionSelector", "start": number, "end": number + 5},
            "source": f"urn:workbench:doc-{number % 3}",
        },
        "unknown": {"n": [number]},
        **members,
    }


def path_of(home: Path, number: int) -> Path:
    return home / "annotations" / f"doc-{number % 3}" / f"n{number:03}.json"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / ".workbench"
    for number in range(COUNT):
        path = path_of(home, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(record(number)))
    return home


@pytest.fixture
def cache(tmp_path: Path) -> LoadCache:
    return LoadCache(tmp_path / "cache" / "notes.sqlite")


def warm(home: Path, cache: LoadCache) -> Shelf:
    return Shelf(home, cache, lambda: LATER)


def said(annotations: list[Annotation]) -> list[tuple[Annotation, object]]:
    return [(one, one.to_json()) for one in annotations]


def same_as_files(home: Path, shelf: Shelf) -> bool:
    fresh = Shelf(home)
    problems = [str(problem) for problem in shelf.problems()]
    return (said(shelf.all()), problems) == (said(fresh.all()), list(map(str, fresh.problems())))


@contextmanager
def files_read(home: Path) -> Iterator[list[str]]:
    names: list[str] = []
    watching = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and str(arguments[0]).startswith(str(home)):
            names.append(Path(str(arguments[0])).name)

    sys.addaudithook(hook)
    yield names
    watching.clear()


def test_a_warm_start_reads_no_file_and_shows_the_same(home: Path, cache: LoadCache) -> None:
    cold = warm(home, cache).all()
    with files_read(home) as names:
        again = warm(home, cache).all()
    assert names == []
    assert len(cold) == COUNT
    assert said(again) == said(cold)
    assert again[0].raw == load(path_of(home, 0))


def test_only_what_changed_is_read(home: Path, cache: LoadCache) -> None:
    warm(home, cache).all()
    path_of(home, 5).write_bytes(dump(record(5, created="2027-01-01T00:00:00Z")))
    write_atomic(path_of(home, 6), path_of(home, 6).read_bytes().replace(b"tag/6", b"gat/6"))
    path_of(home, 7).unlink()
    path_of(home, COUNT).write_bytes(dump(record(COUNT)))
    path_of(home, 8).write_bytes(b"{")
    with files_read(home) as names:
        shelf = warm(home, cache)
        shelf.all()
    assert sorted(names) == ["n005.json", "n006.json", "n008.json", f"n{COUNT:03}.json"]
    assert same_as_files(home, shelf)


def test_any_change_underneath_is_seen(home: Path, cache: LoadCache) -> None:
    rolled = random.Random(2)
    for _ in range(25):
        for _ in range(rolled.randrange(40)):
            number = rolled.randrange(COUNT)
            path = path_of(home, number)
            match rolled.randrange(5):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:  # of the same length, in place
                    path.write_bytes(dump(record(number, created=str(rolled.randrange(10, 99)))))
                case 2:  # as git and we do
                    write_atomic(path, dump(record(number, modified=str(rolled.random()))))
                case 3:
                    other = path_of(home, rolled.randrange(COUNT))
                    if path.exists() and other.exists() and path.parent == other.parent:
                        path.replace(other)
                case _:
                    os.utime(home / "annotations" / "doc-0")
        assert same_as_files(home, Shelf(home, cache))


def test_what_changed_a_moment_ago_is_not_trusted(home: Path, cache: LoadCache) -> None:
    newest = max(path.stat().st_ctime_ns for path in home.rglob("*.json"))
    Shelf(home, cache, lambda: newest).all()
    kept = {one.id for _, one in cache.recall()}
    assert all(f"n{number:03}" not in kept for number in range(COUNT - 1, COUNT))
    assert len(kept) < COUNT


def test_a_change_of_ours_is_read_from_its_file(home: Path, cache: LoadCache) -> None:
    shelf = warm(home, cache)
    shelf.all()
    path_of(home, 3).write_bytes(dump(record(3, creator="Ann")))
    shelf.reread([Path("annotations/doc-0/n003.json")])
    annotation = shelf.get("n003")
    assert annotation is not None
    assert annotation.creator == "Ann"
    assert same_as_files(home, warm(home, cache))


def test_the_cache_does_not_grow_for_ever(home: Path, cache: LoadCache) -> None:
    for round_ in range(12):
        for number in range(COUNT):
            path_of(home, number).write_bytes(dump(record(number, round=round_)))
        assert len(warm(home, cache).all()) == COUNT
    assert len(cache.recall()) <= 3 * COUNT + 64
    assert same_as_files(home, warm(home, cache))


def test_few_changes_do_not_write_the_cache(home: Path, cache: LoadCache) -> None:
    warm(home, cache).all()
    path_of(home, 1).write_bytes(dump(record(1, creator="Ann")))
    warm(home, cache).all()
    assert len(cache.recall()) == COUNT


@pytest.mark.parametrize("damage", ["zeroes", "cut", "junk", "flipped", "schema"])
def test_a_damaged_cache_costs_only_time(
    home: Path, cache: LoadCache, tmp_path: Path, damage: str
) -> None:
    warm(home, cache).all()
    path = tmp_path / "cache" / "notes.sqlite"
    content = bytearray(path.read_bytes())
    if damage == "zeroes":
        content[4096:12288] = bytes(8192)
    elif damage == "cut":
        del content[len(content) // 2 :]
    elif damage == "junk":
        content[:] = b"junk" * 1000
    elif damage == "flipped":
        content = bytearray(bytes(content).replace(b"tag/1", b"tag/2"))
    if damage == "schema":
        with sqlite3.connect(path) as database:
            packed = json.dumps([["not", "an", "entry"]]).encode()
            database.execute("UPDATE batches SET checksum = 0, entries = ?", (packed,))
        database.close()
    else:
        path.write_bytes(content)
    assert same_as_files(home, warm(home, cache))
    assert same_as_files(home, warm(home, cache))


def test_a_cache_that_cannot_be_made_costs_only_time(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    cache = LoadCache(tmp_path / "file" / "notes.sqlite")
    assert same_as_files(home, warm(home, cache))
