"""The analyst's word on a source: kept, undone, and never lost to a file that cannot be read."""

from pathlib import Path

import pytest

from tests.citing import document
from workbench.citations import Sources
from workbench.citations.item import item_of
from workbench.store.history import History
from workbench.store.records import Unreadable, load

INFO = document("Text.", title="Draft", source="Wire").info
RECORD = Path("sources") / f"{INFO.id}.json"


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


@pytest.fixture
def sources(tmp_path: Path, history: History) -> Sources:
    return Sources(tmp_path, history)


def test_a_correction_is_kept_as_one_record_and_can_be_undone(
    tmp_path: Path, history: History, sources: Sources
) -> None:
    step = sources.overrule(INFO, {"title": "Final", "author": [{"literal": "A. Nalyst"}]})
    assert step.words == "Changed the title and the authors of Draft"
    assert load(tmp_path / RECORD) == {
        "id": INFO.id,
        "title": "Final",
        "author": [{"literal": "A. Nalyst"}],
        "workbench:schema": 1,
    }
    assert sources.item(INFO)["title"] == "Final"
    history.undo()
    assert sources.item(INFO) == item_of(INFO)
    history.redo()
    assert sources.item(INFO)["author"] == [{"literal": "A. Nalyst"}]


def test_none_returns_to_what_was_read_and_the_last_one_removes_the_record(
    tmp_path: Path, sources: Sources
) -> None:
    sources.overrule(INFO, {"title": "Final", "container-title": ""})
    sources.overrule(INFO, {"title": None})
    assert sources.item(INFO)["title"] == "Draft"
    assert "container-title" not in sources.item(INFO)
    sources.overrule(INFO, {"container-title": None})
    assert not (tmp_path / RECORD).exists()


def test_members_that_we_do_not_know_survive(tmp_path: Path, sources: Sources) -> None:
    sources.overrule(INFO, {"custom": {"zotero": [1, 2]}})
    sources.overrule(INFO, {"title": "Final"})
    assert load(tmp_path / RECORD)["custom"] == {"zotero": [1, 2]}
    assert "custom" not in sources.item(INFO)


def test_another_copy_of_the_program_is_heard_at_once(tmp_path: Path, sources: Sources) -> None:
    other = Sources(tmp_path, History(tmp_path))
    assert sources.item(INFO)["title"] == "Draft"
    other.overrule(INFO, {"title": "Theirs"})
    assert sources.item(INFO)["title"] == "Theirs"


@pytest.mark.parametrize("content", ["{", "[]", '{"workbench:schema": 99}'])
def test_a_record_that_cannot_be_read_is_listed_and_left_alone(
    tmp_path: Path, sources: Sources, content: str
) -> None:
    path = tmp_path / RECORD
    path.parent.mkdir()
    path.write_text(content)
    assert sources.item(INFO) == item_of(INFO)
    assert [problem.path for problem in sources.problems()] == [path]
    with pytest.raises(Unreadable):
        sources.overrule(INFO, {"title": "Final"})
    assert path.read_text() == content
