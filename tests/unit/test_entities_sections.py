"""Long texts: what is found in sections fits the whole text, and is known in all of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from entity_builders import entities_in, filled
from hypothesis import given
from hypothesis import strategies as st
from search_builders import document
from test_entities_entities import everything
from test_entities_extract import HOSTILE, PIECES, assert_sound

from tests.entity_passages import passages
from workbench.entities import Entities
from workbench.entities.extract import extract, extract_by_section
from workbench.entities.parts import Found
from workbench.entities.sections import LONGEST, sections, shifted
from workbench.library.paragraphs import paragraphs
from workbench.spans import Spans

TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)
# A long way in which nothing is named.
FAR = "and then it rained on the quay for a while, as it often does there.\n\n" * (LONGEST // 60)


def in_sections(text: str, longest: int) -> list[Found]:
    return list(chain.from_iterable(extract_by_section(text, "", paragraphs(text), longest)))


@given(TEXTS, st.integers(2, 60))
def test_sections_are_the_whole_text_in_order_and_none_too_long(text: str, longest: int) -> None:
    cut = sections(text, paragraphs(text), longest)
    assert [one.start for one in cut] == [0, *(one.end for one in cut[:-1])]
    assert cut[-1].end == len(text)
    assert all(len(one) == 2 and one.end - one.start <= longest for one in cut)
    assert len(cut) == 1 or all(one.start < one.end for one in cut)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One here.\n\nTwo here.\n\nThree here and on and on.", "One here.\n\nTwo here.\n\n"),
        ("one line of words\nand another one after it", "one line of words\n"),
        ("words without an end to them at all", "words without an end to "),
        ("x" * 40, "x" * 24),
    ],
)
def test_a_text_is_cut_between_paragraphs_else_lines_else_words(text: str, first: str) -> None:
    whole = Spans([(0, len(text))]) if "\n\n" not in text else paragraphs(text)
    start, end = sections(text, whole, 24)[0]
    assert text[start:end] == first


def test_the_paragraphs_of_a_section_lie_within_it() -> None:
    found = shifted(Spans([(0, 5), (8, 20), (22, 30)]), sections("x" * 32, Spans(), 16)[0])
    assert list(found) == [(0, 5), (8, 16)]


@given(TEXTS, st.integers(4, 50))
def test_mentions_fit_the_whole_text_across_all_seams(text: str, longest: int) -> None:
    found = in_sections(text, longest)
    assert_sound(text, found)
    assert found == sorted(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_sections(name: str) -> None:
    text = HOSTILE[name][:30_000]
    assert_sound(text, in_sections(text, 7_000))


def test_where_a_text_is_cut_between_paragraphs_makes_hardly_a_difference() -> None:
    text = "\n\n".join(passage.text for passage in passages())
    whole = set(extract(text, "", paragraphs(text)))
    cut = set(in_sections(text, 1500))
    assert len(sections(text, paragraphs(text), 1500)) > 5
    assert len(whole ^ cut) <= len(whole) // 100


def keys(text: str, longest: int) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in in_sections(text, longest):
        found.setdefault(one.text, []).append((one.key, one.local))
    return found


def test_what_one_section_tells_of_a_name_holds_for_all() -> None:
    text = (
        "Thorne wrote to the HPU in a long letter.\n\n"
        "Mr Konrad Thorne is of the Harbour Police Union (HPU).\n\n"
        "It was Thorne who left the HPU."
    )
    found = keys(text, 60)
    assert len(sections(text, paragraphs(text), 60)) == 3
    assert found == keys(text, 1000)
    assert set(found["Thorne"]) == set(found["Konrad Thorne"]) == {("konrad thorne", False)}
    assert set(found["HPU"]) == set(found["Harbour Police Union"])
    assert len(found["HPU"]) == 3


def test_a_surname_alone_stays_local_in_every_section() -> None:
    text = "Mr Thorne came.\n\nMr Thorne went.\n\nMr Thorne came again."
    assert keys(text, 20)["Thorne"] == [("thorne", True)] * 3


def test_the_day_named_in_the_section_before_is_remembered() -> None:
    text = "It began on 9 September 2008.\n\nThe same day it ended for them all."
    dates = [one.key for one in in_sections(text, 45) if one.kind == "date"]
    assert len(sections(text, paragraphs(text), 45)) == 2
    assert len(dates) == 2
    assert len(set(dates)) == 1


@pytest.fixture
def entities(tmp_path: Path) -> Iterator[Entities]:
    opened = entities_in(tmp_path)
    yield opened
    opened.close()


def test_a_long_document_counts_once_and_is_forgotten_whole(
    tmp_path_factory: pytest.TempPathFactory, entities: Entities
) -> None:
    first = "President Dmitry Medvedev met Sergey Lavrov in Moscow.\n\n"
    last = "Medvedev left Moscow on 9 September 2008."
    long = document(first + FAR + last, "long")
    short = document(first, "short")
    assert len(sections(long.text, long.paragraphs)) > 1
    filled(entities, short, long)
    [medvedev] = [one for one in entities.of_document("long") if one.name == "Dmitry Medvedev"]
    assert (medvedev.count, medvedev.documents) == (2, 2)
    assert medvedev.names == ("Dmitry Medvedev", "Medvedev")
    [moscow] = [one for one in entities.of_collection("place") if one.name == "Moscow"]
    assert (moscow.count, moscow.documents) == (3, 2)
    assert entities.where(moscow.key) == [("long", 2), ("short", 1)]
    for mention in entities.mentions("long"):
        assert long.text[mention.start : mention.end] == mention.text
    before = everything(entities)
    filled(entities, long)
    assert everything(entities) == before
    entities.remove(["long"])
    entities.commit()
    fresh = filled(entities_in(tmp_path_factory.mktemp("fresh")), short)
    assert everything(entities) == everything(fresh)
    fresh.close()
