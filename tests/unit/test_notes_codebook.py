"""The codebook: tags that keep their colour and letter, whoever wrote their files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.model import WorkbenchError
from workbench.notes import Codebook, Tag
from workbench.notes.tagname import file_stem
from workbench.store.history import History
from workbench.store.records import load


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / ".workbench"


@pytest.fixture
def history(home: Path) -> History:
    return History(home)


@pytest.fixture
def codebook(home: Path, history: History) -> Codebook:
    return Codebook(home, history)


def write(home: Path, stem: str, content: object) -> Path:
    path = home / "codebook" / f"{stem}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_a_tag_is_made_once_and_comes_back(home: Path, history: History) -> None:
    tag = Codebook(home, history).ensure(" military / troops ")
    assert tag == Tag("military/troops", 1, "t")
    assert Codebook(home, history).ensure("military/troops") == tag
    assert Codebook(home, history).tags() == [tag]
    assert len(history.steps()) == 1
    assert load(home / "codebook" / f"{file_stem('military/troops')}.json") == {
        "colour": 1,
        "description": "",
        "name": "military/troops",
        "parent": "military",
        "shortcut": "t",
        "workbench:schema": 1,
    }


def test_a_family_has_one_colour_and_families_differ_while_they_can(codebook: Codebook) -> None:
    for name in ("a/x", "b", "a/y", "c", "d", "e", "f", "b/z"):
        codebook.ensure(name)
    colours = {tag.name: tag.colour for tag in codebook.tags()}
    assert colours["a/x"] == colours["a/y"]
    assert colours["b"] == colours["b/z"]
    assert sorted(colours[name] for name in ("a/x", "b", "c", "d", "e", "f")) == [1, 2, 3, 4, 5, 6]
    assert codebook.ensure("g").colour in range(1, 7)


def test_letters_are_those_of_the_name_while_they_are_free(codebook: Codebook) -> None:
    assert codebook.ensure("tender/waived").shortcut == "w"
    assert codebook.ensure("war").shortcut == "a"
    assert codebook.ensure("Éa").shortcut == "e"
    assert codebook.ensure("войска").shortcut == "b"
    letters = {codebook.ensure(f"w{number}").shortcut for number in range(60)}
    assert "" in letters
    named = [tag.shortcut for tag in codebook.tags() if tag.shortcut]
    assert len(named) == len(set(named)) == 52


def test_a_tag_without_a_record_has_its_familys_colour(codebook: Codebook) -> None:
    made = codebook.ensure("money/rent")
    assert codebook.get("money/debts") == Tag("money/debts", made.colour)
    assert "money/debts" not in codebook


def test_tags_are_listed_with_children_after_their_parent(codebook: Codebook) -> None:
    for name in ("b", "a-z", "a/c", "a", "A/b"):
        codebook.ensure(name)
    assert [tag.name for tag in codebook.tags()] == ["a", "A/b", "a/c", "a-z", "b"]


def test_undo_takes_a_tag_back(history: History, codebook: Codebook) -> None:
    codebook.ensure("a")
    history.undo()
    assert codebook.tags() == []
    history.redo()
    assert "a" in codebook


def test_another_copys_tag_is_seen_before_it_is_made_again(home: Path, history: History) -> None:
    ours, theirs = Codebook(home, history), Codebook(home, History(home))
    assert ours.tags() == []
    made = theirs.ensure("a")
    theirs.ensure("b")
    assert ours.ensure("a") == made
    assert len(history.steps()) == 2
    theirs.ensure("c")
    assert ours.refresh()
    assert not ours.refresh()
    assert [tag.name for tag in ours.tags()] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "content", ["{", "[]", {"name": 3}, {}, {"name": " "}, {"name": "x", "workbench:schema": 7}]
)
def test_a_file_that_is_no_tag_is_listed_and_left_alone(
    home: Path, codebook: Codebook, content: object
) -> None:
    path = write(home, file_stem("x"), content)
    before = path.read_bytes()
    assert codebook.tags() == []
    assert [problem.path for problem in codebook.problems()] == [path]
    with pytest.raises(WorkbenchError):
        codebook.ensure("x")
    assert path.read_bytes() == before


def test_what_makes_no_sense_in_a_record_is_left_out(home: Path, codebook: Codebook) -> None:
    write(home, "hand-made", {"name": "a", "colour": 9, "shortcut": "ab", "description": ["x"]})
    write(home, "other", {"name": "b\x1b", "colour": True, "shortcut": "\n", "description": "x\ny"})
    assert codebook.tags() == [Tag("a", 1), Tag("b\u241b", 2, "", "x y")]


def test_a_letter_given_twice_stays_with_the_first(home: Path, codebook: Codebook) -> None:
    write(home, "a", {"name": "a", "shortcut": "x"})
    write(home, "b", {"name": "b", "shortcut": "x"})
    assert [tag.shortcut for tag in codebook.tags()] == ["x", ""]


def test_of_two_files_for_one_tag_ours_counts(home: Path, codebook: Codebook) -> None:
    made = codebook.ensure("x")
    copy = write(home, "a-copy", {"name": "x", "colour": 5})
    codebook.refresh()
    assert codebook.tags() == [made]
    assert [problem.path for problem in codebook.problems()] == [copy]


def test_a_codebook_behind_a_link_is_not_followed(home: Path, history: History) -> None:
    outside = home.parent / "outside"
    outside.mkdir(parents=True)
    home.mkdir()
    (home / "codebook").symlink_to(outside)
    codebook = Codebook(home, history)
    with pytest.raises(WorkbenchError, match="symbolic link"):
        codebook.ensure("a")
    assert codebook.tags() == []
    assert list(outside.iterdir()) == []


def test_a_tag_is_described_and_found_by_its_description(codebook: Codebook) -> None:
    for name in ("money/rent", "rent", "tender"):
        codebook.ensure(name)
    codebook.describe("tender", "  Where the rent\nwas not put out to tender. Résumé ")
    assert codebook.get("tender").description == "Where the rent was not put out to tender. Résumé"
    assert [tag.name for tag in codebook.search("rent")] == ["money/rent", "rent", "tender"]
    assert [tag.name for tag in codebook.search("resume")] == ["tender"]
    assert [tag.name for tag in codebook.search("tender RENT")] == ["tender"]
    assert len(codebook.search("")) == 3
    with pytest.raises(WorkbenchError, match="There is no tag nothing"):
        codebook.describe("nothing", "x")


def test_a_letter_can_be_given_and_taken_but_not_from_another_tag(codebook: Codebook) -> None:
    codebook.ensure("a")
    codebook.ensure("b")
    with pytest.raises(WorkbenchError, match="b is already the shortcut of b"):
        codebook.assign("a", "b")
    assert codebook.assign("a", "Z").shortcut == "Z"
    assert codebook.assign("a", "").shortcut == ""
    for letter in ("é", "ab", "1", " "):
        with pytest.raises(WorkbenchError, match="one letter"):
            codebook.assign("a", letter)


def test_a_colour_is_given_to_all_below_in_one_step(history: History, codebook: Codebook) -> None:
    for name in ("a", "a/b", "ab"):
        codebook.ensure(name)
    other = codebook.get("ab").colour
    codebook.recolour("a", 5)
    assert [tag.colour for tag in codebook.tags()] == [5, 5, other]
    assert codebook.ensure("a/b/c").colour == 5
    history.undo()
    history.undo()
    assert codebook.get("a/b").colour == codebook.get("a").colour != 5
    with pytest.raises(WorkbenchError, match="1 to 6"):
        codebook.recolour("a", 7)


def test_a_grade_is_no_tag_of_the_codebook(codebook: Codebook) -> None:
    codebook.missing(['admiralty-scale:source-reliability="b"'])
    assert codebook.missing(['admiralty-scale:source-reliability="b"']) == {}


def test_members_that_we_do_not_know_survive_a_change(home: Path, codebook: Codebook) -> None:
    path = write(home, "hand-made", {"name": "a", "refi:guid": "1"})
    codebook.describe("a", "x")
    assert load(path)["refi:guid"] == "1"
    assert load(path)["description"] == "x"
