"""Citing: at once when warm, plain without an answer, and always in the style that is said."""

from pathlib import Path
from threading import Event, Thread

import pytest

from tests.citing import document
from workbench.citations import STYLES, Citations, Sources
from workbench.citations.csljson import Item
from workbench.citations.pandoc import Formatted, Pandoc, PandocError, Style
from workbench.model import Citation, WorkbenchError
from workbench.spans import Span
from workbench.store.history import History

DISPATCH = document(
    'Troops stay\n\nRussia will keep 7,600\ntroops, he said. "We stay."',
    title="Troops stay",
    source="Northern Wire",
    date="2008-09-09",
)
SECOND = Span(13, len(DISPATCH.text))
PLAIN = Citation(
    style="plain",
    citation=(
        "“Russia will keep 7,600 troops, he said. ‘We stay.’”\n\n"
        "“Troops stay,” Northern Wire, 9 September 2008, para.\u00a02."
    ),
    reference="“Troops stay,” Northern Wire, 9 September 2008.",
    quote='Russia will keep 7,600 troops, he said. "We stay."',
    locator="para.\u00a02",
)


class Counting(Pandoc):
    """Formats without pandoc and counts how often."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__(None)
        self.asked: list[str] = []
        self.fails = fails

    def format(self, item: Item, style: Style, seconds: float = 20.0) -> Formatted:
        self.asked.append(item["title"])
        if self.fails:
            raise PandocError("pandoc could not format the citation.")
        return Formatted("Entry.", {"": "(In text)", "para.": "(In text, para. 31415926535)"})


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path, History(tmp_path))


def test_a_warm_citation_is_in_its_style_and_pandoc_is_asked_once(sources: Sources) -> None:
    pandoc = Counting()
    citations = Citations(sources, "chicago-author-date", pandoc)
    assert citations.warm(DISPATCH.info)
    assert citations.warm(DISPATCH.info)
    cited = citations.cite_exactly(DISPATCH, SECOND)
    assert cited.style == "chicago-author-date"
    assert cited.citation.endswith("‘We stay’” (In text, para.\u00a02).\n\nEntry.")
    assert pandoc.asked == ["Troops stay"]


def test_each_style_is_warmed_for_itself(sources: Sources) -> None:
    pandoc = Counting()
    citations = Citations(sources, "chicago-author-date", pandoc)
    citations.warm(DISPATCH.info, "markdown")
    cited = citations.cite_exactly(DISPATCH, SECOND, "markdown")
    assert len(pandoc.asked) == 1
    assert citations.cite_exactly(DISPATCH, SECOND).style == "chicago-author-date"
    assert len(pandoc.asked) == 2
    assert cited.style == "markdown"
    assert cited.citation.endswith(
        "[^wire-news-txt-0123456789-para-2]\n\n"
        "[^wire-news-txt-0123456789-para-2]: (In text, para.\u00a02)"
    )


def test_a_corrected_source_is_never_cited_from_memory(sources: Sources) -> None:
    pandoc = Counting()
    citations = Citations(sources, "chicago-author-date", pandoc)
    citations.warm(DISPATCH.info)
    sources.overrule(DISPATCH.info, {"title": "Troops to stay"})
    citations.cite_exactly(DISPATCH, SECOND)
    assert pandoc.asked == ["Troops stay", "Troops to stay"]


def test_without_pandoc_the_citation_is_plain_and_says_so(sources: Sources) -> None:
    citations = Citations(sources, "chicago-author-date", Counting(fails=True))
    assert not citations.warm(DISPATCH.info)
    assert citations.cite_exactly(DISPATCH, SECOND) == PLAIN


def test_plain_text_needs_no_pandoc(sources: Sources) -> None:
    pandoc = Counting()
    citations = Citations(sources, "plain", pandoc)
    assert citations.cite_exactly(DISPATCH, SECOND) == PLAIN
    assert citations.warm(DISPATCH.info)
    assert pandoc.asked == []


def test_a_document_is_cited_by_its_reference(sources: Sources) -> None:
    citations = Citations(sources, "chicago-author-date", Counting())
    assert citations.cite_exactly(DISPATCH, None) == Citation(
        "chicago-author-date", "Entry.", "Entry.", quote="", locator=""
    )


def test_an_unknown_style_is_refused_by_name(sources: Sources) -> None:
    citations = Citations(sources, "house style", Counting())
    assert citations.style == "chicago-author-date"
    with pytest.raises(WorkbenchError, match="no citation style apa; there are chicago"):
        citations.cite_exactly(DISPATCH, SECOND, "apa")


def test_citing_does_not_wait_for_a_warming_in_another_thread(sources: Sources) -> None:
    begun, finish = Event(), Event()

    class Slow(Counting):
        def format(self, item: Item, style: Style, seconds: float = 20.0) -> Formatted:
            begun.set()
            finish.wait()
            return super().format(item, style, seconds)

    citations = Citations(sources, "chicago-author-date", Slow())
    thread = Thread(target=citations.warm, args=(DISPATCH.info,))
    thread.start()
    begun.wait()
    style = citations.cite_exactly(DISPATCH, SECOND, seconds=0).style
    finish.set()
    thread.join()
    assert style == "plain"
    assert citations.cite_exactly(DISPATCH, SECOND, seconds=0).style == "chicago-author-date"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites_a_document_of_which_only_the_path_is_known(
    sources: Sources, style: str
) -> None:
    bare = document("To be, or not to be.")
    cited = Citations(sources, style).cite_exactly(bare, Span(0, 12))
    assert cited.style == style
    assert "To be, or no" in cited.citation
    assert "wire/news.txt" in cited.reference


@pytest.mark.parametrize(
    ("style", "ends"),
    [
        ("plain", "September 2008, para.\u00a02. [B2: usually reliable source]"),
        (
            "chicago-author-date",
            "‘We stay’” (In text, para.\u00a02) [B2: usually reliable source].\n\nEntry.",
        ),
        ("markdown", ": (In text, para.\u00a02) \\[B2: usually reliable source\\]"),
    ],
)
def test_a_judgement_stands_in_brackets_where_the_passage_is_cited(
    sources: Sources, style: str, ends: str
) -> None:
    citations = Citations(sources, style, Counting())
    judged = "B2: usually reliable source"
    assert citations.cite_exactly(DISPATCH, SECOND, judgement=judged).citation.endswith(ends)
    unjudged = citations.cite_exactly(DISPATCH, SECOND).citation
    assert "[B2" not in unjudged
    assert not unjudged.endswith(" ")
