"""The data files of the gazetteer: in order, in form, and looked up by normal forms."""

from __future__ import annotations

import unicodedata

import pytest

from tools.build_gazetteer import rows
from workbench.entities.gazetteer import DATA, gazetteer
from workbench.entities.names import fold

FILES = ("places.tsv", "organisations.tsv", "given_names.txt", "surnames.txt", "words.txt")


def lines(name: str) -> list[str]:
    return (DATA / name).read_text("utf-8").split("\n")[:-1]


def test_there_are_no_other_files() -> None:
    assert {path.name for path in DATA.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sorted_and_clean(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert text.endswith("\n")
    assert lines(name) == sorted(lines(name))
    assert all(lines(name))
    assert not {
        letter
        for letter in set(text) - {"\n", "\t"}
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")
    }


@pytest.mark.parametrize("name", FILES[2:])
def test_words_are_small_and_stand_alone(name: str) -> None:
    words = lines(name)
    assert len(words) == len(set(words))
    assert [word for word in words if word != word.lower() or " " in word] == []


def test_places_are_in_form() -> None:
    keys = []
    for line in lines("places.tsv"):
        key, bearers = line.split("\t")
        keys.append(key)
        assert key == fold(key)
        found = gazetteer().places(key)
        assert len(found) == bearers.count("|") + 1 <= 4
        for place in found:
            assert place.id
            assert place.kind in ("c", "r", "t")
            assert place.people >= 0
            assert place.country == "" or (len(place.country) == 2 and place.country.isupper())
    assert len(keys) == len(set(keys))


def test_organisations_are_in_form() -> None:
    keys = [line.split("\t")[0] for line in lines("organisations.tsv")]
    assert len(keys) == len(set(keys))
    for line in lines("organisations.tsv"):
        key, id_ = line.split("\t")
        assert key == fold(key)
        assert gazetteer().organisation(key)
        assert id_.isascii()
        assert " " not in id_


def test_what_was_written_by_hand_is_found() -> None:
    for _, _, _, _, names in rows("places.tsv"):
        for name in names.split("|"):
            assert gazetteer().places(fold(name)), name
    for _, names in rows("organisations.tsv"):
        for name in names.split("|"):
            assert gazetteer().organisation(fold(name)), name


def test_the_likeliest_place_comes_first() -> None:
    assert gazetteer().places("georgia")[0].kind == "c"
    assert gazetteer().places("paris")[0].country == "FR"


def test_a_name_that_is_a_word_or_a_person_is_doubtful() -> None:
    assert all(place.doubtful for place in gazetteer().places("reading"))
    assert all(place.doubtful for place in gazetteer().places("sofie"))
    assert not gazetteer().places("moscow")[0].doubtful
    assert not gazetteer().places("washington")[0].doubtful


def test_what_is_unknown_is_nothing() -> None:
    assert gazetteer().places("vennerby") == ()
    assert gazetteer().organisation("vennerby") == ""
    assert not gazetteer().knows("vennerby")
