"""Outside text in Markdown: it is shown, character by character, and never becomes markup."""

import json
import os
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbench.citations.markup import escaped, line, link
from workbench.citations.pandoc import find_pandoc

HOSTILE = [
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png) and <img src=x onerror=y> and <https://example.org>",
    "`code` ``more`` $x^2$ and $y$ ~~gone~~ H~2~O x^2^",
    "*one* **two** _three_ __four__ snake_case __init__ a*b*c",
    "# heading",
    "1. list",
    "(a) list",
    "iv) list",
    "XIV. list",
    "(A) list",
    "B) list",
    "- list",
    "+ list",
    "---",
    "=== line",
    "| a | b |",
    ": definition",
    "> quote",
    "~~~ fence",
    "[^1] and [^1]: note and [@doe99] and @doe99 and me@example.org",
    "&copy; AT&T &#35;",
    "www.example.org https://example.org/a_b ftp://example.org",
    "back\\slash \\* at the end \\",
    "==marked== :smile: {#id .class} %% {{x}}",
    "'straight' \"quotes\"... and -- dashes",
]
RENDERERS = {
    "commonmark": MarkdownIt("commonmark"),
    "github": MarkdownIt("gfm-like", {"linkify": False}),
}
ONE_LINE = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]<>~$^&;#=@:/|!-+.()1ai {}%\"'wW"),
        st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs")),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text == text.strip())


def shown(tokens: list[Token]) -> str:
    """The text of a document that is one paragraph of plain text; fails on anything else."""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize("dialect", RENDERERS)
@given(text=ONE_LINE)
def test_any_text_is_shown_as_it_is(dialect: str, text: str) -> None:
    assert shown(RENDERERS[dialect].parse(line(escaped(text)))) == text


@pytest.mark.parametrize("dialect", ["commonmark", "gfm", "markdown-smart"])
def test_pandoc_finds_no_markup_either(dialect: str) -> None:
    pandoc = find_pandoc(os.environ)
    assert pandoc is not None
    written = "\n\n".join(line(escaped(text)) for text in HOSTILE)
    read = subprocess.run(
        [pandoc, f"--from={dialect}", "--to=json"],
        input=written.encode(),
        capture_output=True,
        check=True,
    )
    blocks = json.loads(read.stdout)["blocks"]
    assert [block["t"] for block in blocks] == ["Para"] * len(HOSTILE)
    for block, text in zip(blocks, HOSTILE, strict=True):
        assert {inline["t"] for inline in block["c"]} <= {"Str", "Space"}
        assert "".join(inline.get("c", " ") for inline in block["c"]) == text


def test_ordinary_words_stay_readable() -> None:
    for text in (
        "AT&T paid 3,600.00 euros - twice.",
        "snake_case",
        "Is it (really) so? 100 %!",
        "H. Quayle",
    ):
        assert line(escaped(text)) == text


def test_only_a_web_address_becomes_a_link() -> None:
    assert link("https://example.org/a_b?c=1&d=2") == "<https://example.org/a_b?c=1&d=2>"
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link("https://example.org/>[x](y)") == r"https\://example.org/\>\[x\](y)"
