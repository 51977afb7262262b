"""The page of notes: passages in full, filters, orders, and the way to the passage and back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from tests.tui.covered import covers
from tests.tui.fakes import FakeLibrary, FakeProject, document
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, furnished, rewritten
from workbench.model import WorkbenchError
from workbench.notes import Annotation
from workbench.notes.grades import Grade
from workbench.notes.links import Link
from workbench.spans import Span
from workbench.tui.screens.linkchoice import LinkChoice
from workbench.tui.screens.notespage import NotesPage
from workbench.tui.survey import periods
from workbench.tui.text import Run, wrap, wrapped_height
from workbench.tui.widgets.facets import FacetKey, Sort
from workbench.tui.widgets.linelist import LineList


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


async def opened(run: Running) -> NotesPage:
    if not isinstance(run.app.screen, NotesPage):
        await run.press("5")
    page = run.app.screen
    assert isinstance(page, NotesPage)
    return page


def listed(run: Running) -> list[str]:
    """The first words of the passages that are listed, in their order."""
    page = run.app.screen
    assert isinstance(page, NotesPage)
    return [note.exact[:12] for note in page._narrowed.notes]


async def filtered(run: Running, sort: Sort, value: str) -> NotesPage:
    page = await opened(run)
    if not page.side.has_focus:
        await run.press("tab")
    page.side.move_to(page.side.listing.find(FacetKey(sort, value)))
    assert page.side.key == FacetKey(sort, value)
    await run.press("enter")
    return page


# -- what is shown


async def test_a_page_that_waits_for_the_notes_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        with run.screen.noting.lock:
            await run.pilot.press("5")
            await run.until(lambda: "reading the notes…" in run.shown("#rows"))
        await run.until(lambda: "reading the notes…" not in run.shown("#rows"))
        assert listed(run)


async def test_of_two_titles_one_has_the_colour_of_the_focus(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened(run)
        roles = [page.title_role]
        await run.press("tab")
        roles.append(page.title_role)
        await run.press("tab")
        assert [*roles, page.title_role] == ["accent", "head", "accent"]


@given(st.text(alphabet="ab é“\u3042 \n\t\u00a0\u200b👪", max_size=80), st.integers(1, 20))
def test_the_height_of_a_text_is_known_without_wrapping_it(text: str, width: int) -> None:
    assert wrapped_height(text, width) == len(wrap((Run(text),), width))


async def test_passages_are_shown_in_full_with_their_source_place_date_and_note(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await opened(run)
        shown = run.shown("#rows")
        assert "that the berth be let to Brackwater Marine Ltd without tender" in shown
        assert "Minutes of the 214th meeting" in shown
        assert "¶\u00a06" in shown
        assert "12 Mar 2019" in shown
        assert "≡ Three to one: Lunde against. Brandt’s vote is not named." in shown
        assert "w tender/waived" in shown
        assert "B. Reader" in shown
        assert "note 1 of 6" in run.status


@pytest.mark.parametrize("size", [WIDE, NARROW, (30, 8)])
async def test_every_entry_is_as_high_as_it_was_reckoned(
    project: FakeProject, size: tuple[int, int]
) -> None:
    long = document("long.txt", "word " * 200 + "\n\nlast " + "x" * 300, "T" * 90)
    library = project.library
    project.library = FakeLibrary([*map(library.document, (MINUTES, LETTER, PRESS)), long])
    project.notes.add(long, Span(0, 900), ("a", "b" * 60), "note " * 99)
    project.notes.add(long, Span(1000, len(long.text)), ())
    async with running(project, size) as run:
        page = await opened(run)
        await run.press("tab", "tab")
        listing = page.rows.listing
        assert len(listing) == 16
        for at in range(len(listing)):
            assert len(listing[at].lines) == listing.end(at) - listing.start(at)


async def test_a_passage_higher_than_the_window_is_read_to_its_end(project: FakeProject) -> None:
    words = " ".join(f"word{number}" for number in range(900))
    long = document("long.txt", words, "A long passage", "2018-01-01")
    library = project.library
    project.library = FakeLibrary([*map(library.document, (MINUTES, LETTER, PRESS)), long])
    project.notes.add(long, Span(0, len(words)), ("a",))
    async with running(project, NARROW) as run:
        page = await opened(run)
        seen = ""
        assert "word0 " in run.shown("#rows")
        while page.rows.cursor == 0:
            seen += run.shown("#rows")
            await run.press("space")
        assert all(f"word{number}" in seen for number in range(900))
        await run.press("b")
        assert page.rows.cursor == 0
        for _ in range(12):
            await run.press("b")
        assert "word0 " in run.shown("#rows")


async def test_an_empty_collection_of_notes_says_how_they_come_about(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    while project.history.undo():
        pass
    async with running(project) as run:
        await run.press("5")
        assert "No notes yet. On a passage of a document t tags it" in run.shown("#rows")
        await run.press("enter", "e", "d", "tab", "enter", "x", "s")
        assert isinstance(run.app.screen, NotesPage)


async def test_a_note_whose_document_is_gone_is_told_and_kept(project: FakeProject) -> None:
    library = project.library
    project.library = FakeLibrary([library.document(LETTER), library.document(PRESS)])
    async with running(project) as run:
        page = await filtered(run, "status", "orphaned")
        assert len(listed(run)) == 3
        assert "passage not found" in run.shown("#rows")
        assert "not in the collection any more" in run.shown("#rows")
        await run.press("escape", "enter")
        assert "The document is not in the collection any more." in run.status
        assert page.memory.filters.status == "orphaned"


async def test_passages_of_a_changed_document_show_where_they_stand_now(
    project: FakeProject,
) -> None:
    letter = project.library.document(LETTER)
    changed = document(
        "letters/corvane-marrek.txt", "A new beginning.\n\n" + letter.text, "Letter", "2019-04-29"
    )
    others = [project.library.document(one) for one in (MINUTES, PRESS)]
    project.library = FakeLibrary([*others, changed])
    async with running(project) as run:
        await filtered(run, "status", "moved")
        assert listed(run) == ["a berth of t"]
        assert "moved with the text" in run.shown("#rows")
        assert "¶\u00a03" in run.shown("#rows")
        await run.press("escape", "enter")
        assert run.screen.page.cursor == changed.text.index("a berth of that")


# -- filters and orders


@covers("evidence.find")
async def test_words_are_found_in_passages_and_notes(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("slash", *"tariff")
        assert listed(run) == ["a berth of t"]
        assert "1 of 6 notes" in run.shown("#reading")
        await run.press("ctrl+u", *"SUNDAY lease")
        assert listed(run) == ["The lease of"]
        await run.press("ctrl+u", *"zzz")
        assert "No note is left by these filters. x shows all again." in run.shown("#rows")


@covers("evidence.filters")
@pytest.mark.parametrize("key", ["tab", "f"])
async def test_the_filters_take_the_focus_and_give_it_back(project: FakeProject, key: str) -> None:
    async with running(project, NARROW) as run:
        page = await opened(run)
        assert not page.query_one("#filters").display
        await run.press(key)
        assert page.side.has_focus
        assert page.query_one("#filters").display
        await run.press(key)
        assert page.rows.has_focus
        await run.press(key, "escape")
        assert page.rows.has_focus
        assert not page.query_one("#filters").display


@pytest.mark.parametrize(
    ("sort", "value", "left"),
    [
        ("tag", "money/rent", 3),
        ("analyst", "B. Reader", 2),
        ("status", "anchored", 6),
        ("document", MINUTES, 3),
        ("grade", "B", 2),
        ("made", "2026-11", 6),
        ("dated", "2019-03", 3),
        ("dated", "2019-06", 2),
    ],
)
async def test_a_filter_is_put_on_and_taken_off(
    project: FakeProject, sort: Sort, value: str, left: int
) -> None:
    for note, grade in zip(project.notes.all(), ("B2", "B", "", "A1", "6"), strict=False):  # type: ignore[attr-defined]
        project.notes.grade(note.id, Grade.parse(grade))  # type: ignore[attr-defined]
    async with running(project) as run:
        page = await filtered(run, sort, value)
        assert len(listed(run)) == left
        assert f"{left} of 6 notes" in run.shown("#reading")
        await run.press("enter")
        assert len(listed(run)) == 6
        assert not page.memory.filters


async def test_tags_that_go_together_with_the_chosen_one_are_counted(project: FakeProject) -> None:
    async with running(project) as run:
        await filtered(run, "tag", "money/rent")
        assert "Together with it" in run.shown("#side")
        await filtered(run, "also", "tender/waived")
        assert listed(run) == ["that the ber"]
        await filtered(run, "tag", "tender/withheld")
        assert listed(run) == ["two other fi"]


@covers("evidence.all_notes")
async def test_x_takes_every_filter_away(project: FakeProject) -> None:
    async with running(project) as run:
        await filtered(run, "tag", "money/rent")
        await run.press("slash", *"zzz", "escape", "x")
        assert len(listed(run)) == 6
        assert run.shown("#reading").strip() == "all notes"


@covers("evidence.sort")
async def test_s_changes_the_order(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        assert listed(run)[0] == "He proposed "
        await run.press("s")
        assert "latest first" in run.shown("#page-head")
        assert listed(run)[0] == "The clerk re"
        await run.press("s")
        assert listed(run)[0] == "a berth of t"
        await run.press("s")
        assert "by date, oldest first" in run.shown("#page-head")


# -- to the passage, and changes


@covers("evidence.choose")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_enter_opens_the_passage_and_esc_comes_back_to_the_note(
    project: FakeProject, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        await filtered(run, "tag", "money/rent")
        await run.press("escape", "j", "j", "enter")
        assert run.app.screen is run.screen
        assert run.screen.document is not None
        assert run.screen.document.id == LETTER
        assert run.screen.document.text[run.screen.page.cursor :].startswith("a berth of that")
        assert "esc goes back to the evidence." in run.status
        await run.press("v", "l", "escape")
        assert run.app.screen is run.screen
        await run.press("escape")
        page = await opened(run)
        assert len(listed(run)) == 3
        assert "note 3 of 3" in run.status
        await run.press("escape", "escape")
        assert run.app.screen is run.screen
        assert page.memory.filters.tag == "money/rent"


async def test_esc_goes_back_to_no_page_once_another_document_was_opened(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("enter")
        await run.open(PRESS)
        await run.press("escape")
        assert run.app.screen is run.screen


@covers("evidence.edit_note")
async def test_e_edits_the_note_from_the_page(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("j", "e", *" Twice.", "escape")
        (changed,) = (one for one in project.notes.all() if "Twice" in one.note)  # type: ignore[attr-defined]
        assert changed.note == "Compare with the January letters in Corvane’s file. Twice."
        assert "Edited the note on ¶\u00a0" in run.status
        assert "Twice." in run.shown("#rows")
        assert "note 2 of 6" in run.status


async def test_what_the_disk_refused_comes_back_into_the_editor(
    project: FakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*anything: object) -> None:
        raise WorkbenchError("The disk is full.")

    async with running(project) as run:
        await opened(run)
        with monkeypatch.context() as patched:
            patched.setattr(project.history, "apply", full)
            await run.press("j", "e", *" Twice.", "escape")
            assert "The disk is full. e brings back what you wrote." in run.status
        await run.press("e")
        assert "Twice." in run.app.screen.query_one("#note").text  # type: ignore[attr-defined]


@covers("evidence.tag")
async def test_t_gives_the_note_more_tags(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened(run)
        await run.press("j", "t")
        assert "two other firms" in run.shown("#head")
        await run.press(*"money/rent", "enter")
        assert page.note is not None
        assert page.note.tags == ("tender/withheld", "money/rent")
        assert "Tagged ¶\u00a04 with money/rent." in run.status
        assert "note 2 of 6" in run.status
        await run.press("t", *"money/rent", "enter")
        assert "The note had that already." in run.status


@covers("evidence.copy_citation")
async def test_y_copies_the_passage_with_its_citation_and_its_own_grade(
    project: FakeProject,
) -> None:
    notes = project.notes
    whole = project.library.document(MINUTES)
    notes.add(whole, None, Grade("C", "5").tags)  # type: ignore[arg-type]
    async with running(project) as run:
        page = await opened(run)
        await run.press("W", "b", "enter")
        assert page.note is not None
        await run.press("y")
        copied = project.clipboard_used.copied[-1]
        assert copied.startswith(f"“{page.note.exact}”")
        assert copied.endswith("[B5: usually reliable source, improbable]")
        assert "with their citation and grade." in run.status


async def test_a_lost_passage_is_not_copied(project: FakeProject) -> None:
    letter = project.library.document(LETTER)
    others = [project.library.document(one) for one in (MINUTES, PRESS)]
    project.library = FakeLibrary([*others, rewritten(letter, "Nothing of it is left.")])
    async with running(project) as run:
        await filtered(run, "document", LETTER)
        await run.press("escape", "y")
        assert "not in the text any more; nothing is copied." in run.status
        assert project.clipboard_used.copied == []


@covers("evidence.export")
async def test_x_writes_the_notes_that_are_shown_and_says_what_was_left_out(
    project: FakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence-halvern-file.csv").write_text("theirs")
    async with running(project) as run:
        await filtered(run, "tag", "money/rent")
        await run.press("X")
        assert "Export the notes that are shown" in run.shown("#head")
        csv_row = run.app.screen.query_one(LineList)
        csv_row.move_to(csv_row.listing.find("csv"))
        await run.press("enter", "enter")
        written = tmp_path / "evidence-halvern-file-2.csv"
        assert "Wrote evidence-halvern-file-2.csv: 3 passages, none left out." in run.status
        assert any("the codebook: a table" in one.text for one in run.screen.status.history)
        rows = list(csv.DictReader(written.read_text("utf-8-sig").splitlines()))
        assert len(rows) == 3
        assert all("money/rent" in row["tags"] for row in rows)
        await run.press("X", "j", "j", "enter")
        prompt = run.app.screen.query_one("#prompt", Input)
        prompt.value = str(tmp_path / "evidence-halvern-file.csv")
        await run.press("enter")
        assert "evidence-halvern-file.csv is there already." in run.shown("#said")
        prompt.value = str(tmp_path / "no" / "folder.csv")
        await run.press("enter")
        assert "There is no such folder." in run.shown("#said")
        await run.press("escape")
        assert (tmp_path / "evidence-halvern-file.csv").read_text() == "theirs"


@given(st.lists(st.dates().map(str) | st.sampled_from(["", "2019", "2019-03"])), st.data())
def test_dates_are_counted_by_year_and_the_opened_ones_in_their_parts(
    dates: list[str], data: st.DataObject
) -> None:
    opened = data.draw(st.sampled_from(["", *(date[:4] for date in dates)]))
    counted = periods(dates, opened)
    assert sum(n for one, n in counted.items() if len(one) == 4) == sum(map(bool, dates))
    assert list(counted) == sorted(counted)
    for period, number in counted.items():
        assert number == sum(date.startswith(period) for date in dates)


@covers("evidence.delete_note")
async def test_d_deletes_the_note_and_the_next_is_under_the_cursor(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened(run)
        await run.press("j", "d")
        assert len(listed(run)) == 5
        assert "Deleted the note on ¶\u00a0" in run.status
        assert "u restores it." in run.status
        note: Annotation | None = page.note
        assert note is not None
        assert note.exact.startswith("that the berth")
        await run.press("u")
        assert len(listed(run)) == 6


async def test_the_keys_move_in_the_list_that_has_the_focus(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened(run)
        await run.press("tab", "G")
        assert isinstance(page.focused, LineList)
        assert page.rows.cursor == 0
        assert page.side.key == FacetKey("document", LETTER)


@covers("evidence.follow")
async def test_l_follows_the_links_of_a_note(project: FakeProject) -> None:
    first, second, *_ = project.notes.all()
    project.notes.link(first.id, [Link("note", second.id)])  # type: ignore[attr-defined]
    async with running(project) as run:
        page = await opened(run)
        ids = [note.id for note in page.shown]
        page.rows.move_to(2 * ids.index(first.id))
        await run.press("l")
        assert page.note is not None
        assert page.note.id == second.id
        project.notes.link(second.id, [Link("document", LETTER), Link("page", "https://x.y/")])  # type: ignore[attr-defined]
        page.load()
        await run.settle()
        await run.press("l")
        assert isinstance(run.app.screen, LinkChoice)
        await run.press("enter")
        await run.until(lambda: run.app.screen is run.screen)
        await run.until(lambda: run.screen.document is not None)
        assert run.screen.document is not None
        assert run.screen.document.id == LETTER
        await run.press("escape")
        assert isinstance(run.app.screen, NotesPage)


async def test_a_note_without_links_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("l")
        assert "The note has no links." in run.status
