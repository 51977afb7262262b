"""What is merged by itself, and what never is."""

from __future__ import annotations

from workbench.entities.extract import extract
from workbench.entities.parts import Found


def by_text(text: str) -> dict[str, Found]:
    """The last mention of every surface form."""
    return {one.text: one for one in extract(text, "2019-05-14")}


def test_a_surname_alone_is_the_one_person_of_that_name() -> None:
    found = by_text("President Dmitry Medvedev spoke. Mr Medvedev's aides did not.")
    assert found["Medvedev"].key == found["Dmitry Medvedev"].key == "dmitry medvedev"
    assert not found["Medvedev"].local


def test_a_surname_of_two_people_is_neither() -> None:
    found = by_text("They saw Pieter Rask and Sunniva Rask. Mr Rask waved.")
    assert found["Rask"].key == "rask"
    assert found["Rask"].local


def test_a_surname_that_nobody_bears_in_full_holds_for_its_document() -> None:
    found = by_text("They saw Mr Brenner.")
    assert found["Brenner"].local


def test_a_title_that_does_not_fit_keeps_people_apart() -> None:
    found = extract("They met Mr Konrad Thorne. Mrs Thorne stayed at home. Mr Thorne left.")
    keys = [one.key for one in found]
    assert keys == ["konrad thorne", "thorne", "konrad thorne"]


def test_a_name_borne_formerly_is_nobody_elses() -> None:
    found = extract("They met Pieter Rask and Mrs Ottilie Sandoval, born a Rask, in town.")
    assert [one.key for one in found][-1] == "rask"


def test_initials_are_spelt_out_where_they_fit_one_person() -> None:
    found = by_text("They met Konrad Thorne. It was signed by K. W. Thorne.")
    assert found["K. W. Thorne"].key == "konrad thorne"


def test_initials_that_differ_are_another_person() -> None:
    found = by_text("They met John Paul Smith. It was signed by J. R. Smith.")
    assert found["J. R. Smith"].key == "j r smith"


def test_titles_are_no_part_of_a_name() -> None:
    found = extract("Defence Minister Anatoly Serdyukov, and later Mr Anatoly Serdyukov, agreed.")
    assert {one.text for one in found} == {"Anatoly Serdyukov"}
    assert {one.key for one in found} == {"anatoly serdyukov"}


def test_a_declared_acronym_is_its_organisation() -> None:
    found = by_text("The Harbour Police Union (HPU) struck. Soon the HPU gave in.")
    assert found["HPU"].key == found["Harbour Police Union"].key


def test_a_well_known_acronym_is_its_organisation() -> None:
    found = by_text("The United Nations met. The UN agreed.")
    assert found["UN"].key == found["United Nations"].key


def test_spellings_that_the_gazetteer_has_are_one_place() -> None:
    found = by_text("From Sokhumi to Sukhumi, from Java to Dzhava in South Ossetia.")
    assert found["Sokhumi"].key == found["Sukhumi"].key
    assert found["Java"].key == found["Dzhava"].key
    assert found["Sokhumi"].key != found["Java"].key


def test_two_places_of_the_gazetteer_are_never_one() -> None:
    found = by_text("From Niger to Nigeria.")
    assert found["Niger"].key != found["Nigeria"].key


def test_spellings_that_only_look_alike_stay_apart() -> None:
    found = by_text("They met Murat Jioev, or Jioyev as others write.")
    assert (found["Jioyev"].kind, found["Jioyev"].key) == ("person", "jioyev")


def test_georgia_is_the_country_unless_states_are_spoken_of() -> None:
    country = by_text("Georgia claims Abkhazia.")["Georgia"]
    state = by_text("From Georgia to Alabama and Tennessee.")["Georgia"]
    assert country.key != state.key


def test_amounts_and_dates_said_in_other_words_are_one() -> None:
    text = "7,600 Russian troops on 9 September 2008, that is 7600 troops on 2008-09-09."
    found = extract(text)
    assert [one.key for one in found if one.kind == "quantity"] == ["7600 troop"] * 2
    assert len({one.key for one in found if one.kind == "date"}) == 1
