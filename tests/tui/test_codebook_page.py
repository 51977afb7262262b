"""The codebook page: the tree, the filter, and every change with its undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.rooms import furnished, recoding
from workbench.model import WorkbenchError
from workbench.notes import Notes
from workbench.tui.screens.codebook import CodebookPage
from workbench.tui.screens.notespage import NotesPage


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def names(project: FakeProject) -> list[str]:
    return [tag.name for tag in project.codebook.tags()]


def counts(project: FakeProject) -> dict[str, int]:
    return dict(project.notes.counts())


async def on_tag(run: Running, name: str) -> CodebookPage:
    """The codebook with the cursor on a tag."""
    if run.app.screen is run.screen:
        await run.press("6")
    page = run.app.screen
    assert isinstance(page, CodebookPage)
    page.rows.move_to(page.rows.listing.find(name))
    assert page.rows.key == name
    await run.settle()
    return page


async def retype(run: Running, text: str) -> None:
    """Put other text in place of what a prompt holds, and go on."""
    await run.press("ctrl+u")
    run.app.screen.query_one("#prompt").value = text  # type: ignore[attr-defined]
    await run.press("enter")


# -- the tree


async def test_tags_stand_below_their_parents_with_both_counts(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("6")
        rows = [row.split() for row in run.rows("#rows") if row.strip()]
        assert [row[-2:] for row in rows if "waived" in row] == [["2", "2"]]
        assert next(row for row in rows if "money" in row)[-1] == "3"
        assert [row[0] for row in rows if len(row[0]) == 1 and row[0].isalpha()] == list("frwh")
        labels = ["link", "family", "money", "rent", "tender", "waived", "withheld"]
        assert [
            next(one for one in row if one in labels) for row in rows if set(row) & set(labels)
        ] == (labels)


async def test_an_empty_codebook_says_how_tags_come_about(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    while project.history.undo():
        pass
    async with running(project) as run:
        await run.press("6")
        assert "No tags yet. n makes one" in run.shown("#rows")
        assert "n new tag" in run.shown("#footer")
        assert "rename" not in run.shown("#footer")
        await run.press(*"rmMdecs", "enter")
        assert isinstance(run.app.screen, CodebookPage)


async def test_a_file_that_cannot_be_read_is_told(project: FakeProject) -> None:
    (project.home / "codebook" / "broken.json").write_text("{")
    async with running(project) as run:
        await run.press("6")
        assert "broken.json" in run.shown("#rows")


# -- the filter


@covers("codebook.find")
@pytest.mark.parametrize("key", ["slash", "f"])
async def test_the_filter_looks_at_names_and_descriptions(project: FakeProject, key: str) -> None:
    async with running(project) as run:
        await run.press("6", key, *"withou")
        shown = run.shown("#rows")
        assert "waived" in shown
        assert "tender" in shown
        assert "rent" not in shown
        assert "1 of 6 tags" in run.shown("#reading")
        page = run.app.screen
        assert isinstance(page, CodebookPage)
        assert page.rows.key == "tender/waived"
        await run.press("ctrl+u")
        assert "rent" in run.shown("#rows")


async def test_a_filter_that_nothing_has_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("6", "slash", *"zzz")
        assert "No tag has that in its name or description." in run.shown("#rows")
        await run.press("enter", "d", "enter")
        assert isinstance(run.app.screen, CodebookPage)


# -- changes


@covers("codebook.create")
async def test_n_makes_a_tag_and_the_cursor_goes_to_it(project: FakeProject) -> None:
    async with running(project) as run:
        page = await on_tag(run, "money/rent")
        await run.press("n", *"fee", "enter")
        assert "money/fee" in names(project)
        assert page.rows.key == "money/fee"
        assert "Made the tag money/fee." in run.status
        await run.press("u")
        assert "money/fee" not in names(project)
        assert "Undid: Made the tag money/fee." in run.status
        await run.press("n")
        await retype(run, "money/rent")
        assert "There is a tag money/rent already." in run.status


@covers("codebook.rename")
async def test_r_renames_and_the_notes_follow_and_u_takes_it_back(project: FakeProject) -> None:
    async with running(project) as run:
        page = await on_tag(run, "money")
        await run.press("r")
        await retype(run, "finance")
        assert counts(project)["finance/rent"] == 3
        assert page.rows.key == "finance"
        assert "Renamed the tag money to finance in 3 notes." in run.status
        await run.press("u")
        assert counts(project)["money/rent"] == 3
        assert "finance" not in names(project)


async def test_a_name_that_cannot_be_is_told_before_anything_happens(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money")
        await run.press("r")
        await retype(run, " / ")
        assert "A tag needs a name." in run.shown("#said")
        await run.press("escape", "r")
        await retype(run, "tender")
        assert "There is a tag tender already. enter again merges the two." in run.shown("#said")
        await run.press("escape")
        assert "money" in names(project)


async def test_a_name_that_is_taken_merges_the_two_when_it_is_asked_for_again(
    project: FakeProject,
) -> None:
    before = counts(project)
    async with running(project) as run:
        page = await on_tag(run, "money")
        await run.press("r")
        await retype(run, "tender")
        await run.press("enter")
        assert "Merged the tag money into tender" in run.status
        assert counts(project)["tender/rent"] == before["money/rent"]
        assert page.rows.key == "tender"
        await run.press("u")
        assert counts(project) == before


async def test_names_that_are_only_above_tags_are_not_counted(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("6")
        rows = [row for row in run.rows("#rows") if row.strip()]
        assert len(rows) == 7
        assert f"{len({*names(project), *counts(project)})} tags" in run.shown("#project")


@covers("codebook.move")
async def test_m_moves_a_tag_below_another_and_to_the_top(project: FakeProject) -> None:
    async with running(project) as run:
        page = await on_tag(run, "money/rent")
        await run.press("m", *"tender", "enter")
        assert page.rows.key == "tender/rent"
        assert "Moved the tag money/rent below tender in 3 notes." in run.status
        await run.press("m", *"at the top", "enter")
        assert page.rows.key == "rent"
        assert "Moved the tag tender/rent to the top in 3 notes." in run.status
        await run.press("u", "u")
        assert counts(project)["money/rent"] == 3


@covers("codebook.merge")
async def test_shift_m_merges_a_tag_into_another(project: FakeProject) -> None:
    async with running(project) as run:
        page = await on_tag(run, "tender/withheld")
        await run.press("M", *"waived", "enter")
        assert page.rows.key == "tender/waived"
        assert counts(project)["tender/waived"] == 3
        assert "Merged the tag tender/withheld into tender/waived in 1 note." in run.status
        await run.press("u")
        assert counts(project)["tender/withheld"] == 1


@covers("codebook.delete")
async def test_d_deletes_a_tag_and_says_what_restores_it(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "tender")
        await run.press("d")
        assert not any("tender" in name for name in names(project))
        assert "Deleted the tag tender in 3 notes. u restores it." in run.status
        await run.press("u")
        assert counts(project)["tender/waived"] == 2


@covers("codebook.describe")
async def test_e_describes_a_tag(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money/rent")
        await run.press("e")
        await retype(run, "only what was [paid]")
        assert project.codebook.get("money/rent").description == "only what was [paid]"
        assert "Described the tag money/rent." in run.status
        assert "only what was [paid]" in run.shown("#rows")
        await run.press("u")
        assert "rent as asked" in run.shown("#rows")


@covers("codebook.colour")
@pytest.mark.parametrize("keys", [("4",), ("g", "j", "j", "j", "enter")])
async def test_c_chooses_a_colour_for_a_tag_and_all_below(
    project: FakeProject, keys: tuple[str, ...]
) -> None:
    async with running(project) as run:
        await on_tag(run, "money")
        await run.press("c", *keys)
        assert project.codebook.get("money/rent").colour == 4
        assert "Gave money another colour." in run.status
        await run.press("u")
        assert project.codebook.get("money/rent").colour == 1


@covers("codebook.letter")
async def test_s_gives_a_letter_and_takes_it(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money/rent")
        await run.press("s")
        await retype(run, "w")
        assert "w is already the shortcut of tender/waived." in run.status
        await run.press("s")
        await retype(run, "R")
        assert project.codebook.get("money/rent").shortcut == "R"
        assert "Gave money/rent the letter R." in run.status
        await run.press("s")
        await retype(run, "")
        assert project.codebook.get("money/rent").shortcut == ""


async def test_a_name_above_tags_that_has_no_record_can_be_made_a_tag(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "link")
        assert "describe" not in run.shown("#footer")
        await run.press("e")
        assert "link is only a name above other tags. n makes it one." in run.status
        await run.press("n")
        await retype(run, "link")
        await run.press("e")
        await retype(run, "who knows whom")
        assert project.codebook.get("link").description == "who knows whom"


async def test_what_cannot_be_moved_or_merged_is_told(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    for name in ("tender", "link"):
        recoding(project).delete(name)
    async with running(project) as run:
        await on_tag(run, "money")
        await run.press("m")
        assert "There is no other tag to put it below." in run.status
        await run.press("M")
        assert "There is no other tag to merge it into." in run.status


async def test_what_others_changed_shows_when_the_codebook_is_opened(project: FakeProject) -> None:
    async with running(project) as run:
        other = Notes(project.home, project.history, codebook=project.codebook)  # type: ignore[arg-type]
        other.edit(other.all()[0].id, tags=("military/troops",))
        await on_tag(run, "military/troops")


# -- away from here


@covers("codebook.choose")
async def test_enter_shows_the_passages_of_the_tag_and_those_below(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "tender")
        await run.press("enter")
        assert isinstance(run.app.screen, NotesPage)
        assert "3 of 6 notes  ·  tender" in run.shown("#reading")
        assert "He proposed" not in run.shown("#rows")


async def test_the_document_shows_the_changed_tags_after_the_page(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open("minutes-2019-board-214-txt")
        await on_tag(run, "money/rent")
        await run.press("r")
        await retype(run, "money/lease")
        await run.press("escape")
        assert "money/lease" in run.shown("#notes")


async def test_a_disk_that_refuses_is_told_and_nothing_changed(
    project: FakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*anything: object) -> None:
        raise WorkbenchError("The disk is full.")

    async with running(project) as run:
        await on_tag(run, "money/rent")
        monkeypatch.setattr(project.history, "apply", full)
        await run.press("d")
        assert "The disk is full." in run.status
        assert counts(project)["money/rent"] == 3
        assert "rent" in run.shown("#rows")


# -- splitting


@covers("codebook.split")
async def test_the_notes_with_some_words_go_to_another_tag(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money/rent")
        await run.press("S")
        assert "Split money/rent: which notes go" in run.shown("#head")
        assert "3 notes" in run.shown("#head")
        await run.press("enter")
        assert "type some words, or mark notes" in run.shown("#hints")
        await run.press(*"corvene")  # what is nearly so does not go
        assert "0 of 3 notes go" in run.shown("#head")
        await run.press("enter")
        await run.press("ctrl+u", *"corvane")
        assert "1 of 3 notes go" in run.shown("#head")
        await run.press("enter")
        assert "Split 1 note off money/rent, to the tag" in run.shown("#box Lines")
        await retype(run, "money/asked")
        assert "Split money/asked off money/rent in 1 note." in run.status
        page = run.app.screen
        assert isinstance(page, CodebookPage)
        assert page.rows.key == "money/asked"
        assert (counts(project)["money/asked"], counts(project)["money/rent"]) == (1, 2)
        await run.press("u")
        assert (counts(project).get("money/asked"), counts(project)["money/rent"]) == (None, 3)


async def test_marked_notes_go_and_no_others(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money/rent")
        await run.press("S", "tab", "down", "tab")
        assert "2 of 3 notes marked" in run.shown("#head")
        await run.press("enter")
        await retype(run, "tender/waived")  # one that is there
        assert counts(project) == {"tender/waived": 3, "tender/withheld": 1, "money/rent": 1}


async def test_a_tag_without_notes_of_its_own_is_not_split(project: FakeProject) -> None:
    async with running(project) as run:
        await on_tag(run, "money")
        await run.press("S")
        assert "No note has money itself." in run.status
