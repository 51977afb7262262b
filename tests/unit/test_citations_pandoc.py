"""Pandoc's citeproc: what the styles make of real sources, and what happens when it fails."""

import os
from pathlib import Path
from typing import Any

import pytest

from workbench.citations.citations import style_file
from workbench.citations.item import UNTITLED
from workbench.citations.locator import Locator
from workbench.citations.names import name_of
from workbench.citations.pandoc import Pandoc, PandocError, Style, find_pandoc
from workbench.citations.programs import Ran

AUTHOR_DATE = Style()
NOTES = Style(notes=style_file("chicago-notes"), markdown=True)
NEWS = {
    "type": "article-newspaper",
    "title": "Russia to keep 7,600 troops",
    "container-title": "Northern Wire",
    "issued": {"date-parts": [[2008, 9, 9]]},
}
PARAGRAPH = Locator("paragraph", 3, 3)


@pytest.fixture(scope="module")
def pandoc() -> Pandoc:
    program = find_pandoc(os.environ)
    assert program is not None, "pypandoc_binary is a dependency"
    return Pandoc(program)


def author_date(pandoc: Pandoc, **changes: Any) -> tuple[str, str]:
    formatted = pandoc.format(NEWS | changes, AUTHOR_DATE)
    return formatted.cite(PARAGRAPH), formatted.reference


def note(pandoc: Pandoc, **changes: Any) -> str:
    return pandoc.format(NEWS | changes, NOTES).cite(PARAGRAPH)


def test_unsigned_news_stands_under_the_name_of_the_newspaper(pandoc: Pandoc) -> None:
    # As the Chicago Manual prints it: New York Times. 2002. “In Texas, Ad Heats Up Race for
    # Governor.” July 30. In a note such an article begins with its title instead.
    assert author_date(pandoc) == (
        "(Northern Wire 2008, para.\u00a03)",
        "Northern Wire. 2008. “Russia to Keep 7,600 Troops.” September 9.",
    )
    assert note(pandoc) == (
        "“Russia to Keep 7,600 Troops,” *Northern Wire*, September 9, 2008, para.\u00a03."
    )


def test_a_locator_stands_where_the_style_wants_it(pandoc: Pandoc) -> None:
    formatted = pandoc.format(NEWS | {"URL": "https://example.org/a_b?c=1"}, NOTES)
    for locator, place in (
        (None, ""),
        (Locator("paragraph", 3, 5), " paras.\u00a03–5,"),
        (Locator("page", 12, 12), " 12,"),
        (Locator("page", 101, 108), " 101–108,"),
    ):
        assert formatted.cite(locator) == (
            f"“Russia to Keep 7,600 Troops,” *Northern Wire*, September 9, 2008,{place} "
            "<https://example.org/a_b?c=1>."
        )


def test_authors_are_divided_only_where_they_are_known_so(pandoc: Pandoc) -> None:
    authors = [{"family": "Ward", "given": "Anna"}, {"literal": "Harbour Board"}]
    cite, reference = author_date(pandoc, author=authors, title="Rent")
    assert cite == "(Ward and Harbour Board 2008, para.\u00a03)"
    assert reference == ("Ward, Anna, and Harbour Board. 2008. “Rent.” Northern Wire, September 9.")


@pytest.mark.parametrize(
    ("authors", "cited", "listed"),
    [
        (["Hannah Prewitt"], "Prewitt", "Prewitt, Hannah"),
        (["Prewitt, Hannah"], "Prewitt", "Prewitt, Hannah"),
        (
            ["Hannah Prewitt", "Luis Ortega"],
            "Prewitt and Ortega",
            "Prewitt, Hannah, and Luis Ortega",
        ),
        (
            ["Hannah Prewitt", "Luis Ortega", "Jan van der Berg"],
            "Prewitt et al.",
            "Prewitt, Hannah, Luis Ortega, and Jan van der Berg",
        ),
        (
            ["H. Prewitt", "Luis Ortega", "Jan van der Berg", "Ministry of Defence"],
            "Prewitt et al.",
            "Prewitt, H., Luis Ortega, Jan van der Berg, and Ministry of Defence",
        ),
        (["Jan van der Berg"], "van der Berg", "Berg, Jan van der"),
        (["Martin Luther King Jr."], "King", "King, Martin Luther, Jr"),
        (["Ministry of Defence"], "Ministry of Defence", "Ministry of Defence"),
        ([], "Northern Wire", "Northern Wire"),
    ],
)
def test_authors_are_filed_under_their_family_names(
    pandoc: Pandoc, authors: list[str], cited: str, listed: str
) -> None:
    named = [name_of(author) for author in authors]
    cite, reference = author_date(pandoc, author=named, title="Rent")
    assert cite == f"({cited} 2008, para.\u00a03)"
    outlet = " Northern Wire," if authors else ""
    assert reference == f"{listed}. 2008. “Rent.”{outlet} September 9."


def test_dates_are_no_more_precise_than_they_were(pandoc: Pandoc) -> None:
    month = author_date(pandoc, issued={"date-parts": [[2008, 9]]})[1]
    assert month == "Northern Wire. 2008. “Russia to Keep 7,600 Troops.” September."
    year = author_date(pandoc, issued={"date-parts": [[2008]]})[1]
    assert year == "Northern Wire. 2008. “Russia to Keep 7,600 Troops.”"
    assert author_date(pandoc, issued={"literal": "late August 2008"})[0] == (
        "(Northern Wire late August 2008, para.\u00a03)"
    )


def test_a_path_for_a_title_is_printed_as_it_is(pandoc: Pandoc) -> None:
    formatted = pandoc.format(
        {"type": "document", "title": "wire/to be read.txt", UNTITLED: True}, AUTHOR_DATE
    )
    assert formatted.cite(PARAGRAPH) == "(“wire/to be read.txt,” n.d., para.\u00a03)"
    assert formatted.reference == "“wire/to be read.txt.” n.d."


@pytest.mark.parametrize(
    ("title", "language", "printed"),
    [
        ("The war of nerves", "", "The War of Nerves"),
        ("Der krieg der nerven", "de", "Der krieg der nerven"),
        ("Он сказал правду", "", "Он сказал правду"),
        ("L’été meurtrier", "", "L’été meurtrier"),
        ("The café war", "en-GB", "The Café War"),
        ('Minister: "we stay"', "", "Minister: ‘We Stay.’"),
        ("NATO says 'no'", "", "NATO Says ‘No.’"),
    ],
)
def test_headline_capitals_are_for_english_titles(
    pandoc: Pandoc, title: str, language: str, printed: str
) -> None:
    reference = author_date(pandoc, title=title, language=language)[1]
    assert reference in (
        f"Northern Wire. 2008. “{printed}.” September 9.",
        f"Northern Wire. 2008. “{printed}” September 9.",
    )


def test_nothing_in_a_source_is_markup(pandoc: Pandoc) -> None:
    hostile = "[x](javascript:y) `z` *b* <i>c</i> $d$ @e ~f~ \\g"
    assert hostile[1:] in author_date(pandoc, title=hostile, language="de")[1]
    assert note(pandoc, title=hostile, language="de").startswith(
        r"“\[x\](javascript:y) \`z\` \*b\* \<i\>c\</i\> \$d\$ \@e \~f\~ \\g,” *Northern Wire*"
    )
    assert "<" not in note(pandoc, URL="javascript:alert(1)")


def test_pandoc_is_found_without_being_run(tmp_path: Path) -> None:
    program = find_pandoc({})
    assert program is not None
    assert "pypandoc" in program.parts


def test_the_version_is_told(pandoc: Pandoc) -> None:
    assert pandoc.version()[0] in "3456789"
    assert Pandoc(None).version() == ""


@pytest.mark.parametrize(
    ("ran", "sentence"),
    [
        (Ran(None), "pandoc did not answer within 20 seconds."),
        (Ran(1), "pandoc could not format the citation."),
        (Ran(0, b""), "pandoc did not answer as expected."),
        (Ran(0, b"[]"), "pandoc did not answer as expected."),
        (Ran(0, b'{"blocks": []}'), "pandoc did not answer as expected."),
        (Ran(0, b'{"blocks": [{"t": "Para", "c": [{}]}]}'), "pandoc did not answer as expected."),
    ],
)
def test_every_failure_is_one_sentence(ran: Ran, sentence: str) -> None:
    failing = Pandoc(Path("pandoc"), run=lambda command, given, **how: ran)
    with pytest.raises(PandocError) as failure:
        failing.format(NEWS, AUTHOR_DATE)
    assert str(failure.value) == sentence
    with pytest.raises(PandocError, match="not installed"):
        Pandoc(None).format(NEWS, AUTHOR_DATE)
