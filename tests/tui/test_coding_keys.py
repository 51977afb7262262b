"""Coding by hand and in bulk: tagging again, moved ends, all hits, whole documents, links."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.widgets import Input

from tests.conftest import NOW
from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, at, furnished
from workbench.model import WorkbenchError
from workbench.notes import Annotation
from workbench.notes.links import Link, links_of
from workbench.spans import Span
from workbench.tui.document.nudging import Nudge, nudged
from workbench.tui.screens.bulkpreview import BulkPreview
from workbench.tui.screens.linkpicker import LinkPicker
from workbench.tui.screens.note_editor import NoteEditor
from workbench.tui.screens.tagging import TagPicker
from workbench.tui.widgets.notes import LinkKey, NoteKey


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def notes_of(project: FakeProject, document: str = MINUTES) -> list[Annotation]:
    return project.notes.of_document(document)  # type: ignore[return-value]


def on(project: FakeProject, words: str, document: str = MINUTES) -> Annotation:
    """The annotation on a passage that begins so."""
    return next(one for one in notes_of(project, document) if one.exact.startswith(words))


def steps(project: FakeProject) -> list[str]:
    return [step.words for step in project.history.steps()]  # type: ignore[attr-defined]


async def opened(run: Running, project: FakeProject, words: str, document: str = MINUTES) -> None:
    """The document with the cursor on words."""
    await run.open(document, at(project.library.document(document), words).start)


# -- the last tags again


@covers("document.tag_again")
async def test_r_tags_with_the_tags_that_were_chosen_last_also_after_a_restart(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await opened(run, project, "The clerk, J. Tamsin")
        await run.press("r")
        assert "No tags were chosen yet. t chooses some." in run.status
        assert run.app.screen is run.screen
        await run.press("t", *"link/fam", "enter")
        await run.press("J", "r")
        assert "Tagged ¶\u00a06 with link/family." in run.status
        await run.press("r")
        assert "¶\u00a06 had that already." in run.status
        await run.press("q")
    async with running(project) as run:
        await opened(run, project, "Pilotage")
        await run.press("v", "w", "r")
        assert on(project, "Pilotage").tags == ("link/family",)


async def test_r_makes_no_tag_that_was_renamed_or_deleted_since(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run, project, "The clerk, J. Tamsin")
        await run.press("t", *"new", "enter", "u", "r")
        assert "There is no tag new any more, so nothing was tagged." in run.status
        assert "new" not in project.codebook


# -- the ends of a note


@covers(
    "document.start_earlier", "document.start_later", "document.end_earlier", "document.end_later"
)
async def test_the_ends_of_the_note_at_the_cursor_move_by_words(project: FakeProject) -> None:
    project.history._clock = lambda: NOW  # type: ignore[attr-defined]
    async with running(project) as run:
        await opened(run, project, "two other firms")
        note = on(project, "two other firms")
        done = len(steps(project))
        await run.press("left_parenthesis")
        assert project.notes.get(note.id).exact.startswith("that two other firms")
        assert "Moved the start of the note on ¶\u00a04." in run.status
        await run.press("right_parenthesis", "right_parenthesis")
        # The cursor is not in it any more: it is still the note whose end is moved.
        assert project.notes.get(note.id).exact.startswith("other firms")
        await run.press("minus")
        assert project.notes.get(note.id).exact.endswith("berth in")
        assert "Moved the end of the note on ¶\u00a04." in run.status
        await run.press("plus", "plus")
        assert project.notes.get(note.id).exact.endswith("January. She")
        assert len(steps(project)) == done + 1
        moved = next(mark for mark in run.screen.page.marks.notes if "January" in mark.head)
        assert moved.span == project.notes.get(note.id).span
        await run.press("u")
        assert project.notes.get(note.id) == note
        await run.press("g", "g", "plus")
        assert "No tag or note is here." in run.status


async def test_a_note_keeps_a_word_and_stays_in_the_text(project: FakeProject) -> None:
    minutes = project.library.document(MINUTES)
    whole = project.notes.add(minutes, Span(0, len(minutes.text)), ("a",))
    word = project.notes.add(minutes, at(minutes, "Pilotage"), ("b",))
    async with running(project) as run:
        await opened(run, project, "Pilotage")
        for key in ("minus", "right_parenthesis"):
            await run.press(key)
            assert "Nothing would be left of the note." in run.status
        await run.press("g", "left_parenthesis")
        assert "No word stands before the note." in run.status
        await run.press("plus")
        assert "No word stands behind the note." in run.status
        assert project.notes.get(whole.id) == whole
        assert project.notes.get(word.id) == word


NUDGES: tuple[Nudge, ...] = ("start_earlier", "start_later", "end_earlier", "end_later")


@given(st.text(alphabet="ab .’-\u0301\n漢👩\u200d", min_size=1, max_size=30), st.data())
@example("Hello", None)
def test_a_moved_end_leaves_something_to_be_seen_in_the_text(
    text: str, data: st.DataObject | None
) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else len(text)
    for nudge in NUDGES:
        moved = nudged(text, Span(start, end), nudge)
        if moved is not None:
            assert 0 <= moved.start < moved.end <= len(text)
            grown = nudge in ("start_earlier", "end_later")
            assert (moved.end - moved.start > end - start) == grown
            assert (moved.start == start) != (moved.end == end)


# -- all hits, all mentions


@covers("results.tag_all")
async def test_t_in_the_results_tags_all_hits_after_a_look_at_them(project: FakeProject) -> None:
    before = len(project.notes.all())
    async with running(project) as run:
        await run.search("lease")
        await run.press("escape", "1", "t")
        assert isinstance(run.app.screen, TagPicker)
        assert "Tag all hits" in run.shown("#head")
        assert "“lease”" in run.shown("#head")
        await run.press(*"money/lease", "enter")
        assert isinstance(run.app.screen, BulkPreview)
        assert "4 passages in 3 documents" in run.shown("#counts")
        assert "Minutes of the 214th meeting" in run.shown("#choices")
        await run.press("enter")
        assert "Tagged 4 passages in 3 documents with money/lease." in run.status
        assert project.notes.counts()["money/lease"] == 4
        await run.press("t", *"money/lease", "enter")
        assert "4 tagged so already" in run.shown("#counts")
        assert run.shown("#choices").count(" tagged") == 4
        await run.press("enter")
        assert isinstance(run.app.screen, BulkPreview)
        await run.press("escape", "u")
        assert len(project.notes.all()) == before


async def test_the_unit_of_tagging_is_chosen_in_the_preview(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "t", *"berth", "tab", "enter")
        hits = run.shown("#counts")
        await run.press("tab")
        assert "▪ the sentence" in run.shown("#counts")
        await run.press("tab")
        paragraphs = run.shown("#counts")
        assert paragraphs.split()[0] < hits.split()[0]
        await run.press("h", "s", "enter")
        made = [one for one in project.notes.all() if "berth" in one.tags]
        assert all("berth" in one.exact.lower() and one.exact.endswith(".") for one in made[:-1])


@covers("entities.tag_all")
@pytest.mark.parametrize(("scope", "where"), [((), "document"), (("s",), "documents")])
async def test_t_in_the_entities_tags_the_mentions_of_what_is_listed(
    project: FakeProject, scope: tuple[str, ...], where: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3", *scope)
        lines = run.screen.entities.lines
        lines.move_to(lines.listing.find("Tamsin"))
        everywhere = project.entities.where("Tamsin")
        wanted = everywhere if scope else [one for one in everywhere if one[0] == MINUTES]
        await run.press("t", *"who", "enter", "enter")
        total = sum(count for _, count in wanted)
        assert f"Tagged {total} passages in {len(wanted)} document" in run.status
        made = [one for one in project.notes.all() if "who" in one.tags]
        assert [one.exact for one in made] == ["Tamsin"] * total
        assert {one.document for one in made} == {document for document, _ in wanted}


async def test_without_hits_there_is_nothing_to_tag(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("1", "t")
        assert "There are no hits to tag: no search yet. / searches." in run.status
        await run.search("zyzzyva")
        await run.press("escape", "1", "t", *"who", "enter")
        assert "There is no passage to tag." in run.shown("#counts")
        await run.press("enter", "escape")
        assert run.app.screen is run.screen
        assert "who" not in project.codebook


async def test_enter_waits_until_all_are_gathered_and_esc_stops(project: FakeProject) -> None:
    before = project.notes.all()
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "t", *"who")
        hold = project.search.hold["berth"] = Event()
        run.app.screen.action_enter()  # type: ignore[attr-defined]
        await run.until(lambda: isinstance(run.app.screen, BulkPreview))
        await run.until(lambda: "so far" in run.shown("#counts"))
        preview = run.app.screen
        assert isinstance(preview, BulkPreview)
        preview.action_enter()
        hold.set()
        await run.settle()
        assert "who" in project.notes.counts()
        await run.press("u", "t", *"who")
        hold.clear()
        run.app.screen.action_enter()  # type: ignore[attr-defined]
        await run.until(lambda: isinstance(run.app.screen, BulkPreview))
        run.app.screen.action_leave()  # type: ignore[attr-defined]
        hold.set()
        await run.settle()
        assert run.app.screen is run.screen
        assert project.notes.all() == before


async def test_what_the_disk_refuses_is_told_in_the_preview(project: FakeProject) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise WorkbenchError("Not saved: the disk is full.")

    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "t", *"who", "enter")
        project.notes.add_all = refuse  # type: ignore[attr-defined]
        await run.press("enter")
        assert "Not saved: the disk is full." in run.shown("#counts")
        await run.press("escape")
        assert run.app.screen is run.screen


# -- whole documents


@covers("document.note_document", "notes.note_document", "notes.edit_note")
async def test_a_note_on_the_whole_document_is_like_others(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run, project, "Pilotage")
        await run.press("D")
        assert isinstance(run.app.screen, NoteEditor)
        assert "Note on the whole document" in run.shown("#head")
        assert "Minutes of the 214th" in run.shown("#head")
        await run.press(*"A memo.", "escape")
        assert "Wrote a note on Minutes of the 214th" in run.status
        (memo,) = [one for one in notes_of(project) if one.whole]
        assert memo.note == "A memo."
        rows = [row.strip() for row in run.rows("#notes")]
        assert rows.index("≡ whole document") < rows.index("≡ ¶\u00a04")
        assert rows[rows.index("≡ whole document") + 1] == "A memo."
        await run.press("4")
        run.screen.notes.lines.move_to(run.screen.notes.lines.listing.find(NoteKey(memo.id)))
        await run.press("enter")
        assert (run.place, run.screen.page.cursor) == ("document", 0)
        await run.press("4", "D", *"More.", "escape")
        assert project.notes.get(memo.id).note == "A memo.More."
        await run.press("5")
        assert "The whole document" in run.shown("#rows")
        await run.press("escape", "4")
        run.screen.notes.lines.move_to(run.screen.notes.lines.listing.find(NoteKey(memo.id)))
        await run.press("d")
        assert not any(one.whole for one in notes_of(project))
        await run.press("u")
        assert project.notes.get(memo.id).note == "A memo.More."


async def test_without_a_document_there_is_none_to_note(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("4", "D")
        assert "No document is open." in run.status


# -- notes that overlap


async def test_the_status_names_the_tags_at_the_cursor_the_one_that_e_edits_first(
    project: FakeProject,
) -> None:
    minutes = project.library.document(MINUTES)
    project.notes.add(minutes, at(minutes, "a rent of 41,000 crowns"), ("doubt",), "Why?")
    async with running(project) as run:
        await opened(run, project, "41,000")
        assert "   doubt, money/rent" in run.status
        await run.press("e")
        assert run.app.screen.query_one("#tags", Input).value == "doubt"
        await run.press("escape", "d")
        assert "   money/rent" in run.status
        assert "doubt," not in run.status


# -- links


def key_of(run: Running, annotation: str, back: bool = False) -> LinkKey:
    listing = run.screen.notes.lines.listing
    keys = [listing[at].key for at in range(len(listing))]
    return next(
        key
        for key in keys
        if isinstance(key, LinkKey) and key.annotation == annotation and key.linked.back is back
    )


async def on_key(run: Running, key: object) -> None:
    await run.press("4")
    lines = run.screen.notes.lines
    lines.move_to(lines.listing.find(key))  # type: ignore[arg-type]
    assert lines.key == key


@covers("document.link", "notes.link")
async def test_a_note_leads_to_another_and_back(project: FakeProject) -> None:
    here, there = on(project, "two other firms"), on(project, "a berth of that", LETTER)
    async with running(project) as run:
        await opened(run, project, "two other firms")
        await run.press("L")
        assert isinstance(run.app.screen, LinkPicker)
        assert "two other firms" in run.shown("#head")
        await run.press(*"tariff 2017", "enter")
        assert links_of(project.notes.get(here.id)) == [Link("note", there.id)]
        assert "Linked ¶\u00a04 to “a berth of that" in run.status
        assert "→ “a berth of that" in run.shown("#notes")
        await on_key(run, key_of(run, here.id))
        await run.press("enter")
        assert run.screen.document is not None
        assert run.screen.document.id == LETTER
        assert run.screen.page.cursor == there.span.start if there.span else 0
        assert "← “two other firms" in run.shown("#notes")
        await on_key(run, key_of(run, there.id, back=True))
        await run.press("enter")
        assert run.screen.document.id == MINUTES
        await on_key(run, key_of(run, here.id))
        await run.press("d")
        assert project.notes.get(here.id).links == ()
        assert "Took the link to “a berth of that" in run.status
        await run.press("u")
        assert links_of(project.notes.get(here.id)) == [Link("note", there.id)]
        await on_key(run, NoteKey(here.id))
        await run.press("L", "enter")  # those that are there stand first
        assert project.notes.get(here.id).links == ()


async def test_links_to_entities_and_documents_are_followed(project: FakeProject) -> None:
    here = on(project, "two other firms")
    async with running(project) as run:
        await opened(run, project, "two other firms")
        await run.press("L", *"corvane", "enter")
        assert [link.kind for link in links_of(project.notes.get(here.id))] == ["entity"]
        await on_key(run, key_of(run, here.id))
        await run.press("enter")
        assert "Mention 1 of" in run.status
        await run.press("d", "2")
        project.notes.link(here.id, [Link("document", PRESS)])  # type: ignore[attr-defined]
        await run.open(PRESS)
        assert "← “two other firms" in run.shown("#notes")
        await on_key(run, key_of(run, "", back=True))
        await run.press("d")
        assert project.notes.get(here.id).links == ()


async def test_dead_links_and_pages_are_said_to_be_so(project: FakeProject) -> None:
    here = on(project, "two other firms")
    gone = on(project, "He proposed")
    links = [
        Link("note", gone.id),
        Link("document", "no-such"),
        Link("entity", "nobody"),
        Link("page", "https://example.org/"),
    ]
    project.notes.link(here.id, links)  # type: ignore[attr-defined]
    project.notes.delete(gone.id)
    said = (
        "There is no such note any more.",
        "There is no document",
        "No document names that any more.",
        "The link leads to https://example.org/, which is not fetched.",
    )
    async with running(project) as run:
        await run.open(MINUTES)
        shown = run.shown("#notes")
        assert all(f"→ a {kind} that is" in shown for kind in ("note", "document", "entity"))
        await run.press("5")
        page = run.shown("#rows")
        assert all(f"→ a {kind} that is" in page for kind in ("note", "document", "entity"))
        await run.press("escape")
        first = run.screen.notes.lines.listing.find(key_of(run, here.id))
        for step, sentence in enumerate(said):
            await run.press("4")
            run.screen.notes.lines.move_to(first + step)
            await run.press("enter")
            assert sentence in run.status


async def test_the_overlays_fit_a_small_window(project: FakeProject) -> None:
    async with running(project, NARROW) as run:
        await run.search("berth")
        await run.press("enter", "1", "t", *"who", "enter")
        assert "passages in 3 documents" in run.shown("#counts")
        assert "berth" in run.shown("#choices")
        assert "enter tag" in run.shown("#hints")
