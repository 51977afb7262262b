"""Names in running text: their extent, their kind, and the words that only look like names."""

from __future__ import annotations

import pytest

from workbench.entities.extract import extract
from workbench.entities.names import declares, fold, unaccented
from workbench.entities.spelling import alike
from workbench.library.paragraphs import paragraphs
from workbench.spans import Spans

NAMES = ("person", "organisation", "place")


def read(text: str) -> list[tuple[str, str]]:
    """The names of a text, each with its kind."""
    found = extract(text, "2019-05-14", paragraphs(text))
    return [(one.text, one.kind) for one in found if one.kind in NAMES]


def of_kind(text: str, kind: str) -> list[str]:
    return [name for name, one in read(text) if one == kind]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Defence Minister Anatoly Serdyukov told Dmitry.", ["Anatoly Serdyukov", "Dmitry"]),
        ("They saw U.S. Secretary of State Antony Blinken there.", ["Antony Blinken"]),
        ("NATO Secretary-General Jens Stoltenberg spoke.", ["Jens Stoltenberg"]),
        ("Mr A. Brenner and Mr J.-P. van der Berg.", ["A. Brenner", "J.-P. van der Berg"]),
        ("It was read by I. Varga, attorney.", ["I. Varga"]),
        ("Mr. Justin O'Malley-Smythe QC appeared.", ["Justin O'Malley-Smythe"]),
        ("She wrote to Ursula von der Leyen.", ["Ursula von der Leyen"]),
        ("Then Luiz Inácio Lula da Silva spoke.", ["Luiz Inácio Lula da Silva"]),
        ("They met Konrad Thorne. Thorne's letter was lost.", ["Konrad Thorne", "Thorne"]),
        ("They buried Louis XIV beside Ann Rask.", ["Louis XIV", "Ann Rask"]),
        ("Gorchakov, who had slept, was late.", ["Gorchakov"]),
        ("Present were Mrs Brenner, Tarrow and Ivers.", ["Brenner", "Tarrow", "Ivers"]),
        ("Xi Jinping looked on.", ["Xi Jinping"]),
        ("They met Murat Jioev, or Jioyev.", ["Murat Jioev", "Jioyev"]),
    ],
)  # fmt: skip
def test_people(text: str, people: list[str]) -> None:
    assert of_kind(text, "person") == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("It went to Petrel Quay Ltd and Culver & Sons.", ["Petrel Quay Ltd", "Culver & Sons"]),
        ("The Board of the Port Authority met.", ["Board of the Port Authority"]),
        ("She leads the Pilots' Association.", ["Pilots' Association"]),
        ("He wrote to the Ministry of Foreign Trade in vain.", ["Ministry of Foreign Trade"]),
        ("The Two Rivers Savings Bank lent it.", ["Two Rivers Savings Bank"]),
        ("The Harbour Police Union (HPU) struck.", ["Harbour Police Union", "HPU"]),
        ("A transfer to Banco Pelagio was made.", ["Banco Pelagio"]),
        ("Then Petrobras shares fell.", ["Petrobras"]),
        ("They owe Tetra Zilk, a supplier, money.", ["Tetra Zilk"]),
        ("He reads the Lok Sabha papers.", ["Lok Sabha"]),
        ("It was said, the Interfax agency reports.", ["Interfax"]),
    ],
)  # fmt: skip
def test_organisations(text: str, organisations: list[str]) -> None:
    assert of_kind(text, "organisation") == organisations


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Troops will stay at Java, in South Ossetia.", ["Java", "South Ossetia"]),
        ("The berth in Vennerby, and Vennerby itself.", ["Vennerby", "Vennerby"]),
        ("They fled Zamfara state.", ["Zamfara"]),
        ("The village of Oakhanger burnt.", ["Oakhanger"]),
        ("From 14 Cooper's Row to 7 Orchard Close.", ["Cooper's Row", "Orchard Close"]),
        ("A ship lay at Berth 9 near Lake Ravn.", ["Berth 9", "Lake Ravn"]),
        ("They met in Anchorage, Alaska.", ["Anchorage", "Alaska"]),
        ("Oakhanger, Dec. 12th 1845.\n\nMy dear sir, I am well.", ["Oakhanger"]),
    ],
)  # fmt: skip
def test_places(text: str, places: list[str]) -> None:
    assert of_kind(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "However, it rained. Nobody came. Perhaps They forgot.",
        "The Russian president spoke to Georgians and to an Englishman.",
        "See www.Example.com/Path/File or write to Some.Body@Example.com.",
        "On Monday in March she spoke English. Note: see Appendix B, Table 3.",
        "AC-0417, R-209 and CS-77 are missing.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert read(text) == []


def test_a_dateline_names_its_place_and_its_outlet() -> None:
    text = "VENNERBY (Two Rivers Post) -- The tide was late.\n"
    assert read(text) == [("VENNERBY", "place"), ("Two Rivers Post", "organisation")]


def test_registers_put_the_surname_first() -> None:
    text = 'Director\tRASK, Pieter Aurel\n"Müller, Hans-Georg"\nTo: Lay, Kenneth; Kitchen, Louise\n'
    found = extract(text)
    assert [(one.text, one.key) for one in found] == [
        ("RASK, Pieter Aurel", "pieter aurel rask"),
        ("Müller, Hans-Georg", "hans-georg muller"),
        ("Lay, Kenneth", "kenneth lay"),
        ("Kitchen, Louise", "louise kitchen"),
    ]


def test_a_letter_names_whom_it_greets_and_who_signs_it() -> None:
    text = "Hi Zlata,\n\nit is done.\n\nKind regards,\nQuin\n"
    assert read(text) == [("Zlata", "person"), ("Quin", "person")]


def test_the_speakers_of_a_transcript_are_people() -> None:
    text = "ELLMAN: Where were you?\n\nHODZA: At home.\n\nELLMAN: And then?\n\nHODZA: Nowhere.\n"
    assert of_kind(text, "person") == ["ELLMAN", "HODZA", "ELLMAN", "HODZA"]


def test_a_headline_only_repeats_names() -> None:
    text = "Harbour Director Thorne Denies All Before Angry Crowd\n\nKonrad Thorne denied all.\n"
    assert read(text) == [("Thorne", "person"), ("Konrad Thorne", "person")]


def test_a_name_goes_on_over_a_line_only_inside_a_paragraph() -> None:
    first = "It was sold in the end, as everybody had always expected, by Konrad"
    text = f"{first}\nThorne himself."
    whole, parted = Spans([(0, len(text))]), Spans([(0, len(first)), (len(first) + 1, len(text))])
    assert [one.text for one in extract(text, "", whole)] == ["Konrad\nThorne"]
    assert "Konrad\nThorne" not in [one.text for one in extract(text, "", parted)]


def test_a_short_line_ends_a_name_even_inside_a_paragraph() -> None:
    text = "Signed: Konrad Thorne\nPieter Rask\n"
    found = extract(text, "", Spans([(0, len(text))]))
    assert [one.text for one in found] == ["Konrad Thorne", "Pieter Rask"]


GERMAN = (
    "Der Bundestag hat am Donnerstag in Berlin lange beraten. In Anbetracht der Lage sagte "
    "Außenminister Guido Westerwelle, die Regierung werde an ihrer Haltung festhalten, und nach "
    "Afghanistan werde in Verbindung mit dem Vertrag niemand mehr entsandt."
)


def test_of_a_text_in_another_language_only_what_is_sure_is_found() -> None:
    assert read(GERMAN) == [
        ("Bundestag", "organisation"),
        ("Berlin", "place"),
        ("Guido Westerwelle", "person"),
        ("Afghanistan", "place"),
    ]


def test_a_firm_is_a_firm_even_where_a_place_might_stand() -> None:
    text = "Parmatec SpA failed. People at Parmatec wept, in Parmatec and in Collecchio."
    assert of_kind(text, "organisation") == ["Parmatec SpA", "Parmatec", "Parmatec"]


def test_a_form_has_surnames_in_capitals() -> None:
    assert of_kind("Name: Eileen Margaret DOYLE\n", "person") == ["Eileen Margaret DOYLE"]


def test_cells_of_a_table_stay_apart() -> None:
    text = "Ocean Pearl\tPanama\tMeridian Shipping SA\n| Gudauta | Abkhazia |\n"
    assert read(text) == [
        ("Panama", "place"),
        ("Meridian Shipping SA", "organisation"),
        ("Gudauta", "place"),
        ("Abkhazia", "place"),
    ]


def test_folding_forgets_what_no_reader_would_call_a_difference() -> None:
    assert fold("The U.S. Army") == fold("US army") == "us army"
    assert fold("Médecins  Sans\nFrontières") == "medecins sans frontieres"
    assert fold("O’Malley") == fold("O'Malley") == "o'malley"
    assert fold("Soko\u00adlov") == "sokolov"
    assert fold("The") == "the"
    assert fold("Sokhumi") != fold("Sukhumi")


def test_an_unaccented_text_has_latin_letters_only_where_it_had_them() -> None:
    assert unaccented("Łódź, Straße, Ærø") == "lodz, strasse, aero"
    assert unaccented("Тбилиси") == "тбилиси"


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("HPU", "Harbour Police Union", True),
        ("PAR", "Port Authority of Ravn", True),
        ("UNHCR", "UN High Commissioner for Refugees", False),
        ("HP", "Harbour Police Union", False),
        ("H", "Harbour", False),
    ],
)
def test_an_acronym_takes_the_capitals_of_its_name(acronym: str, name: str, fits: bool) -> None:
    assert declares(acronym, name) is fits


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("jioyev", "jioev", True),
        ("sokhumi", "sukhumi", True),
        ("asphodel consulting", "asphodell consultng", True),
        ("thorne", "tarrow", False),
        ("brenner", "barnes", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
