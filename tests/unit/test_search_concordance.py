"""Concordance, collocates and dispersion against what a few lines of plain counting say."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.search_builders import Shelf, document, indexed
from workbench.exchange import concordance as table
from workbench.model import Document
from workbench.search import concordance, running
from workbench.search.cancelling import CancelledError
from workbench.search.collocates import SIGNIFICANT, collocates, likelihood, with_word
from workbench.search.concordance import DEPTH, Concordance, by_title, hits, line_of
from workbench.search.dispersion import dispersion, ticks
from workbench.spans import Span, Spans

ALPHABET = st.sampled_from(
    [
        "a",
        "B",
        "cat",
        "é",
        "don't",
        "Ann's",
        "it",
        "-",
        " ",
        " ",
        "\n",
        "\t",
        ".",
        "7,600",
        "日",
        "本",
    ]
)
TEXTS = st.lists(ALPHABET, max_size=40).map("".join)


def naive(text: str) -> list[str]:
    return [word.text for word in running.words(text)]


def found(documents: list[Document], word: str) -> Concordance:
    """The lines of a word of one letter, as plain counting finds it."""
    lines = Concordance(word)
    every = ((one, Spans(spans_of(one.text, word))) for one in documents)
    for _ in lines.read(each for each in every if each[1]):
        pass
    return lines


def spans_of(text: str, word: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in running.words(text) if one.text == word]


# -- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't, we'll", "i don't we'll"),
        ("Jioyev's O’Neil’s house", "jioyev 's o'neil 's house"),
        ("AT&T and C++", "at&t and c++"),
        ("peace-keeping 7,600", "peace keeping 7600"),
        ("日本、café", "日 本 cafe"),
    ],
)
def test_words_are_those_that_a_reader_counts(text: str, expected: str) -> None:
    assert naive(text) == expected.split()


@given(TEXTS, st.data(), st.integers(1, 6))
def test_the_words_beside_a_place_are_those_of_the_text_cut_there(
    text: str, data: st.DataObject, number: int
) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert running.before(text, place, number) == naive(text[:place])[::-1][:number]
    assert running.after(text, place, number) == naive(text[place:])[:number]


def test_a_text_without_a_space_is_not_read_to_its_end_for_a_word() -> None:
    text = "x" * 500_000
    assert running.before(text, 400_000, 3) == running.after(text, 400_000, 3) == []
    assert running.before("日" * 500_000, 400_000, 3) == ["日"] * 3


@given(TEXTS)
def test_a_word_is_where_it_says(text: str) -> None:
    spans = [(word.start, word.end) for word in running.words(text)]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


# -- lines


@given(
    st.lists(TEXTS, max_size=5), st.lists(st.sampled_from(["", "2019", "2019-03", "1999-12-31"]))
)
def test_every_order_has_every_line_once_and_is_in_order(
    texts: list[str], dates: list[str]
) -> None:
    dates = [*dates, *[""] * len(texts)]
    documents = [
        document(text, f"doc-{at}", date=date)
        for at, (text, date) in enumerate(zip(texts, dates, strict=False))
    ]
    lines = found(documents, "a")
    expected = [(at, span) for at, one in enumerate(documents) for span in spans_of(one.text, "a")]
    placed = dict(enumerate(expected))
    assert lines.count == len(expected)
    assert lines.complete

    def left(line: int) -> list[str]:
        at, (start, _) = placed[line]
        return naive(texts[at][:start])[::-1][:DEPTH]

    def right(line: int) -> list[str]:
        at, (_, end) = placed[line]
        return naive(texts[at][end:])[:DEPTH]

    every = range(len(expected))
    assert list(lines.ordered("document", lines.count)) == list(every)
    assert list(lines.ordered("left", lines.count)) == sorted(every, key=left)
    assert list(lines.ordered("right", lines.count)) == sorted(every, key=right)
    assert list(lines.ordered("date", lines.count)) == sorted(
        every, key=lambda line: dates[placed[line][0]] or "~"
    )
    shelf = {one.id: one for one in documents}
    drawn = list(hits(lines, every, shelf.get))
    assert [(one.id, span) for one, span in drawn] == [(f"doc-{at}", span) for at, span in expected]
    beside = Counter(words[0] for line in every if (words := left(line)))
    assert dict(lines.common("left", 99)) == beside


def test_groups_that_are_too_large_to_be_sorted_at_once_are_in_order_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(concordance, "_SORTED_AT_ONCE", 2)
    text = "b a c. b a b. c a a. b a c. b b a."
    lines = found([document(text)], "a")
    monkeypatch.undo()
    same = found([document(text)], "a")
    for by in ("left", "right"):
        assert list(lines.ordered(by, 6)) == list(same.ordered(by, 6))  # type: ignore[arg-type]


def test_lines_can_be_ordered_while_more_are_read() -> None:
    lines = Concordance("a")
    documents = [document("z a", "one", date="2019"), document("b a y a", "two", date="1999")]
    reading = lines.read((one, Spans(spans_of(one.text, "a"))) for one in documents)
    assert (next(reading), lines.complete) == (1, False)
    assert list(lines.ordered("date", 1)) == [0]
    assert next(reading) == 3
    assert list(lines.ordered("left", 1)) == [0]
    assert list(lines.ordered("date", 3)) == [1, 2, 0]
    assert list(lines.ordered("date", 2)) == [1, 0]
    assert (next(reading), lines.complete) == (3, True)


def test_no_more_lines_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concordance, "MOST_LINES", 3)
    lines = found([document("a a", "one"), document("a a a", "two"), document("a", "three")], "a")
    assert (lines.count, lines.complete, lines.documents) == (3, True, ["one", "two"])


def test_lines_are_the_hits_of_the_matcher_and_stop_when_cancelled(tmp_path: Path) -> None:
    documents = [document("The rent.\n\nA rent of the berth.", "one"), document("berth", "two")]
    search = indexed(tmp_path, documents)
    for query in ("rent", "berth", '"rent of"', "rent berth", "ber*", "zzz", "title:one", "-rent"):
        for each, spans in search.every_hit(query):
            assert spans == search.spans(query, each)
    assert [each.id for each, _ in search.every_hit("berth")] == ["one", "two"]
    with pytest.raises(CancelledError):
        list(search.every_hit("berth", lambda: True))
    search.close()


def test_documents_that_have_it_in_their_title_alone_are_counted(tmp_path: Path) -> None:
    documents = [
        document("The lease and the lease.", "text", title="The lease"),
        document("The rent.", "title", title="A lease"),
        document("The quay.", "date", title="A draft", date="2008"),
    ]
    said = {
        "lease": (2, "1 more has it in its title"),
        "lease OR date:2008": (2, "1 more has it in its title"),
        "lease OR draft": (2, "2 more have it in their title"),
        "draft": (0, "1 document has it in its title"),
    }
    with closing(indexed(tmp_path, documents)) as search:
        for query, (count, sentence) in said.items():
            lines = Concordance(query)
            assert list(lines.read(search.every_hit(query), search.titled(query)))[-1] == count
            assert by_title(lines) == sentence
        lines = Concordance("date:2008 lease")
        assert list(lines.read(search.every_hit("date:2008"), search.titled("date:2008")))[-1] == 0
        assert lines.by_title == 0


def test_lines_of_a_document_that_has_changed_or_gone_are_left_out() -> None:
    lines = found([document("a a", "one"), document("a", "two")], "a")
    assert list(hits(lines, range(3), {}.get)) == []
    assert [one.id for one, _ in hits(lines, range(3), {"two": document("a", "two")}.get)] == [
        "two"
    ]


def test_a_line_is_one_line() -> None:
    line = line_of(document("A\trent\nof the\nberth."), Span(7, 13), context=6)
    assert (line.left, line.match, line.right) == (" rent ", "of the", " berth"[:6])


def test_a_table_of_lines_is_safe_for_spreadsheets() -> None:
    one = document('=1+1 "rent" @x', "one", title="-2", date="2019-03")
    rows = list(csv.reader(io.StringIO("".join(table.rows([(one, Span(6, 10))])), newline="")))
    assert rows == [
        list(table.COLUMNS),
        ["one", "one.txt", "'-2", "2019-03", "1", "6", "10", "'=1+1 \"", "rent", '" @x'],
    ]


# -- collocates


def counted(documents: list[Document], span: int) -> tuple[Counter[str], Counter[str], int]:
    """By hand: words left and right of each `a`, and all words that are not one."""
    left, right = Counter[str](), Counter[str]()
    every = 0
    for one in documents:
        words = naive(one.text)
        nodes = [at for at, word in enumerate(words) if word == "a"]
        every += len(words) - len(nodes)
        for at, word in enumerate(words):
            if word == "a":
                continue
            after = min((node - at for node in nodes if node > at), default=span + 1)
            before = min((at - node for node in nodes if node < at), default=span + 1)
            if min(before, after) <= span:
                (right if before <= after else left)[word] += 1
    return left, right, every


WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=40).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(1, 4), st.integers(1, 3))
def test_collocates_are_what_counting_by_hand_gives(
    texts: list[str], span: int, least: int
) -> None:
    documents = [document(text, f"doc-{at}") for at, text in enumerate(texts)]
    shelf = Shelf(documents)
    answer = collocates(
        found(documents, "a"),
        lambda identity: shelf.document(identity).text,
        [one.id for one in documents],
        span=span,
        least=least,
    )
    left, right, every = counted(documents, span)
    near = left.total() + right.total()
    assert (answer.near, answer.words) == (near, every)
    frequency = Counter(word for text in texts for word in text.split())
    expected = {
        word: (left[word], right[word], frequency[word])
        for word in left | right
        if (count := left[word] + right[word]) >= least
        and count > near * frequency[word] / every
        and likelihood(count, near, frequency[word], every) > SIGNIFICANT
    }
    assert {one.word: (one.left, one.right, one.frequency) for one in answer.found} == expected
    for one in answer.found:
        assert one.expected == pytest.approx(near * one.frequency / every)
        assert 1 <= one.documents <= min(one.count, len(texts))
    ranks = [one.likelihood for one in answer.found]
    assert ranks == sorted(ranks, reverse=True)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(1, 4))
def test_the_lines_with_a_collocate_are_those_that_it_was_counted_for(
    texts: list[str], span: int
) -> None:
    documents = [document(text, f"doc-{at}") for at, text in enumerate(texts)]
    shelf = {one.id: one for one in documents}
    lines = found(documents, "a")
    left, right, _ = counted(documents, span)
    for word in "bcdef":
        chosen = list(with_word(lines, shelf.get, word, span))
        assert {each.id for each, _ in chosen} == {
            one.id for one in documents if (c := counted([one], span))[0][word] + c[1][word]
        }
        hits_of = [span for each, spans in chosen for span in spans]
        assert len(hits_of) <= left[word] + right[word]
        for each, spans in chosen:
            assert set(spans) <= set(spans_of(each.text, "a"))
            for start, end in spans:
                beside = naive(each.text[:start])[-span:] + naive(each.text[end:])[:span]
                assert word in beside


def test_hits_near_a_place_and_lines_are_found_again() -> None:
    lines = found([document("a b a a", "one"), document("b a", "two")], "a")
    assert lines.near(0, 1, 5) == [(4, 5)]
    assert lines.near(0, 0, 99) == [(0, 1), (4, 5), (6, 7)]
    assert lines.near(1, 0, 2) == []
    assert [lines.find("one", at) for at in (0, 1, 4, 6, 7)] == [0, 1, 1, 2, -1]
    assert (lines.find("two", 0), lines.find("three", 0)) == (3, -1)


def test_the_likelihood_is_that_of_the_literature() -> None:
    # "the swiss" in the table of Dunning 1993: together 110, apart 2442 and 111, neither 29114.
    words = 110 + 2442 + 111 + 29114
    assert likelihood(110, 110 + 2442, 110 + 111, words) == pytest.approx(270.72, abs=0.005)
    assert likelihood(10, 100, 100, 1000) == pytest.approx(0)


def test_a_document_that_is_gone_is_passed_over() -> None:
    documents = [document("b a b", "one"), document("a b", "two")]
    shelf = Shelf(documents[:1])

    def text(identity: str) -> str:
        return shelf.document(identity).text

    answer = collocates(found(documents, "a"), text, ["one", "two"], least=1)
    assert answer.near == answer.words == 2
    with pytest.raises(CancelledError):
        collocates(found(documents, "a"), text, ["one"], cancelled=lambda: True)


# -- dispersion


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_dispersion_is_what_counting_by_hand_gives(texts: list[str]) -> None:
    documents = [document(text, f"doc-{at}") for at, text in enumerate(texts)]
    lines = found(documents, "a")
    answer = dispersion(lines, [one.info for one in documents])
    having = [text.split().count("a") for text in texts]
    words, every = sum(len(text.split()) for text in texts), sum(having)
    expected = (
        sum(
            abs(own / every - len(text.split()) / words)
            for own, text in zip(having, texts, strict=True)
        )
        / 2
        if every
        else 0
    )
    assert answer.deviation == pytest.approx(expected)
    assert [one.hits for one in answer.spread] == sorted(filter(None, having), reverse=True)
    for one in answer.spread:
        for cells in (1, 7):
            counts = ticks(lines, one.place, one.document.characters, cells)
            assert (len(counts), sum(counts)) == (cells, one.hits)


def test_ticks_stand_where_the_hits_are() -> None:
    lines = found([document("a b b b b b b a a")], "a")
    assert ticks(lines, 0, 17, 4) == [1, 0, 0, 2]
