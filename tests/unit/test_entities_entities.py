"""The stored mentions: exact, and the same whatever order documents came, changed and went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from entity_builders import entities_in, filled
from hypothesis import given
from hypothesis import strategies as st
from search_builders import document

from workbench.entities import Entities

SENTENCES = (
    "President Dmitry Medvedev met Sergey Lavrov in Moscow on 9 September 2008.",
    "Medvedev said that 7,600 troops would stay in Abkhazia.",
    "The Port Authority of Ravn (PAR) paid 36,000 euros to Konrad Thorne.",
    "Mr Thorne left Tskhinvali in 2009.",
    "PAR wrote to Mr Thorne in Moscow.",
    "Nobody was named.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=4).map("\n\n".join)


@pytest.fixture
def entities(tmp_path: Path) -> Iterator[Entities]:
    opened = entities_in(tmp_path)
    yield opened
    opened.close()


def everything(entities: Entities) -> object:
    """All that can be asked of the entities."""
    return (
        entities.of_collection(),
        {one: entities.of_document(one) for one in sorted(entities.ids())},
        {one: entities.mentions(one) for one in sorted(entities.ids())},
        {one.key: entities.where(one.key) for one in entities.of_collection()},
    )


def key_of(entities: Entities, name: str) -> str:
    [key] = {one.key for one in entities.of_collection() if name in one.names}
    return key


def test_mentions_are_spans_of_the_text_in_order(entities: Entities) -> None:
    one = document("\n\n".join(SENTENCES), "a")
    filled(entities, one)
    mentions = entities.mentions("a")
    assert mentions
    assert [mention.start for mention in mentions] == sorted({m.start for m in mentions})
    for mention in mentions:
        assert one.text[mention.start : mention.end] == mention.text
    keys = {mention.entity for mention in mentions}
    assert keys == {entity.key for entity in entities.of_document("a")}
    for key in keys:
        of_one = entities.mentions("a", key)
        assert of_one == [mention for mention in mentions if mention.entity == key]


def test_a_person_is_one_by_name_and_by_surname(entities: Entities) -> None:
    filled(entities, document("\n\n".join(SENTENCES[:2]), "a"))
    [medvedev] = [one for one in entities.of_document("a") if "Medvedev" in one.name]
    assert medvedev.name == "Dmitry Medvedev"
    assert set(medvedev.names) == {"Dmitry Medvedev", "Medvedev"}
    assert (medvedev.kind, medvedev.count, medvedev.documents) == ("person", 2, 1)


def test_a_surname_alone_is_not_one_person_everywhere(entities: Entities) -> None:
    alone = SENTENCES[3]
    filled(entities, document(alone, "a"), document(alone, "b"), document(SENTENCES[2], "c"))
    thornes = [one for one in entities.of_collection("person") if "Thorne" in one.name]
    assert len(thornes) == 3
    assert {one.documents for one in thornes} == {1}


def test_counts_are_of_the_document_and_of_the_collection(entities: Entities) -> None:
    filled(entities, document(SENTENCES[0], "a"), document(f"{SENTENCES[0]} {SENTENCES[4]}", "b"))
    key = key_of(entities, "Moscow")
    moscow = entities.entity(key)
    assert moscow is not None
    assert (moscow.documents, moscow.count) == (2, 3)
    assert entities.where(key) == [("b", 2), ("a", 1)]
    [in_a] = [one for one in entities.of_document("a") if one.key == key]
    assert (in_a.documents, in_a.count) == (2, 1)


def test_the_commonest_come_first_and_as_many_as_asked_for(entities: Entities) -> None:
    filled(entities, document("\n\n".join(SENTENCES), "a"))
    counts = [one.count for one in entities.of_collection()]
    assert counts == sorted(counts, reverse=True)
    assert entities.of_collection(limit=2) == entities.of_collection()[:2]
    assert {one.kind for one in entities.of_collection("place")} == {"place"}


@pytest.mark.parametrize("name", ["Dmitry Medvedev", "medvedev", "DMITRY", "Dmítry Medvédev"])
def test_a_name_is_found_by_its_words_without_case_and_accents(
    entities: Entities, name: str
) -> None:
    one = document("\n\n".join(SENTENCES[:2]), "a")
    filled(entities, one)
    [(identity, spans)] = entities.spans("person", name).items()
    assert identity == "a"
    assert [one.text[start:end] for start, end in spans] == ["Dmitry Medvedev", "Medvedev"]


@pytest.mark.parametrize("name", ["", "  ", "Dmi", "edvede", "%", "_", "' OR 1=1 --", "Moscow"])
def test_parts_of_words_and_other_kinds_are_not_found(entities: Entities, name: str) -> None:
    filled(entities, document("\n\n".join(SENTENCES[:2]), "a"))
    assert entities.spans("person", name) == {}


def test_a_headline_in_capitals_does_not_name_anybody(entities: Entities) -> None:
    filled(entities, document(f"DMITRY MEDVEDEV IN MOSCOW\n\n{SENTENCES[0]}", "a"))
    names = {one.name for one in entities.of_collection("person")}
    assert "Dmitry Medvedev" in names
    assert "DMITRY MEDVEDEV" not in names


def test_what_was_not_committed_is_not_there(tmp_path: Path, entities: Entities) -> None:
    filled(entities, document(SENTENCES[0], "a"))
    entities.update([document(SENTENCES[2], "b")])
    other = entities_in(tmp_path)
    assert other.ids() == {"a"}
    entities.commit()
    assert other.ids() == {"a", "b"}
    assert other.indexed() == 2
    other.close()


def test_damage_is_noticed_and_the_file_made_anew(tmp_path: Path) -> None:
    entities = filled(entities_in(tmp_path), document(SENTENCES[0], "a"))
    entities.close()
    path = tmp_path / "entities.sqlite"
    path.write_bytes(b"not a database" * 1000)
    healed = entities_in(tmp_path)
    assert healed.of_collection() == []
    assert "made anew" in healed.notice
    healed.close()


def test_mentions_of_another_version_are_derived_again(tmp_path: Path) -> None:
    entities = filled(entities_in(tmp_path), document(SENTENCES[0], "a"))
    assert entities.notice == ""
    entities.close()
    with sqlite3.connect(tmp_path / "entities.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    newer = entities_in(tmp_path)
    assert newer.indexed() == 0
    newer.close()


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("update"), st.sampled_from("abc"), TEXTS),
            st.tuples(st.just("remove"), st.sampled_from("abc"), st.just("")),
        ),
        max_size=8,
    )
)
def test_any_history_ends_as_if_the_documents_had_just_come(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str, str]]
) -> None:
    entities = entities_in(tmp_path_factory.mktemp("long"))
    left: dict[str, str] = {}
    for what, identity, text in history:
        if what == "update":
            entities.update([document(text, identity)])
            left[identity] = text
        else:
            entities.remove([identity])
            left.pop(identity, None)
        entities.commit()
    fresh = entities_in(tmp_path_factory.mktemp("fresh"))
    filled(fresh, *(document(text, identity) for identity, text in left.items()))
    assert everything(entities) == everything(fresh)
    for opened in (entities, fresh):
        opened.close()
