"""All annotations in memory, in step with their files: read when needed, again when they change."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType

from workbench.model import WorkbenchError
from workbench.notes import w3c
from workbench.notes.annotation import Annotation
from workbench.notes.loadcache import Entry, LoadCache
from workbench.store.files import why
from workbench.store.folder import RecordFolder, Signature
from workbench.store.places import is_plain_name
from workbench.store.records import Record, Unreadable

FOLDER = Path("annotations")

_WORTH_KEEPING = 64
"""So many notes that had to be read are written to the cache: fewer are soon read again."""

_NOTHING: Mapping[str, Entry] = MappingProxyType({})


def path_of(document: str, identity: str) -> Path:
    """Where the file of an annotation lies, relative to the project's own directory.

    Raises WorkbenchError for what cannot be the id of a document.
    """
    if not is_plain_name(document):
        raise WorkbenchError(f"{document!a} is not the id of a document.")
    return FOLDER / document / f"{identity}.json"


class Shelf:
    """The annotations by document. `version` grows whenever one of them changes.

    One document's are read when it is asked for; all, when something is asked about all. With a
    `cache`, those whose files have not changed since are then taken from there.
    """

    def __init__(
        self,
        home: Path,
        cache: LoadCache | None = None,
        clock_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        self.version = 0
        self._cache = cache
        self._clock_ns = clock_ns
        self._cached = 0
        self._uncached: set[tuple[str, str]] = set()
        self._unsettled: set[tuple[str, str]] = set()
        self._root = home / FOLDER
        self._folders: dict[str, RecordFolder[Annotation]] = {}
        self._ordered: dict[str, list[Annotation]] = {}
        self._document_of: dict[str, str] = {}
        self._astray: list[Unreadable] = []
        self._complete = False
        self._guard = threading.RLock()

    def of_document(self, document: str) -> list[Annotation]:
        """Those of one document in the order of their passages, those without a place last."""
        with self._guard:
            if document not in self._folders and not self._complete and is_plain_name(document):
                self._refresh(document)
            if document not in self._ordered:
                folder = self._folders.get(document)
                annotations = folder.entries.values() if folder else ()
                self._ordered[document] = sorted(annotations, key=_in_reading_order)
            return list(self._ordered[document])

    def all(self) -> list[Annotation]:
        """Those of every document, document by document."""
        with self._guard:
            self._complete_it()
            return [one for document in sorted(self._folders) for one in self.of_document(document)]

    def get(self, identity: str) -> Annotation | None:
        """The annotation with that id."""
        with self._guard:
            if identity not in self._document_of:
                self._complete_it()
            document = self._document_of.get(identity)
            return None if document is None else self._folders[document].entries.get(identity)

    def problems(self) -> list[Unreadable]:
        """The files that are kept but cannot be shown as annotations."""
        with self._guard:
            self._complete_it()
            inside = (folder.problems.values() for folder in self._folders.values())
            return sorted([*self._astray, *(one for some in inside for one in some)], key=str)

    def problem(self, path: Path) -> Unreadable | None:
        """What is wrong with one file, given relative to home; None if nothing is."""
        with self._guard:
            folder = self._folders.get(path.parent.name)
            return folder.problems.get(path.stem) if folder else None

    def refresh(self) -> bool:
        """See what others changed, by a look at every file's status; whether there was anything."""
        with self._guard:
            version, astray = self.version, list(map(str, self._astray))
            remembered = {} if self._complete else self._recalled()
            for document in sorted(self._listed() | self._folders.keys()):
                self._refresh(document, remembered.get(document, _NOTHING))
            self._complete = True
            self._keep()
            return self.version != version or astray != list(map(str, self._astray))

    def reread(self, paths: Sequence[Path]) -> None:
        """Read files again that are known to have changed; paths relative to home."""
        with self._guard:
            for path in paths:
                if path.parent.parent != FOLDER:
                    continue
                document = path.parent.name
                if document not in self._folders and not self._complete:
                    continue
                self._folder(document).reread(path.stem)
                self._uncached.discard((document, path.stem))
                self._unsettled.add((document, path.stem))
                self._index(document, {path.stem})

    def _complete_it(self) -> None:
        if not self._complete:
            self.refresh()

    def _folder(self, document: str) -> RecordFolder[Annotation]:
        if document not in self._folders:
            self._folders[document] = RecordFolder(self._root / document, _read)
        return self._folders[document]

    def _refresh(self, document: str, remembered: Mapping[str, Entry] = _NOTHING) -> None:
        folder, now = self._folder(document), self._clock_ns()
        changed = folder.refresh(remembered)
        if not changed:
            return
        self._index(document, changed)
        for name in changed:
            signature = folder.signature(name)
            known = name in remembered and remembered[name][0] == signature
            if signature is None or known:
                continue
            if _is_settled(signature, now):
                self._uncached.add((document, name))
            else:
                self._unsettled.add((document, name))

    def _recalled(self) -> dict[str, dict[str, Entry]]:
        """What the cache has, by document and id."""
        found: dict[str, dict[str, Entry]] = {}
        if self._cache is not None:
            entries = self._cache.recall()
            self._cached = len(entries)
            for entry in entries:
                found.setdefault(entry[1].document, {})[entry[1].id] = entry
        return found

    def _keep(self) -> None:
        """Cache what had to be read, if it is much; all anew, where most of the cache is old."""
        if self._cache is None or len(self._uncached) < _WORTH_KEEPING:
            return
        self._cached += len(self._uncached)
        anew = self._cached > 2 * len(self._document_of) + _WORTH_KEEPING
        names = self._uncached
        if anew:
            names = {(document, name) for name, document in self._document_of.items()}
            names -= self._unsettled
            self._cached = len(names)
        self._cache.keep(self._entries_of(names), alone=anew)
        self._uncached.clear()

    def _entries_of(self, names: Iterable[tuple[str, str]]) -> Iterator[Entry]:
        for document, name in names:
            folder = self._folders[document]
            signature, entry = folder.signature(name), folder.entries.get(name)
            if signature is not None and entry is not None:
                yield signature, entry

    def _index(self, document: str, changed: Set[str]) -> None:
        folder = self._folders[document]
        for identity in changed:
            owner = self._document_of.get(identity, document)
            if identity not in folder.entries:
                if owner == document:
                    self._document_of.pop(identity, None)
            elif owner == document:
                self._document_of[identity] = document
            else:
                folder.refuse(identity, f"an annotation of {owner} has the same id")
        self._ordered.pop(document, None)
        self.version += 1

    def _listed(self) -> set[str]:
        """The documents that have a directory; what else lies there is noted as astray."""
        self._astray = []
        documents = set()
        try:
            for entry in self._entries():
                if entry.is_dir(follow_symlinks=False) or entry.is_symlink():
                    if is_plain_name(entry.name):
                        documents.add(entry.name)
                    else:
                        self._stray(entry.name, "its name is not a document's")
                elif entry.name.endswith(".json") and not entry.name.startswith("."):
                    self._stray(entry.name, "it is not in the folder of a document")
        except OSError as error:
            self._astray.append(Unreadable(self._root, why(error)))
        return documents

    def _stray(self, name: str, reason: str) -> None:
        self._astray.append(Unreadable(self._root / name, reason))

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        if self._root.is_symlink():
            raise OSError(None, "it is a symbolic link")
        try:
            listing = os.scandir(self._root)
        except FileNotFoundError:
            return
        with listing:
            yield from listing


def _read(path: Path, record: Record) -> Annotation:
    document = path.parent.name
    if w3c.read_document(record) not in ("", document):
        raise Unreadable(path, "it is about another document than the folder that it lies in")
    return Annotation.from_json(record, path.stem, document)


def _is_settled(signature: Signature, now: int) -> bool:
    """Whether a file that was read at `now` will look different once it changes again.

    File systems count time in steps: of up to two seconds where they show no fractions of a
    millisecond, of at most a few hundredths of a second elsewhere.
    """
    step = 100_000_000 if signature[2] % 1_000_000 else 2_000_000_000
    return signature[2] < now - step


def _in_reading_order(annotation: Annotation) -> tuple[float, float, str, str]:
    start, end = annotation.span or (float("inf"), float("inf"))
    return start, end, annotation.created, annotation.id
