"""A disposable SQLite database: whatever is in it can be derived again.

Made for the cache, so it heals by forgetting: a file that is damaged, or written by another
version, is deleted and made anew. Nothing that the analyst made may live here.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn

from workbench.model import WorkbenchError
from workbench.store.files import why
from workbench.store.lock import locked

BUSY_SECONDS = 5.0
_MAPPED_BYTES = 256 << 20
"""So much of a file that is read SQLite maps into memory, which saves copying every page."""

_NOT_DAMAGE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
# SQLite's own words for these are "disk I/O error".
_WITHOUT_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_WRITE,
}
_NO_ROOM = "the disk is full or cannot be written"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """A SQLite file shared by the threads and the processes of one project.

    `schema` is the SQL that makes the tables; a file made by another schema or another `version`
    is not read. `name` is what a message calls it, such as "catalogue". `rebuilt` says whether a
    file that was there had to be thrown away, so that its owner fills it again. Raises
    WorkbenchError when the file cannot be made at all.
    """

    def __init__(self, path: Path, schema: str, version: int, name: str = "cache") -> None:
        self.path = path
        self._name = name
        self.rebuilt = False
        self._schema = schema
        self._stamp = (version, zlib.crc32(schema.encode()) & 0x7FFFFFFF)
        self._mine = threading.local()
        self._opened: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        self._open()

    @property
    def notice(self) -> str:
        """What there is to say of the file, in one sentence; empty when it is as it was left."""
        return (
            f"The {self._name} was damaged or of another version and is being made anew."
            if self.rebuilt
            else ""
        )

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection; `with db.connection:` is one transaction, committed at its end.

        A connection whose file was replaced meanwhile, by another process or by `rebuild`, is
        exchanged for one to the new file unless it is in a transaction. So is one whose file was
        cut off: the system kills who reads a mapped file beyond its new end.
        """
        mine: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if mine is None:
            return self._open()
        file, size = self._file()
        if mine.in_transaction or (file == self._mine.file and size >= self._mine.size):
            self._mine.size = size
            return mine
        return self._open()

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a query finds; nothing if the file turns out to be damaged, which makes it anew.

        Raises WorkbenchError when the file cannot be read for another reason.
        """
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not self._healed(error):
                self._fail(error)
            return []

    def write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute a statement for each of the rows; it counts once this thread commits.

        Raises WorkbenchError when the file cannot be written.
        """
        rows = list(rows)
        if not rows:  # even no rows would begin a transaction
            return
        try:
            connection = self.connection
            if self._mine.mapped:  # who writes goes through all of it, and would hold it in memory
                connection.execute("PRAGMA mmap_size = 0")
                self._mine.mapped = False
            connection.executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            self._fail(error)

    def commit(self) -> None:
        """Make what this thread wrote count. Raises WorkbenchError when the disk refuses."""
        try:
            self.connection.commit()
        except sqlite3.DatabaseError as error:
            self._fail(error)

    def rebuild(self) -> None:
        """Throw the file away and make an empty one: the answer to a `sqlite3.DatabaseError`."""
        try:
            with self._locked():
                self._delete()
        except OSError as error:
            raise self._refusal(error) from error
        self._open()
        self.rebuilt = True

    def close(self) -> None:
        """Close the connections of every thread. The database opens again when next used."""
        with self._guard:
            for _, connection in self._opened:
                connection.close()
            self._opened.clear()
            self._mine = threading.local()

    def _healed(self, error: sqlite3.DatabaseError) -> bool:
        """Make a damaged file anew; whether that was the matter."""
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
        if damaged:
            self.rebuild()
        return damaged

    def _fail(self, error: sqlite3.DatabaseError) -> NoReturn:
        if self._healed(error):
            raise WorkbenchError(
                f"The {self._name} was damaged and has been made anew; index the folder again."
            ) from error
        raise WorkbenchError(f"The {self._name} cannot be used: {_why(error)}.") from error

    def _open(self) -> sqlite3.Connection:
        """Connect this thread, making the file if it is missing, foreign or damaged."""
        try:
            with self._locked():
                connection = self._connect_to_ours() or self._create()
                file, size = self._file()
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error
        with self._guard:
            ended = [pair for pair in self._opened if not pair[0].is_alive()]
            for pair in ended:
                self._opened.remove(pair)
                pair[1].close()
            self._opened.append((threading.current_thread(), connection))
        self._mine.connection, self._mine.mapped = connection, True
        self._mine.file, self._mine.size = file, size
        return connection

    def _connect_to_ours(self) -> sqlite3.Connection | None:
        """A connection to the file if it is whole and of this schema and version."""
        if not self.path.exists():
            return None
        connection = self._connect()
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            if self._stamp_of(connection) == self._stamp:
                return connection
        except sqlite3.DatabaseError as error:
            if (
                error.sqlite_errorcode & 0xFF in _NOT_DAMAGE
                and error.sqlite_errorcode != sqlite3.SQLITE_IOERR_SHORT_READ  # it was cut off
            ):
                connection.close()
                raise
        connection.close()
        self.rebuilt = self.rebuilt or self.path.stat().st_size > 0
        return None

    def _create(self) -> sqlite3.Connection:
        # A left-over -wal file would be replayed into the new database.
        self._delete()
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        connection = self._connect()
        version, schema_stamp = self._stamp
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{self._schema};\nPRAGMA user_version = {version};\n"
                f"PRAGMA application_id = {schema_stamp};\nCOMMIT;"
            )
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _connect(self) -> sqlite3.Connection:
        # Each thread keeps to its own connection; only closing reaches across.
        connection = sqlite3.connect(
            self.path,
            timeout=BUSY_SECONDS,
            isolation_level="IMMEDIATE",
            check_same_thread=False,
        )
        connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        return connection

    @staticmethod
    def _stamp_of(connection: sqlite3.Connection) -> tuple[int, int]:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (schema_stamp,) = connection.execute("PRAGMA application_id").fetchone()
        return version, schema_stamp

    def _file(self) -> tuple[tuple[int, int] | None, int]:
        """What tells the file from another, and its size in bytes."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None, 0
        return (status.st_dev, status.st_ino), status.st_size

    def _delete(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _locked(self) -> AbstractContextManager[None]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return locked(self.path.with_name(self.path.name + ".lock"))

    def _refusal(self, error: OSError | sqlite3.Error) -> WorkbenchError:
        reason = why(error) if isinstance(error, OSError) else _why(error)
        return WorkbenchError(f"The {self._name} cannot be opened: {reason}.")


def _why(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    return _NO_ROOM if code in _WITHOUT_ROOM else str(error)
