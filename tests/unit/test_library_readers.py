"""Every format gives the words that its reader would see, and what the file says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.readers import extension, reader_for
from workbench.library.readers.html import read_html
from workbench.library.readers.htmltokens import attributes_of, tokens
from workbench.library.readers.markdown import read_markdown
from workbench.library.readers.reading import Reading
from workbench.library.readers.text import read_text
from workbench.model import Metadata

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "</", "/>", "<!--", "-->", "<!", "<p>", "</p>", "<nav>", "</nav>", "<script>",
         "</script>", "<a href='", '"', "'", "=", "&", "&#", "&amp;", "<pre>\n", "<td>", "<br>",
         "<title>", "<h1>", "<svg", "word ", "\n", "<?", "<![CDATA["]
    )
).map("".join)  # fmt: skip


def page(html: str) -> Reading:
    [reading] = read_html(html.encode())
    return reading


def markdown(source: str) -> Reading:
    [reading] = read_markdown(source.encode())
    return reading


def test_plain_text_is_verbatim() -> None:
    [reading] = read_text(b"  A line \r\n\r\n\tand [markup] <b>\n")
    assert reading.text == "  A line \n\n\tand [markup] <b>\n"
    assert reading.kind == "text"


def test_markdown_is_its_source_without_the_front_matter() -> None:
    body = "# Heading\n\nSome **words** & [a link](https://x.y).\n"
    reading = markdown(f"---\ntitle: A title\n---\n\n{body}")
    assert reading.text == body
    assert reading.metadata.title == "A title"


def test_front_matter_as_people_write_it() -> None:
    reading = markdown(
        """---
# what we know
title: "The \\"great\\" berth: a report"   # in quotes
date: 2008-09-09 14:05:00 +0400
author:
  - Jane Doe
  - 'John O''Roe'
summary: >
  Folded: over
  two lines
publisher: ~
source: Meridian Desk
place: Tbilisi # the city
lang: en
url: https://x.y/z
tags: [one, "two, three"]
---
Text
"""
    )
    assert reading.text == "Text\n"
    assert reading.metadata == Metadata(
        title='The "great" berth: a report',
        date="2008-09-09",
        source="Meridian Desk",
        authors=("Jane Doe", "John O'Roe"),
        place="Tbilisi",
        url="https://x.y/z",
        language="en",
    )


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("author: Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("authors: [Jane Doe, John Roe]", ("Jane Doe", "John Roe")),
        ("author:\n  name: Jane Doe\n  email: j@x.y", ("Jane Doe",)),
        ("author: H. Quayle, clerk to the Board", ("H. Quayle, clerk to the Board",)),
    ],
)
def test_authors_in_front_matter(written: str, authors: tuple[str, ...]) -> None:
    assert markdown(f"---\n{written}\n---\nText").metadata.authors == authors


@pytest.mark.parametrize(
    "source",
    [
        "---\nJust prose between rules.\n---\nText",
        "---\ntitle: never closed\n",
        "--- \n- a list\n---\n",
    ],
)
def test_a_rule_is_not_front_matter(source: str) -> None:
    assert markdown(source).text == source


def test_a_heading_and_an_opening_say_what_front_matter_does_not() -> None:
    metadata = markdown(
        "---\nplace: Gori\n---\n"
        "# The *Great* [War](https://x.y)\n\n_By Jane Doe_\n\n**9 May 2008**\n\nText"
    ).metadata
    assert metadata == Metadata(
        title="The Great War", date="2008-05-09", authors=("Jane Doe",), place="Gori"
    )


def test_html_is_read_in_paragraphs_without_markup() -> None:
    reading = page(
        """<!DOCTYPE html><html><head><title>T</title><style>p { color: red }</style></head>
        <body><nav><ul><li>Home</li></ul></nav><!-- hidden -->
        <h1>Heading</h1><p>One <b>bold</b>
        word &amp; <a href="x>y">a link</a>.<p>Two<br>lines<script>alert("<p>")</script>
        <ul><li>first<li>second</ul><svg><text>S</text></svg>End</body></html>"""
    )
    assert reading.text == "\n\n".join(
        ["Heading", "One bold word & a link.", "Two\nlines", "first", "second", "End"]
    )


def test_tables_keep_their_rows_and_preformatted_text_its_lines() -> None:
    assert page("<table><tr><th>A<th>B<tr><td>1</td><td>2 3</td></table>").text == "A\tB\n1\t2 3"
    assert page("<p>x</p><pre>\n  a  b\n\n c</pre>y").text == "x\n\n  a  b\n\n c\n\ny"


def test_two_breaks_are_a_blank_line() -> None:
    assert page("one<br>two<br> <br/>three").text == "one\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("a <b title='>'>b</b>", "a b"),
        ("never <b closed", "never <b closed"),
        ("<nav>lost? <p>kept", "lost?\n\nkept"),
        ("<!-- never closed <p>text", "text"),
        ('<a b="never closed><p>text</p>', "text"),
        ("<title>never closed <p>text", "never closed\n\ntext"),
        ("&#27;[2J &bogus; &#" + "9" * 5000 + ";", "[2J &bogus; \ufffd"),
        ("<p>&nbsp;</p>x", "x"),
        ("", ""),
    ],
)
def test_broken_html_loses_no_text(html: str, text: str) -> None:
    assert page(html).text == text


def test_the_head_of_a_page_says_what_it_is() -> None:
    head = """<html lang="en-GB"><head>
    <title>Treaties ready | Meridian Desk</title>
    <meta name=author content="Nora Quill">
    <meta property="article:published_time" content="2008-09-09T06:00:00+02:00">
    <meta property="og:site_name" content="Meridian Desk">
    <meta name="geo.placename" content="Moscow">
    <link rel="canonical" href="https://meridian.example/1">
    </head><body><h1>Something else</h1>"""
    assert page(head).metadata == Metadata(
        title="Treaties ready",
        date="2008-09-09",
        source="Meridian Desk",
        authors=("Nora Quill",),
        place="Moscow",
        url="https://meridian.example/1",
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<meta name="dcterms.date" content="2008-09">', "2008-09"),
        ('<meta name="DC.date" content="9 September 2008">', "2008-09-09"),
        ('<meta itemprop="datePublished" content="2008-09-09">', "2008-09-09"),
        ('<p><time datetime="2008-09-09T10:00Z">yesterday</time></p>', "2008-09-09"),
        ('<meta name="date" content="yesterday"><meta name="pubdate" content="2008">', "2008"),
        ("<p>Headline</p><p>9 September 2008</p><p>Text</p>", "2008-09-09"),
    ],
)
def test_the_date_of_a_page(html: str, day: str) -> None:
    assert page(html).metadata.date == day


def test_authors_of_a_page() -> None:
    several = "".join(
        f'<meta name="citation_author" content="{n}">' for n in ("Doe, Jane", "Roe, J.")
    )
    assert page(several).metadata.authors == ("Doe, Jane", "Roe, J.")
    url = '<meta property="article:author" content="https://x.y/jane"><p>By Jane Doe</p><p>x</p>'
    assert page(url).metadata.authors == ("Jane Doe",)


def test_a_page_is_decoded_as_it_declares() -> None:
    declared = (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Ещё</p>'
    )
    [reading] = read_html(declared.encode("cp1251"))
    assert reading.text == "Ещё"


def test_attributes() -> None:
    assert attributes_of(" A=1 b='2 3' c=\"&quot;\" d b=4 e = 5 /") == {
        "a": "1", "b": "2 3", "c": '"', "d": "", "e": "5",
    }  # fmt: skip


@given(MARKUP)
def test_tokens_hold_all_text_in_order(html: str) -> None:
    position = 0
    for token in tokens(html):
        assert token.written in html[position:]
        position = html.index(token.written, position) + len(token.written)


@given(st.one_of(MARKUP, TEXT))
def test_any_page_can_be_read(html: str) -> None:
    page(html)


FRONT_MATTER = st.text(" -:#'\"[],\nab>|~", max_size=100).map("---\n{}\n---\n".format)


@given(st.one_of(TEXT, FRONT_MATTER))
def test_any_markdown_can_be_read(source: str) -> None:
    assert source.endswith(markdown(source).text)


def test_nesting_of_any_depth_is_read() -> None:
    depth = 200_000
    assert page("<div>" * depth + "text" + "</div>" * depth).text == "text"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (b"a/report.TXT", b".txt"),
        (b"report.tar.gz", b".gz"),
        (b"notes", b""),
        (b"a.b/notes", b""),
        (b"Minutes of 9. May", b""),
        (b"report.2008", b""),
        (b".hidden", b""),
        (b"backup.txt~", b".txt~"),
        (b"caf\xe9.md", b".md"),
    ],
)
def test_extensions(name: bytes, found: bytes) -> None:
    assert extension(name) == found


def test_a_file_without_extension_is_read_by_its_first_bytes() -> None:
    reader = reader_for(b"saved page")
    assert reader is not None
    assert [r.kind for r in reader(b"\n<!DOCTYPE html><p>x")] == ["html"]
    assert [r.kind for r in reader(b"Dear Sir, <b>")] == ["text"]
    assert reader_for(b"picture.jpeg") is None
