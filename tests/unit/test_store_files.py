"""Saves that are whole or not at all, and records that are refused rather than guessed at."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import WorkbenchError
from workbench.store.files import read_record_bytes, remove_durably, why, write_atomic
from workbench.store.places import located
from workbench.store.records import Unreadable, dump, load, parse


def test_a_save_is_private_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "note.json"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_save_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "note.json").mkdir()
    (tmp_path / "note.json" / "inside").write_text("kept")
    with pytest.raises(OSError, match="directory"):
        write_atomic(tmp_path / "note.json", b"x")
    assert list(tmp_path.iterdir()) == [tmp_path / "note.json"]


def test_a_symbolic_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("untouched")
    (tmp_path / "note.json").symlink_to(tmp_path / "outside")
    write_atomic(tmp_path / "note.json", b"new")
    assert (tmp_path / "outside").read_text() == "untouched"
    assert not (tmp_path / "note.json").is_symlink()


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"")
    remove_durably(tmp_path / "a")
    remove_durably(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "link", ""):
        with pytest.raises(OSError, match=r"regular file|symbolic links"):
            read_record_bytes(tmp_path / name)


def test_reasons_are_in_words() -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"
    assert why(OSError("some words")) == "some words"


surrogates = st.characters(categories=("Cs",))
texts = st.text(st.one_of(st.characters(), surrogates))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(texts, values, max_size=5))
def test_a_record_comes_back_with_every_member(record: dict[str, object]) -> None:
    record["workbench:schema"] = 1
    content = dump(record)
    assert parse(Path("x.json"), content) == record
    assert dump(parse(Path("x.json"), content)) == content
    content.decode()


def test_a_record_is_written_so_that_branches_merge() -> None:
    assert dump({"b": "é", "a": [1]}) == '{\n "a": [\n  1\n ],\n "b": "é"\n}\n'.encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b'{"a": NaN}', "not valid JSON"),
        (b'{"a": 1e999}', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b"[]", "JSON object"),
        (b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}", "levels deep"),
        (b"null", "JSON object"),
        (b'{"workbench:schema": 2}', "newer version"),
        (b'{"workbench:schema": "1"}', "whole number"),
        (b'{"workbench:schema": true}', "whole number"),
        (b'{"workbench:schema": 0}', "whole number"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "note.json"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=reason) as refused:
        load(path)
    assert refused.value.path == path
    assert str(refused.value).endswith(".")


def test_links_and_pipes_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to("/etc/hostname")
    (tmp_path / "folder.json").mkdir()
    for name in ("pipe", "link", "folder"):
        with pytest.raises(Unreadable, match="left untouched"):
            load(tmp_path / f"{name}.json")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "missing.json")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse(Path("x"), b"\xef\xbb\xbf" + json.dumps({"a": 1}).encode())["a"] == 1


def test_records_have_plain_names_in_known_folders(tmp_path: Path) -> None:
    assert located(tmp_path, Path("annotations/a-1/b.json")) == tmp_path / "annotations/a-1/b.json"


@pytest.mark.parametrize(
    "path",
    [
        "annotations/../../x.json",
        "annotations/..",
        "/etc/annotations/x.json",
        "annotations/a b/x.json",
        "annotations/é/x.json",
        "annotations/x.txt",
        "annotations/.hidden.json",
        "annotations/" + "x" * 300 + ".json",
        "annotations/x\n.json",
        "trash/x.json",
        "cache/x.json",
        "project.toml",
        "x.json",
        "",
    ],
)
def test_no_name_leads_elsewhere(tmp_path: Path, path: str) -> None:
    with pytest.raises(WorkbenchError):
        located(tmp_path, Path(path))


def test_no_symbolic_link_leads_elsewhere(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / "annotations").mkdir(parents=True)
    outside.mkdir()
    (home / "annotations" / "doc").symlink_to(outside)
    (home / "codebook").symlink_to(outside)
    (home / "annotations" / "x.json").symlink_to(outside / "x.json")
    for path in ("annotations/doc/a.json", "codebook/a.json", "annotations/x.json"):
        with pytest.raises(WorkbenchError, match="symbolic link"):
            located(home, Path(path))
