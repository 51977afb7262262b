"""The results on a collection that is really indexed: narrowed, by passage, copies folded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.frame import Running, running
from workbench.facets import Facet, facets_of
from workbench.indexing import index
from workbench.model import Hit, Passage
from workbench.project import Project
from workbench.spans import Span, Spans
from workbench.tui.screens.narrowing import Narrowed, Narrowing
from workbench.tui.text import document_name
from workbench.tui.widgets.resultrows import CopiesKey, PassageKey, Shape, results_listing

REPORT = "---\ntitle: {title}\ndate: {date}\nsource: {source}\n---\n\n{text}\n"
SIGNED = "The lease of the berth was signed in Vennerby."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, title, date, source, text in (
        ("a.md", "Signed", "2019-03-12", "Courier", SIGNED),
        ("b.md", "Signed again", "2019-03-13", "Evening Post", SIGNED.replace(" of ", "  of ")),
        ("c.md", "Unsigned", "2020-01-02", "Courier", "No lease has been seen.\n\nThe lease?"),
        ("d.md", "Rent", "2020-05-06", "", "The rent was low."),
    ):
        (folder / name).write_text(
            REPORT.format(title=title, date=date, source=source, text=text), encoding="utf-8"
        )
    with closing(Project.open(folder)) as project:
        index(project)
        yield project


def titles(run: Running) -> list[str]:
    return [row.strip() for row in run.rows("#results") if row.startswith("  ") and row.strip()]


def test_facets_count_all_documents_that_answer(project: Project) -> None:
    facets = facets_of(project, "lease")
    assert facets.documents == facets.named_in == 3
    by_field = {facet.field: facet.values for facet in facets.facets}
    assert by_field["source"] == (("Courier", 2), ("Evening Post", 1))
    assert by_field["date"] == (("2019", 2), ("2020", 1))
    assert by_field["kind"] == (("markdown", 3),)
    assert by_field["place"] == (("Vennerby", 2),)
    assert "tag" not in by_field


def test_without_a_query_they_count_the_collection(project: Project) -> None:
    facets = facets_of(project, " ")
    assert facets.documents == 4
    assert Facet("date", (("2019", 2), ("2020", 2))) in facets.facets


def test_tags_are_counted_by_document(project: Project) -> None:
    first, second, *_ = project.library.documents()
    for info in (first, first, second):
        project.notes.add(project.library.document(info.id), (0, 5), tags=["money"])
    assert Facet("tag", (("money", 2),)) in facets_of(project, "lease").facets


def test_where_nothing_answers_there_is_nothing_to_narrow(project: Project) -> None:
    assert facets_of(project, "brakwater").facets == ()


@pytest.mark.parametrize(
    ("query", "narrowed", "documents"),
    [
        ("lease", 'lease source:="Courier Ltd"', 0),
        ("lease OR rent", '(lease OR rent) source:="Courier Ltd"', 0),
        ("", 'source:="Courier Ltd"', 0),
    ],
)
def test_a_query_is_narrowed_as_a_whole(
    project: Project, query: str, narrowed: str, documents: int
) -> None:
    part = Narrowed("source", "Courier Ltd").part
    assert project.search.narrowed(query, part) == narrowed
    assert project.search.search(narrowed).total == documents


async def narrowing(run: Running) -> Narrowing:
    """What the documents with either word can be narrowed by, opened by its key."""
    await run.search("lease OR rent")
    await run.press("escape", "1", "f")
    assert isinstance(run.app.screen, Narrowing)
    return run.app.screen


@covers("results.narrow")
async def test_f_narrows_the_search_by_what_the_documents_have(project: Project) -> None:
    async with running(project) as run:
        await narrowing(run)
        assert "4 documents" in run.shown("#head")
        await run.press("j", "enter")
        assert run.screen.searching.query == '(lease OR rent) source:="Evening Post"'
        assert "1 passage in 1 document" in run.shown("#left-head")


async def test_tab_goes_from_group_to_group_of_what_the_documents_have(project: Project) -> None:
    async with running(project) as run:
        overlay = await narrowing(run)
        await run.press("j", "tab")
        assert overlay.choices.key == Narrowed("date", "2019")
        await run.press("shift+tab", "shift+tab")
        last = overlay.choices.key
        assert isinstance(last, Narrowed)
        assert last.field not in ("source", "date")
        await run.press("tab")
        assert overlay.choices.key == Narrowed("source", "Courier")


async def test_another_order_keeps_the_passage_that_one_had_chosen(project: Project) -> None:
    async with running(project) as run:
        await run.search("lease OR rent")
        await run.press("escape", "1", "j", "j")
        results = run.screen.results
        chosen = results.hit(results.lines.key)
        assert chosen is not None
        for _order in ("date", "path", "relevance"):
            await run.press("s")
            now = results.hit(results.lines.key)
            assert now is not None
            assert (now[0].document.id, now[1]) == (chosen[0].document.id, chosen[1])
        await run.press("g", "s")
        first = results.hit(results.lines.key)
        assert first is not None
        assert first[0] is run.screen.searching.hits[0], "from the best to the first by date"


def test_of_a_path_that_stands_for_a_title_the_end_is_seen(project: Project) -> None:
    titled = replace(project.library.documents()[0], path="wire/2019/letter-of-edda-lunde.txt")
    untitled = replace(titled, metadata=replace(titled.metadata, title=""))
    assert document_name(untitled, 16) == "…-edda-lunde.txt"
    assert document_name(titled, 16) == "Signed"
    assert document_name(titled, 4) == "Sig…"


def test_a_row_of_a_table_that_fits_takes_one_row(project: Project) -> None:
    text = f"| Gudauta{' ' * 40}| nothing |"
    passage = Passage(0, len(text), text, (Span(2, 9),), 1)
    hit = Hit(project.library.documents()[0], 1.0, Spans([(2, 9)]), (passage,))
    listing, _ = results_listing([hit], 40, lambda: None, Shape())
    [line] = listing[1].lines
    assert "".join(run.text for run in line.runs).endswith("| Gudauta | nothing |")


async def test_what_only_a_title_has_is_marked_there(project: Project) -> None:
    async with running(project) as run:
        await run.search("signed")
        assert "2 passages in 2 documents" in run.shown("#left-head")
        await run.search("unsigned OR vennerby")
        assert "2 passages in 2 of 3 documents" in run.shown("#left-head")
        marked = [
            "".join(run.text for line in entry.lines for run in line.runs if run.role == "hit")
            for entry in run.screen.results.lines.listing
            if any("signed" in run.text.lower() for line in entry.lines for run in line.runs)
        ]
        assert "Unsigned" in marked
        await run.search("unsigned")
        assert "1 document" in run.shown("#left-head")
        assert "passage" not in run.shown("#left-head")


async def test_what_nobody_answers_cannot_be_narrowed(project: Project) -> None:
    async with running(project) as run:
        await run.search("zzqqzz")
        await run.press("escape", "1", "f")
        assert run.app.screen is run.screen
        assert "There is nothing to narrow: no document answers." in run.status


async def test_x_leaves_out_what_the_documents_have(project: Project) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("escape", "1", "f", "x")
        assert run.screen.searching.query == "lease -source:=Courier"
        assert "in 1 document" in run.shown("#left-head")


async def test_a_document_printed_twice_is_folded_and_unfolded(project: Project) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("escape", "1")
        assert "4 passages in 3 documents" in run.shown("#left-head")
        assert not {"Signed", "Signed again"} <= {row.rstrip(" 1") for row in titles(run)}
        while not isinstance(run.screen.results.lines.key, CopiesKey):
            await run.press("j")
        assert "1 copy, folded" in run.shown("#results")
        await run.press("enter")
        assert {"Signed", "Signed again"} <= {row.rstrip(" 1") for row in titles(run)}
        assert isinstance(run.screen.results.lines.key, CopiesKey)
        await run.press("enter")
        assert "1 copy, folded" in run.shown("#results")


@covers("results.layout")
async def test_v_lists_passages_one_by_one_and_stays_on_the_passage(project: Project) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("escape", "1", "j")
        before = run.screen.results.lines.key
        await run.press("v")
        assert run.screen.results.lines.key == before
        assert isinstance(before, PassageKey)
        rows = run.rows("#results")
        assert sum("Unsigned" in row for row in rows) == 2
        assert rows[0].strip().startswith(("1", "3"))
        await run.press("v")
        assert sum("Unsigned" in row for row in run.rows("#results")) == 1


async def test_the_histogram_is_of_all_documents_that_answer(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        date = f"{2010 + number // 12}-{number % 12 + 1:02}-05"
        page = REPORT.format(title=f"No. {number}", date=date, source="Courier", text=SIGNED)
        (folder / f"{number:02}.md").write_text(page, encoding="utf-8")
    with closing(Project.open(folder)) as project:
        index(project)
        async with running(project) as run:
            await run.search("lease")
            assert len(run.screen.searching.hits) < 30
            await run.until(lambda: len(run.screen.results._dates) == 30)
            assert sorted(run.screen.results._dates)[-1] == "2012-06-05"
            axis = next(row for row in run.rows("#left-head") if "2010" in row)
            assert axis.split() == ["2010", "2011", "2012"]
