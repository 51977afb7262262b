"""A damaged, foreign, half-written or locked index is noticed, said, and made anew."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import collection, document

from workbench.model import WorkbenchError
from workbench.search.engines.seal import NAME
from workbench.search.engines.whoosh import WhooshEngine
from workbench.search.engines.whoosh.index import DAMAGED, FOREIGN
from workbench.search.tree import Everything, Word


def filled(folder: Path, *texts: str) -> WhooshEngine:
    engine = WhooshEngine(folder)
    engine.update(collection(*(texts or ("alpha beta", "beta gamma"))))
    engine.commit()
    return engine


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.endswith("LOCK"))


def rebuilt(folder: Path) -> None:
    """What an indexing process does with an index that has a problem."""
    engine = WhooshEngine(folder)
    assert engine.problem
    assert engine.count() == 0
    assert engine.search(Word("beta"), 10).total == 0
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


def test_a_folder_without_an_index_is_no_problem(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "none")
    assert not engine.problem
    assert engine.count() == 0
    assert not (tmp_path / "none").exists()


def test_every_file_matters(tmp_path: Path) -> None:
    filled(tmp_path).close()
    names = [path.name for path in files(tmp_path)]
    assert len(names) > 4
    for number, name in enumerate(names):
        folder = tmp_path / f"copy-{number}"
        filled(folder).close()
        [path] = [path for path in files(folder) if path.suffix == Path(name).suffix][:1]
        path.unlink()
        if path.name == NAME:
            assert WhooshEngine(folder).count() == 0
        else:
            rebuilt(folder)


@given(st.data())
def test_any_change_of_any_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    filled(folder).close()
    path = data.draw(st.sampled_from([p for p in files(folder) if p.name != NAME]))
    content = bytearray(path.read_bytes())
    kind = data.draw(st.sampled_from(["flip", "cut", "zeroes", "longer"]))
    at = data.draw(st.integers(0, len(content) - 1))
    if kind == "flip":
        content[at] ^= 0x40
    elif kind == "cut":
        del content[at:]
    elif kind == "longer":
        content += b"\0"
    else:
        content[at:] = bytes(len(content) - at)
    if bytes(content) == path.read_bytes():
        return  # there were zeroes already
    path.write_bytes(content)
    engine = WhooshEngine(folder)
    assert engine.problem == DAMAGED
    engine.close()


@pytest.mark.parametrize("seal", [b"", b"{", b"[]", b'{"files": 1}', b'{"format": 1}', b"\xff"])
def test_a_seal_that_cannot_be_read_is_damage(tmp_path: Path, seal: bytes) -> None:
    filled(tmp_path).close()
    (tmp_path / NAME).write_bytes(seal)
    assert WhooshEngine(tmp_path).problem == DAMAGED
    rebuilt(tmp_path)


def test_an_index_of_another_version_is_not_opened(tmp_path: Path) -> None:
    filled(tmp_path).close()
    record = json.loads((tmp_path / NAME).read_bytes())
    (tmp_path / NAME).write_text(json.dumps(record | {"format": "whoosh 0"}))
    assert WhooshEngine(tmp_path).problem == FOREIGN
    rebuilt(tmp_path)


def test_what_is_not_sealed_is_not_read(tmp_path: Path) -> None:
    """A killed process leaves a later generation behind: the sealed one counts, and goes on."""
    filled(tmp_path).close()
    left = tmp_path / "_MAIN_2.toc"
    left.write_bytes(b"not a pickle")
    engine = WhooshEngine(tmp_path)
    assert engine.search(Word("beta"), 10).total == 2
    engine.update([document("beta", "more")])
    engine.commit()
    assert engine.search(Word("beta"), 10).total == 3
    engine.close()


def test_damage_while_it_is_open_is_no_crash(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    for path in files(tmp_path):
        if path.name != NAME:
            path.write_bytes(b"")
    assert engine.search(Word("alpha"), 10).total in (0, 1)
    assert engine.search(Everything(), 10).total in (0, 2)
    engine.close()
    assert WhooshEngine(tmp_path).problem == DAMAGED


def test_a_reader_follows_a_rebuild(tmp_path: Path) -> None:
    filled(tmp_path).close()
    toc = next(path for path in files(tmp_path) if path.suffix == ".toc")
    toc.write_bytes(b"")
    reader = WhooshEngine(tmp_path)
    assert reader.problem
    rebuilt(tmp_path)
    assert reader.refresh()
    assert not reader.problem
    assert reader.count() == 2
    reader.close()


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    first, second = WhooshEngine(tmp_path), WhooshEngine(tmp_path)
    first.update([document("one")])
    with pytest.raises(WorkbenchError, match="Another copy of the workbench is indexing"):
        second.update([document("two", "two")])
    first.commit()
    second.update([document("two", "two")])
    second.commit()
    assert second.count() == 2
    first.refresh()
    assert first.count() == 2
    first.close()
    second.close()


def test_a_disk_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = filled(tmp_path)
    engine.update([document("delta", "more")])

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr("workbench.search.engines.whoosh.index.write_seal", full)
        with pytest.raises(WorkbenchError, match="cannot be written: the disk is full"):
            engine.commit()
    assert engine.search(Word("beta"), 10).total == 2
    engine.update([document("delta", "more")])
    engine.commit()
    assert engine.search(Word("delta"), 10).total == 1
    engine.close()


def _keep_committing(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for number in range(10_000):
        engine.update([document(f"word{number} all", f"doc-{number % 40}")])
        engine.commit()


def test_a_killed_writer_leaves_a_whole_index(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=_keep_committing, args=(tmp_path,))
        writer.start()
        reader = WhooshEngine(tmp_path)
        seen = 0
        while seen < 10:
            assert writer.is_alive()
            seen += reader.refresh()
            assert not reader.problem
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        reader.close()
        engine = WhooshEngine(tmp_path)
        assert not engine.problem
        assert engine.count() == engine.search(Word("all"), 1).total > 0
        engine.close()


def test_segments_stay_few_while_an_index_grows(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for number in range(150):
        engine.update([document(f"all word{number}", f"doc-{number}")])
        engine.commit()
    assert engine.search(Word("all"), 1).total == 150
    assert len([path for path in files(tmp_path) if path.suffix == ".trm"]) <= 16
    engine.close()


def test_what_is_deleted_goes_from_the_disk_in_time(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.update(document(f"only{number} all", f"doc-{number}") for number in range(64))
    engine.commit()
    engine.remove(f"doc-{number}" for number in range(60))
    engine.commit()
    engine.update([document("new all", "new")])
    engine.commit()
    assert engine.count() == engine.search(Word("all"), 1).total == 5
    assert not any(b"only7" in path.read_bytes() for path in files(tmp_path))
    engine.close()
