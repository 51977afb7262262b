"""Whatever is typed or pasted is answered, and what is not searched as typed is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import document, indexed

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.search import Results, Search
from workbench.search.engines import ENGINES
from workbench.search.parser import LONGEST_QUERY, parse
from workbench.spans import Spans

SIGNS = "()[]{}<>\"'*?~^:;/\\|&!+-=_.,@#$%`"
NOTHING_TO_SEARCH = [
    *("", " ", "\t\n", "((", "))", ")(", "()", "(())", '"', '""', '" "', "“”", "«»", "'", "''"),
    *(
        "~",
        "^",
        ":",
        "/",
        "//",
        "\\",
        "-",
        "--",
        "+",
        "!",
        ".",
        "...",
        ",",
        ";",
        "[",
        "]",
        "{",
        "}",
    ),
    *("-()", '-""', "title:", "date:", "date:[", "title:()", 'title:""', "tag:"),
    *(
        "\x00",
        "\x1b[",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u0301",
        "—",
        "…",
        "|",
        "||",
        "&&",
        "=",
        "<>",
    ),
]
ODD = [
    *NOTHING_TO_SEARCH,
    *("*", "**", "***", "?", "??", "*?", "?*", "* *", "-*"),
    *("NOT *", "*:*", "a:*", "title:*", "*a*"),
    *("AND", "OR", "NOT", "AND AND", "OR OR", "NOT NOT", "AND OR NOT", "TO", "a AND", "AND a"),
    *("a OR", "OR a", "a NOT", "NOT a", "NOT NOT a", "a AND AND b", "a OR OR b", "a AND OR b"),
    *("a -", "- a", "--a", "+-a", "-+a", "a--b", "-(a", "-a)", "(a", "a)", "((a)", "(a))", ")a("),
    *('"a', 'a"', '"a"b', 'a"b"', '"a""b"', '"a b', '"a\\"b"', '\\"a', '"*"', '"* *"', '"a *"'),
    *('"a"~', '"a"~99999', '"a b"~0', '"a b"~-1', '"a b"^', '"a b"^2^3', '"AND"', '"-a"', '"(a"'),
    *("a~", "a~0", "a~1", "a~999", "~a", "a~~", "a~1/99"),
    *("berth~x", "be~rth", "a~b~c", "日本~", "~*"),
    *("a^", "a^0", "a^-1", "a^9999", "a^1.5", "a^x", "^a", "a^^2", "a^2^3", "(a b)^2", "*^2"),
    *("field:", "field:a", "colour:red", "title:a:b"),
    *("title:title:a", "title:date:2008", ":a", "a:"),
    *("a::b", "http://x.y/z?q=1&r=2", "mailto:a@b.c", "C:\\dir\\file", "10:30", "1:1", "::1"),
    *("date:[", "date:[]", "date:[TO]", "date:[ TO ]"),
    *("date:[abc TO def]", "date:[2008", "date:2008]"),
    *("date:{2008 TO", "date:[2009 TO 2008]"),
    *("date:[* TO *]", "date:99999", "date:0000", "date:*"),
    *("date:2008-13", "date:2008-02-30", "date:>", "date:>="),
    *("date:<>", "date:>>2008", "date:yesterday"),
    *("date:>9999", "date:<0001"),
    *('date:"', 'date:"2008"', "date:(", "date:2008 OR", "date:/2008/"),
    *("/", "/a", "a/", "/a/", "/[/", "/(/", "/a**/", "/(a+)+/"),
    *("/(?i)a/", "/.*.*.*.*/", "/a{1,9999999}/"),
    *("/\\1/", "/^$/", "/a|b/", "/a b/", "//a//"),
    *("/" + "a" * 500 + "/", "title:/a/", "/[[:alpha:]]/"),
    *("path:", "path:*", "path:../..", "path:/", "path:*.*"),
    *("path:[a]", "path:?", "kind:", "kind:*"),
    *("tag:*", 'tag:"', "tag:(", "tag:(a OR b)", "tag:a/b"),
    *("tag:broken", "-tag:a", "tag:~", "tag:^2"),
    *("a\x00b", "a\x07b", "\x1b]0;x\x07", "a\x7fb", "a\u0085b"),
    *("a\ud800b", "\udfff", "\ud83d", "a\ufffeb"),
    *("\u202eabc", "abc\u202c", "\u2066a\u2069", "a\u00adb"),
    *("a\u200db", "\u200fשלום", "مُحَمَّد", "أحمد*"),
    *("😀", "👩‍👩‍👧", "🇬🇪", "1️⃣", "é", "e\u0301", "ﬁ", "ß"),
    *("İ", "ı", "ſ", "Ǆ", "①", "½", "²", "Ⅷ"),
    *("日本", "日本*", "*本", '"日本"', "日 本", "日?", "한국"),
    *("ไทย", "ภาษาไทย*", "「日本」", "日本-東京", "ｶﾀｶﾅ"),
    *("7,600", "7 600", "7.600,50", "1e9", "0x1F", "-5", "+5"),
    *("3.14.15", "1,2,3", "$5", "50%", "№5", "§ 5"),
    *("AT&T", "C++", "C#", ".NET", "#tag", "@name", "a@b.c"),
    *("o'neil", "o’neil", "'tis", "rock'n'roll"),
    *("'; DROP TABLE x;--", "<script>", "[markup]", "[/nope]"),
    *("%s%n", "{0}", "${x}", "../../etc", "`id`"),
    "a" * 64,
    "a" * 65,
    "a" * 5000,
    "a " * 5000,
    "a*" * 500,
    "*" * 5000,
    "?" * 500 + "a",
    "(" * 5000,
    "(" * 1500 + "a" + ")" * 1500,
    '"' * 5001,
    "-" * 5000 + "a",
    "NOT " * 1000 + "a",
    "a OR " * 1000,
    "title:" * 700,
    "a~" * 500,
    "~" * 5000,
    "/" * 5000,
    "\\" * 5001,
    "日" * 5000,
    "\u0301" * 5000,
    "e\u0301" * 3000,
    "\n" * 5000,
    "a\n" * 3000,
    '"' + "a " * 3000 + '"',
    "date:" + "[" * 4000,
    "x" * 1_000_000,
    "x y " * 250_000,
    "(" * 1_000_000,
    '"' * 1_000_001,
    "\x00" * 1_000_000,
]  # fmt: skip


def tagged(value: str) -> dict[str, Spans]:
    if value == "broken":
        raise WorkbenchError("The codebook cannot be read.")
    return {"one": Spans([(0, 3)])} if value == "a" else {}


DOCUMENTS = [
    document("The berth, a lease; 7,600 at AT&T. 日本 and a café.", title="A", date="2008"),
    document("Another a b.\n\nمُحَمَّد 😀 #tag C++ o’neil", "two", path="x/two.md"),
    document("", "empty"),
    document("The re-lease of a berth: berth a, 日本 b, C++. B a.", "three", date="2009-03"),
]


@pytest.fixture(scope="module")
def searches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Search]]:
    """One with each engine."""
    made = [
        indexed(tmp_path_factory.mktemp(engine), DOCUMENTS, {"tag": tagged}, engine)
        for engine in ENGINES
    ]
    yield made
    for search in made:
        search.close()


@pytest.fixture(scope="module")
def search(searches: Sequence[Search]) -> Search:
    return searches[0]


def sound(results: Results, query: str) -> None:
    """What holds of any answer."""
    assert results.query == query
    assert results.total >= len(results.hits)
    assert all(notice.endswith(".") for notice in results.notices)
    assert all(one_line(shown) == shown for shown in (results.interpreted, *results.notices))
    assert all(len(notice) < 200 for notice in results.notices)
    for suggestion in results.suggestions:
        assert suggestion.query
        assert suggestion.label
    if not results.total and results.interpreted:
        assert results.notices
    for hit in results.hits:
        assert all(0 <= start < end <= hit.document.characters for start, end in hit.spans)
        assert sorted(hit.spans) == list(hit.spans)
        for passage in hit.passages:
            assert 0 <= passage.start <= passage.end <= hit.document.characters
            assert len(passage.text) == passage.end - passage.start


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_nothing_that_can_be_typed_fails(search: Search, query: str) -> None:
    results = search.search(query)
    sound(results, query)
    for hit in results.hits:
        assert search.spans(query, search._library.document(hit.document.id)) == hit.spans
    list(islice(search.every_hit(query), 5))
    # What was understood can be typed again, and then is understood in the same way.
    if len(results.interpreted) <= LONGEST_QUERY:
        again = search.search(results.interpreted)
        assert again.interpreted == results.interpreted
        assert [hit.document.id for hit in again.hits] == [hit.document.id for hit in results.hits]


@pytest.mark.parametrize("query", NOTHING_TO_SEARCH, ids=range(len(NOTHING_TO_SEARCH)))
def test_signs_alone_ask_for_nothing(search: Search, query: str) -> None:
    results = search.search(query)
    assert results.interpreted == ""
    assert results.total == 0
    assert parse(query, ["tag"]).tree is None


@given(st.text(st.sampled_from(SIGNS + "ab日é \n\x00\u202e\ud800"), max_size=40))
def test_no_mixture_of_signs_fails(search: Search, query: str) -> None:
    sound(search.search(query), query)


WORDS = ["a", "b", "berth", "lease", "re-lease", "AT&T", "C++", "o'neil", "café", "日本", "7600"]
PARTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["be*", "*e", "l?ase", "brth~", "x~9", "**", "/b.*h/", "/(a|b)?/", "a\\", "~"]),
    st.sampled_from(["title:", "date:", "path:x*", "date:[2008 TO 2009-02]", "tag:a", "-tag:a"]),
    st.lists(st.sampled_from([*WORDS, "*", "b*", "lese~"]), max_size=4).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.sampled_from(
        ["~2", "~", "^2", "(", ")", '"', "AND", "OR", "NOT", "-", "+", "\x00", "\ud800"]
    ),
)


@given(st.lists(st.tuples(PARTS, st.sampled_from([" ", " ", "", "\n"])), max_size=9))
def test_whatever_is_asked_both_engines_answer_alike(
    searches: Sequence[Search], parts: list[tuple[str, str]]
) -> None:
    query = "".join(part + between for part, between in parts)
    answers = []
    for search in searches:
        results = search.search(query)
        sound(results, query)
        assert not search.notice
        assert not results.partial
        found = {hit.document.id: hit.spans for hit in results.hits}
        answers.append((results.interpreted, results.total, found))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("slow", ["(a|aa)" * 30 + "b", "(a|aa|aaa)" * 18 + "b"])
def test_an_expression_that_would_run_for_ever_is_given_up(
    tmp_path: Path, engine: str, slow: str
) -> None:
    text = f"a berth and {'a' * 60}"
    search = indexed(tmp_path, [document(text), document(text, "two")], engine=engine)
    results = search.search(f"/{slow}/ OR berth")
    assert results.total == 2
    assert [hit.spans for hit in results.hits] == [Spans([(2, 7)])] * 2
    assert not results.partial
    assert any("takes too long to be held against all words" in one for one in results.notices)
    assert search.explain(f"/{slow}/").part
    assert not search.notice
    search.close()


@pytest.mark.parametrize("typed", ["/(ber|wha)(th|rf)(s|)/", "/B?e?r?t?h/", "/x|y|z|w|ber.h/"])
def test_an_expression_with_many_choices_is_matched(search: Search, typed: str) -> None:
    marked = {hit.document.id: hit.spans for hit in search.search(typed).hits}
    assert marked == {"one": Spans([(4, 9)]), "three": Spans([(18, 23), (25, 30)])}


def test_another_room_that_cannot_answer_is_quoted(search: Search) -> None:
    results = search.search("tag:broken")
    assert results.total == 0
    assert "The codebook cannot be read." in results.notices
