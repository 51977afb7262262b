"""Amounts: their unit, their value, and what looks like one but is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.entities.quantities import find_quantities


def read(text: str) -> list[tuple[str, str]]:
    """The amounts of a text: as written, and their keys."""
    return [(text[one.start : one.end], one.key) for one in find_quantities(text)]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("7,600 troops", "7600 troop"),
        ("7600 Russian troops", "7600 troop"),
        ("7 600 troops", "7600 troop"),
        ("3,800", "3800"),
        ("30 percent", "30 percent"),
        ("30 per cent", "30 percent"),
        ("14.5%", "14.5 percent"),
        ("41,000 crowns", "41000 crown"),
        ("$2.5 million", "2500000 dollar"),
        ("US$1.2 million", "1200000 dollar"),
        ("R$5 billion", "5000000000 real"),
        ("€2.4m", "2400000 euro"),
        ("£3k", "3000 pound"),
        ("£41.20", "41.2 pound"),
        ("EUR 14,000.00", "14000 euro"),
        ("CHF 214.6 million", "214600000 franc"),
        ("300 euros", "300 euro"),
        ("2.4 million people", "2400000 people"),
        ("2.4m people", "2400000 people"),
        ("two million euros", "2000000 euro"),
        ("twenty-five thousand men", "25000 men"),
        ("half a million roubles", "500000 rouble"),
        ("nine hundred pounds", "900 pound"),
        ("five litres", "5 litre"),
        ("Sixty people", "60 people"),
        ("thirty-one years", "31 year"),
        ("80 kilometres", "80 kilometre"),
        ("80km", "80 kilometre"),
        ("1,900 square metres", "1900 square metre"),
        ("57,470 casualties", "57470 casualty"),
        ("50-60 tanks", "50-60 tank"),
        ("12,450.00 roubles", "12450 rouble"),
    ],
)
def test_an_amount_and_its_value(written: str, key: str) -> None:
    assert read(f"There were {written}, it says.") == [(written, key)]


@pytest.mark.parametrize(
    "text",
    [
        "section 12, page 40, no. 40718, item 7",
        "He is 43 and lives at 14 Cooper's Row.",
        "Call 713-853-5555 or +44 20 7946 0958.",
        "at 10:30 on 30/09/2015, version 2.0.1",
        "AC-0417 and R-201",
        "one man and a dog",
        "3 in each of the bases",
        "more than a quarter of a million",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read(text) == []


def test_a_unit_may_stand_on_the_next_line() -> None:
    assert read("rents of 3,600\neuros a quarter") == [("3,600\neuros", "3600 euro")]


@given(st.integers(1, 10**9))
def test_thousands_set_apart_or_not_are_one_value(number: int) -> None:
    (grouped,), (plain,) = read(f"{number:,} men came."), read(f"{number} men came.")
    assert grouped[1] == plain[1] == f"{number} men"


@given(st.text("0123456789,. $€%-mkbn tworilhundsafe\n", max_size=60))
def test_amounts_never_overlap_and_lie_within_the_text(text: str) -> None:
    done = 0
    for amount in find_quantities(text):
        assert done <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end].strip() == text[amount.start : amount.end]
        done = amount.end
