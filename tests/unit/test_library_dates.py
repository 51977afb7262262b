"""Dates keep the precision that they are sure of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.dates import calendar_date, dates_within


@pytest.mark.parametrize(
    "written",
    """2008-09-09|2008-9-9|20080909|2008/09/09|2008.09.09|9 September 2008|09 Sep 2008
    9th of September, 2008|September 9, 2008|September 9,2008|Sept. 9, 2008|September 9th, 2008
    SEPTEMBER 9, 2008|Tuesday, September 9, 2008|Tue, 9 Sep 2008 14:05:00 +0400
    Tue, 09 Sep 2008 10:05:00 GMT|Tue Sep  9 14:05:00 2008|2008-09-09T14:05:00Z
    2008-09-09T14:05:00.000+04:00|2008-09-09 14:05|Sep 9, 2008, 2:05 PM
    September 9, 2008 at 2:05 p.m. ET|14:05 GMT, Tuesday, 9 September 2008
    9 September 2008 - 14:05|9 Sep.'08|9-Sep-2008|9. September 2008|09.09.2008|9/9/2008
    2008 September 9""".replace("\n    ", "|").split("|"),
)
def test_a_day_in_any_usual_form(written: str) -> None:
    assert calendar_date(written) == "2008-09-09"


@pytest.mark.parametrize(
    "written",
    """le 9 septembre 2008|mardi 9 septembre 2008|le mardi 9 sept. 2008|9. September 2008
    Dienstag, den 9. September 2008|9 сентября 2008|9 сентября 2008 г.|9 сентября 2008 года
    вторник, 9 сентября 2008""".replace("\n    ", "|").split("|"),
)
def test_a_day_in_other_languages(written: str) -> None:
    assert calendar_date(written) == "2008-09-09"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er mars 2019", "2019-03-01"),
        ("12. März 2020", "2020-03-12"),
        ("12. Ma\u0308rz 2020", "2020-03-12"),
        ("15 août 2019", "2019-08-15"),
        ("16 марта 2021", "2021-03-16"),
        ("март 2021", "2021-03"),
        ("5. Dez. 2019", "2019-12-05"),
    ],
)
def test_months_in_other_languages(written: str, day: str) -> None:
    assert calendar_date(written) == day


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Held on Friday 12 March 2021 at 10:00", [("Held", "2021-03-12")]),
        ("12 March 2021 and 14 April 2021", [("", "2021-03-12"), ("12 March 2021 and", "")]),
        ("From 12 March to 14 April 2021", [("From 12 March to", "")]),
        ("12 March – 14 April 2021", [("12 March –", "")]),
        ("Vennerby NR1 – 14 April 2021", [("Vennerby NR1 –", "2021-04-14")]),
        ("The 2008 meeting, early 2009", []),
        ("Room 4", []),
    ],
)
def test_dates_within_a_line(line: str, dates: list[tuple[str, str]]) -> None:
    assert list(dates_within(line)) == dates


@pytest.mark.parametrize(
    ("written", "sure"),
    [
        ("03/04/2008", "2008"),
        ("3.4.2008", "2008"),
        ("13/04/2008", "2008-04-13"),
        ("04/13/2008", "2008-04-13"),
        ("31 September 2008", "2008-09"),
        ("30 February 2008", "2008-02"),
        ("2008-02-30", "2008-02"),
        ("2008-13-01", "2008"),
        ("9-10 September 2008", "2008-09"),
        ("September 9-10, 2008", "2008-09"),
        ("late September 2008", "2008-09"),
        ("September 2008", "2008-09"),
        ("2008-09", "2008-09"),
        ("09/2008", "2008-09"),
        ("autumn 2008", "2008"),
        ("2008", "2008"),
    ],
)
def test_only_what_is_sure_is_kept(written: str, sure: str) -> None:
    assert calendar_date(written) == sure


@pytest.mark.parametrize(
    "written",
    ["", "9 September", "March", "circa 2008", "2008?", "2008-2009", "99 September 2008", "7,600",
     "mayor 2008", "the 2008", "1234567", "9/9/08", "x" * 500, "9 September 2008 was a Tuesday"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: str) -> None:
    assert calendar_date(written) == ""


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_survives_its_usual_forms(day: date) -> None:
    month = day.strftime("%B")
    year = f"{day.year:04}"
    for written in (
        day.isoformat(),
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
        f"{day.day} {month[:3]} {year}",
    ):
        assert calendar_date(written) == day.isoformat()


@given(st.text("0123456789 /-.,:'SeptMaychof", max_size=40))
def test_any_text_is_a_calendar_date_or_none(text: str) -> None:
    found = calendar_date(text)
    assert found == "" or 4 <= len(found) <= 10
    if len(found) == 10:
        date.fromisoformat(found)


@given(st.text("0123 ſıKsepokt.маяг", max_size=20))
def test_letters_that_are_only_like_those_of_a_month_do_no_harm(text: str) -> None:
    calendar_date(text)
    list(dates_within(text))
