"""Ids are fixed when a document is first seen; the ledger forgets none and loses no line."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.homes import made_home
from workbench.library.identity import DAMAGED, LEDGER, Ledger, derived_id
from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.spans import Spans


def document(identity: str, raw_path: bytes, sha256: str = "0" * 64, part: str = "") -> Document:
    info = DocumentInfo(
        id=identity,
        path="",
        raw_path=raw_path,
        part=part,
        kind="text",
        sha256=sha256,
        metadata=Metadata(),
        words=1,
        characters=1,
        paragraphs=1,
        pages=0,
    )
    return Document(info, "x", Spans([(0, 1)]))


def ledger(home: Path) -> Ledger:
    return Ledger(home, home / "lock")


def remember(home: Path, *raw_paths: bytes) -> list[str]:
    book = ledger(home)
    ids = [book.id_of(raw_path) for raw_path in raw_paths]
    for identity, raw_path in zip(ids, raw_paths, strict=True):
        book.add(document(identity, raw_path))
    book.save()
    return ids


@given(st.binary(min_size=1), st.text())
def test_an_id_is_ascii_of_bounded_length(raw_path: bytes, part: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{10}", derived_id(raw_path, part))


def test_an_id_tells_paths_parts_and_attempts_apart() -> None:
    ids = {
        derived_id(b"A/b.txt", ""),
        derived_id(b"a/b.txt", ""),
        derived_id(b"a/b.md", ""),
        derived_id(b"a/b.txt", "1"),
        derived_id(b"a/b.txt", "", 1),
    }
    assert len(ids) == 5
    assert derived_id(b"a/b.txt", "") == derived_id(b"a/b.txt", "")


def test_an_id_reads_like_the_end_of_its_path() -> None:
    assert derived_id("Akten/Café Zürich (1).txt".encode(), "").startswith("akten-cafe-zurich-1-")
    assert derived_id(b"folder/" * 20 + b"last.txt", "")[:-11].endswith("folder-last")
    assert derived_id("Отчёт.txt".encode(), "").startswith("document-")


def test_the_ledger_is_one_sorted_line_a_document(tmp_path: Path) -> None:
    ids = remember(tmp_path, b"b.txt", b"caf\xe9.txt", b"a.txt")
    lines = (tmp_path / LEDGER).read_bytes().decode().splitlines()
    assert lines == sorted(lines)
    records = [json.loads(line) for line in lines]
    assert {record["id"] for record in records} == set(ids)
    assert all(list(record) == sorted(record) for record in records)
    assert {record.get("path") for record in records} == {"a.txt", "b.txt", None}


def test_the_order_of_discovery_does_not_show(tmp_path: Path) -> None:
    for name, paths in (("one", [b"a", b"b", b"c"]), ("two", [b"c", b"a", b"b"])):
        (tmp_path / name).mkdir()
        remember(tmp_path / name, *paths)
    assert (tmp_path / "one" / LEDGER).read_bytes() == (tmp_path / "two" / LEDGER).read_bytes()


def test_an_id_is_remembered(tmp_path: Path) -> None:
    [first] = remember(tmp_path, b"caf\xe9.txt")
    assert ledger(tmp_path).id_of(b"caf\xe9.txt") == first


def test_a_document_takes_its_id_to_its_new_place(tmp_path: Path) -> None:
    [identity] = remember(tmp_path, b"old.txt")
    book = ledger(tmp_path)
    book.add(document(identity, b"new.txt"))
    book.save()
    again = ledger(tmp_path)
    assert again.id_of(b"new.txt") == identity
    assert again.id_of(b"old.txt") not in ("", identity)


def test_unknown_members_of_a_line_are_kept(tmp_path: Path) -> None:
    [identity] = remember(tmp_path, b"old.txt")
    path = tmp_path / LEDGER
    path.write_text(json.dumps(json.loads(path.read_text()) | {"future": [1, "é"]}) + "\n")
    book = ledger(tmp_path)
    book.add(document(identity, b"new.txt"))
    book.save()
    assert json.loads(path.read_text())["future"] == [1, "é"]


def test_what_another_copy_added_is_kept(tmp_path: Path) -> None:
    ours, theirs = ledger(tmp_path), ledger(tmp_path)
    ours.add(document(ours.id_of(b"ours.txt"), b"ours.txt"))
    theirs.add(document(theirs.id_of(b"theirs.txt"), b"theirs.txt"))
    ours.save()
    theirs.save()
    assert len((tmp_path / LEDGER).read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"<<<<<<< ours", b'{"id": "x', b"[]", b"null", b"{}",
        b'{"id": "../up", "path": "a", "part": "", "sha256": ""}',
        b'{"id": "x-1", "path": 7, "part": "", "sha256": ""}', b"\xff\xfe", b"[" * 5000,
    ],
)  # fmt: skip
def test_a_damaged_line_is_set_aside_and_the_others_count(tmp_path: Path, line: bytes) -> None:
    [identity] = remember(tmp_path, b"a.txt")
    path = tmp_path / LEDGER
    path.write_bytes(line + b"\n" + path.read_bytes())
    book = ledger(tmp_path)
    assert book.id_of(b"a.txt") == identity
    book.save()
    assert (tmp_path / DAMAGED).read_bytes() == line + b"\n"
    assert line not in path.read_bytes()


def test_a_second_line_with_the_same_id_is_set_aside(tmp_path: Path) -> None:
    [identity] = remember(tmp_path, b"a.txt")
    path = tmp_path / LEDGER
    second = path.read_bytes().replace(b"a.txt", b"b.txt")
    path.write_bytes(path.read_bytes() + second)
    book = ledger(tmp_path)
    assert book.id_of(b"a.txt") == identity
    book.save()
    assert (tmp_path / DAMAGED).read_bytes() == second


def test_two_branches_that_added_documents_merge_without_a_conflict(tmp_path: Path) -> None:
    home = made_home(tmp_path / ".workbench")

    def git(*arguments: str) -> None:
        config = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *config, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    remember(home, b"a.txt")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "other")
    remember(home, b"both.txt", b"other.txt")
    git("commit", "-qam", "other")
    git("checkout", "-q", "main")
    remember(home, b"both.txt", b"main.txt")
    git("commit", "-qam", "main")
    git("merge", "-q", "other", "-m", "both")
    assert len(remember(home, b"a.txt", b"both.txt", b"main.txt", b"other.txt", b"new.txt")) == 5
    assert len((home / LEDGER).read_bytes().splitlines()) == 5
    assert not (home / DAMAGED).exists()


def test_the_same_line_twice_is_not_taken_for_damage(tmp_path: Path) -> None:
    [identity] = remember(tmp_path, b"a.txt")
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes() * 2)
    assert remember(tmp_path, b"a.txt", b"b.txt")[0] == identity
    assert not (tmp_path / DAMAGED).exists()


def test_a_ledger_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / LEDGER).mkdir()
    with pytest.raises(WorkbenchError, match="cannot be read"):
        remember(tmp_path, b"a.txt")


def test_the_absent_are_known_by_their_bytes(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    book.add(document("a-1", b"a.txt", "aa"))
    book.add(document("b-1", b"b.txt", "bb"))
    assert book.absent({b"b.txt"}) == {("aa", b"a.txt")}
