"""When the disk refuses in the midst of a large change, nothing has changed: on it or in memory."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Codebook, Notes
from workbench.notes.recoding import Recoding
from workbench.spans import Span, Spans
from workbench.store.history import History

TEXT = "The lease was let. " * 20
LEASES = [Span(at, at + 5) for at in range(len(TEXT)) if TEXT.startswith("lease", at)]
FULL = errno.ENOSPC, "Not saved: the disk is full."
BROKEN = errno.EIO, "Not saved: the disk reports an error."


def document() -> Document:
    info = DocumentInfo("d-1", "d-1", b"", "", "text", "0" * 64, Metadata(), 0, 0, 1, 0)
    return Document(info, TEXT, Spans([(0, len(TEXT))]))


class Project:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.history = History(home, lambda: datetime(2026, 11, 21, tzinfo=UTC))
        self.codebook = Codebook(home, self.history)
        ids = itertools.count(len(list(home.rglob("annotations/*/*.json"))))
        self.notes = Notes(
            home, self.history, codebook=self.codebook, new_id=lambda: f"n{next(ids):03}"
        )
        self.recoding = Recoding(self.notes, self.codebook, self.history)

    def state(self) -> tuple[list[object], list[str], list[str]]:
        notes: list[object] = [(one, one.to_json()) for one in self.notes.all()]
        steps = [step.words for step in self.history.steps() if not step.undone]
        return notes, [tag.name for tag in self.codebook.tags()], steps


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power fails here
    project = Project(tmp_path / ".workbench")
    project.notes.add_all([(document(), LEASES[:12])], ["money/rent", "other"])
    return project


CHANGES: dict[str, Callable[[Project], object]] = {
    "rename": lambda project: project.recoding.rename("money", "cash"),
    "merge": lambda project: project.recoding.merge(["money/rent"], "other"),
    "delete": lambda project: project.recoding.delete("money/rent"),
    "tag all": lambda project: project.notes.add_all([(document(), LEASES)], ["new"]),
    "undo": lambda project: project.history.undo(),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(
    ("function", "error", "said"), [("write", *FULL), ("fsync", *BROKEN), ("replace", *FULL)]
)
def test_nothing_has_changed(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    function: str,
    number: int,
    error: int,
    said: str,
) -> None:
    before = project.state()
    real, left = getattr(os, function), itertools.count(1)

    def failing(*arguments: Any, **more: Any) -> Any:
        if next(left) == number:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, function, failing)
        try:
            CHANGES[name](project)
        except WorkbenchError as refused:
            assert str(refused) == said  # noqa: PT017 - it may also succeed
        else:  # so few requests, or the last one: that it is missing does no harm
            assert project.state() != before
            assert Project(project.home).state() == project.state()
            return
    assert project.state() == before
    assert Project(project.home).state() == before
    assert not list(project.home.rglob("*.tmp"))
    CHANGES[name](project)
    assert project.state() != before
    assert Project(project.home).state() == project.state()
