"""The disposable database: heals by forgetting, and is safe for threads and processes."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.model import WorkbenchError
from workbench.store.database import Database

SCHEMA = "CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID; CREATE INDEX w ON word (text)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "words.sqlite"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[..., Database]]:
    databases: list[Database] = []

    def open_one(schema: str = SCHEMA, version: int = 1) -> Database:
        databases.append(Database(path, schema, version))
        return databases[-1]

    yield open_one
    for database in databases:
        database.close()


def words(database: Database) -> list[str]:
    return [row[0] for row in database.connection.execute("SELECT text FROM word ORDER BY text")]


def add(database: Database, *texts: str) -> None:
    with database.connection as connection:
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(text,) for text in texts])


def test_what_was_committed_is_there_the_next_time(opened: Callable[..., Database]) -> None:
    first = opened()
    add(first, "a", "b")
    first.close()
    again = opened()
    assert words(again) == ["a", "b"]
    assert not again.rebuilt


def test_the_files_are_private(path: Path, opened: Callable[..., Database]) -> None:
    add(opened(), "a")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"junk" * 400,
        lambda content: b"\0" * 4096 + content[4096:],
        lambda content: content[:100],
        lambda content: content[:16] + b"\xff" * 200 + content[216:],
    ],
)
def test_a_damaged_file_is_made_anew(
    path: Path, opened: Callable[..., Database], damage: Callable[[bytes], bytes]
) -> None:
    first = opened()
    add(first, "a")
    first.close()
    path.write_bytes(damage(path.read_bytes()))
    healed = opened()
    assert healed.rebuilt
    assert words(healed) == []


@pytest.mark.parametrize(
    ("schema", "version"), [(SCHEMA, 2), (SCHEMA + "; CREATE TABLE more (x)", 1)]
)
def test_a_file_of_another_version_or_schema_is_made_anew(
    opened: Callable[..., Database], schema: str, version: int
) -> None:
    first = opened()
    add(first, "a")
    first.close()
    assert opened(schema, version).rebuilt


def test_a_file_deleted_or_replaced_while_open_is_noticed(
    path: Path, opened: Callable[..., Database]
) -> None:
    ours, theirs = opened(), opened()
    add(ours, "before")
    theirs.rebuild()
    add(theirs, "after")
    assert words(ours) == ["after"]
    path.unlink()
    assert words(ours) == []


def test_a_left_over_log_is_not_replayed(path: Path, opened: Callable[..., Database]) -> None:
    first = opened()
    add(first, "old")
    wal = path.with_name(path.name + "-wal").read_bytes()
    first.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(wal)
    assert words(opened()) == []


def test_threads_have_connections_of_their_own(opened: Callable[..., Database]) -> None:
    database = opened()
    seen: list[sqlite3.Connection] = []

    def write(number: int) -> None:
        for step in range(20):
            add(database, f"{number}-{step}")
        seen.append(database.connection)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(words(database)) == 80
    assert len(set(map(id, seen))) == 4


def _write_from_a_process(path: Path, number: int) -> None:
    database = Database(path, SCHEMA, 1)
    add(database, *(f"{number}-{step}" for step in range(50)))
    database.close()


def test_processes_may_make_the_file_at_the_same_time(
    path: Path, opened: Callable[..., Database]
) -> None:
    spawning = multiprocessing.get_context("spawn")
    writers = [
        spawning.Process(target=_write_from_a_process, args=(path, number)) for number in range(3)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(words(opened())) == 150


def test_it_opens_again_after_being_closed(opened: Callable[..., Database]) -> None:
    database = opened()
    add(database, "a")
    database.close()
    assert words(database) == ["a"]


def test_a_place_that_cannot_hold_it_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkbenchError, match="cannot be opened"):
        Database(tmp_path / "file" / "words.sqlite", SCHEMA, 1)
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(WorkbenchError, match="cannot be opened"):
        Database(tmp_path / "folder.sqlite", SCHEMA, 1)


def test_a_file_that_is_cut_off_while_open_is_made_anew(
    path: Path, opened: Callable[..., Database]
) -> None:
    database = opened()
    add(database, *(f"word {number}" for number in range(20_000)))
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert database.rows("SELECT count(*) FROM word") == [(20_000,)]
    os.truncate(path, path.stat().st_size // 2)
    assert database.rows("SELECT count(*) FROM word WHERE text LIKE '%9'") == []
    assert database.rebuilt
    assert words(database) == []
