"""The quoted text and its locator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.citing import document
from workbench.citations.locator import Locator, locate
from workbench.citations.passage import paragraphs, trimmed
from workbench.model import WorkbenchError
from workbench.spans import Span

TEXT = "Head line\n\nFirst line that\nwas wrapped   hard.\n\n\tThird one."


def quoted(text: str, start: int = 0, end: int | None = None) -> list[str]:
    source = document(text)
    return paragraphs(source, trimmed(source, Span(start, len(text) if end is None else end)))


def test_wrapped_lines_become_spaces_and_paragraphs_stay() -> None:
    assert quoted(TEXT) == ["Head line", "First line that was wrapped hard.", "Third one."]


def test_a_passage_may_begin_and_end_within_paragraphs() -> None:
    assert quoted(TEXT, 5, 16) == ["line", "First"]


def test_soft_hyphens_go_and_hard_ones_stay() -> None:
    assert quoted("in\u00adfra\u00ad\nstructure well-\nknown") == ["infrastructure well- known"]


def test_chinese_and_japanese_lines_join_without_a_space() -> None:
    assert quoted("俄罗斯将在\n阿布哈兹 and\nmore") == ["俄罗斯将在阿布哈兹 and more"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Q.** It *says* so.", "Q. It says so."),
        ("# Minutes of the *Board*", "Minutes of the Board"),
        ("> said\n> [the clerk](https://example.org/a_b), `Berth 9`", "said the clerk, Berth 9"),
        ("***both*** and **one *in* two**", "both and one in two"),
        (r"5 * 3 * 2, snake_case_name, \*kept\*", "5 * 3 * 2, snake_case_name, *kept*"),
        ("cut in **two", "cut in **two"),
    ],
)
def test_the_marks_of_markdown_are_not_quoted(source: str, words: str) -> None:
    text = document(source, kind="markdown")
    assert paragraphs(text, trimmed(text, Span(0, len(source)))) == [words]
    assert quoted(source) == [source.replace("\n", " ")]


def test_what_looks_like_a_heading_within_a_line_is_quoted() -> None:
    text = document("The C # major key", kind="markdown")
    assert paragraphs(text, Span(6, 15)) == ["# major k"]


@pytest.mark.parametrize("source", [">", "\u00ad"])
def test_marks_alone_are_no_words(source: str) -> None:
    with pytest.raises(WorkbenchError, match=r"no words to quote"):
        paragraphs(document(source, kind="markdown"), Span(0, 1))


@given(
    st.text(st.sampled_from("ab \n\t.\u00a0"), max_size=40), st.integers(0, 40), st.integers(0, 40)
)
def test_no_word_is_lost_or_invented(text: str, start: int, end: int) -> None:
    source = document(text)
    try:
        span = trimmed(source, Span(start, end))
    except WorkbenchError:
        assert not text[start:end].strip()
        return
    shown = " ".join(paragraphs(source, span))
    assert "".join(shown.split()) == "".join(text[start:end].split())
    assert not set("\n\t") & set(shown)


def test_a_passage_without_words_is_refused() -> None:
    with pytest.raises(WorkbenchError, match=r"no words to quote"):
        trimmed(document("one\n\ntwo"), Span(3, 5))


@pytest.mark.parametrize(
    ("start", "end", "words", "sign"),
    [
        (0, 4, "para.\u00a01", "¶\u00a01"),
        (0, 11, "para.\u00a01", "¶\u00a01"),
        (0, 12, "paras.\u00a01–2", "¶¶\u00a01–2"),
        (11, 60, "paras.\u00a02–3", "¶¶\u00a02–3"),
    ],
)
def test_the_locator_names_the_paragraphs(start: int, end: int, words: str, sign: str) -> None:
    source = document(TEXT)
    locator = locate(source, trimmed(source, Span(start, end)))
    assert locator is not None
    assert (locator.words, locator.sign) == (words, sign)


def test_pages_come_first_where_there_are_any() -> None:
    source = document("one\n\ntwo\n\nthree", pages=[(0, 5), (5, 10), (10, 15)])
    assert locate(source, Span(5, 8)) == Locator("page", 2, 2)
    assert Locator("page", 2, 3).words == Locator("page", 2, 3).sign == "pp.\u00a02–3"


def test_a_text_without_paragraphs_has_no_locator() -> None:
    source = document("x")
    bare = type(source)(source.info, "x", type(source.paragraphs)())
    assert locate(bare, Span(0, 1)) is None
