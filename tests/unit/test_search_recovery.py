"""A search index that is missing, damaged, foreign or changed by another process."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from search_builders import Shelf, document, found, indexed

from workbench.model import Document, WorkbenchError
from workbench.search import Search
from workbench.search.engines import ENGINES
from workbench.search.engines.seal import DAMAGED
from workbench.search.indexroom import MISSING

DOCUMENTS = [
    document("The lease of the berth.", "lease", title="Minutes"),
    document("A letter: the rent, the berth and the quay.", "letter"),
    document("Nothing but troops.", "troops", title="The berth"),
]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _index(cache: Path, documents: list[Document], engine: str) -> None:
    with closing(indexed(cache, documents, engine=engine)):
        pass


def opened(cache: Path, engine: str) -> Search:
    return Search(cache, Shelf(DOCUMENTS), {}, engine)


def test_a_reader_sees_what_another_process_commits(tmp_path: Path, engine: str) -> None:
    with closing(opened(tmp_path, engine)) as reader:
        assert (reader.notice, reader.needs_rebuild) == (MISSING, True)
        assert reader.search("berth").total == 0
        assert not reader.refresh()
        child = multiprocessing.get_context("spawn").Process(
            target=_index, args=(tmp_path, DOCUMENTS, engine)
        )
        child.start()
        child.join()
        assert child.exitcode == 0
        assert reader.refresh()
        assert (reader.notice, reader.needs_rebuild) == ("", False)
        assert found(reader, "berth") == {"lease", "letter", "troops"}
        assert not reader.refresh()


def folder(cache: Path) -> Path:
    [found] = cache.iterdir()
    return found


def files(cache: Path) -> list[Path]:
    return sorted(p for p in folder(cache).iterdir() if not p.name.lower().endswith("lock"))


def overwrite(path: Path, content: bytes) -> None:
    if path.parent.name == "tantivy":
        # Its threads may be reading the file, mapped into memory: the system would kill the test.
        path.unlink()
    path.write_bytes(content)


def cut(share: float) -> Callable[[Path], None]:
    def damage(cache: Path) -> None:
        for path in files(cache):
            content = path.read_bytes()
            overwrite(path, content[: int(len(content) * share)])

    return damage


def foreign(cache: Path) -> None:
    for path in files(cache):
        path.unlink()
    for name in ("seal.json", "meta.json", "_MAIN_1.toc", "MAIN_x.trm", "notes.txt", "MAIN_x.pst"):
        (folder(cache) / name).write_bytes(b"\x80\x04not ours" * 100)
    (folder(cache) / "folder").mkdir()


def overwritten(cache: Path) -> None:
    for path in files(cache):
        if path.suffix in (".pst", ".idx"):
            overwrite(path, bytes(path.stat().st_size))


def missing(cache: Path) -> None:
    folder(cache).rename(cache.with_name(f"{cache.name}-gone"))


def emptied(cache: Path) -> None:
    for path in files(cache):
        path.unlink()


def sealed_by_a_folder(cache: Path) -> None:
    (folder(cache) / "seal.json").unlink()
    (folder(cache) / "seal.json").mkdir()


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (missing, MISSING),
    "emptied": (emptied, MISSING),
    "a folder of that name": (sealed_by_a_folder, DAMAGED),
    "cut to nothing": (cut(0), DAMAGED),
    "cut in the middle": (cut(0.5), DAMAGED),
    "cut at the end": (cut(0.95), DAMAGED),
    "foreign": (foreign, DAMAGED),
    "zeroes": (overwritten, DAMAGED),
}


def queries_fail_quietly(search: Search) -> None:
    for query in ("berth", '"the berth"', "be*", "berth~", "title:berth", "zzzz", "*", "-berth"):
        results = search.search(query)
        assert results.total >= len(results.hits)
        list(islice(search.every_hit(query), 5))
    assert isinstance(search.terms("b", 5), list)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_said_and_made_anew(tmp_path: Path, engine: str, damage: str) -> None:
    _index(tmp_path, DOCUMENTS, engine)
    harm, notice = DAMAGE[damage]
    harm(tmp_path)
    with closing(opened(tmp_path, engine)) as search:
        assert search.notice == notice
        assert search.needs_rebuild
        assert notice in search.search("berth").notices
        queries_fail_quietly(search)
        search.update(DOCUMENTS)
        search.commit()
        assert (search.notice, search.needs_rebuild) == ("", False)
        assert found(search, "berth") == {"lease", "letter", "troops"}


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_index_that_is_damaged_while_it_is_open_is_no_crash(
    tmp_path: Path, engine: str, damage: str
) -> None:
    _index(tmp_path, DOCUMENTS, engine)
    with closing(opened(tmp_path, engine)) as search:
        harm, _ = DAMAGE[damage]
        harm(tmp_path)
        queries_fail_quietly(search)
        search.refresh()
        queries_fail_quietly(search)
        search.update(DOCUMENTS)
        search.commit()
        assert (search.notice, search.needs_rebuild) == ("", False)
        assert found(search, "berth") == {"lease", "letter", "troops"}


def test_the_query_that_meets_the_damage_says_so(tmp_path: Path, engine: str) -> None:
    _index(tmp_path, DOCUMENTS, engine)
    with closing(opened(tmp_path, engine)) as search:
        _fail_from_now_on(search)
        results = search.search("berth")
        assert (results.total, results.notices[0]) == (0, DAMAGED)
        # What is read anew turns out to be whole.
        assert search.refresh()
        assert found(search, "berth") == {"lease", "letter", "troops"}
        assert search.search("berth").notices == ()


def _fail_from_now_on(search: Search) -> None:
    """As if what stands in its files had become something else, unseen."""

    def broken(*_: object) -> None:
        raise ValueError("panicked")

    snapshot = search._engine._engine._snapshot  # type: ignore[attr-defined]
    snapshot.postings = snapshot.page = broken


def test_an_index_that_cannot_be_written_is_one_sentence(tmp_path: Path, engine: str) -> None:
    cache = tmp_path / "cache"
    cache.write_bytes(b"a file where the directory of indexes should be")
    with closing(opened(cache, engine)) as search:
        queries_fail_quietly(search)
        with pytest.raises(WorkbenchError, match="The search index cannot be written"):
            search.update(DOCUMENTS)
        queries_fail_quietly(search)
