"""A damaged, foreign, half-written or locked index of any engine in this process."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from search_builders import Shelf, collection, document

from workbench.model import WorkbenchError
from workbench.search.engine import Engine
from workbench.search.engines import ENGINES, open_engine
from workbench.search.engines.seal import DAMAGED, FOREIGN, NAME
from workbench.search.tree import Everything, Word


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def filled(name: str, cache: Path) -> Engine:
    engine = open_engine(name, cache, Shelf())
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    return engine


def files(folder: Path) -> list[Path]:
    """The files of an index but for its seal and its locks."""
    return sorted(p for p in folder.iterdir() if p.name != NAME and not p.name.endswith("LOCK"))


def rebuilt(name: str, cache: Path) -> None:
    """What an indexing process does with an index that has a problem."""
    engine = open_engine(name, cache, Shelf())
    assert engine.problem
    assert engine.count() == 0
    assert engine.search(Word("beta"), 10).total == 0
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


def test_a_folder_without_an_index_is_no_problem(tmp_path: Path, name: str) -> None:
    engine = open_engine(name, tmp_path / "none", Shelf())
    assert not engine.problem
    assert engine.count() == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"files": 1}', b'{"format": 1}', b"\xff"])
def test_a_seal_that_cannot_be_read_is_damage(tmp_path: Path, name: str, content: bytes) -> None:
    filled(name, tmp_path).close()
    (tmp_path / name / NAME).write_bytes(content)
    assert open_engine(name, tmp_path, Shelf()).problem == DAMAGED
    rebuilt(name, tmp_path)


def test_an_index_of_another_version_is_not_opened(tmp_path: Path, name: str) -> None:
    filled(name, tmp_path).close()
    path = tmp_path / name / NAME
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"format": f"{name} 0"}))
    assert open_engine(name, tmp_path, Shelf()).problem == FOREIGN
    rebuilt(name, tmp_path)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("something")


@pytest.mark.parametrize("put", [_pipe, _endless, _directory])
def test_what_is_no_file_is_neither_waited_for_nor_kept(
    tmp_path: Path, name: str, put: Callable[[Path], None]
) -> None:
    filled(name, tmp_path).close()
    for number in range(len(files(tmp_path / name))):
        put(files(tmp_path / name)[number])
        assert open_engine(name, tmp_path, Shelf()).problem == DAMAGED
        rebuilt(name, tmp_path)


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("something")


def _leads_nowhere(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to("nowhere")


def _no_lock(folder: Path) -> None:
    shutil.rmtree(folder)
    (folder / "WRITELOCK" / "inside").mkdir(parents=True)


@pytest.mark.parametrize("put", [_a_file, _leads_nowhere, _no_lock])
def test_what_takes_the_place_of_an_index_gives_way(
    tmp_path: Path, name: str, put: Callable[[Path], None]
) -> None:
    filled(name, tmp_path).close()
    put(tmp_path / name)
    engine = open_engine(name, tmp_path, Shelf())
    assert engine.count() == 0
    engine.update(collection("alpha"))
    engine.commit()
    assert engine.count() == 1
    assert not engine.problem
    engine.close()


def test_damage_while_it_is_open_is_no_crash(tmp_path: Path, name: str) -> None:
    engine = filled(name, tmp_path)
    for path in files(tmp_path / name):
        path.unlink()  # not in place: what is mapped into memory kills who reads it
        path.write_bytes(b"")
    assert engine.search(Word("alpha"), 10).total in (0, 1)
    assert engine.search(Everything(), 10).total in (0, 2)
    engine.close()
    assert open_engine(name, tmp_path, Shelf()).problem == DAMAGED
    rebuilt(name, tmp_path)


def test_a_reader_follows_a_rebuild(tmp_path: Path, name: str) -> None:
    filled(name, tmp_path).close()
    for path in files(tmp_path / name):
        path.write_bytes(b"")
    reader = open_engine(name, tmp_path, Shelf())
    assert reader.problem
    rebuilt(name, tmp_path)
    assert reader.refresh()
    assert not reader.problem
    assert reader.count() == 2
    reader.close()


def test_files_that_a_later_commit_took_away_are_no_damage(tmp_path: Path, name: str) -> None:
    writer = filled(name, tmp_path)
    reader = open_engine(name, tmp_path, Shelf())
    for number in range(20):
        writer.update([document("alpha delta", f"more-{number}")])
        writer.commit()
    # The reader has opened no file yet that is only read when a query needs it.
    assert reader.search(Word("alpha"), 100).total in (1, 21)
    assert not reader.problem
    assert reader.refresh()
    assert not reader.refresh()
    assert reader.search(Word("alpha"), 100).total == 21
    reader.close()
    writer.close()


def test_one_process_writes_at_a_time(tmp_path: Path, name: str) -> None:
    first, second = open_engine(name, tmp_path, Shelf()), open_engine(name, tmp_path, Shelf())
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


def test_who_gives_up_lets_another_write(tmp_path: Path, name: str) -> None:
    first, second = open_engine(name, tmp_path, Shelf()), open_engine(name, tmp_path, Shelf())
    first.update([document("one")])
    first.close()
    second.update([document("two", "two")])
    second.commit()
    assert second.ids() == {"two"}
    second.close()


def test_a_disk_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = filled(name, tmp_path)
    engine.update([document("delta", "more")])

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        for module in ("seal", "tantivy.soundness"):
            patch.setattr(f"workbench.search.engines.{module}.write_atomic", full)
        with pytest.raises(WorkbenchError, match="cannot be written: the disk is full"):
            engine.commit()
    engine.refresh()
    assert engine.search(Word("beta"), 10).total == 2
    engine.update([document("delta", "more")])
    engine.commit()
    assert engine.search(Word("delta"), 10).total == 1
    engine.close()


@pytest.mark.parametrize(("free", "reason"), [(0, "the disk is full"), (1 << 30, "its engine")])
def test_an_engine_that_does_not_say_why_is_asked_no_further(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, free: int, reason: str
) -> None:
    engine = filled(name, tmp_path)

    def killed(*_: object) -> None:
        raise ValueError("An index writer was killed: a worker thread encountered an error.")

    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with monkeypatch.context() as patch:
        patch.setattr(type(engine), "_add", killed)
        with pytest.raises(WorkbenchError, match=f"index cannot be written: {reason}"):
            engine.update([document("delta", "more")])
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


def _keep_committing(name: str, cache: Path) -> None:
    engine = open_engine(name, cache, Shelf())
    for number in range(10_000):
        engine.update([document(f"word{number} all", f"doc-{number % 40}")])
        engine.commit()


def test_a_killed_writer_leaves_a_whole_index(tmp_path: Path, name: str) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=_keep_committing, args=(name, tmp_path))
        writer.start()
        reader = open_engine(name, tmp_path, Shelf())
        seen = 0
        while seen < 10:
            assert writer.is_alive()
            seen += reader.refresh()
            assert not reader.problem
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        reader.close()
        engine = open_engine(name, tmp_path, Shelf())
        assert not engine.problem
        assert engine.count() == engine.search(Word("all"), 1).total > 0
        engine.close()


@pytest.mark.parametrize("commits", [60, 150])
def test_segments_stay_few_while_an_index_grows(tmp_path: Path, name: str, commits: int) -> None:
    engine = open_engine(name, tmp_path, Shelf())
    for number in range(commits):
        engine.update([document(f"all word{number}", f"doc-{number}")])
        engine.commit()
    assert engine.search(Word("all"), 1).total == commits
    terms = [path for path in files(tmp_path / name) if path.suffix in (".trm", ".term")]
    assert 0 < len(terms) <= 16
    engine.close()
