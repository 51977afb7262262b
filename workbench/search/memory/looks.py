"""What an analyst has seen of the answers to a saved search: which documents are new to them.

Kept per user, outside of the project, so that analysts who share one do not conflict. It goes by
the words of the query: a search that is renamed stays seen, one that is edited was not looked at.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.store.files import write_atomic
from workbench.store.records import Unreadable, dump, load

_BYTES = 8


class Looks:
    """The last looks, one file a query in a directory of its own.

    A file that is damaged or cannot be written counts as a look that was not taken.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def new(self, query: str, answers: Sequence[str]) -> list[str] | None:
        """Those of the `answers`, ids, that were not among them at the last look; None if there
        was none.
        """
        seen = self._seen(query)
        if seen is None:
            return None
        return [identity for identity in answers if _mark(identity) not in seen]

    def looked(self, query: str, answers: Iterable[str]) -> None:
        """Remember that the answers were looked at."""
        marks = b"".join(sorted({_mark(identity) for identity in answers}))
        with suppress(OSError):
            write_atomic(
                self._file(query),
                dump({"query": query, "seen": base64.b64encode(marks).decode("ascii")}),
            )

    def _seen(self, query: str) -> set[bytes] | None:
        try:
            marks = base64.b64decode(load(self._file(query))["seen"], validate=True)
        except (FileNotFoundError, Unreadable, KeyError, TypeError, ValueError):
            return None
        return {marks[at : at + _BYTES] for at in range(0, len(marks), _BYTES)}

    def _file(self, query: str) -> Path:
        key = hashlib.sha256(query.encode(errors="surrogatepass")).hexdigest()[:32]
        return self._directory / f"{key}.json"


def _mark(identity: str) -> bytes:
    # A digest of each id: of 100,000 documents they are a megabyte, and surely tell them apart.
    return hashlib.blake2b(identity.encode(), digest_size=_BYTES).digest()
