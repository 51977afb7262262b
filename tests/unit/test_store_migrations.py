"""Records of older schemas: read as today's, rewritten by the analyst only, the old file kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.store import records
from workbench.store.history import History
from workbench.store.migrations import MIGRATIONS, SCHEMA, SCHEMA_MEMBER, Record, migrated
from workbench.store.records import load

OLD = b'{"name": "money",\n  "theirs": [1, 2]}'
TAG = Path("codebook/money.json")


def _renamed(record: Record) -> Record:
    return {"title" if name == "name" else name: value for name, value in record.items()}


def _greeted(record: Record) -> Record:
    return record | {"greeting": f"Hello, {record['title']}"}


LATER = (*MIGRATIONS, _renamed, _greeted)
"""What the table may look like two schemas from now."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / TAG).parent.mkdir()
    (tmp_path / TAG).write_bytes(OLD)
    return tmp_path


@pytest.mark.parametrize("schema", [None, 1, 2, 3])
def test_a_record_takes_the_steps_that_its_schema_lacks(schema: int | None) -> None:
    record: Record = {"name" if schema in (None, 1) else "title": "money", "theirs": [1, 2]}
    if schema is not None:
        record[SCHEMA_MEMBER] = schema
    if schema == 3:
        record["greeting"] = "Good day"
    assert migrated(record, LATER) == {
        "title": "money",
        "theirs": [1, 2],
        "greeting": "Good day" if schema == 3 else "Hello, money",
        SCHEMA_MEMBER: 3,
    }


def test_reading_an_older_record_leaves_its_file_as_it_is(home: Path) -> None:
    assert load(home / TAG) == {"name": "money", "theirs": [1, 2], SCHEMA_MEMBER: SCHEMA}
    assert (home / TAG).read_bytes() == OLD


def test_the_first_change_keeps_the_older_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "SCHEMA", len(LATER))
    monkeypatch.setattr(records, "migrated", lambda record: migrated(record, LATER))
    history = History(home)
    history.apply("Named it", {TAG: load(home / TAG) | {"colour": 2}})
    assert load(home / TAG) == {
        "title": "money",
        "theirs": [1, 2],
        "greeting": "Hello, money",
        "colour": 2,
        SCHEMA_MEMBER: 3,
    }
    assert OLD in [kept.read_bytes() for kept in (home / "trash").rglob("*") if kept.is_file()]
    [version] = history.versions()
    assert history.content(version)["title"] == "money", "an old version is read as today's too"
    history.undo()
    assert (home / TAG).read_bytes() == OLD
    history.redo()
    assert load(home / TAG)["colour"] == 2
