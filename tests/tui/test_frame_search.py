"""From typing to reading: the search flow of the main screen."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from textual._compositor import Compositor

from tests.tui.fakes import FakeProject, FakeSearch
from tests.tui.frame import NARROW, running
from workbench.search import Results
from workbench.tui.messages import SearchAnswered
from workbench.tui.widgets.nohits import no_hits
from workbench.tui.widgets.resultrows import PassageKey

MINUTES = "minutes-2019-board-214-txt"
LETTER = "letters-corvane-marrek-txt"
PRESS = "press-courier-txt"


async def test_without_a_query_the_documents_are_listed_under_their_folders(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        rows = run.rows("#results")
        assert "4 documents" in run.shown("#left-head")
        assert "  letters" in rows
        assert any("Letter, Corvane to Marrek" in row for row in rows)
        assert any("29 Apr 2019  Authority file" in row for row in rows)


async def test_typing_shows_passages_and_how_the_query_was_read(project: FakeProject) -> None:
    async with running(project) as run:
        await run.pilot.press("slash", *"berth")
        await run.settle()
        assert "5 passages in 3 documents" in run.shown("#left-head")
        assert "berth" in run.shown("#reading")
        assert run.shown("#reading").endswith("4 ms")
        assert isinstance(run.screen.results.lines.key, PassageKey)


async def test_a_key_waits_for_nothing_and_only_the_last_question_is_painted(
    project: FakeProject,
) -> None:
    gate = Event()
    project.search.hold["berth"] = gate
    async with running(project) as run:
        prompt = run.screen.search_row.prompt
        await run.pilot.press("slash")
        prompt.value = "berth"
        await run.until(lambda: "berth" in project.search.asked)
        prompt.value = "lease"
        await run.until(lambda: run.screen.searching.results is not None)
        lease = run.screen.searching.results
        gate.set()
        await run.settle()
        assert lease is not None
        assert lease.query == "lease"
        assert run.screen.searching.results is lease


async def test_an_answer_is_not_painted_under_a_letter_that_came_before_it(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("lease")
        shown = run.shown("#reading")
        generation = run.screen.searching._generation
        late = replace(run.screen.searching.results, interpreted="late")
        run.screen.post_message(SearchAnswered(generation, 0, late))
        run.screen.search_row.prompt.value = "leased"  # nobody but the prompt knows it yet
        await run.pilot.pause(0)
        assert run.shown("#reading") in (shown, "   searching…")
        await run.settle()
        assert run.screen.searching.results.query == "leased"


async def test_a_letter_does_not_lay_out_the_screen(
    project: FakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(project) as run:
        await run.press("slash", *"ber")
        boxed = run.screen.completions.region
        laid_out = []
        reflow = Compositor.reflow
        monkeypatch.setattr(
            Compositor, "reflow", lambda *given: laid_out.append(given) or reflow(*given)
        )
        await run.press("t")
        assert run.screen.completions.region == boxed
        assert run.screen.searching.results.query == "bert"
        assert not laid_out


async def test_an_emptied_prompt_lists_what_was_listed_unless_something_became_of_it(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        listed = run.screen.searching.documents
        await run.search("berth")
        await run.search("")
        assert "4 documents" in run.shown("#left-head")
        assert run.screen.searching.documents is listed
        await run.search("berth")
        run.screen.searching.documents_changed(last=True)
        await run.search("")
        assert "4 documents" in run.shown("#left-head")
        assert run.screen.searching.documents is not listed


async def test_enter_in_the_prompt_opens_the_passage_under_the_cursor(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("down", "enter")
        assert run.screen.document is not None
        assert run.screen.document.id == MINUTES
        assert run.place == "document"
        assert run.screen.document.text[run.screen.page.cursor :].startswith("Berth 7")


async def test_enter_before_the_answer_waits_for_it(project: FakeProject) -> None:
    gate = Event()
    project.search.hold["lease"] = gate
    async with running(project) as run:
        await run.pilot.press("slash")
        run.screen.search_row.prompt.value = "lease"
        await run.until(lambda: "lease" in project.search.asked)
        await run.pilot.press("enter")
        assert run.screen.document is None
        gate.set()
        await run.settle()
        assert run.screen.document is not None
        assert run.screen.document.text[run.screen.page.cursor :].startswith("lease")


async def test_n_walks_on_into_the_next_document_and_shift_n_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("enter")
        seen = []
        for _ in range(4):
            document = run.screen.document
            assert document is not None
            seen.append((document.id, run.screen.page.cursor))
            await run.press("n")
        assert [one for one, _ in seen] == [LETTER, MINUTES, MINUTES, PRESS]
        assert "That was the last hit." in run.status
        for expected in reversed(seen[:-1]):
            await run.press("N")
            assert run.screen.document is not None
            assert (run.screen.document.id, run.screen.page.cursor) == expected


async def test_the_results_follow_the_hit_that_is_read(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("enter", "n")
        key = run.screen.results.lines.key
        assert isinstance(key, PassageKey)
        assert key.hit == 1
        assert "hit 1 of 2" in run.status


async def test_n_without_a_search_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("n")
        assert "no search yet" in run.status


async def test_nothing_found_says_which_word_is_missing_and_offers_a_way_on(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.search("brakwater lease")
        shown = run.shown("#results")
        assert "No passages" in run.shown("#left-head")
        assert "No document has the word" in shown
        assert "0 documents" in shown
        assert run.screen.document is not None, "the document stays"
        assert not len(run.screen.reading.hits), "its hits go"
        assert "enter searches for berth." in run.status
        await run.press("enter")
        assert run.screen.search_row.prompt.value == "berth"
        assert "passages" in run.shown("#left-head")
        assert "No passages" not in run.status


async def test_escape_leaves_the_prompt_for_where_one_was(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("1", "slash")
        assert run.screen.typing
        await run.press("escape")
        assert run.place == "results"
        await run.press("escape")
        assert run.place == "document"


async def test_sorting_goes_round_and_says_by_what(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1")
        orders = []
        for _ in range(3):
            await run.press("s")
            orders.append(run.rows("#left-head")[1].split()[-1])
        assert orders == ["date", "path", "relevance"]


async def test_back_and_forward_walk_the_places(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(LETTER)
        await run.open(MINUTES, 500)
        await run.press("alt+left")
        assert run.screen.document is not None
        assert run.screen.document.id == LETTER
        await run.press("alt+right")
        assert run.screen.document.id == MINUTES
        assert run.screen.page.cursor == 500
        await run.press("alt+right")
        assert "nothing to go forward to" in run.status


async def test_more_indexed_meanwhile_leaves_the_cursor_on_its_passage(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("down", "down")
        before = run.screen.results.lines.key
        run.screen.searching.documents_changed(last=True)
        await run.settle()
        assert run.screen.results.lines.key == before


async def test_an_unreadable_document_is_told_in_a_sentence(project: FakeProject) -> None:
    async with running(project) as run:
        run.screen.open_document("nowhere")
        await run.settle()
        assert "There is no document nowhere." in run.status
        await run.press("j")
        assert "nowhere" not in run.status


async def test_narrow_results_lie_over_the_text_which_does_not_reflow(
    project: FakeProject,
) -> None:
    async with running(project, NARROW) as run:
        await run.open(MINUTES)
        width = run.screen.page.size.width
        await run.search("berth")
        assert run.screen.results.display
        assert run.screen.page.size.width == width
        await run.press("enter")
        assert not run.screen.results.display
        assert run.rows("#title-row")[0].startswith(" Letter, Corvane to Marrek")


async def test_what_is_typed_after_enter_does_not_go_into_the_query(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.pilot.press("enter", "n", "h")
        await run.settle()
        assert run.screen.searching.query == "berth"
        assert run.place == "document"


def test_a_part_that_no_document_has_takes_the_room_of_its_bar() -> None:
    results = Results("berth source:=Northern", words=(("berth", 3), ("source:=Northern", 0)))
    rows = [line for entry in no_hits(results, "", 40) for line in entry.lines]
    words = [[run.text for run in (*row.runs, *row.right)] for row in rows if row.right]
    assert words[1] == ["source:=Northern", "0 documents"]
    assert len(words[0]) == 3


async def test_a_small_window_says_above_its_results_what_to_know_about_the_query(
    project: FakeProject,
) -> None:
    class Saying(FakeSearch):
        def search(self, *args: Any, **more: Any) -> Results:
            said = "No document has all 9 words: any of them will do, and the best come first."
            read = " OR ".join(["berth"] * 9)
            return replace(super().search(*args, **more), interpreted=read, notices=(said,))

    project.search = Saying(project.library)
    for size, shown in (NARROW, True), ((140, 42), False):
        async with running(project, size) as run:
            await run.search("berth")
            head = " ".join(run.shown("#left-head").split())
            assert ("No document has all 9 words: any of them will do" in head) is shown
            if not shown:  # how it was read is cut before what there is to know
                said = "No document has all 9 words: any of them will do, and the best come first."
                assert said in run.shown("#reading")
            await run.press("ctrl+u")
            await run.settle()
            assert "No document" not in run.shown("#left-head")


async def test_the_status_follows_a_list_that_grows_while_it_is_read(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1")
        before = run.status
        whole = project.search.search

        def fewer(query: str, *args: Any, **more: Any) -> Results:
            return replace(whole(query, *args, **more), total=77)

        project.search.search = fewer  # type: ignore[method-assign]
        run.screen.searching.documents_changed(last=True)
        await run.until(lambda: run.status != before)
        assert run.status.startswith(" document 1 of 77 ")


async def test_better_hits_that_are_indexed_meanwhile_come_under_the_cursor(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("berth")
        results = project.search.search("berth")
        pane = run.screen.results
        first = pane.lines.key
        pane.show_results(results, results.hits[::-1], "relevance", again=True)
        assert pane.lines.key == first
        assert pane.hit(first) == (results.hits[-1], pane.hit(first)[1])  # type: ignore[index]


async def test_a_cursor_that_was_moved_stays_on_its_passage_when_more_is_indexed(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "j")
        results = project.search.search("berth")
        pane = run.screen.results
        passage = pane._under_cursor()
        pane.show_results(results, results.hits[::-1], "relevance", again=True)
        assert pane._under_cursor() == passage
