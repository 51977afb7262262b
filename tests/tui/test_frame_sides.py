"""Entities, tags and notes beside the text, and the work on passages."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.fakes import FakeProject
from tests.tui.frame import running
from workbench.model import Quotation
from workbench.spans import Span
from workbench.tui.widgets.entities import MoreKey
from workbench.tui.widgets.notes import NoteKey, TagKey

MINUTES = "minutes-2019-board-214-txt"
LETTER = "letters-corvane-marrek-txt"
QUOTED = "quotation:Marrek"


async def test_entities_of_the_open_document_stand_by_kind_with_counts(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        rows = run.rows("#entities")
        assert rows[1].split() == ["People", "7"]
        assert rows[2].split() == ["Lunde", "━━━━━", "3"]
        assert any(row.split()[:1] == ["Organisations"] for row in rows)
        assert "2 more" in run.shown("#entities")


async def test_enter_on_more_shows_more(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3", *["j"] * 5)
        assert run.screen.entities.lines.key == MoreKey("person")
        await run.press("enter")
        assert "more" not in run.shown("#entities")
        assert run.place == "entities"


async def test_enter_walks_the_mentions_of_an_entity_round(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3")
        text = run.screen.document.text  # type: ignore[union-attr]
        cursors = []
        for _ in range(4):
            await run.press("enter")
            cursors.append(run.screen.page.cursor)
            assert text.startswith("Lunde", run.screen.page.cursor)
        assert cursors[0] < cursors[1] < cursors[2]
        assert cursors[3] == cursors[0]
        assert "Mention 1 of 3 of Lunde." in run.status


async def test_the_whole_collection_can_be_walked_too(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(LETTER)
        await run.press("3", "s")
        assert "all documents" in run.shown("#entities-pane-head")
        await run.press("enter")
        await run.settle()
        assert run.screen.document is not None
        assert run.screen.document.id == MINUTES
        assert run.screen.document.text.startswith("Lunde", run.screen.page.cursor)


async def test_f_narrows_the_search_to_an_entity(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3", "f")
        assert run.screen.search_row.prompt.value == "person:=Lunde"
        assert run.place == "results"


async def test_tags_and_notes_stand_with_letters_counts_and_paragraphs(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        rows = run.rows("#notes")
        assert rows[1].split() == ["r", "money/rent", "1"]
        assert "≡ ¶\u00a04" in run.shown("#notes")
        assert "Compare with the January" in run.shown("#notes")


async def test_enter_goes_to_the_passage_of_a_note_or_a_tag(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4")
        assert run.screen.notes.lines.key == TagKey("money/rent")
        await run.press("enter")
        text = run.screen.document.text  # type: ignore[union-attr]
        assert text.startswith("He proposed a rent", run.screen.page.cursor)
        assert run.place == "document"


async def test_deleting_a_note_says_how_to_get_it_back_and_undo_does(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4", "j", "j")
        assert isinstance(run.screen.notes.lines.key, NoteKey)
        await run.press("d")
        assert "Deleted the note on ¶\u00a04. u restores it." in run.status
        assert "Compare" not in run.shown("#notes")
        await run.press("u")
        assert "Compare" in run.shown("#notes")


async def test_a_passage_that_is_gone_is_listed_as_such(project: FakeProject) -> None:
    for identity, one in project.notes.annotations.items():
        if one.note:
            project.notes.annotations[identity] = replace(one, span=Span(-1, -1))
    async with running(project) as run:
        await run.open(MINUTES)
        assert "passage not found" in run.shown("#notes")
        await run.press("4", "j", "j", "enter")
        assert "not in the text any more" in run.status


async def test_d_in_the_text_deletes_what_is_there(project: FakeProject) -> None:
    async with running(project) as run:
        text = project.library.document(MINUTES).text
        await run.open(MINUTES, text.index("41,000"))
        await run.press("d")
        assert "Deleted the tag money/rent on ¶\u00a03. u restores it." in run.status
        await run.press("g", "d")
        assert "No tag or note is here." in run.status


async def test_y_copies_the_passage_with_its_citation_and_says_what_became_of_it(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        text = project.library.document(MINUTES).text
        await run.open(MINUTES, text.index("The Harbour Master said"))
        await run.press("s", "y")
        assert "Copied 15 words with their citation. Verified in the clipboard." in run.status
        assert project.clipboard_used.copied[0].startswith("“The Harbour Master said")
        await run.press("Y")
        assert "Copied the reference." in run.status


async def test_markup_in_names_and_notes_is_shown_as_it_is(project: FakeProject) -> None:
    hostile = "[/nope] [@click=app.quit]x[/] \x1b[2J\u202e"
    minutes = project.library.document(MINUTES)
    project.codebook.ensure("[b]/[/nope]")
    project.notes.add(minutes, Span(0, 9), ("[b]/[/nope]",), hostile)
    async with running(project) as run:
        await run.open(MINUTES)
        shown = run.shown("#notes")
        assert "[/nope]" in shown
        assert "[@click=app.quit]x[/]" in " ".join(shown.split())
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def quoting(project: FakeProject, *words: str) -> list[Span]:
    """Words of the minutes become quotations of Marrek's, the last ones nobody's."""
    text = project.library.document(MINUTES).text
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in words]
    *of_marrek, last = (
        Quotation(MINUTES, *span, text[slice(*span)], "Marrek", "Marrek", "said", True, "the Press")
        for span in spans
    )
    project.entities.said = [*of_marrek, replace(last, speaker=None, entity=None, cue=None)]
    return spans


async def test_quotations_stand_by_speaker_after_the_dates_and_are_walked(
    project: FakeProject,
) -> None:
    first, second, _ = quoting(project, "no other party", "shown an interest", "two other firms")
    async with running(project) as run:
        await run.open(MINUTES)
        rows = [row.split() for row in run.rows("#entities")]
        at = rows.index(["Quotations", "2"])
        assert [row[:1] + row[-1:] for row in rows[at + 1 : at + 3]] == [
            ["Marrek", "2"],
            ["nobody", "1"],
        ]
        await run.press("3")
        run.screen.entities.lines.move_to(run.screen.entities.lines.listing.find(QUOTED))
        for span in (first, second, first):
            await run.press("enter")
            assert run.screen.page.selection == span
        assert "Quotation 1 of 2 of Marrek (said, via the Press)." in run.status
        await run.press("2", "right_curly_bracket")
        assert run.screen.page.passage == second
        await run.press("left_curly_bracket")
        assert run.screen.page.passage == first


async def test_a_search_is_narrowed_to_what_a_speaker_says(project: FakeProject) -> None:
    quoting(project, "no other party", "two other firms")
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3")
        run.screen.entities.lines.move_to(run.screen.entities.lines.listing.find(QUOTED))
        await run.press("f")
        assert run.screen.searching.query == "speaker:=Marrek"


async def test_a_speaker_is_walked_to_from_the_whole_collection(project: FakeProject) -> None:
    span, _ = quoting(project, "no other party", "two other firms")
    async with running(project) as run:
        await run.open(LETTER)
        await run.press("3", "s")
        await run.settle()
        run.screen.entities.lines.move_to(run.screen.entities.lines.listing.find(QUOTED))
        await run.press("enter")
        await run.settle()
        assert run.screen.document.id == MINUTES  # type: ignore[union-attr]
        assert run.screen.page.selection == span


async def test_the_last_entity_can_be_seen_where_there_are_more_than_fit(
    project: FakeProject,
) -> None:
    quoting(project, "no other party", "shown an interest", "two other firms")
    async with running(project, size=(140, 26)) as run:
        await run.open(MINUTES)
        await run.press("3", "G")
        assert "nobody named" in run.shown("#entities")
        pane = run.screen.entities
        assert pane.lines.region.bottom <= pane.region.bottom
        assert pane.lines.scroll_offset.y > 0
