"""Names of tags in any script, their files, and the searches that find them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import WorkbenchError
from workbench.notes.tagname import LONGEST, file_stem, is_found_by, tidy
from workbench.store.places import is_plain_name

names = st.text(st.one_of(st.characters(), st.sampled_from("aA/. \t")), max_size=300)


@settings(deadline=None)
@given(names)
def test_a_name_is_tidied_once_or_refused(name: str) -> None:
    try:
        tidied = tidy(name)
    except WorkbenchError:
        return
    assert tidy(tidied) == tidied
    assert 0 < len(tidied) <= LONGEST
    assert "\n" not in tidied
    tidied.encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("military/troops", "military/troops"),
        ("  military / /  troops  on  foot ", "military/troops on foot"),
        ("/money/", "money"),
        ("cafe\u0301", "café"),
        ("..", ".."),
        ("a\nb", "a b"),
        ("a\x1bb", "a\u241bb"),
    ],
)
def test_names_are_kept_as_meant(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize("name", ["", "  ", "/", "\u200b/ \u2060", "x" * (LONGEST + 1)])
def test_names_that_cannot_be_are_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(WorkbenchError, match=r"\.$"):
        tidy(name)


@settings(deadline=None)
@given(st.sets(names, min_size=2, max_size=6))
def test_files_of_different_tags_differ_on_any_disk(several: set[str]) -> None:
    stems = [file_stem(name) for name in several]
    assert len({stem.casefold() for stem in stems}) == len(several)
    assert all(is_plain_name(f"{stem}.json") and len(stem) <= 80 for stem in stems)


@pytest.mark.parametrize(
    ("one", "other"), [("Troops", "troops"), ("a/b", "a-b"), ("é", "e"), ("..", "."), ("a", "a ")]
)
def test_likely_clashes_are_kept_apart(one: str, other: str) -> None:
    assert file_stem(one) != file_stem(other)


def test_the_file_of_a_tag_can_be_recognised() -> None:
    assert file_stem("military/troops").startswith("military-troops-")


@pytest.mark.parametrize(
    ("wanted", "name", "found"),
    [
        ("military/troops", "military/troops", True),
        ("military", "military/troops", True),
        ("troops", "military/troops", True),
        ("MILITARY/Troops", "military/troops", True),
        ("mil*", "military/troops", True),
        ("b/c", "a/b/c/d", True),
        ("a/c", "a/b/c", False),
        ("troop", "military/troops", False),
        ("cafe", "café", True),
        ("войска", "Войска/новые", True),
        ("[abc]", "[abc]", True),
        ("[abc]", "a", False),
        ("*", "anything", True),
        ("", "anything", False),
        ("/", "anything", False),
    ],
)
def test_a_search_for_a_tag_finds_its_family(wanted: str, name: str, found: bool) -> None:
    assert is_found_by(wanted, name) is found
