"""From a file to its documents, or to the reason why it has none."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from workbench.library.encoding import NotTextError
from workbench.library.files import LARGEST, located, read_regular
from workbench.library.paragraphs import paragraphs
from workbench.library.readers import extension, reader_for
from workbench.library.readers.reading import Reader, Reading
from workbench.library.safe import one_line, safe, safe_name
from workbench.library.walk import skipped
from workbench.library.words import count_words
from workbench.model import Document, DocumentInfo, FileOutcome, Metadata, Stamp
from workbench.store.files import why

# A file that changed less than this before it was read may change again and look the same: file
# systems keep time in steps, the coarsest of two seconds.
_UNSETTLED_NS = 2_000_000_000
_LONGEST_VALUE = 500
_MOST_AUTHORS = 500

IdOf = Callable[[bytes, str], str]
"""The id of a document, by the raw path of its file and its part in it."""


class FileStat(NamedTuple):
    """A file to read: its raw path below the folder, size in bytes, time of change in nanoseconds.

    `known_as` is the raw path that its documents' ids are remembered by: another one if the file
    was renamed.
    """

    raw_path: bytes
    size: int
    mtime_ns: int
    known_as: bytes


def is_settled(mtime_ns: int, now: int) -> bool:
    """Whether a file that changed at `mtime_ns` will look different if it changes from `now` on."""
    return mtime_ns < now - _UNSETTLED_NS


def read_file(folder: Path, file: FileStat, id_of: IdOf, clock: Callable[[], int]) -> FileOutcome:
    """Read one file below `folder`; whatever is wrong with it becomes the reason of its outcome.

    `clock` gives the time in nanoseconds since 1970.
    """
    reader = reader_for(file.raw_path)
    if reader is None:
        stamp = Stamp(file.size, file.mtime_ns, settled=True)
        unread = f"has no reader for {safe_name(extension(file.raw_path))}"
        return skipped(file.raw_path, unread, stamp)
    now = clock()
    try:
        content, size, mtime_ns = read_regular(located(folder, file.raw_path))
    except FileNotFoundError:
        return skipped(file.raw_path, "vanished before it was read")
    except OSError as error:
        large = error.errno == errno.EFBIG
        reason = (
            f"is larger than {LARGEST // 1024**2} MB" if large else f"cannot be read: {why(error)}"
        )
        return skipped(file.raw_path, reason)
    stamp = Stamp(size, mtime_ns, is_settled(mtime_ns, now))
    if not content:
        return skipped(file.raw_path, "is empty", stamp)
    try:
        return _outcome(file, content, stamp, reader, id_of)
    except NotTextError as error:
        return skipped(file.raw_path, f"is {error}", stamp)
    except Exception as error:  # noqa: BLE001 - one hostile file must not end the run
        return skipped(
            file.raw_path, f"cannot be read: its reader failed ({type(error).__name__})", stamp
        )


def _outcome(
    file: FileStat, content: bytes, stamp: Stamp, reader: Reader, id_of: IdOf
) -> FileOutcome:
    sha256 = hashlib.sha256(content).hexdigest()
    documents = []
    replaced = set()
    for reading in reader(content):
        text, part = safe(reading.text), one_line(reading.part)
        if text and not text.isspace():
            identity = id_of(file.known_as, part)
            documents.append(_document(identity, file.raw_path, part, sha256, reading, text))
        if reading.damaged:
            replaced.add("bytes that are not text")
        if text != reading.text:
            replaced.add("control characters")
    if not documents:
        return skipped(file.raw_path, "holds no text", stamp)
    return FileOutcome(
        safe_name(file.raw_path),
        file.raw_path,
        "indexed-sanitised" if replaced else "indexed",
        f"{' and '.join(sorted(replaced))} were replaced" if replaced else "",
        tuple(documents),
        stamp,
    )


def _document(
    identity: str, raw_path: bytes, part: str, sha256: str, reading: Reading, text: str
) -> Document:
    spans = paragraphs(text)
    info = DocumentInfo(
        id=identity,
        path=safe_name(raw_path),
        raw_path=raw_path,
        part=part,
        kind=reading.kind,
        sha256=sha256,
        metadata=_tidy(reading.metadata),
        words=count_words(text),
        characters=len(text),
        paragraphs=len(spans),
        pages=len(reading.pages),
    )
    return Document(info, text, spans, reading.pages)


def _tidy(metadata: Metadata) -> Metadata:
    """The metadata as it can be shown, each value on one line."""

    def tidy(value: str) -> str:
        return " ".join(one_line(value).split())[:_LONGEST_VALUE]

    return Metadata(
        title=tidy(metadata.title),
        date=metadata.date,
        source=tidy(metadata.source),
        authors=tuple(filter(None, map(tidy, metadata.authors[:_MOST_AUTHORS]))),
        place=tidy(metadata.place),
        url=tidy(metadata.url),
        language=tidy(metadata.language),
    )
