"""Corrections: every answer agrees with every other, whatever was corrected in whatever order."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from entity_builders import corrections_in, entities_in, filled
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import document

from workbench.entities import Corrections, Entities
from workbench.model import Entity, EntityKind, WorkbenchError
from workbench.spans import Span

TEXTS = {
    "a": "President Boris Jioyev met Sergey Lavrov in Moscow. Jioyev left on 9 September 2008.",
    "b": "Boris Jioev spoke in Jordan. The Jordan River is long, said Lavrov.",
    "c": "Jordan came late. The Port Authority of Ravn (PAR) paid 36,000 euros in Georgia.",
    "d": "PAR wrote to Mr Jioyev in Moscow about Koba and koba.\n\nKoba's house; Kobalt.",
}
Deed = Callable[[Entities, Corrections], object]


def opened(folder: Path) -> Entities:
    documents = [document(text, identity) for identity, text in TEXTS.items()]
    return filled(entities_in(folder, dict(TEXTS)), *documents)


@pytest.fixture
def entities(tmp_path: Path) -> Entities:
    return opened(tmp_path)


def named(entities: Entities, name: str, kind: str = "") -> Entity:
    [one] = [e for e in entities.of_collection() if e.name == name and kind in ("", e.kind)]
    return one


def names(entities: Entities, kind: EntityKind | None = None) -> list[str]:
    return [one.name for one in entities.of_collection(kind)]


def said_in(entities: Entities, identity: str, key: str) -> list[str]:
    return [TEXTS[identity][one.start : one.end] for one in entities.mentions(identity, key)]


def everything(entities: Entities) -> object:
    """All that can be asked, after seeing that the answers agree."""
    collection = entities.of_collection()
    mentions = {one: entities.mentions(one) for one in TEXTS}
    for identity, found in mentions.items():
        for one, following in pairwise(found):
            assert one.end <= following.start
        counts: dict[str, int] = {}
        for one in found:
            assert TEXTS[identity][one.start : one.end] == one.text
            counts[one.entity] = counts.get(one.entity, 0) + 1
        listed = entities.of_document(identity)
        assert {one.key: one.count for one in listed} == counts
        for one in listed:
            whole = entities.entity(one.key)
            assert whole is not None
            assert (one.kind, one.name, one.documents) == (whole.kind, whole.name, whole.documents)
            assert entities.mentions(identity, one.key) == [
                mention for mention in found if mention.entity == one.key
            ]
    assert {one.key for one in collection} == {m.entity for of in mentions.values() for m in of}
    for one in collection:
        assert one == entities.entity(one.key)
        where = entities.where(one.key)
        assert dict(where) == {
            identity: number
            for identity, found in mentions.items()
            if (number := sum(mention.entity == one.key for mention in found))
        }
        assert (one.documents, one.count) == (len(where), sum(number for _, number in where))
        assert sum(count for _, count in entities.forms(one.key)) == one.count
        assert tuple(form for form, _ in entities.forms(one.key)) == one.names
        if any(letter.isalnum() for letter in one.name):
            by_name = entities.spans(one.kind, one.name)
            for identity, found in mentions.items():
                spans = set(by_name.get(identity, ()))
                assert {(m.start, m.end) for m in found if m.entity == one.key} <= spans
    return collection, mentions


# -- one of each


def test_a_merge_makes_two_names_one_entity_everywhere(entities: Entities) -> None:
    other, kept = named(entities, "Boris Jioev"), named(entities, "Boris Jioyev")
    step = entities.corrections.merge([other], kept)
    assert step.words == "Merged Boris Jioev into Boris Jioyev"
    [one] = [e for e in entities.of_collection("person") if "Jio" in e.name and e.documents > 1]
    assert (one.key, one.name, one.documents) == (kept.key, "Boris Jioyev", 2)
    assert set(entities.spans("person", "Jioev")) == {"a", "b"}
    assert entities.entity(other.key) == one
    assert entities.where(other.key) == []
    everything(entities)


def test_a_name_is_kept_by_the_entity_wherever_it_is_found_again(entities: Entities) -> None:
    lavrov = named(entities, "Sergey Lavrov")
    entities.corrections.rename(lavrov, "Sergey  V. Lavrov")
    assert named(entities, "Sergey V. Lavrov").names == ("Sergey Lavrov",)
    assert [one.name for one in entities.of_document("a") if one.key == lavrov.key] == [
        "Sergey V. Lavrov"
    ]
    assert entities.names("person", "V", 9) == [("Sergey V. Lavrov", 1)]
    assert set(entities.spans("person", "V. Lavrov")) == {"a"}
    assert set(entities.spans("person", "Sergey Lavrov")) == {"a"}
    everything(entities)


def test_a_kind_is_changed_in_one_document_or_in_all(entities: Entities) -> None:
    jordan = named(entities, "Jordan", "place")
    step = entities.corrections.change_kind(jordan, "person", "c", "The minutes")
    assert step.words == "Made Jordan a person in The minutes"
    assert set(entities.spans("person", "Jordan")) == {"c"}
    assert "c" not in entities.spans("place", "Jordan")
    assert "b" in entities.spans("place", "Jordan")
    everything(entities)
    entities.corrections.change_kind(jordan, "organisation")
    assert set(entities.spans("organisation", "Jordan")) == {"b"}
    everything(entities)


def test_forms_that_are_split_off_are_an_entity_of_their_own(entities: Entities) -> None:
    whole = named(entities, "Boris Jioyev")
    entities.corrections.split(whole, ["Jioyev"])
    [apart] = [e for e in entities.of_document("a") if e.names == ("Jioyev",)]
    assert apart.key != whole.key
    assert said_in(entities, "a", apart.key) == ["Jioyev"]
    assert said_in(entities, "a", whole.key) == ["Boris Jioyev"]
    entities.corrections.rename(apart, "The brother")
    assert "The brother" in names(entities, "person")
    everything(entities)


@pytest.mark.parametrize("forms", [[], ["Jioyev", "Boris Jioyev"]])
def test_a_split_leaves_something_and_takes_something(entities: Entities, forms: list[str]) -> None:
    with pytest.raises(WorkbenchError, match="Some of the forms"):
        entities.corrections.split(named(entities, "Boris Jioyev"), forms)


def test_what_is_ignored_is_shown_nowhere_until_it_is_restored(entities: Entities) -> None:
    before = everything(entities)
    moscow = named(entities, "Moscow")
    entities.corrections.ignore([moscow])
    assert "Moscow" not in names(entities)
    assert entities.spans("place", "Moscow") == {}
    assert not [one for one in entities.mentions("d") if one.text == "Moscow"]
    everything(entities)
    [ignoring] = entities.corrections.all()
    step = entities.corrections.take_back(ignoring)
    assert step.words == "Restored Moscow, ignored before"
    assert everything(entities) == before


def test_what_is_ignored_in_one_document_is_shown_in_the_others(entities: Entities) -> None:
    entities.corrections.ignore([named(entities, "Moscow")], "a")
    assert entities.where(named(entities, "Moscow").key) == [("d", 1)]
    everything(entities)


def test_what_was_ignored_twice_is_restored_at_once(entities: Entities) -> None:
    moscow = named(entities, "Moscow")
    entities.corrections.ignore([moscow])
    entities.corrections.ignore([moscow])
    entities.corrections.take_back(entities.corrections.all()[0])
    assert "Moscow" in names(entities)


def test_an_added_name_is_found_at_every_whole_word(entities: Entities) -> None:
    step = entities.corrections.add("Koba", "person")
    assert step.words == "Added Koba as a person"
    koba = named(entities, "Koba")
    assert (koba.kind, koba.count, koba.documents) == ("person", 2, 1)
    assert said_in(entities, "d", koba.key) == ["Koba", "Koba"]
    everything(entities)


def test_an_added_name_is_not_found_in_a_longer_one_but_where_it_was_said(
    entities: Entities,
) -> None:
    river = TEXTS["b"].index("Jordan River")
    entities.corrections.add("Jordan", "person")
    spans = entities.spans("person", "Jordan")
    assert Span(river, river + 6) not in spans["b"]
    assert len(spans["b"]) == 1
    everything(entities)
    here = document(TEXTS["b"], "b")
    entities.corrections.add("Jordan", "person", here, Span(river, river + 6))
    assert Span(river, river + 6) in entities.spans("person", "Jordan")["b"]
    everything(entities)


def test_a_name_is_added_in_one_document_only(entities: Entities) -> None:
    entities.corrections.add("late", "organisation", document(TEXTS["c"], "c"))
    assert set(entities.spans("organisation", "late")) == {"c"}
    everything(entities)


def test_an_added_name_that_is_found_already_is_the_same_entity(entities: Entities) -> None:
    moscow = named(entities, "Moscow")
    entities.corrections.add("Moscow", "place")
    assert named(entities, "Moscow") == moscow
    everything(entities)


def test_a_name_that_was_only_looked_at_is_not_kept(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    entities.seek("Koba")
    entities.corrections.add("late", "person")
    everything(entities)
    with closing(sqlite3.connect(tmp_path / "added.sqlite")) as connection:
        kept = connection.execute("SELECT name FROM sought").fetchall()
    assert [("late" in name, "Koba" in name) for (name,) in kept] == [(True, False)]
    assert entities.seek("Koba") == {"d": 2}


def test_how_often_a_name_would_be_found_is_known_before_it_is_added(entities: Entities) -> None:
    assert entities.seek("Koba") == {"d": 2}
    assert entities.seek("Kob") == {}


@pytest.mark.parametrize("name", ["", "  ", "...", "x" * 201])
def test_what_cannot_be_a_name_is_refused(entities: Entities, name: str) -> None:
    with pytest.raises(WorkbenchError, match="A name has"):
        entities.corrections.rename(named(entities, "Moscow"), name)
    with pytest.raises(WorkbenchError, match="A name has"):
        entities.corrections.add(name, "person")


# -- what lasts


def test_corrections_outlive_the_cache_and_another_indexing(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    koba = "Koba"
    entities.corrections.merge([named(entities, "Boris Jioev")], named(entities, "Boris Jioyev"))
    entities.corrections.add(koba, "person")
    entities.corrections.split(named(entities, "Boris Jioyev"), ["Jioyev"])
    before = everything(entities)
    entities.update(document(text, identity) for identity, text in TEXTS.items())
    entities.commit()
    assert everything(entities) == before
    entities.close()
    for file in tmp_path.glob("*.sqlite*"):
        file.unlink()
    assert everything(opened(tmp_path)) == before


def test_a_new_document_is_corrected_as_those_that_were_there(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    entities = filled(
        entities_in(tmp_path, texts), *(document(text, one) for one, text in texts.items())
    )
    entities.corrections.add("Koba", "person")
    entities.corrections.ignore([named(entities, "Moscow")])
    texts["e"] = "Koba saw Moscow."
    filled(entities, document(texts["e"], "e"))
    assert entities.where(named(entities, "Koba").key) == [("d", 2), ("e", 1)]
    assert "Moscow" not in names(entities)
    texts["d"] = "Nobody."
    filled(entities, document(texts["d"], "d"))
    assert entities.where(named(entities, "Koba").key) == [("e", 1)]
    assert named(entities, "Koba").count == 1


def test_a_place_that_was_said_is_found_again_when_the_text_has_moved(tmp_path: Path) -> None:
    texts = {"a": "He met the boss.\nThen the boss left."}
    entities = filled(entities_in(tmp_path, texts), document(texts["a"], "a"))
    entities.corrections.add("the boss", "person", document(texts["a"], "a"), Span(22, 30))
    for moved in (0, 13):
        texts["a"] = "A new line.\n\n"[:moved] + "He met the boss.\nThen the boss left."
        filled(entities, document(texts["a"], "a"))
        [spans] = entities.spans("person", "boss").values()
        assert list(spans) == [Span(22 + moved, 30 + moved)]
    texts["a"] = "Nothing is as it was with the boss."
    filled(entities, document(texts["a"], "a"))
    assert entities.spans("person", "boss") == {}


def test_a_correction_of_what_is_not_there_stays_dormant(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    entities.corrections.ignore([named(entities, "Moscow")])
    entities.corrections.rename(named(entities, "Georgia"), "Sakartvelo")
    [ignoring, _] = entities.corrections.all()
    entities.remove(["a", "d"])
    entities.commit()
    assert entities.dormant() == {ignoring.id}
    filled(entities, document(TEXTS["a"], "a"), document(TEXTS["d"], "d"))
    assert entities.dormant() == set()
    assert "Moscow" not in names(entities)


def test_every_correction_is_a_step_that_is_undone_and_done_again(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    states = [everything(entities)]
    for deed in DEEDS:
        done = deed(entities, entities.corrections) is not None
        states += [everything(entities)] * done
    assert len(states) > 10
    entities.close()
    history = entities.corrections._history
    for state in reversed(states[:-1]):
        assert history.undo() is not None
        assert everything(entities) == state
    for state in states[1:]:
        history.redo()
        assert everything(opened(tmp_path)) == state


def _merged(a: str, b: str) -> Deed:
    def deed(entities: Entities, corrections: Corrections) -> object:
        try:
            return corrections.merge([named(entities, a)], named(entities, b))
        except ValueError:
            return None  # it is not there any more

    return deed


def _each(name: str, say: Callable[[Corrections, Entity], object]) -> Deed:
    def deed(entities: Entities, corrections: Corrections) -> object:
        found = [one for one in entities.of_collection() if one.name == name]
        return say(corrections, found[0]) if found else None

    return deed


def _kind(kind: EntityKind, within: str = "") -> Callable[[Corrections, Entity], object]:
    return lambda corrections, one: (
        corrections.change_kind(one, kind, within) if one.kind != kind else None
    )


def _at(identity: str, words: str) -> Span:
    start = TEXTS[identity].index(words)
    return Span(start, start + len(words))


def _split(corrections: Corrections, one: Entity) -> object:
    return corrections.split(one, one.names[1:]) if len(one.names) > 1 else None


DEEDS: tuple[Deed, ...] = (
    _merged("Boris Jioev", "Boris Jioyev"),
    _merged("Boris Jioyev", "Boris Jioev"),
    _merged("Moscow", "Georgia"),
    _merged("Sergey Lavrov", "Moscow"),
    _each("Boris Jioyev", _split),
    _each("Boris Jioyev", lambda corrections, one: corrections.rename(one, "B. J.")),
    _each("Jordan", _kind("person", "c")),
    _each("Jordan", _kind("organisation")),
    _each("Jordan", _kind("place")),
    _each("Moscow", lambda corrections, one: corrections.ignore([one])),
    _each("Jordan", lambda corrections, one: corrections.ignore([one], "b")),
    lambda entities, corrections: corrections.add("Koba", "person"),
    lambda entities, corrections: corrections.add("Jordan River", "place"),
    lambda entities, corrections: corrections.add("Jordan", "person"),
    lambda entities, corrections: corrections.add(
        "Ravn", "place", document(TEXTS["c"], "c"), _at("c", "Ravn")
    ),
)
deeds = st.lists(st.sampled_from(DEEDS), max_size=6)


@settings(max_examples=40, deadline=None)
@given(deeds)
def test_all_answers_agree_whatever_was_corrected(
    tmp_path_factory: pytest.TempPathFactory, done: list[Deed]
) -> None:
    folder = tmp_path_factory.mktemp("corrected")
    entities = opened(folder)
    for deed in done:
        deed(entities, entities.corrections)
    state = everything(entities)
    entities.close()
    for file in folder.glob("*.sqlite*"):
        file.unlink()
    assert everything(opened(folder)) == state


@settings(max_examples=25, deadline=None)
@given(deeds, deeds)
def test_the_corrections_of_two_analysts_come_to_the_same_for_both(
    tmp_path_factory: pytest.TempPathFactory, ours: list[Deed], theirs: list[Deed]
) -> None:
    folders = [tmp_path_factory.mktemp(name) for name in ("ours", "theirs")]
    for folder, done, first in zip(folders, (ours, theirs), (1, 1000), strict=True):
        entities = opened(folder)
        entities.corrections = corrections_in(folder, f"Analyst {first}", first)
        for deed in done:
            deed(entities, entities.corrections)
        entities.close()
    for one, other in (folders, folders[::-1]):
        if (one / "entities").is_dir():
            shutil.copytree(one / "entities", other / "entities", dirs_exist_ok=True)
    states = [everything(opened(folder)) for folder in folders]
    assert states[0] == states[1]


def test_merges_in_a_circle_are_one_entity(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    a, b = named(entities, "Boris Jioev"), named(entities, "Boris Jioyev")
    c = named(entities, "Sergey Lavrov")
    for one, into in ((a, b), (b, c), (c, a)):
        entities.corrections.merge([one], into)
    everything(entities)
    assert entities.dormant() == set()
    [kept] = {one.name for one in map(entities.entity, (a.key, b.key, c.key)) if one}
    assert set(entities.spans("person", kept)) == {"a", "b"}


# -- files


def written(folder: Path, **members: Any) -> Path:
    path = folder / "entities" / "0b9b2c4e-0000-4000-8000-000000000000.json"
    path.parent.mkdir(exist_ok=True)
    record = {"correction": "ignore", "entities": [{"entity": "place:x", "name": "X"}]}
    path.write_text(json.dumps(record | members), "utf-8")
    return path


def test_a_record_is_sorted_and_numbered_and_names_entities_by_kind_and_form(
    entities: Entities, tmp_path: Path
) -> None:
    entities.corrections.rename(named(entities, "Sergey Lavrov"), "S. Lavrov")
    [path] = (tmp_path / "entities").iterdir()
    text = path.read_text("utf-8")
    record = json.loads(text)
    assert text == json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert record == {
        "correction": "rename",
        "created": "2026-11-21T00:00:01Z",
        "creator": {"name": "A. Analyst", "type": "Person"},
        "entities": [
            {
                "entity": "person:sergey lavrov",
                "forms": ["Sergey Lavrov"],
                "name": "Sergey Lavrov",
            }
        ],
        "name": "S. Lavrov",
        "order": 1,
        "workbench:schema": 1,
    }


@pytest.mark.parametrize(
    "members",
    [
        {"workbench:schema": 99},
        {"correction": "explain"},
        {"correction": None},
        {"correction": "merge"},
        {"correction": "split", "into": {"entity": "place:y"}},
        {"correction": "rename"},
        {"correction": "addition", "entities": []},
        {"entities": []},
        {"entities": {}},
        {"entities": ["place:x"]},
        {"entities": [{"entity": "nothing"}]},
        {"entities": [{"entity": "planet:x"}]},
        {"entities": [{"entity": 7}]},
        {"order": "first"},
        {"created": 7},
        {"forms": "x"},
        {"document": []},
        {"selector": [{"type": "TextPositionSelector", "start": 3, "end": 1}]},
        {"selector": "here"},
    ],
)
def test_a_record_that_cannot_be_followed_is_listed_and_left_alone(
    tmp_path: Path, members: dict[str, Any]
) -> None:
    path = written(tmp_path, **members)
    before = path.read_bytes()
    entities = opened(tmp_path)
    [problem] = entities.corrections.problems()
    assert "is left untouched" in str(problem)
    assert entities.corrections.all() == []
    entities.corrections.ignore([named(entities, "Moscow")])
    assert path.read_bytes() == before


def test_nothing_in_a_record_reaches_a_screen_as_control(tmp_path: Path) -> None:
    bad = "\x1b[2J\x9b\u202e\n"
    member = {"entity": f"place:{bad}", "name": bad, "forms": [bad]}
    written(tmp_path, entities=[member], creator={"name": bad}, document=bad, created=bad)
    [one] = opened(tmp_path).corrections.all()
    [reference] = one.entities
    for text in (reference.key, reference.name, *reference.forms, one.creator, one.document):
        assert text.isprintable()
    assert one.created.isprintable()


def test_what_others_wrote_is_seen_and_applied_after_what_they_knew(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    assert "Moscow" in names(entities)
    key = named(entities, "Moscow").key
    written(tmp_path, entities=[{"entity": key, "name": "Moscow"}], order=41)
    assert entities.corrections.refresh()
    assert "Moscow" not in names(entities)
    entities.corrections.add("Moscow", "place")
    assert entities.corrections.all()[-1].order == 42
    assert "Moscow" in names(entities)


def test_an_entity_with_another_key_is_known_by_its_kind_and_form(tmp_path: Path) -> None:
    entities = opened(tmp_path)
    reference = {"entity": "place:as-it-was-called", "name": "Moscow", "forms": ["MOSCOW"]}
    written(tmp_path, entities=[reference])
    assert "Moscow" not in names(entities)
    assert entities.dormant() == set()
