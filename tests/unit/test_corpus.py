"""The sample collection holds what its users, the tour and the pictures count on."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from workbench.library.readers import reader_for
from workbench.library.readers.reading import Reading
from workbench.resources import corpus

CAUCASUS = sorted((corpus() / "caucasus").iterdir())
HARBOUR = sorted((corpus() / "harbour").iterdir())
DOCUMENTS = CAUCASUS + HARBOUR
LEDGER = corpus() / "harbour" / "ledger-berth-9.txt"
LEDGER_ROW = re.compile(r"20\d\d-\d\d-\d\d (?P<ref>\S+) .* (?P<amount>[\d,]+)")


def reading_of(path: Path) -> Reading:
    """The document as the library reads it."""
    reader = reader_for(path.name.encode())
    assert reader is not None
    [reading] = reader(path.read_bytes())
    return reading


def words_of(path: Path) -> str:
    """What a reader reads, with single spaces."""
    return " ".join(reading_of(path).text.split())


def name_of(path: Path) -> str:
    return path.name


def amounts(line_start: str) -> list[int]:
    """Amounts of the ledger's entries whose reference starts with `line_start`."""
    rows = map(LEDGER_ROW.fullmatch, LEDGER.read_text(encoding="utf-8").splitlines())
    return [
        int(row["amount"].replace(",", ""))
        for row in rows
        if row is not None and row["ref"].startswith(line_start)
    ]


def test_there_are_eighteen_documents_in_two_folders_and_nothing_else() -> None:
    assert (len(CAUCASUS), len(HARBOUR)) == (8, 10)
    assert sorted(p for p in corpus().rglob("*") if p.is_file()) == sorted(DOCUMENTS)


def test_every_folder_has_every_format() -> None:
    for documents in (CAUCASUS, HARBOUR):
        assert {path.suffix for path in documents} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_document_is_clean_text_of_a_size_to_read_at_one_sitting(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    low, high = (250, 500) if path in CAUCASUS else (350, 900)
    assert low <= len(words_of(path).split()) <= high


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_document_says_what_a_citation_of_it_needs(path: Path) -> None:
    reading = reading_of(path)
    assert not reading.damaged
    assert reading.metadata.title
    assert reading.metadata.date
    assert reading.metadata.source or path.name.startswith(("ledger", "letter"))


def test_dates_come_in_every_precision() -> None:
    assert {reading_of(path).metadata.date.count("-") for path in CAUCASUS} == {0, 1, 2}


@pytest.mark.parametrize("path", CAUCASUS, ids=name_of)
def test_a_dispatch_puts_no_words_into_anybodys_mouth(path: Path) -> None:
    assert not set('"“”„«»') & set(words_of(path))


@pytest.mark.parametrize("path", CAUCASUS, ids=name_of)
def test_a_dispatch_can_be_compared_with_the_others(path: Path) -> None:
    words = words_of(path)
    for name in ("Abkhazia", "South Ossetia", "Georgia", "Gudauta"):
        assert name in words


def test_spellings_vary() -> None:
    everything = " ".join(map(words_of, CAUCASUS))
    for pair in (("Sokhumi", "Sukhumi"), ("Jioev", "Jioyev"), ("7,600", "3,800")):
        for form in pair:
            assert sum(form in words_of(path) for path in CAUCASUS) >= 3, form
    assert everything.count("Timakova") >= 2


def test_one_dispatch_copies_another_in_part() -> None:
    original, copy = (
        (corpus() / "caucasus" / name).read_text(encoding="utf-8").split("\n\n")
        for name in ("2008-09-09-northern-wire.txt", "2008-09-10-crossroads-gazette.txt")
    )
    shared = [paragraph for paragraph in original if paragraph in copy]
    assert len(shared) == 2
    assert len(copy) - len(shared) >= 4


def test_the_ledger_adds_up_to_what_it_says() -> None:
    rents, invoices = amounts("R-"), amounts("AC-")
    text = LEDGER.read_text(encoding="utf-8")
    assert f"{sum(rents):,}" == "28,800"
    assert f"{sum(rents) - sum(invoices) - sum(amounts('CS-')):,}" == "-89,550"
    assert f"Paid to Asphodel Consulting in fact: {sum(invoices):,}" in text
    assert f"Over: {sum(invoices) - 84_600:,}" in text


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("the rent of a year", {"36,000", "63,000", "14,400"}),
        ("water at the berth, in metres", {"9.5 metres", "11.2 metres", "7.9 metres"}),
        ("how long the berth was empty", {"since October 2015", "empty for ten years"}),
        ("when the lease was signed", {"27 April 2017", "12 April 2017", "since March 2017"}),
        ("what the dredging cost", {"86,400", "84,600", "117,400"}),
        ("the year of the wedding", {"in 1996", "in 1998"}),
        ("the chair", {"Marguerite Pell", "Margaret Pell", "Mrs Pell", "M. Pell"}),
        ("the director", {"Konrad Thorne", "K. W. Thorne", "Dear Con", "Conrad Thorn", "K. W. T."}),
        ("his sister-in-law", {"Ottilie Sandoval", "Tilly", "O. M. Sandoval", "formerly RASK"}),
        ("the treasurer", {"Jonas Firth-Allard", "Jo Allard", "J. F.-A.", "Mr Allard"}),
        ("the tenant", {"Petrel Quay", "Petrel Logistics", "Asphodel Marine", "Northgate"}),
    ],
)
def test_the_harbour_documents_contradict_each_other(question: str, answers: set[str]) -> None:
    everything = " ".join(map(words_of, HARBOUR))
    assert {answer for answer in answers if answer not in everything} == set(), question
