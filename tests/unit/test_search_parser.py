"""Anything typed is a query, and how it was read can be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.search import dates
from workbench.search.interpret import interpreted
from workbench.search.parser import LONGEST_QUERY, MOST_LEAVES, NO_WORD, parse
from workbench.search.patterns import Stem
from workbench.search.tree import PLAIN, And, Not, Or, Word, positive_leaves

FIELDS = ("tag", "note", "person", "org", "place", "is")

SIGNS = st.sampled_from(
    [
        *"\"“”«»()[]{}*?~^:/\\-+<>=&|!.,'’@# \t\n\x00\x1b",
        *("AND", "OR", "NOT", "TO", " AND ", " OR ", " NOT ", "date:", "title:", "tag:=", "path:="),
        *("a", "berth", "x~", "x^0", "2008-09", "[2008 TO 2009]", "é", "日本", "7,600", "/a+/"),
    ]
)
TYPED = st.one_of(
    st.lists(SIGNS, max_size=25).map("".join),
    st.lists(SIGNS, max_size=12).map(" ".join),
    st.text(max_size=80),
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("berth lease", "berth AND lease"),
        ("berth AND (lease OR rent)", "berth AND (lease OR rent)"),
        ("lease OR rent berth", "lease OR (rent AND berth)"),
        ("not and or", "not AND and AND or"),
        ('"bases in Abkhazia"', '"bases in abkhazia"'),
        ("“bases in Abkhazia”", '"bases in abkhazia"'),
        ('"bases Abkhazia"~5', '"bases abkhazia"~5'),
        ('"bases Abkhazia"~', '"bases abkhazia"~5'),
        ('"bases', "bases"),
        ("lease -draft", "lease AND NOT draft"),
        ("-year", "NOT year"),
        ("NOT NOT x", "x"),
        ("--x", "NOT x"),
        ("+a -b", "a AND NOT b"),
        ("++a +-b", "a AND NOT b"),
        ("a AND -(b OR c)", "a AND NOT (b OR c)"),
        ("sell-by", '"sell by"'),
        ("wild*card?", "wild*card?"),
        ("Ber*", "ber*"),
        ("*", "*"),
        ("**", "*"),
        ("*?", "*"),
        ("well-kn*", '"well kn*"'),
        ("日本*", '"日本"'),
        ("colour~", "colour~2"),
        ("lease~", "lease~1"),
        ("a~", "a"),
        ("source:=Courier", "source:=Courier"),
        ('source:= "a b" c', 'source:="a b" AND c'),
        ('-source:=("a b" OR c)', 'NOT (source:="a b" OR source:=c)'),
        ("title:(=Draft lease)", "title:=Draft AND title:lease"),
        ("tag:=a*", "tag:=a*"),
        ("date:=2008^2", "date:=2008^2"),
        ("text:=a =b", "text:a AND b"),
        ("/colou?r/", "/colou?r/"),
        ("x^0", "x^0"),
        ("berth^2.5 lease", "berth^2.5 AND lease"),
        ("(a OR b)^3", "(a OR b)^3"),
        ("title:(a OR b)", "title:a OR title:b"),
        ("TITLE:Berth", "title:berth"),
        ("title: Berth", "title:berth"),
        ("text:berth", "text:berth"),
        ("date:2008", "date:2008"),
        ("date:2008-02", "date:2008-02"),
        ("date:[2008-09 TO 2009]", "date:[2008-09 TO 2009]"),
        ("date:{2008 TO 2010}", "date:2009"),
        ("date:[2008 TO]", "date:>=2008"),
        ("date:[TO 2008]", "date:<=2008"),
        ("date:>2008", "date:>=2009"),
        ("date:<2008-03", "date:<=2008-02"),
        ("date:>=2008-09-09", "date:>=2008-09-09"),
        ("date:(2008 OR 2010)", "date:2008 OR date:2010"),
        ("tag:military/troops", "tag:military/troops"),
        ('person:"Sergey Lavrov"', 'person:"Sergey Lavrov"'),
        ("person:(Lavrov OR Jioev)", "person:Lavrov OR person:Jioev"),
        ("path:reports/*.txt", "path:reports/*.txt"),
        ("AT&T C++", "at&t AND c++"),
        ("https://example.com/a", '"https example com a"'),
        ("10:30", '"10 30"'),
        (r"\-year", "year"),
        ("((", ""),
        ('"', ""),
        ("", ""),
        ("a) b", "a AND b"),
        ("title:", ""),
        ("OR", "or"),
        ("a a a", "a"),
    ],
)
def test_what_is_typed_is_read_as(typed: str, read: str) -> None:
    assert interpreted(parse(typed, FIELDS).tree) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("date:[abc TO def]", "abc is not a date"),
        ("date:2008-13", "2008-13 is not a date"),
        ("date:2008-02-30", "2008-02-30 is not a date"),
        ("x~9", "at most 2 different letters"),
        ("/([a-z]+)*0/", "no regular expression"),
        ("/[/", "no regular expression"),
        ("§ 263", "§ is not a word"),
        ("a AND", "AND stands between two words"),
        ("OR a", "OR stands between two words"),
        ("a NOT", "NOT stands before a word"),
        ("colour:red", "There is no field colour"),
        ("a" * 5000, "first 4,096 characters"),
        (" ".join(f"w{n}" for n in range(200)), f"first {MOST_LEAVES} words"),
    ],
)
def test_what_is_not_taken_as_typed_is_said(typed: str, said: str) -> None:
    assert any(said in notice for notice in parse(typed, FIELDS).notices)


def test_nothing_is_said_of_a_query_taken_as_typed() -> None:
    for typed in ("berth lease", '"a b"~3 -c', "date:2008 title:x*", "10:30", "https://a.b/c"):
        assert not parse(typed, FIELDS).notices


@given(TYPED)
@example("(" * 3000)
@example('"' * 3000)
@example("-" * 3000)
@example("title:" * 600)
@example("\\")
@example('"\\')
@example("date:" + "[" * 500)
@example("a" * 1_000_000)
@example("NOT " * 900)
@example("/[[a]/ /a--b/ /(?i)x/ /{1/")
@example("date:>9999 date:<0001")
def test_anything_typed_is_a_query_and_its_reading_reads_the_same(typed: str) -> None:
    reading = parse(typed, FIELDS)
    assert all(notice.endswith(".") for notice in reading.notices)
    written = interpreted(reading.tree)
    if len(written) <= LONGEST_QUERY:
        assert parse(written, FIELDS).tree == reading.tree


def test_nesting_has_an_end() -> None:
    reading = parse("(" * 2000 + "deep" + ")" * 2000)
    assert reading.tree in (None, Word("deep"))


def test_what_is_excluded_is_not_asked_for() -> None:
    tree = And((Word("a"), Not(Or((Word("b"), Word("c"))))))
    assert positive_leaves(tree) == [(PLAIN, Word("a"))]


@given(st.dates())
def test_a_day_is_itself_in_every_precision(day: object) -> None:
    written = str(day)
    assert dates.whole(written) == (written, written)
    for length in (4, 7):
        first, last = dates.whole(written[:length])  # type: ignore[misc]
        assert first <= written <= last
        assert dates.shortest(first, last) == written[:length]


@pytest.mark.parametrize(
    "written", ["", "0000", "2008-00", "2008-1-0", "20080", "abc", "2008-9-31"]
)
def test_what_is_no_date(written: str) -> None:
    assert dates.whole(written) is None


def test_a_query_without_a_word_says_so() -> None:
    for typed in ("((", '"', ":", "tag:", "-", "( )"):
        assert parse(typed, FIELDS).notices == (NO_WORD,), typed
    assert not parse("  ", FIELDS).notices


@pytest.mark.parametrize("query", ["stem:bases", 'stem:"military bases"', "stem:(bases OR leases)"])
def test_stems_are_read_as_they_are_written(query: str) -> None:
    tree = parse(query).tree
    assert tree is not None
    assert parse(interpreted(tree)).tree == tree


def test_a_stem_stands_for_the_words_that_have_it() -> None:
    words = ["lease", "leased", "leases", "leash", "least"]
    assert Stem("leasing").among(words) == ["lease", "leased", "leases"]


@given(st.from_regex(r"[a-z]{1,12}('s)?", fullmatch=True))
def test_what_every_match_of_a_stem_begins_with_is_sure(word: str) -> None:
    assert Stem(word).matches(word)
