"""Dates are intervals in the precision given, reckoned from what the text says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.entities import intervals
from workbench.entities.dates import find_dates
from workbench.entities.reckoning import Reckoning


def read(text: str, published: str = "") -> list[tuple[str, str]]:
    """The dates of a text: as written, and as named."""
    return [(text[one.start : one.end], one.name) for one in find_dates(text, Reckoning(published))]


@pytest.mark.parametrize(
    ("written", "name", "key"),
    [
        ("9 September 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("September 9, 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("9th of September, 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("Sept. 9th 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("Tuesday, 9 September 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("Tue, 9 Sep 2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("first of January 2016", "1 January 2016", "2016-01-01/2016-01-01"),
        ("2008-09-09", "9 September 2008", "2008-09-09/2008-09-09"),
        ("09.09.2008", "9 September 2008", "2008-09-09/2008-09-09"),
        ("30/09/2015", "30 September 2015", "2015-09-30/2015-09-30"),
        ("12/31/1999", "31 December 1999", "1999-12-31/1999-12-31"),
        ("3/4/2015", "4 March to 3 April 2015", "2015-03-04/2015-04-03"),
        ("29 February 2008", "29 February 2008", "2008-02-29/2008-02-29"),
        ("September 2008", "September 2008", "2008-09-01/2008-09-30"),
        ("late August 2008", "late August 2008", "2008-08-21/2008-08-31"),
        ("mid-June 2017", "mid-June 2017", "2017-06-11/2017-06-20"),
        ("beginning of May 2001", "early May 2001", "2001-05-01/2001-05-10"),
        ("9-11 September 2008", "9-11 September 2008", "2008-09-09/2008-09-11"),
        ("September 9-11, 2008", "9-11 September 2008", "2008-09-09/2008-09-11"),
        ("9 to 11 September 2008", "9-11 September 2008", "2008-09-09/2008-09-11"),
        ("autumn of 2017", "autumn 2017", "2017-09-01/2017-11-30"),
        ("winter 1944", "winter 1944-1945", "1944-12-01/1945-02-28"),
        ("first quarter of 2016", "first quarter of 2016", "2016-01-01/2016-03-31"),
        ("Q2 2021", "second quarter of 2021", "2021-04-01/2021-06-30"),
        ("second half of 1999", "second half of 1999", "1999-07-01/1999-12-31"),
        ("early 2013", "early 2013", "2013-01-01/2013-04-30"),
        ("1880s", "1880s", "1880-01-01/1889-12-31"),
        ("late 1980s", "late 1980s", "1987-01-01/1989-12-31"),
        ("19th century", "19th century", "1801-01-01/1900-12-31"),
        ("1st century", "1st century", "0001-01-01/0100-12-31"),
        ("2006-2008", "2006-2008", "2006-01-01/2008-12-31"),
        ("2015/16", "2015-2016", "2015-01-01/2016-12-31"),
        ("2010", "2010", "2010-01-01/2010-12-31"),
    ],
)
def test_a_date_in_any_form(written: str, name: str, key: str) -> None:
    text = f"It was told in {written}, and then forgotten."
    (date,) = find_dates(text, Reckoning(""))
    assert (text[date.start : date.end], date.name, date.key) == (written, name, key)


def test_a_bare_year_is_the_year_and_never_its_first_day() -> None:
    (date,) = find_dates("The war of 2008 was short.", Reckoning("2009-05-01"))
    assert date.key == "2008-01-01/2008-12-31"
    assert date.name == "2008"


@pytest.mark.parametrize(
    "text",
    [
        "They may march in any case.",
        "Mayor March met April, whom June knew.",
        "It cost 2008 euros and 1999 men died.",
        "Room 2010, version 2.0.2019, tel. 2008-55-31.",
        "on 31/31/2008, 2008-13-01 or 2008-02-30",
        "In 1500 cases nothing came of it.",
        "Yesterdays are over, and todays too.",
        "the last year of the war; every Tuesday; a Monday",
        "Marching, Mondays and Augusta.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "day", ["30 February 2008", "31 April 2009", "29 February 2007", "0 May 2001"]
)
def test_a_day_that_its_month_does_not_have_is_not_found_as_a_day(day: str) -> None:
    assert all(len(words) < len(day) for words, _ in read(f"It was on {day}."))


@pytest.mark.parametrize(
    ("words", "published", "name"),
    [
        ("last year", "2009-03-02", "2008"),
        ("last year", "2009", "2008"),
        ("this year", "2009-03-02", "2009"),
        ("next year", "2009-03-02", "2010"),
        ("last month", "2009-01-02", "December 2008"),
        ("next month", "2019-05-14", "June 2019"),
        ("this week", "2008-09-10", "8-14 September 2008"),
        ("Yesterday", "2008-09-10", "9 September 2008"),
        ("tomorrow", "2008-02-28", "29 February 2008"),
        ("Tuesday", "2008-09-09", "9 September 2008"),
        ("Friday", "2021-03-04", "26 February 2021"),
        ("three weeks ago", "2020-01-22", "30 December 2019 to 5 January 2020"),
        ("two years ago", "2020-01-22", "2018"),
        ("last summer", "2020-02-01", "summer 2019"),
        ("9 September", "2008-09-10", "9 September 2008"),
        ("28 December", "2009-01-03", "28 December 2008"),
        ("May of last year", "2009-03-02", "May 2008"),
    ],
)
def test_what_is_left_out_is_reckoned_from_the_publication(
    words: str, published: str, name: str
) -> None:
    assert read(f"They met {words}, it says.", published) == [(words, name)]


@pytest.mark.parametrize("words", ["last year", "yesterday", "Tuesday", "this week", "last month"])
def test_without_a_publication_nothing_is_guessed(words: str) -> None:
    assert read(f"They met {words}, it says.") == []


@pytest.mark.parametrize("words", ["yesterday", "Tuesday", "this week", "three days ago"])
def test_a_year_of_publication_is_too_little_for_days(words: str) -> None:
    assert read(f"They met {words}, it says.", "2009") == []


def test_a_day_of_no_known_year_says_so() -> None:
    (date,) = find_dates("The lease was signed on 12 April.", Reckoning(""))
    assert (date.key, date.name) == ("--04-12", "12 April")


def test_a_weekday_named_with_the_day_decides_the_year() -> None:
    text = "In 2017 they met on Thursday 27 April, and again in 2018."
    assert ("Thursday 27 April", "27 April 2017") in read(text, "2020-02-01")


def test_the_same_day_is_the_day_named_last() -> None:
    text = "On 9 September 2008 he spoke. The same day she left. That year ended badly."
    assert read(text)[1:] == [("same day", "9 September 2008"), ("That year", "2008")]


def test_a_month_takes_the_year_of_the_heading_that_it_stands_under() -> None:
    text = "## 2008\n\nIn August they came.\n\n## 2009\n\nIn August they went.\n"
    assert [name for _, name in read(text)] == ["2008", "August 2008", "2009", "August 2009"]


def test_a_range_gives_its_year_to_its_beginning() -> None:
    assert read("From June 13 to July 13, 1878 they sat.") == [
        ("June 13", "13 June 1878"),
        ("July 13, 1878", "13 July 1878"),
    ]


def test_a_line_break_inside_a_paragraph_does_not_part_a_date() -> None:
    assert read("I came home on Tuesday\n2 May 2017.") == [("Tuesday\n2 May 2017", "2 May 2017")]


@given(
    st.dates(
        min_value=intervals.years(1000, 1000).earliest, max_value=intervals.years(2999, 2999).latest
    )
)
def test_every_day_is_read_in_its_own_words(day) -> None:  # type: ignore[no-untyped-def]
    interval = intervals.Interval(day, day)
    (found,) = find_dates(f"On {intervals.words(interval)} it rained.", Reckoning(""))
    assert found.key == intervals.key(interval) == f"{day.isoformat()}/{day.isoformat()}"
    (found,) = find_dates(f"On {day.isoformat()} it rained.", Reckoning(""))
    assert found.key == intervals.key(interval)


@given(st.integers(1000, 2999), st.integers(1, 12), st.sampled_from(["early", "mid", "late"]))
def test_every_month_and_part_of_one_is_read_in_its_own_words(
    year: int, month: int, part: str
) -> None:
    whole = intervals.month(year, month)
    for interval in (whole, intervals.part(whole, part)):
        (found,) = find_dates(f"It was in {intervals.words(interval)}.", Reckoning(""))
        assert found.key == intervals.key(interval)


@given(
    st.text("MJS0123456789/-. aetuyondrlshmg,\n", max_size=60),
    st.sampled_from(["", "2008", "2008-09-09"]),
)
def test_dates_never_overlap_and_lie_within_the_text(text: str, published: str) -> None:
    done = 0
    for date in find_dates(text, Reckoning(published)):
        assert done <= date.start < date.end <= len(text)
        assert date.key
        done = date.end
