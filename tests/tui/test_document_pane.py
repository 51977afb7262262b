"""What the document pane draws: marks, states, sizes and themes, and hostile texts."""

from __future__ import annotations

import unicodedata

import pytest

from tests.tui.fakes import document
from tests.tui.page import at, cells, marked, shown, states
from workbench.spans import Span, Spans
from workbench.tui.actions import of_place
from workbench.tui.document.marks import NoteMark, TagMark
from workbench.tui.themes import ANSI, DARK, LIGHT


async def test_the_title_stands_above_the_numbered_paragraphs() -> None:
    async with shown() as page:
        assert page.lines[1:8] == [
            "   2    Minutes of the 214th meeting",
            "        Harbour Authority · 12 March 2019",
            "        minutes/214.txt · 4 paragraphs",
            "",
            "   1    The Chair opened the meeting. Mr. Brandt was late.",
            "",
            "   2    The minutes were read and signed by all who had been there on the day",
        ]


async def test_what_there_is_to_know_of_the_file_stands_under_the_title() -> None:
    async with shown() as page:
        page.pane.extras = ["The file has changed since it was read."]
        assert page.lines[4] == "        The file has changed since it was read."
        page.pane.compact = True
        assert page.lines[0] == "        The file has changed since it was read."
        page.pane.extras = []
        assert page.lines[0].startswith("   1    The Chair")


async def test_hits_tags_mentions_and_notes_look_different() -> None:
    async with shown() as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent"), at("tender")]), at("tender"))
        pane.set_tags([TagMark(at("41,000 crowns"), 2, "r", "money/rent")])
        pane.set_mentions(Spans([at("Brandt")]))
        pane.set_notes([NoteMark(at("Nobody objected"), "Who was there?")])
        styles_of = [page.style_of(w) for w in ("rent", "tender", "41,000 crowns", "Brandt")]
        assert len({*map(str, styles_of)}) == 4
        assert page.style_of("rent").bold
        assert page.style_of("Brandt").underline
        assert page.style_of("Nobody objected").bgcolor != page.style_of("Brandt").bgcolor
        flag = next(line for line in page.lines if "41,000" in line)
        assert flag[5] == "r"
        sign = next(line for line in page.lines if "Nobody" in line)
        assert sign[6] == "≡"
        await page.press("H", "E", "T")
        plain = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        assert {str(style) for text, style, _ in page.strips()[11] if text.strip()} == {str(plain)}
        assert "≡" not in page.text


async def test_tags_that_start_together_each_show_their_letter() -> None:
    async with shown() as page:
        both = at("He proposed a rent of 41,000 crowns a year, and asked the Board to waive")
        page.pane.set_tags([TagMark(both, 1, "r", "rent"), TagMark(both, 2, "w", "waived")])
        first = next(y for y, line in enumerate(page.lines) if "He proposed" in line)
        assert sorted(page.lines[first][4:6]) == ["r", "w"]
        assert page.lines[first + 1][4:6] == "▌▌"


async def test_of_many_tags_on_each_other_every_one_shows_its_letter_where_it_starts() -> None:
    async with shown(size=(44, 30)) as page:
        words = ("He proposed", "rent of", "41,000", "year, and", "the Board", "waive")
        end = at("waive the tender").end
        starts = [at(one).start for one in words]
        page.pane.set_tags(
            [
                TagMark(Span(start, end), 1, one[0], one)
                for start, one in zip(starts, words, strict=True)
            ]
        )
        gutter = "".join(line[4:8] for line in page.lines)
        assert {one[0] for one in words} <= set(gutter)


async def test_a_selection_lies_over_everything_and_the_caret_over_it() -> None:
    async with shown() as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent")]), at("rent"))
        pane.go(0, select=at("proposed a rent of"))
        assert page.style_of("proposed a").bgcolor == page.style_of("rent").bgcolor
        assert page.style_of("rent").underline
        assert page.style_of("f").bgcolor != page.style_of("rent").bgcolor


async def test_a_wide_pane_names_tags_and_notes_beside_the_text() -> None:
    async with shown(size=(160, 30)) as page:
        page.pane.set_tags([TagMark(at("rent"), 2, "r", "money/rent")])
        page.pane.set_notes([NoteMark(at("Resolved"), "Compare with January.")])
        assert any(line.endswith("r money/rent") for line in page.lines)
        assert any(line.endswith("≡ Compare with January.") for line in page.lines)


@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI, "nord", "ansi-dark"])
async def test_every_theme_draws_every_mark(theme: str) -> None:
    async with shown(theme=theme) as page:
        page.pane.set_hits(Spans([at("rent")]), None)
        page.pane.set_tags([TagMark(at("He proposed"), n, "r", "t") for n in range(1, 7)])
        assert page.style_of("rent") != page.style_of("of 41,000 crowns a year, and asked the")


@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI])
async def test_every_state_of_the_text_looks_different(theme: str) -> None:
    async with marked(theme) as page:
        looks = {str(style) for style in states(page).values()}
        assert len(looks) == len(states(page))


@pytest.mark.parametrize("theme", [DARK, ANSI])
async def test_every_state_of_the_text_is_told_without_colours(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with marked(theme) as page:
        styles_of = states(page)
        del styles_of["hit in the selection"]  # looks like the current hit, which is elsewhere
        looks = {str(style.without_color) for style in styles_of.values()}
        assert len(looks) == len(styles_of)


async def test_another_theme_is_drawn_at_once() -> None:
    async with shown() as page:
        before = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        page.app.theme = LIGHT
        await page.pilot.pause()
        after = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        assert before.bgcolor != after.bgcolor


async def test_no_character_of_a_document_is_control_or_markup() -> None:
    hostile = (
        "\x1b[2J\x07 \x9b31m [bold]no[/bold] [@click=app.quit]x[/] \u202eabc \u2066x \ud800 \x00"
    )
    async with shown(hostile, opened=document("\x1b.txt", hostile, "[red]T\x1b[0m")) as page:
        drawn = "".join(strip.text for strip in page.strips())
        assert "[bold]no[/bold] [@click=app.quit]x[/]" in drawn
        body = "".join(strip.text for strip in page.strips()[4:])
        assert not [c for c in body if unicodedata.category(c) in ("Cc", "Cf", "Cs")]


async def test_without_a_document_the_pane_says_why() -> None:
    async with shown() as page:
        page.pane.clear("Minutes of the 214th meeting", "is being read…")
        assert [line.strip() for line in page.lines[1:3]] == [
            "Minutes of the 214th meeting",
            "is being read…",
        ]
        page.pane.clear("Minutes", "The file cannot be read.", failed=True)
        assert page.style_of("The file cannot be read.").color is not None
        page.pane.clear()
        assert not page.text.strip()
        await page.press("j", "space", "G", "w", "s", "p", "v", "t", "m", "full_stop", "escape")
        assert page.pane.document is None


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (9, 2), (20, 5), (36, 4), (99, 1), (300, 90)])
async def test_any_size_will_do(size: tuple[int, int]) -> None:
    async with shown(size=size) as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent")]), at("rent"))
        pane.set_tags([TagMark(at("He proposed"), 1, "r", "money")])
        pane.set_notes([NoteMark(at("Resolved"), "Compare.")])
        for key in ("j", "v", "s", "space", "G", "o", "g", "escape"):
            await page.press(key)
            assert set(map(cells, page.strips())) == {size[0]}


HOSTILE = {
    "stand-ins": "␛[2J␛]0;title␇ � �abc� " * 200,
    "markup": "[bold]no[/bold] [@click=app.quit]x[/] [/nope] {x} $x [[" * 200,
    "a million marks": "a" + "\u0301" * 1_000_000,
    "marks alone": "\u0301\n\n\u0489\u20dd",
    "joiners": "👨\u200d" * 5000 + "\u200d" * 5000 + "a\u200db",
    "nothing to see": "\u200b\u200b\n\n\u00ad\n\n\ufe0f\u2060" * 50,
    "flags": "🇬" * 999,
    "directions": "שלום berth مرحبا \u200f\u200e" * 99,
    "tabs": "\t\ta\t語\t\n\n\t語\tb" * 99,
    "wide": "語" * 4999 + "！" * 999,
    "a long line": "x" * 100_000 + " " * 100_000 + "y" * 10_000,
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_no_text_breaks_the_pane_or_its_width(name: str) -> None:
    text = HOSTILE[name]
    everything = Span(0, len(text))
    for size in ((100, 24), (21, 6), (3, 2)):
        async with shown(text, size=size) as page:
            page.pane.set_hits(Spans([everything]), everything)
            page.pane.set_mentions(Spans([everything]))
            page.pane.set_tags([TagMark(everything, 1, "r", text[:99])])
            page.pane.set_notes([NoteMark(everything, text[:99])])
            for action in (*of_place("document"), *of_place("selection")):
                getattr(page.pane, f"action_{action.method}")()
                assert set(map(cells, page.strips())) == {size[0]}, action.id


async def test_a_cursor_movement_redraws_two_rows() -> None:
    async with shown() as page:
        drawn: list[int] = []
        draw = page.pane.render_line
        page.pane.render_line = lambda y: drawn.append(y) or draw(y)  # type: ignore[method-assign, func-returns-value]
        await page.press("l")
        assert drawn == [5]
