"""Library: the documents of a folder, as they were when last read."""

from __future__ import annotations

import os
import posixpath
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from workbench.library.catalogue import Catalogue
from workbench.library.files import located
from workbench.library.identity import Ledger
from workbench.library.intake import FileStat, is_settled, read_file
from workbench.library.particulars import Particulars
from workbench.library.planning import Plan, compare, planned, renamed, same_bytes, unchanged
from workbench.library.safe import one_line, safe_name
from workbench.library.walk import walk
from workbench.model import Document, DocumentInfo, FileOutcome, WorkbenchError


@dataclass(frozen=True, slots=True)
class _Pending:
    """What a plan found out that is written with the next commit: a plan itself writes nothing."""

    refused: Sequence[FileOutcome] = ()
    gone: Sequence[bytes] = ()
    settled: Sequence[bytes] = ()


class Library:
    """The documents below `folder`, their ids kept in `home`, their text in `cache`.

    To bring it up to date: `plan`; `forget` what is removed; `read` and `record` each file of the
    plan; `commit` now and then and at the end. Only `read` may run in other processes. `clock`
    gives the time in nanoseconds since 1970. What documents say of themselves is given
    out as `revised` has it, which changes that of the ids that are `overruled`: so the analyst's
    word on them is known everywhere.
    """

    def __init__(
        self,
        folder: Path,
        home: Path,
        cache: Path,
        clock: Callable[[], int] = time.time_ns,
        revised: Callable[[Sequence[DocumentInfo]], Sequence[DocumentInfo]] = list,
        overruled: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self.folder = folder
        self._revised = revised
        self._overruled = overruled
        self._clock = clock
        self._catalogue = Catalogue(cache / "catalogue.sqlite")
        self._particulars = Particulars(self._catalogue, self._overruled_documents)
        self._ledger = Ledger(home, cache / "ledger.lock")
        self._own = _below(folder, (home, cache))
        self._former: dict[bytes, bytes] = {}
        self._pending = _Pending()

    @property
    def notice(self) -> str:
        """What there is to say of the catalogue, in one sentence; mostly nothing."""
        return self._catalogue.notice

    def close(self) -> None:
        """Release the catalogue; it opens again when next used."""
        self._catalogue.close()

    def plan(self, *, rebuild: bool = False, folder: str = "") -> Plan:
        """Compare the folder with the catalogue; with `rebuild` every file is to be read.

        `folder` is that of the last plan, if the catalogue has not changed since. Raises
        WorkbenchError when the folder cannot be listed.
        """
        now = self._clock()
        walked = walk(self.folder, self._own)
        if folder and not rebuild and folder == walked.digest:
            self._former, self._pending = {}, _Pending()
            return unchanged(walked, self._catalogue, folder)
        compared = compare(walked, self._catalogue.known_files(), rebuild=rebuild)
        same = same_bytes(self.folder, compared.unsettled, self._catalogue)
        self._former = renamed(self.folder, compared, walked, self._catalogue, self._ledger)
        self._pending = _Pending(
            refused=walked.refused,
            gone=[row[0] for row in compared.gone if not row[4]],
            settled=[path for path in same if is_settled(walked.files[path][1], now)],
        )
        return planned(walked, compared, same, self._former, self._catalogue)

    def read(self, file: FileStat) -> FileOutcome:
        """Read a file of the plan; what is wrong with it becomes the reason of its outcome."""
        return read_file(self.folder, file, self._ledger.id_of, self._clock)

    def record(self, outcome: FileOutcome) -> tuple[str, ...]:
        """Put what was read in the place of what was known of the file.

        Returns the ids of documents that the file held before and holds no more: the other rooms
        have to forget them.
        """
        catalogue = self._catalogue
        former = self._former.pop(outcome.raw_path, None)
        before = catalogue.ids_at(outcome.raw_path)
        if former is not None:
            before += catalogue.ids_at(former)
            catalogue.forget_files([former])
        now = {document.id for document in outcome.documents}
        lost = tuple(identity for identity in before if identity not in now)
        catalogue.forget_documents(lost)
        catalogue.record(outcome)
        for document in outcome.documents:
            self._ledger.add(document)
        return lost

    def forget(self, identities: Iterable[str]) -> None:
        """Drop documents that are gone. The ledger remembers their ids."""
        self._catalogue.forget_documents(identities)

    def commit(self) -> None:
        """Make durable what was recorded and forgotten: from now on it counts."""
        # An id in the ledger too many does no harm; one too few might become another one later.
        self._ledger.save()
        pending, self._pending = self._pending, _Pending()
        self._catalogue.forget_files(pending.gone)
        self._catalogue.settle(pending.settled)
        for outcome in pending.refused:
            self._catalogue.record(outcome)
        self._catalogue.commit()

    def documents(self) -> list[DocumentInfo]:
        """Every document, by the path of its file."""
        return list(self._revised(self._catalogue.documents()))

    def fingerprint(self) -> str:
        """What tells the files that the catalogue has from others."""
        return self._catalogue.fingerprint()

    def count(self) -> int:
        """Number of documents."""
        return self._catalogue.count()

    def ids(self) -> set[str]:
        """The ids of all documents."""
        return self._catalogue.ids()

    def ids_by_path(self) -> list[str]:
        """The ids of all documents, by the path of their file."""
        return self._catalogue.ids_by_path()

    def info(self, identity: str) -> DocumentInfo:
        """A document without its text, by its id. Raises WorkbenchError if there is none."""
        return self._one(_found(self._catalogue.info(identity), identity))

    def as_read(self, identity: str) -> DocumentInfo:
        """The same as `info`, but as the document itself has it."""
        return _found(self._catalogue.info(identity), identity)

    def document(self, identity: str) -> Document:
        """A document by its id. Raises WorkbenchError if there is none."""
        return self.revised(_found(self._catalogue.document(identity), identity))

    def documents_of(self, ids: Sequence[str]) -> list[Document]:
        """Those of some documents, by their ids, that there are, in any order."""
        found = self._catalogue.documents_of(ids)
        known = [document.info for document in found]
        revised = self._revised(known)
        if revised is known:
            return found
        return [replace(one, info=info) for one, info in zip(found, revised, strict=True)]

    def revised(self, document: Document) -> Document:
        """A document as it was read, with the analyst's word on it."""
        return replace(document, info=self._one(document.info))

    def text(self, identity: str) -> str:
        """The text of a document by its id. Raises WorkbenchError if there is none."""
        return _found(self._catalogue.text(identity), identity)

    def find(self, wanted: str) -> DocumentInfo:
        """A document by its id or the path of its file, absolute or from the folder.

        Of several documents in one file the first. Raises WorkbenchError if there is none.
        """
        path = posixpath.normpath(wanted)
        if posixpath.isabs(path):
            path = posixpath.relpath(path, self.folder)
        shown = safe_name(wanted)
        catalogue = self._catalogue
        found = (
            catalogue.info(shown) or catalogue.at(os.fsencode(path)) or catalogue.shown_as(shown)
        )
        return self._one(_found(found, wanted))

    def _overruled_documents(self) -> Sequence[DocumentInfo]:
        ids = self._overruled()
        return self._revised(self._catalogue.infos(list(ids))) if ids else ()

    def _one(self, info: DocumentInfo) -> DocumentInfo:
        [revised] = self._revised([info])
        return revised

    def values(self, of: str, beginning: str, limit: int) -> list[tuple[str, int]]:
        """What documents have as their "source", "author", "kind" or "date" (the year).

        At most `limit` of those with a word that begins so, each with the number of its documents,
        the commonest first.
        """
        return self._particulars.beginning(of, beginning, limit)

    def counted(self, of: str, ids: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """What these documents have, as for `values`; the years come in their order."""
        return self._particulars.counted(of, ids, limit)

    def having(self, of: str, value: str) -> set[str]:
        """The ids of the documents that have exactly this as their "title", "path" or any of what
        `values` knows, a date as it is written. Capitals do not count where no document has it so.
        """
        return self._particulars.having(of, value)

    def dates(self, ids: Sequence[str]) -> list[str]:
        """The dates of these documents in any order, without those that have none."""
        return self._particulars.dates(ids)

    def outcomes(self) -> list[FileOutcome]:
        """What became of every file when it was last read, without its documents, by raw path."""
        return self._catalogue.outcomes()

    def skipped(self) -> list[FileOutcome]:
        """The files that were found and hold no documents, by raw path."""
        return self._catalogue.outcomes(skipped_only=True)

    def changed_on_disk(self, identity: str) -> str:
        """Whether the file of a document is "changed" or "gone" since it was read, else ""."""
        info = self.info(identity)
        try:
            status = located(self.folder, info.raw_path).lstat()
        except OSError:
            return "gone"
        read_as = self._catalogue.stamp(info.raw_path)
        return "" if read_as == (status.st_size, status.st_mtime_ns) else "changed"


_Sought = TypeVar("_Sought")


def _found(sought: _Sought | None, wanted: str) -> _Sought:
    if sought is None:
        raise WorkbenchError(f"There is no document with the id or path {one_line(wanted)}.")
    return sought


def _below(folder: Path, directories: Iterable[Path]) -> set[bytes]:
    """The raw paths below `folder` of those of the directories that lie in it."""
    return {
        os.fsencode(directory.relative_to(folder))
        for directory in directories
        if directory.is_relative_to(folder) and directory != folder
    }
