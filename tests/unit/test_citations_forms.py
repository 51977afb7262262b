"""The texts that are copied."""

import pytest

from workbench.citations import forms, plain
from workbench.citations.locator import Locator

CITE, REFERENCE = "(Wire 2008, para. 3)", "Wire. 2008. “News.”"


@pytest.mark.parametrize(
    ("words", "first_line"),
    [
        ("They stay.", "“They stay” (Wire 2008, para. 3)."),
        ("They stay,", "“They stay” (Wire 2008, para. 3)."),
        ("Will they stay?", "“Will they stay?” (Wire 2008, para. 3)."),
        ("They may ...", "“They may ...” (Wire 2008, para. 3)."),
        ("They may . . .", "“They may . . .” (Wire 2008, para. 3)."),
        ("They may…", "“They may…” (Wire 2008, para. 3)."),
        ("They left the U.S.", "“They left the U.S.” (Wire 2008, para. 3)."),
        ("Rent from Petrel Quay Ltd.", "“Rent from Petrel Quay Ltd.” (Wire 2008, para. 3)."),
        ("He said: “We stay.”", "“He said: ‘We stay’” (Wire 2008, para. 3)."),
        ('He asked: "Why?"', "“He asked: ‘Why?’” (Wire 2008, para. 3)."),
    ],
)
def test_author_date_ends_the_sentence_behind_the_citation(words: str, first_line: str) -> None:
    assert forms.author_date([words], CITE, REFERENCE) == f"{first_line}\n\n{REFERENCE}"


def test_each_paragraph_opens_with_a_mark_and_only_the_last_closes() -> None:
    assert forms.author_date(["One.", "Two."], CITE, REFERENCE).startswith(
        "“One.\n\n“Two” (Wire 2008, para. 3).\n"
    )


def test_markdown_is_a_block_with_a_footnote() -> None:
    text = forms.markdown(["# One *x*", "1. `two`"], "“News,” *Wire*, para. 3.", "wire-para-3")
    assert text == (
        "> \\# One \\*x\\*\n>\n> 1\\. \\`two\\`[^wire-para-3]\n\n"
        "[^wire-para-3]: “News,” *Wire*, para. 3."
    )


def test_a_footnote_is_named_by_document_and_place() -> None:
    assert forms.label("wire-0123456789", Locator("paragraph", 3, 5)) == "wire-0123456789-paras-3-5"
    assert forms.label("a b]", None) == "a-b-"


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ({"title": "a/b.txt"}, "“a/b.txt.”"),
        ({"title": "Why?", "container-title": "Wire"}, "“Why?” Wire."),
        (
            {
                "title": 'Minister: "we stay"',
                "author": [{"family": "Ward", "given": "Anna"}, {"literal": "Board"}],
                "container-title": "Wire",
                "issued": {"date-parts": [[2008]]},
                "URL": "https://example.org/a",
            },
            "Anna Ward and Board, “Minister: ‘we stay,’” Wire, 2008, https://example.org/a.",
        ),
        ({"title": "T", "issued": {"date-parts": [[2008, 9]]}}, "“T,” September 2008."),
        ({"title": "T", "issued": {"date-parts": [[2008, 9, 9]]}}, "“T,” 9 September 2008."),
        (
            {"title": "T", "issued": {"date-parts": [[2008], [2009]], "circa": True}},
            "“T,” about 2008 to 2009.",
        ),
        ({"title": "T", "issued": {"literal": "late August"}}, "“T,” late August."),
        ({"title": "T", "publisher": "Petrel Ltd."}, "“T,” Petrel Ltd."),
        (
            {"title": "T", "author": [{"literal": name} for name in "ABC"]},
            "A, B, and C, “T.”",
        ),
    ],
)
def test_the_plain_reference_says_what_is_known(item: dict[str, object], sentence: str) -> None:
    assert plain.reference(item) == sentence


def test_the_plain_reference_takes_a_locator() -> None:
    item = {"title": "T", "container-title": "Wire"}
    assert plain.reference(item, Locator("paragraph", 3, 3)) == "“T,” Wire, para.\u00a03."
