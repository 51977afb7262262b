"""Tantivy's index: damage, another form, other processes, and what only texts can decide."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import collection, document

from workbench.model import WorkbenchError
from workbench.search.analysis import positions
from workbench.search.engines.seal import DAMAGED, FOREIGN, NAME
from workbench.search.engines.tantivy import TantivyEngine
from workbench.search.engines.tantivy.feeding import MARK, Feeder
from workbench.search.engines.tantivy.soundness import META, unharmed
from workbench.search.tree import Everything, Phrase, Word


def filled(folder: Path, *texts: str) -> TantivyEngine:
    engine = TantivyEngine(folder)
    engine.update(collection(*(texts or ("alpha beta", "beta gamma"))))
    engine.commit()
    return engine


def segment_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if len(path.stem) == 32)


def rebuilt(folder: Path) -> None:
    engine = TantivyEngine(folder)
    assert engine.problem
    assert engine.count() == 0
    assert engine.search(Word("beta"), 10).total == 0
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


@given(st.text("abC é日\n\t-'.&+#7,0_\"\x0b\u00a0 ", max_size=60), st.sampled_from([0, 40, 400]))
def test_every_term_is_fed_once_a_document_and_the_parts_in_their_places(
    text: str, words: int
) -> None:
    text += " an ordinary Word." * words + "x" * (words // 5)
    parts, others = Feeder()._encoded(text)
    found, width = positions(text)
    assert len(parts.split()) == width
    for place, term in enumerate(parts.split()):
        assert place in found[term]
    marked = {term for term in others.split() if term.startswith(MARK)}
    assert {term.removeprefix(MARK) for term in marked} <= set(parts.split())
    assert set(others.split()) - marked == found.keys() - set(parts.split())


def test_a_folder_without_an_index_is_no_problem(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "none")
    assert not engine.problem
    assert engine.count() == 0
    assert not (tmp_path / "none").exists()


@settings(max_examples=60)
@given(st.data())
def test_a_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    filled(folder).close()
    path = data.draw(st.sampled_from(segment_files(folder)))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= 0x40
    else:
        del content[at:]
    before = path.stat().st_mtime_ns
    path.unlink()
    path.write_bytes(content)
    os.utime(path, ns=(before + 1, before + 1))  # clocks may be coarser than this test
    # The footer says more than the checksum: what is not the checksum's may change without harm.
    engine = TantivyEngine(folder)
    assert engine.problem == DAMAGED or engine.search(Word("beta"), 10).total == 2
    if at < len(content) - 120:
        assert engine.problem == DAMAGED
    engine.close()


@pytest.mark.parametrize("name", [NAME, META])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"segments": 1}', b"\xff"])
def test_what_cannot_be_read_is_damage(tmp_path: Path, name: str, content: bytes) -> None:
    filled(tmp_path).close()
    (tmp_path / name).write_bytes(content)
    assert TantivyEngine(tmp_path).problem == DAMAGED
    rebuilt(tmp_path)


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    filled(tmp_path).close()
    segment_files(tmp_path)[0].unlink()
    rebuilt(tmp_path)


def test_an_index_of_another_version_is_not_opened(tmp_path: Path) -> None:
    filled(tmp_path).close()
    record = json.loads((tmp_path / NAME).read_bytes())
    (tmp_path / NAME).write_text(json.dumps(record | {"format": "tantivy 0"}))
    assert TantivyEngine(tmp_path).problem == FOREIGN
    rebuilt(tmp_path)


def _noted_earlier(folder: Path) -> None:
    """As if the process had been killed between its commit and its note."""
    record = json.loads((folder / NAME).read_bytes())
    (folder / NAME).write_text(json.dumps(record | {"files": {}}))


def _copied(folder: Path) -> None:
    for path in segment_files(folder):
        os.utime(path, (0, 0))


@pytest.mark.parametrize("change", [_noted_earlier, _copied])
def test_a_whole_index_that_was_not_noted_is_read_and_opened(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    filled(tmp_path).close()
    change(tmp_path)
    engine = TantivyEngine(tmp_path)
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


def test_damage_while_it_is_open_is_no_crash(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    for path in segment_files(tmp_path):
        path.unlink()  # not in place: see the test of `unharmed`
        path.write_bytes(b"")
    assert engine.search(Word("alpha"), 10).total == 0
    assert engine.search(Everything(), 10).total == 0
    assert engine.problem == DAMAGED
    engine.close()
    rebuilt(tmp_path)


def test_what_is_written_in_place_is_noticed_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"whole")
    noted = {"file": [5, path.stat().st_mtime_ns], "merged away": [1, 1]}
    assert unharmed(tmp_path, noted)
    os.truncate(path, 2)
    assert not unharmed(tmp_path, noted)


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    first, second = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
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
        patch.setattr("workbench.search.engines.tantivy.soundness.write_atomic", full)
        with pytest.raises(WorkbenchError, match="cannot be written: the disk is full"):
            engine.commit()
    engine.refresh()
    engine.update([document("delta", "more")])
    engine.commit()
    assert engine.search(Word("delta"), 10).total == 1
    engine.close()


def _keep_committing(folder: Path) -> None:
    engine = TantivyEngine(folder)
    for number in range(10_000):
        engine.update([document(f"word{number} all", f"doc-{number % 40}")])
        engine.commit()


def test_a_killed_writer_leaves_a_whole_index(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=_keep_committing, args=(tmp_path,))
        writer.start()
        reader = TantivyEngine(tmp_path)
        seen = 0
        while seen < 10:
            assert writer.is_alive()
            seen += reader.refresh()
            assert not reader.problem
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        reader.close()
        engine = TantivyEngine(tmp_path)
        assert not engine.problem
        assert engine.count() == engine.search(Word("all"), 1).total > 0
        engine.close()


def test_segments_stay_few_while_an_index_grows(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    for number in range(60):
        engine.update([document(f"all word{number}", f"doc-{number}")])
        engine.commit()
    assert engine.search(Word("all"), 1).total == 60
    assert len([path for path in segment_files(tmp_path) if path.suffix == ".idx"]) <= 16
    engine.close()


def test_equal_documents_come_by_path_on_every_page(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.update(document("the same", f"doc-{n:03}") for n in reversed(range(150)))
    engine.commit()
    pages = [engine.search(Word("same"), 20, start).documents for start in range(0, 160, 20)]
    assert [r.id for page in pages for r in page] == [f"doc-{n:03}" for n in range(150)]
    engine.close()


@pytest.mark.parametrize(
    ("words", "slop", "expected"),
    [
        (("u.s", "troops"), 0, set()),
        (("usa", "s"), 0, {"doc-1"}),
        (("usa", "troops"), 0, set()),
        (("the", "peacekeeping"), 0, {"doc-0"}),
        (("peacekeeping", "force"), 0, set()),
        (("in", "c++"), 0, {"doc-1"}),
        (("c++", "usa"), 9, {"doc-1"}),
        (("one", "two", "three", "four"), 2, {"doc-2"}),
        (("one", "two", "three", "four"), 1, set()),
        (("four", "two", "one"), 2, {"doc-2"}),
    ],
)
def test_phrases_that_positions_do_not_decide_are_read(
    tmp_path: Path, words: tuple[str, ...], slop: int, expected: set[str]
) -> None:
    engine = filled(
        tmp_path,
        "the peace-keeping force, and a peacekeeping mission of the force",
        "written in C++ by U.S.A. troops: usa today. In C, and troops of the U.S.",
        "three x two y four one; usa",
    )
    phrase = Phrase(tuple(map(Word, words)), slop)
    found = engine.search(phrase, 10)
    assert {ranked.id for ranked in found.documents} == expected
    assert found.total == len(expected)
    engine.close()
