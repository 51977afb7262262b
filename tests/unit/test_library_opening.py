"""The opening of a text says what the text is, and nothing is made up where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.bylines import byline, names_in
from workbench.library.opening import opening
from workbench.model import Metadata

BODY = "Russia will keep 7,600 troops in Abkhazia and South Ossetia, the minister said. " * 3
CHINESE = "委员会昨日在港口举行会议，讨论了码头租金问题。主席表示，租金将于明年上调。"


def test_a_dispatch_says_everything() -> None:
    text = f"""Russia to keep 7,600 troops

By Jane Doe and John Roe
September 9, 2008

TSKHINVALI, Georgia (Northern Wire) -- {BODY}"""
    assert opening(text) == Metadata(
        title="Russia to keep 7,600 troops",
        date="2008-09-09",
        source="Northern Wire",
        authors=("Jane Doe", "John Roe"),
        place="Tskhinvali, Georgia",
    )


@pytest.mark.parametrize(
    ("dateline", "place", "source", "day"),
    [
        ("MOSCOW (Reuters) -- ", "Moscow", "Reuters", ""),
        ("MOSCOW (Reuters) - ", "Moscow", "Reuters", ""),
        ("MOSCOW, Sept. 9 (Agency) — ", "Moscow", "Agency", ""),
        ("MOSCOW. Sept 9 (Interfax) - ", "Moscow", "Interfax", ""),
        ("MOSCOW, September 9. /TASS/. ", "Moscow", "TASS", ""),
        ("MOSCOW, September 9, 2008 (RIA Novosti) – ", "Moscow", "RIA Novosti", "2008-09-09"),
        ("Sukhumi, 9 September 2008 (Apsnypress) -- ", "Sukhumi", "Apsnypress", "2008-09-09"),
        ("ST. PETERSBURG. Sept 9 (Interfax) - ", "St. Petersburg", "Interfax", ""),
        ("WASHINGTON, D.C., Sept. 9 (Reuters) -- ", "Washington, D.C.", "Reuters", ""),
        ("NEW YORK/PORT OF SPAIN (AP) — ", "New York/Port of Spain", "AP", ""),
        ("GORI, Georgia — ", "Gori, Georgia", "", ""),
        ("LONDON (Reuters), Jan 5 2020 - ", "London", "Reuters", "2020-01-05"),
        ("LONDON (Reuters), 5 January - ", "London", "Reuters", ""),
        ("NEW YORK — May 3, 2022 — ", "New York", "", "2022-05-03"),
        ("NEW YORK - May 3, 2022 - ", "New York", "", "2022-05-03"),
        ("NEW YORK — May 3, 2022 (AP) — ", "New York", "AP", "2022-05-03"),
        ("МОСКВА, 16 марта 2021 (ТАСС) — ", "Москва", "ТАСС", "2021-03-16"),
        ("МОСКВА, 16 марта 2021 (…) — ", "Москва", "", "2021-03-16"),
        ("МОСКВА, 16 марта (ТАСС) — ", "Москва", "ТАСС", ""),
        ("PARIS, le 5 mars 2019 (AFP) — ", "Paris", "AFP", "2019-03-05"),
        ("BERLIN, 12. März 2020 (dpa) - ", "Berlin", "dpa", "2020-03-12"),
        ("PARIS, 5 mars 2019 - ", "Paris", "", "2019-03-05"),
        # A day that cannot be read is not taken for a part of the place.
        ("MADRID, 5 de marzo de 2019 (EFE) — ", "Madrid", "EFE", ""),
        ("JAN 5, 2020 (Reuters) - ", "", "Reuters", "2020-01-05"),
        ("CAMP 5, Tbilisi (AP) — ", "", "", ""),
        ("UPDATED — May 3, 2022 — ", "", "", ""),
        ("Monday — May 3, 2022 — ", "", "", ""),
        ("Brown (Labour), May 3 2020 - ", "", "", ""),
        ("TBILISI (Agency), which is far — ", "", "", ""),
        ("PARIS, as ever - ", "", "", ""),
        ("Smith (Labour) -- ", "", "", ""),
        ("NOTE -- ", "", "", ""),
        ("The deputy (who was absent) -- ", "", "", ""),
    ],
)
def test_datelines(dateline: str, place: str, source: str, day: str) -> None:
    assert opening(dateline + BODY) == Metadata(place=place, source=source, date=day)


def test_the_head_of_a_letter() -> None:
    text = """From: Jane Doe <jane@example.org>
To: R. Ansel
Date: Tue, 9 Sep 2008 14:05:00 +0400
Subject: Berth 9

Dear R.,
"""
    assert opening(text) == Metadata(title="Berth 9", date="2008-09-09", authors=("Jane Doe",))


def test_the_head_of_a_memorandum() -> None:
    text = "MEMORANDUM\n\nTO: The Board\nFROM: H. Quayle\nDATE: 27 April 2017\nRE: Berth 9\n\nText"
    assert opening(text) == Metadata(title="Berth 9", date="2017-04-27", authors=("H. Quayle",))


def test_the_head_of_a_clipping() -> None:
    text = "Title: The war\nAuthor: Jane Doe, John Roe\nSource: Meridian Desk\nURL: https://x.y\n\nText"
    assert opening(text) == Metadata(
        title="The war",
        source="Meridian Desk",
        authors=("Jane Doe", "John Roe"),
        url="https://x.y",
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("9 September 2008", "2008-09-09"),
        ("Published: 9 September 2008 | Updated: 10 September 2008", "2008-09-09"),
        ("Civil Georgia, Tbilisi / 9 Sep.'08 / 17:51", "2008-09-09"),
        ("Tbilisi, 9 September 2008", "2008-09-09"),
        ("Two Seas Bulletin, September 2008", "2008-09"),
        ("Paris, le 5 mars 2019", "2019-03-05"),
        ("Berlin, den 12. März 2020", "2020-03-12"),
        ("16 марта 2021 г.", "2021-03-16"),
        ("03/04/2008", "2008"),
        ("2008", ""),
        ("Rent, 2008", ""),
        ("On 9 September 2008 the troops left", ""),
    ],
)
def test_a_line_with_a_date(line: str, day: str) -> None:
    assert opening(f"The headline\n\n{line}\n\n{BODY}").date == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"The headline\n\n{BODY}", "The headline"),
        (f"The headline\n{BODY}", "The headline"),
        (f"The headline\n============\n{BODY}", "The headline"),
        (f"9 September 2008\n\nThe headline\n\n{BODY}", "The headline"),
        (f"By Reuters\n\nThe headline\n\n{BODY}", "The headline"),
        (f"The headline\nBy Jane Doe\n{BODY}", "The headline"),
        (
            "Board minutes – 12 March 2021\n\nPresent: A. Ward\n\nText",
            "Board minutes – 12 March 2021",
        ),
        (f"码头租金上调\n\n{CHINESE}", "码头租金上调"),
        (f"租金上调？租户抗议！\n{CHINESE * 3}", "租金上调？租户抗议！"),
        (CHINESE, ""),
        (f"{CHINESE}\n\n{CHINESE}", ""),
        (f"{'无句号的很长的段落' * 7}\n\n{CHINESE}", ""),
        (f"{'A headline without end ' * 6}\n\n{BODY}", ""),
        (BODY, ""),
        ("One line alone", ""),
        (f"A sentence is no headline.\n\n{BODY}", ""),
        ("PETREL QUAY LTD\n14 Cooper's Row\n\nText", ""),
        (f"Jane Doe\n\n9 January 2017\n\nDear Sir,\n\n{BODY}", ""),
        (f"* * *\n\n{BODY}", ""),
    ],
)
def test_headlines(text: str, title: str) -> None:
    assert opening(text).title == title


def test_bylines_name_persons_only() -> None:
    assert byline("By JANE DOE, Staff Writer") == ("JANE DOE",)
    assert byline("Story by Ana de la Cruz and Ludwig van Beethoven") == (
        "Ana de la Cruz",
        "Ludwig van Beethoven",
    )
    assert byline("By Monday the troops had left") == ()
    assert byline("By The Associated Press") == ()


def test_authors_are_parted_only_if_all_are_persons() -> None:
    assert names_in("Jane Doe, John Roe and K. W. Thorne") == (
        "Jane Doe",
        "John Roe",
        "K. W. Thorne",
    )
    assert names_in("H. Quayle, clerk to the Board") == ("H. Quayle, clerk to the Board",)
    assert names_in("  ") == ()


@given(st.text(max_size=400))
def test_any_opening_can_be_read(text: str) -> None:
    opening(text)
