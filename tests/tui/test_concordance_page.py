"""The page of concordance: every hit as a line, the words near them, where they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject, document
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.rooms import furnished, rewritten
from workbench.spans import Span
from workbench.tui.screens.bulkpreview import BulkPreview
from workbench.tui.screens.concordancepage import ConcordancePage
from workbench.tui.text import width_of
from workbench.tui.widgets.kwicrows import Columns, commonest, kwic_line, row

MINUTES = "minutes-2019-board-214-txt"
PRESS = "press-courier-txt"


async def lines_of(run: Running, query: str) -> ConcordancePage:
    await run.search(query)
    await run.press("escape", "9")
    await read(run, query)
    return page_of(run)


async def read(run: Running, query: str) -> None:
    """All lines of a query are there."""
    page = page_of(run)
    lines = page.concording
    await run.until(
        lambda: (
            lines.lines.query == query
            and lines.lines.complete
            and len(page.order) == lines.lines.count
        )
    )
    await run.settle()


def page_of(run: Running) -> ConcordancePage:
    page = run.app.screen
    assert isinstance(page, ConcordancePage)
    return page


def matches(run: Running, page: ConcordancePage) -> list[str]:
    """The rows of lines, from their match on."""
    at = 2 + width_of(page.rows.listing[0].lines[0].runs[: -_after(page)])
    return [text[at:].split()[0].lower().strip(".,") for text in run.rows("#rows") if text.strip()]


def _after(page: ConcordancePage) -> int:
    runs = page.rows.listing[0].lines[0].runs
    return len(runs) - next(at for at, run in enumerate(runs) if run.role == "keyword")


async def test_every_hit_is_a_line_and_all_matches_begin_in_one_column(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        assert "8 lines in 3 documents" in run.shown("#page-head")
        assert matches(run, page) == ["berth"] * 8
        named = [text for text in run.rows("#rows") if "Minutes of the" in text]
        assert len(named) == 1
        assert "12 Mar 2019" in named[0]
        assert "line 1 of 8    Letter, Corvane to Marrek, ¶\u00a02" in run.status
        assert "Most common on the left" in run.shown("#page-foot")
        assert " the 4" in run.shown("#page-foot")


async def test_other_words_of_the_query_are_bold_and_not_marked(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth lease")
        rows = [page.rows.listing[at].lines[0].runs for at in range(len(page.order))]
        keywords = {run.text.lower() for row in rows for run in row if run.role == "keyword"}
        others = {run.text.lower() for row in rows for run in row if run.role == "strong"}
        assert keywords == {"berth", "lease"}
        assert others == {"berth", "lease"}


@covers("concordance.choose")
async def test_enter_opens_the_passage_and_esc_comes_back_to_the_line(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        await run.press("j", "j", "j")
        line = page.line
        assert line is not None
        await run.press("enter")
        document = run.screen.document
        assert document is not None
        assert (document.id, run.screen.page.cursor) == (line.document.id, line.span.start)
        await run.press("escape")
        again = page_of(run)
        assert again is not page
        assert (again.rows.cursor, again.line) == (3, line)


@covers("concordance.find")
async def test_a_query_can_be_typed_on_the_page_and_the_results_follow(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.press("9")
        page = page_of(run)
        assert "No query yet." in run.shown("#rows")
        await run.press(*"rent", "enter")
        await read(run, "rent")
        assert "4 lines" in run.shown("#page-head")
        assert matches(run, page) == ["rent"] * 4
        await run.press("slash", *"lease", "enter")
        await read(run, "lease")
        await run.press("escape")
        await run.settle()
        assert run.screen.searching.query == "lease"
        await run.press("ctrl+k")
        assert "lease" in page_of(run).prompt.value


async def test_a_key_in_the_prompt_leads_from_the_query_to_its_lines(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", *"rent", "ctrl+k")
        assert page_of(run).memory.query == "rent"


@covers("concordance.sort")
async def test_s_sorts_by_left_and_right_context_and_by_date(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        lines = page.concording.lines
        for by in ("left", "right", "date"):
            await run.press("s")
            assert page.memory.order == by
            assert list(page.order) == list(lines.ordered(by, lines.count))  # type: ignore[arg-type]
        assert "by date" in run.shown("#page-head")
        await run.press("s")
        assert list(page.order) == list(range(8))


async def test_the_cursor_stays_on_its_line_when_the_order_changes(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        await run.press("j", "j")
        line = page.line
        await run.press("s")
        assert page.line == line
        await run.press("s")
        assert page.line == line


@covers("concordance.fewer", "concordance.more")
async def test_fewer_and_more_words(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "crowns")
        room = page.memory.words
        assert room is None
        for _ in range(9):
            await run.press("less_than_sign")
        assert page.memory.words == 1
        assert " 41,000 crowns a" in run.shown("#rows")
        assert "1 word each side" in run.shown("#page-head")
        for _ in range(9):
            await run.press("greater_than_sign")
        assert page.memory.words is None


@covers("concordance.collocates")
async def test_c_lists_collocates_and_enter_the_lines_with_one(project: FakeProject) -> None:
    texts = ["the old berth was let. " * 3 + "a boat came in. " * 90, "the quay was old."]
    library = project.library
    library._documents = {
        one.id: one for one in (document(f"{at}.txt", text) for at, text in enumerate(texts))
    }
    async with running(project) as run:
        page = await lines_of(run, "berth")
        await run.press("c")
        assert "4 collocates of 3 hits" in run.shown("#page-head")
        first = run.rows("#rows")[0].split()
        assert first[1:5] == ["let", "3", "0", "3"]
        await run.press("greater_than_sign")
        assert "within 7 words" in run.shown("#page-head")
        await run.press("less_than_sign", "enter")
        assert "3 lines with" in run.shown("#page-head")
        assert len(page.order) == 3
        await run.press("escape")
        assert page.memory.view == "collocates"
        await run.press("c")
        assert page.memory.near is None
        await run.press("escape")
        assert run.app.screen is run.screen


@covers("concordance.dispersion")
async def test_v_shows_where_the_hits_are_and_enter_opens_the_first(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        await run.press("v")
        assert "8 hits in 3 of 4 documents" in run.shown("#page-head")
        assert "DP 0." in run.shown("#page-head")
        rows = run.rows("#rows")
        assert rows[0].lstrip(" ▌").startswith("Minutes of the 214th")
        assert "▇" in rows[0]
        await run.press("s", "s")
        assert run.rows("#rows")[0].lstrip(" ▌").startswith("Letter")
        await run.press("j", "enter")
        assert run.screen.document is not None
        assert run.screen.document.id == MINUTES
        assert run.screen.document.text[run.screen.page.cursor :].lower().startswith("berth")
        await run.press("escape")
        assert page_of(run).memory.view == "dispersion"
        assert page is not page_of(run)
        await run.press("v")
        assert page_of(run).memory.view == "lines"


@covers("concordance.copy_line")
async def test_y_copies_the_sentence_with_its_citation(project: FakeProject) -> None:
    async with running(project) as run:
        await lines_of(run, "Sunday")
        await run.press("y")
        assert "Copied 18 words with their citation." in run.status
        assert project.clipboard_used.copied[-1].startswith("“The lease of the berth was signed")


@covers("concordance.export")
async def test_x_writes_all_lines_as_a_table(project: FakeProject, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    async with running(project) as run:
        await lines_of(run, "berth")
        await run.press("s", "X", "ctrl+u", *str(file), "enter")
        assert "Wrote lines.csv: 8 lines." in run.status
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        assert len(rows) == 9
        assert {row[8].lower() for row in rows[1:]} == {"berth"}
        await run.press("X", "ctrl+u", *str(file), "enter")
        assert "lines.csv is there already." in run.shown("#said")


@covers("concordance.tag_all")
async def test_t_tags_all_hits_in_one_step(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    before = len(project.notes.all())  # type: ignore[attr-defined]
    async with running(project) as run:
        await lines_of(run, "crowns")
        await run.press("t", *"money/rent", "enter")
        await run.until(lambda: isinstance(run.app.screen, BulkPreview))
        await run.settle()
        await run.press("enter")
        await run.until(lambda: run.app.screen is not run.screen and "Tagged" in run.status)
        page_of(run)
        after = project.notes.all()  # type: ignore[attr-defined]
        assert len(after) > before
        assert all("money/rent" in note.tags for note in after if note.exact == "crowns")


async def test_a_query_without_hits_says_why_and_takes_a_suggestion(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("brakwater")
        await run.press("escape", "9")
        page = page_of(run)
        assert "No document has the word brakwater." in run.shown("#rows")
        await run.press("enter")
        await read(run, "berth")
        assert page.prompt.value == "berth"


async def test_a_query_that_marks_nothing_in_the_texts_says_so(project: FakeProject) -> None:
    project.search.every_hit = lambda query, cancelled: iter(())  # type: ignore[method-assign]
    async with running(project) as run:
        await lines_of(run, "berth")
        found = "3 documents answer, but by title, date or other particulars alone"
        assert found in run.shown("#rows")


async def test_a_line_of_a_text_that_has_changed_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        found = list(project.search.every_hit("berth", lambda: False))
        project.search.every_hit = lambda query, cancelled: iter(found)  # type: ignore[method-assign]
        one = project.library.document(PRESS)
        project.library._documents[PRESS] = rewritten(one, "Another text.")
        await run.press("escape", "9")
        await read(run, "berth")
        assert run.shown("#rows").count("the text has changed since") == 2
        await run.press("G", "y")
        assert project.clipboard_used.copied == []


async def test_lines_are_read_again_when_more_is_indexed(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        project.search.version += 1
        page._look()
        await run.rest()
        assert "More was indexed since. / enter reads the lines again." in run.status
        await run.press("slash", "enter")
        assert page.memory.every is not None
        assert page.memory.every.version == project.search.version
        first = page.memory.every
        await run.press("escape", "9")
        assert page_of(run).memory.every is first


async def test_what_was_asked_before_is_never_shown(project: FakeProject) -> None:
    async with running(project) as run:
        page = await lines_of(run, "berth")
        page.prompt.value = "rent"
        page.prompt.value = "lease"
        await read(run, "lease")
        assert "lease" in run.shown("#rows")
        assert {
            run.text for run in page.rows.listing[0].lines[0].runs if run.role == "keyword"
        } == {"lease"}


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 20), (40, 10)])
async def test_rows_fit_whatever_stands_in_the_text(
    project: FakeProject, size: tuple[int, int]
) -> None:
    hostile = "\u05d0\u05d1 \u0e01\u0e33 e\u0301 日本語の文 👩‍👩‍👧 \t\n soft\u00adhyphen \u200f x"
    text = f"{hostile * 20} berth {hostile * 20} berth"
    one = document("odd.txt", text, "Odd 日本語の文日本語の文日本語の文", "2019-03")
    project.library._documents[one.id] = one
    async with running(project, size) as run:
        page = await lines_of(run, "berth")
        for view in ("", "c", "v"):
            await run.press(*view)
            for painted in ("#rows", "#page-head", "#page-foot", "#status"):
                assert all(cell_len(text) <= size[0] for text in run.rows(painted))
        assert page.memory.view == "dispersion"


@pytest.mark.parametrize("width", [20, 47, 48, 77, 100, 137])
@pytest.mark.parametrize("words", [None, 1, 3])
def test_the_match_stands_in_one_column_whatever_is_on_its_left(
    width: int, words: int | None
) -> None:
    lefts = ["", "a ", "日本 ", "e\u0301" * 200, "👩‍👩‍👧 " * 50, "x" * 500, "\t\n ", "กำ "]
    columns = Columns.of(width)
    expected = width - columns.left - columns.rest + columns.left
    for left in lefts:
        one = document("a.txt", f"{left}berth 日本語の文の" + "y" * 300)
        line = kwic_line(one, Span(len(left), len(left) + 5), ())
        drawn = row(line, columns, named=True, words=words).runs
        at = next(at for at, run in enumerate(drawn) if run.role == "keyword")
        assert width_of(drawn[:at]) == expected
        assert width_of(drawn) <= width


async def test_the_query_of_the_page_is_completed_like_that_of_the_main_screen(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.press("9")
        page = run.app.screen
        assert isinstance(page, ConcordancePage)
        page.prompt.value = "leas"
        await run.until(lambda: bool(page.completing.found))
        await run.press("tab")
        assert page.prompt.value == page.completing.found[0].text
        await run.until(lambda: page.concording.lines.complete)
        await run.press("enter")
        assert not page.completions.display
        assert page.memory.query == page.prompt.value


def test_of_the_commonest_words_only_whole_ones_are_listed() -> None:
    words = [(f"word{number}", 10 - number) for number in range(10)]
    for width in range(30, 120):
        text = "".join(run.text for run in commonest([words, words], width)[0].runs)
        listed = text.split()[5:]
        assert listed == [part for word in words for part in map(str, word)][: len(listed)]
        assert len(listed) % 2 == 0
        assert len(text.rstrip()) <= width
