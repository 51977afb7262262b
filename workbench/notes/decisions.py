"""What the analysts decided on the differences between their tags, one record a decision.

A decision holds for the notes as they were: once one of them changes, the difference is another
one and is asked about again. Nobody's note is touched by a decision.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from workbench.library.safe import one_line
from workbench.notes.differences import Difference
from workbench.store.folder import RecordFolder
from workbench.store.history import History, moment, now
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable

FOLDER = Path("decisions")

Verdict = Literal["kept", "dismissed"]
"""The analyst keeps their own tags; or does not want to be asked for now."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided on the difference with a key."""

    difference: str
    analyst: str
    verdict: Verdict


class Decisions:
    """The decisions of a project. Where the disk refuses, WorkbenchError, and nothing changed."""

    def __init__(self, home: Path, history: History, clock: Callable[[], datetime] = now) -> None:
        self._history = history
        self._clock = clock
        self._folder = RecordFolder(home / FOLDER, _read)
        self._guard = threading.RLock()
        history.on_change(self._reread)

    def refresh(self) -> bool:
        """See what others decided; whether there was anything."""
        with self._guard:
            return bool(self._folder.refresh())

    def all(self) -> dict[str, dict[str, Verdict]]:
        """What each analyst decided, by the keys of the differences."""
        found: dict[str, dict[str, Verdict]] = {}
        with self._guard:
            for one in self._folder.entries.values():
                found.setdefault(one.difference, {})[one.analyst] = one.verdict
        return found

    def decide(self, difference: Difference, verdict: Verdict, words: str) -> None:
        """Keep a decision of the analyst's, in place of an earlier one, as a step of that name."""
        analyst = self._history.analyst
        record: Record = {
            "analyst": analyst,
            "created": moment(self._clock()),
            "difference": difference.key,
            "document": difference.document,
            "tags": list(difference.tags),
            "verdict": verdict,
            SCHEMA_MEMBER: SCHEMA,
        }
        self._history.apply(words, {_path(difference.key, analyst): record})

    def reopen(self, difference: Difference, words: str) -> None:
        """Forget what the analyst decided, as a step of that name."""
        self._history.apply(words, {_path(difference.key, self._history.analyst): None})

    def _reread(self, paths: Sequence[Path]) -> None:
        with self._guard:
            for path in paths:
                if path.parent == FOLDER:
                    self._folder.reread(path.stem)


def _stem(difference: str, analyst: str) -> str:
    """The same for everybody, so that one decision is never kept twice."""
    name = f"{difference} {analyst}".encode(errors="surrogatepass")
    return hashlib.blake2b(name, digest_size=12).hexdigest()


def _path(difference: str, analyst: str) -> Path:
    return FOLDER / f"{_stem(difference, analyst)}.json"


def _read(path: Path, record: Record) -> Decision:
    said = [record.get(name) for name in ("difference", "analyst", "verdict")]
    if not all(isinstance(one, str) for one in said) or said[2] not in get_args(Verdict):
        raise Unreadable(path, "it decides nothing that is known here")
    difference, analyst, verdict = map(str, said)
    return Decision(difference, one_line(analyst), verdict)  # type: ignore[arg-type]  # one of them
