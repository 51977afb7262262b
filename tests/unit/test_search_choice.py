"""A collection changes its engine by itself when it is time to, and whoever reads it notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from search_builders import Shelf, collection, document, found, indexed

from workbench.search import Search
from workbench.search.engines import choice
from workbench.search.engines.choice import Choice
from workbench.search.engines.tantivy import TantivyEngine

DOCUMENTS = collection(*(f"word{number} all" for number in range(12)))
NEWS = "The collection is large: it is now searched with Tantivy."


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than ten documents are a large collection."""
    monkeypatch.setattr(choice, "MOST_DOCUMENTS", 10)


def folders(cache: Path) -> set[str]:
    return {path.name for path in cache.iterdir()}


@pytest.mark.usefixtures("small")
def test_a_collection_that_has_grown_changes_over(tmp_path: Path) -> None:
    shelf = Shelf(DOCUMENTS)
    with (
        closing(indexed(tmp_path, DOCUMENTS[:10])) as writer,
        closing(Search(tmp_path, shelf, {})) as reader,
    ):
        writer._engine._library = shelf
        assert folders(tmp_path) == {"whoosh"}
        assert found(reader, "all") == {each.id for each in DOCUMENTS[:10]}
        writer.update(DOCUMENTS[10:])
        writer.commit()
        assert folders(tmp_path) == {"tantivy"}
        assert reader.refresh()
        assert not reader.refresh()
        assert reader.search("word11").notices == (NEWS,)
        assert reader.search("word11").notices == ()
        assert found(reader, "all") == {each.id for each in DOCUMENTS}
        assert (reader.notice, reader.needs_rebuild) == ("", False)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("expected", "engine"), [(10, "whoosh"), (11, "tantivy")])
def test_what_will_be_large_begins_so(tmp_path: Path, expected: int, engine: str) -> None:
    shelf = Shelf(DOCUMENTS)
    with closing(Search(tmp_path, shelf, {})) as search:
        search.expect(expected)
        search.update(DOCUMENTS[:10])
        search.commit()
        assert folders(tmp_path) == {engine}
        search.expect(11)
        search.update(DOCUMENTS[10:])
        search.commit()
        assert found(search, "all") == {each.id for each in DOCUMENTS}


@pytest.mark.usefixtures("small")
def test_a_large_collection_stays_so(tmp_path: Path) -> None:
    with closing(indexed(tmp_path, DOCUMENTS)) as writer:
        writer.remove(each.id for each in DOCUMENTS[3:])
        writer.commit()
        assert folders(tmp_path) == {"tantivy"}
    with closing(Search(tmp_path, Shelf(DOCUMENTS[:3]), {})) as search:
        assert found(search, "all") == {each.id for each in DOCUMENTS[:3]}
        assert not search.search("all").notices


def test_few_large_documents_are_a_large_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "MOST_CHARACTERS", 100)
    with closing(indexed(tmp_path, [document("word " * 20)])):
        assert folders(tmp_path) == {"whoosh"}
    with closing(indexed(tmp_path, [document("word " * 30)])):
        assert folders(tmp_path) == {"tantivy"}


@pytest.mark.parametrize(("before", "after"), [("whoosh", "tantivy"), ("tantivy", "whoosh")])
def test_the_setting_decides_from_the_next_run(tmp_path: Path, before: str, after: str) -> None:
    with closing(indexed(tmp_path, DOCUMENTS, engine=before)):
        assert folders(tmp_path) == {before}
    with (
        closing(Search(tmp_path, Shelf(DOCUMENTS), {}, after)) as reader,
        closing(Search(tmp_path, Shelf(DOCUMENTS), {}, after)) as writer,
    ):
        assert found(reader, "all") == {each.id for each in DOCUMENTS}
        writer.commit()
        assert folders(tmp_path) == {after}
        assert reader.refresh()
        notice = f"The collection is now searched with {after.capitalize()}."
        assert reader.search("word3").notices == (notice,)
        assert found(reader, "word3") == {"doc-3"}


@pytest.mark.usefixtures("small")
def test_a_change_that_was_cut_off_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(DOCUMENTS)
    with monkeypatch.context() as patch, closing(Search(tmp_path, shelf, {})) as search:
        patch.setattr(Choice, "_documents", _broken)
        search.update(DOCUMENTS)
        with pytest.raises(KeyboardInterrupt):
            search.commit()
    assert folders(tmp_path) == {"whoosh", "tantivy"}
    with closing(Search(tmp_path, shelf, {})) as search:
        assert found(search, "all") == {each.id for each in DOCUMENTS}
        search.commit()
        assert folders(tmp_path) == {"tantivy"}
        assert found(search, "all") == {each.id for each in DOCUMENTS}


def _broken(self: Choice, ids: object) -> Iterator[object]:
    yield DOCUMENTS[0]
    raise KeyboardInterrupt


@pytest.mark.usefixtures("small")
def test_where_there_is_no_room_for_another_index_the_first_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TantivyEngine, "_finish", full)
    tried = []
    begin = TantivyEngine._begin
    monkeypatch.setattr(TantivyEngine, "_begin", lambda self: tried.append(0) or begin(self))
    with closing(indexed(tmp_path, DOCUMENTS)) as search:
        assert folders(tmp_path) == {"whoosh"}
        [notice] = search.search("word3").notices
        assert notice.startswith("The collection is still searched with Whoosh. ")
        assert notice.endswith("The search index cannot be written: the disk is full.")
        search.update(DOCUMENTS[:1])
        search.commit()
        assert len(tried) == 1
        assert found(search, "all") == {each.id for each in DOCUMENTS}
        assert not search.notice


@pytest.mark.usefixtures("small")
def test_looking_for_commits_reads_no_index_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(indexed(tmp_path, DOCUMENTS[:5])) as search:
        opened: list[str] = []
        monkeypatch.setattr(choice, "open_engine", lambda name, *_: opened.append(name))
        assert not search.refresh()
        assert opened == []


@pytest.mark.usefixtures("small")
def test_leftovers_of_a_change_are_removed(tmp_path: Path) -> None:
    with closing(indexed(tmp_path, DOCUMENTS)) as search:
        (tmp_path / "whoosh").mkdir()
        (tmp_path / "whoosh" / "left").write_bytes(b"")
        search.commit()
        assert folders(tmp_path) == {"tantivy"}


@pytest.mark.usefixtures("small")
def test_a_damaged_index_of_a_large_collection_is_made_anew(tmp_path: Path) -> None:
    with closing(indexed(tmp_path, DOCUMENTS)):
        pass
    (tmp_path / "tantivy" / "meta.json").write_bytes(b"{")
    with closing(Search(tmp_path, Shelf(DOCUMENTS), {})) as search:
        assert search.notice
        assert search.needs_rebuild
        search.update(DOCUMENTS)
        search.commit()
        assert folders(tmp_path) == {"tantivy"}
        assert found(search, "all") == {each.id for each in DOCUMENTS}
