"""The comparison: who tagged what, how far they agree, and what the analyst decides on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.rooms import MINUTES, at, furnished, shared
from workbench.notes import Annotation
from workbench.notes.agreement import agreement
from workbench.notes.coded import CodedDocuments
from workbench.tui.screens.comparepage import ComparePage
from workbench.tui.widgets.comparerows import AnalystKey, TagKey

OTHER, USUAL = "two other firms had written", "The usual rent"


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return shared(furnished(tmp_path))


def by(project: FakeProject, analyst: str) -> dict[str, Annotation]:
    """An analyst's notes on the minutes, by the first words of their passages."""
    notes: list[Annotation] = project.notes.of_document(MINUTES)  # type: ignore[assignment]
    return {one.exact[:14]: one for one in notes if one.creator == analyst}


def files(project: FakeProject) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (project.home / "annotations").rglob("*.json")}


async def opened(run: Running) -> ComparePage:
    await run.press("V")
    page = run.app.screen
    assert isinstance(page, ComparePage)
    return page


async def on(run: Running, words: str) -> ComparePage:
    """The cursor on the difference with these words."""
    page = await opened(run)
    found = page._rows.found
    for number, place in enumerate(page._rows.places):
        sides = found[number].difference.sides
        if any(one.note and words in one.note.exact for side in sides for one in side.coded):
            page.rows.move_to(place)
            await run.settle()
            return page
    raise AssertionError(f"there is no difference on {words!r}")


# -- what is shown


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_difference_is_listed_with_both_codings_side_by_side(
    project: FakeProject, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        await on(run, OTHER)
        assert "tagged differently" in run.shown("#rows")
        shown = run.shown("#codings")
        assert "A. Analyst" in shown
        assert "B. Reader" in shown
        assert "h tender/withheld" in shown
        assert "f link/family" in shown
        assert shown.count("two other firms") == 2
        assert "≡ Compare with the January letters" in shown
        assert "difference " in run.status


async def test_tags_stand_in_the_order_of_agreement_with_the_figures_of_the_command(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        page = await opened(run)
        figures = agreement(CodedDocuments(project.notes, project.library).of())  # type: ignore[arg-type]
        expected = sorted(figures, key=lambda one: 2 if one.kappa is None else one.kappa)
        rows = [row for row in run.rows("#side") if "/" in row]
        assert len(rows) == len(expected) == 4
        assert [float(row.split()[-3]) for row in rows] == [
            round(one.kappa, 2) for one in expected if one.kappa is not None
        ]
        assert [float(row.split()[-2]) for row in rows] == [
            round(one.alpha, 2) for one in expected if one.alpha is not None
        ]
        page.side.move_to(page.side.listing.find(TagKey("money/rent")))
        page.side.action_choose()
        await run.settle()
        assert "A. Analyst 2 · B. Reader 2" in run.shown("#page-head")
        assert "of 4 differences  ·  money/rent" in run.shown("#reading")
        assert "link/family" not in run.shown("#rows")


async def test_with_one_analyst_the_page_says_how_there_come_to_be_two(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    async with running(project) as run:
        await opened(run)
        assert "No two of them worked on the same document." in run.shown("#rows")
        await run.press("escape")
        for note in project.notes.all():  # type: ignore[attr-defined]
            if note.creator == "B. Reader":
                project.notes.delete(note.id)
        await opened(run)
        assert "All notes are by A. Analyst: nobody to compare with." in run.shown("#rows")
        assert "with git" in run.shown("#rows")
        await run.press("t", "m", "d", "x", "enter", "j")
        assert isinstance(run.app.screen, ComparePage)


# -- what is looked at


@covers("compare.filters")
@pytest.mark.parametrize("key", ["tab", "f"])
async def test_analysts_are_taken_out_of_the_comparison_but_two(
    project: FakeProject, key: str
) -> None:
    minutes = project.library.document(MINUTES)
    project.notes.creator = "C. Third"
    project.notes.add(minutes, at(minutes, "Resolved, by three votes"), ("tender/waived",))
    project.notes.creator = "A. Analyst"
    async with running(project) as run:
        page = await opened(run)
        assert "C. Third" in run.shown("#codings")
        await run.press(key)
        assert page.side.has_focus
        page.side.move_to(page.side.listing.find(AnalystKey("C. Third")))
        await run.press("enter")
        assert page.looked.analysts == {"A. Analyst", "B. Reader"}
        assert "C. Third" not in run.shown("#codings")
        page.side.move_to(page.side.listing.find(AnalystKey("B. Reader")))
        await run.press("enter")
        assert "Two analysts are compared at least." in run.status
        page.side.move_to(page.side.listing.find(AnalystKey("C. Third")))
        await run.press("enter", key)
        assert page.looked.analysts == frozenset()
        assert page.rows.has_focus


@covers("compare.find")
async def test_differences_are_found_by_their_words(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("slash", *"usual")
        assert "1 of 4 differences" in run.shown("#reading")
        await run.press("ctrl+u", *"zzz")
        assert "No difference is left by this." in run.shown("#rows")


@covers("compare.choose")
async def test_enter_opens_the_passage_and_esc_comes_back_to_the_difference(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        page = await on(run, USUAL)
        key = page.looked.key
        await run.press("enter")
        document = run.screen.document
        assert document is not None
        assert document.text[run.screen.page.cursor :].startswith(USUAL)
        assert "esc goes back to the comparison." in run.status
        await run.press("escape")
        page = run.app.screen  # type: ignore[assignment]
        assert isinstance(page, ComparePage)
        assert page._found is not None
        assert page._found.key == key


# -- what is decided


@covers("compare.take")
async def test_t_tags_as_the_other_did_and_leaves_their_notes_alone(project: FakeProject) -> None:
    theirs = {one.id for one in by(project, "B. Reader").values()}
    before = files(project)
    async with running(project) as run:
        await on(run, OTHER)
        await run.press("t")
        assert by(project, "A. Analyst")["two other firm"].tags == ("link/family",)
        assert "Tagged ¶\u00a04 as B. Reader did: link/family." in run.status
        assert "of 3" in run.status
        after = files(project)
        kept = {path: before[path] for path in before if path.stem in theirs}
        assert {path: after[path] for path in kept} == kept
        await run.press("u")
        assert files(project) == before
        assert "of 4" in run.status


async def test_of_several_analysts_who_differ_one_is_chosen(project: FakeProject) -> None:
    minutes = project.library.document(MINUTES)
    project.notes.creator = "C. Third"
    project.notes.add(minutes, at(minutes, "He proposed a rent"), ("money/rent",))
    project.notes.creator = "A. Analyst"
    async with running(project) as run:
        await on(run, "He proposed a rent")
        await run.press("t")
        assert "Tag the place as" in run.shown("#head")
        await run.press("j", "enter")
        assert "as C. Third did: money/rent." in run.status
        assert "He proposed a " in by(project, "A. Analyst")
        assert by(project, "A. Analyst")["He proposed a "].exact == "He proposed a rent"


@covers("compare.keep", "compare.decided")
async def test_m_keeps_the_own_tags_and_x_shows_what_was_decided(project: FakeProject) -> None:
    before = files(project)
    async with running(project) as run:
        await on(run, USUAL)
        await run.press("m")
        assert "Kept the tags on ¶\u00a04." in run.status
        assert "The usual rent" not in run.shown("#rows")
        assert files(project) == before
        await run.press("x")
        assert "kept" in run.shown("#rows")
        await on_again(run, USUAL)
        assert "m list again" in run.shown("#footer")
        await run.press("m", "x")
        assert "Listed the difference on ¶\u00a04 again." in [one.text for one in said(run)]
        assert "The usual rent" in run.shown("#rows")
        await run.press("u", "u")
        assert files(project) == before


@covers("compare.set_aside")
async def test_d_sets_a_difference_aside_and_u_brings_it_back(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        for left in (3, 2, 1):
            await run.press("d")
            assert f"of {left}" in run.status
        await run.press("d")
        assert "Every difference is decided on." in run.shown("#rows")
        await run.press("u")
        assert "of 1" in run.status
        assert "Undid: Set the difference on" in run.status


@pytest.mark.parametrize("key", ["t", "m", "d"])
async def test_u_goes_back_to_the_difference_that_it_is_about(
    project: FakeProject, key: str
) -> None:
    async with running(project) as run:
        page = await on(run, OTHER)
        before = page.looked.key
        await run.press(key)
        assert page.looked.key != before
        await run.press("u")
        assert page.looked.key == before


async def test_whoever_is_not_compared_has_nothing_to_decide(project: FakeProject) -> None:
    project.history.analyst = project.notes.creator = "D. Guest"
    before = len(project.history.steps())  # type: ignore[attr-defined]
    async with running(project) as run:
        await opened(run)
        for key in "tmd":
            await run.press(key)
            assert "You are not among those who are compared" in run.status
        assert "take theirs" not in run.shown("#footer")
    assert len(project.history.steps()) == before  # type: ignore[attr-defined]


async def test_a_hostile_name_is_shown_as_text(project: FakeProject) -> None:
    minutes = project.library.document(MINUTES)
    project.notes.creator = "[@click=app.quit]\x1b]52;c;\u202e"
    project.notes.add(minutes, at(minutes, "He proposed a rent"), ("money/rent",))
    project.notes.creator = "A. Analyst"
    async with running(project) as run:
        await on(run, "He proposed a rent")
        everything = run.shown("#side") + run.shown("#codings") + run.shown("#rows")
        assert "[@click=app.quit]" in everything
        assert "\x1b" not in everything
        assert "\u202e" not in everything


async def on_again(run: Running, words: str) -> None:
    await run.press("escape")
    await on(run, words)


def said(run: Running) -> list[object]:
    page = run.app.screen
    assert isinstance(page, ComparePage)
    return list(page.status.history)
