"""Fields, facets and orders use the analyst's word on sources at once, with an index that does not
know it; and what a facet counts is what its query finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.facets import facets_of
from workbench.indexing import index
from workbench.model import DocumentInfo
from workbench.project import Project
from workbench.revisions import Unindexed
from workbench.search.dates import whole
from workbench.tui.screens.narrowing import Narrowed

SOURCES = ["Courier", "Evening Courier", "courier", "Post & Co."]
AUTHORS = ["R. Ansel", "R. Ansel Jr", 'T. "Ti" Marrek']
DATES = ["2018", "2019-03", "2019-03-12", "2020-01-02"]
TITLES = ["Lease", "Lease signed", "The rent*", "Draft"]


def paper(number: int) -> str:
    said = {
        "title": TITLES[number % 4],
        "source": SOURCES[number % 3],
        "date": DATES[number % 4],
        "author": AUTHORS[number % 2],
    }
    lines = [f"{name}: {value}" for name, value in said.items() if number % 7]
    return "\n".join(["---", *lines, "---", "", f"The lease of berth {number} in Vennerby."])


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def project(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Project]:
    folder: Path = tmp_path_factory.mktemp("papers")
    for number in range(16):
        (folder / f"{number:02}.md").write_text(paper(number), encoding="utf-8")
    home = folder / ".workbench"
    home.mkdir()
    (home / "project.toml").write_text(f'engine = "{request.param}"\n', encoding="utf-8")
    with closing(Project.open(folder)) as project:
        index(project)
        yield project


def changes() -> st.SearchStrategy[dict[str, Any]]:
    issued = [{"date-parts": [[int(part) for part in date.split("-")]]} for date in DATES]
    return st.fixed_dictionaries(
        {},
        optional={
            "title": st.sampled_from(["", *TITLES]),
            "container-title": st.sampled_from(["", *SOURCES]),
            "issued": st.sampled_from(["", *issued]),
            "author": st.sampled_from([[], [{"literal": AUTHORS[2]}]]),
        },
    )


def overrule(project: Project, said: dict[int, dict[str, Any]]) -> None:
    """Let these be all that is said of sources, by the numbers of the documents."""
    for number, info in enumerate(project.library.documents()):
        names = {*project.sources.overruled(info), *said.get(number, {})}
        change = {name: said.get(number, {}).get(name) for name in names}
        if change:
            project.sources.overrule(project.library.as_read(info.id), change)


def found(project: Project, query: str) -> list[str]:
    results = project.search.search(query, limit=100)
    assert results.total == len(results.hits)
    return sorted(hit.document.id for hit in results.hits)


def by_date(info: DocumentInfo) -> tuple[str, str]:
    return (whole(info.metadata.date) or ("~",))[0], info.path


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.integers(0, 15), changes(), max_size=8))
def test_what_is_said_of_sources_counts_at_once(
    project: Project, said: dict[int, dict[str, Any]]
) -> None:
    overrule(project, said)
    infos = project.library.documents()
    for word in ("courier", "evening", "post"):
        having = [one.id for one in infos if word in one.metadata.source.lower()]
        assert found(project, f"source:{word}") == sorted(having)
    signed = [one.id for one in infos if "signed" in one.title.lower()]
    assert found(project, "lease title:sign*") == sorted(signed)
    assert found(project, "lease -title:signed") == sorted(
        one.id for one in infos if one.id not in signed
    )
    for word in ("signed", "draft", "rent", "vennerby"):
        having = [one.id for one in infos if word in one.metadata.title.lower()]
        every = [one.id for one in infos] if word == "vennerby" else having
        assert found(project, word) == found(project, f"{word[:-1]}*") == sorted(every)
        assert found(project, f"berth -{word}") == sorted({one.id for one in infos} - {*every})
        assert dict(project.search.terms(word, 5)).get(word, 0) == len(every)
    phrased = [one.id for one in infos if "lease signed" in one.metadata.title.lower()]
    assert found(project, '"lease signed"') == sorted(phrased)
    assert len(found(project, "text:lease")) == len(found(project, '"lease of berth"')) == 16
    dated = [one.id for one in infos if one.metadata.date.startswith("2019")]
    assert found(project, "date:2019") == sorted(dated)
    words = dict(project.search.terms("", 50, "title"))
    assert words.get("signed", 0) == len(signed)

    order = [one.id for one in sorted(infos, key=by_date)]
    for offset, limit in ((0, 100), (0, 5), (3, 4), (9, 100), (15, 3), (16, 3)):
        page = project.search.search("lease", limit, offset, sort="date")
        assert [hit.document.id for hit in page.hits] == order[offset : offset + limit]
        assert page.total == len(infos)
    assert sorted(project.library.dates(order)) == sorted(
        one.metadata.date for one in infos if one.metadata.date
    )


def test_a_corrected_source_counts_as_much_as_one_that_says_so_itself(project: Project) -> None:
    overrule(project, {4: {"title": "Lease signed"}, 6: {"title": "Breakwater"}})
    hits = project.search.search("title:signed OR vennerby", limit=100).hits
    scores = {hit.document.path: hit.score for hit in hits}
    assert scores["04.md"] == pytest.approx(scores["05.md"], rel=0.02)
    assert scores["04.md"] > scores["02.md"] > 0
    first = project.search.search("title:breakwater OR vennerby").hits[0]
    assert (first.document.path, first.score > scores["02.md"]) == ("06.md", True)
    [ranking] = project.search.explain("title:breakwater OR vennerby", [first.document.id]).rankings
    assert ranking.score == pytest.approx(first.score)
    assert all(share.score > 0 for share in ranking.shares), ranking
    overrule(project, {})


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.integers(0, 15), changes(), max_size=8))
def test_a_facet_counts_what_its_query_finds(
    project: Project, said: dict[int, dict[str, Any]]
) -> None:
    overrule(project, said)
    papers = [project.library.document(info.id) for info in project.library.documents()]
    if not project.notes.all():
        for number, tags in enumerate((["money"], ["money/rent"], ["old/money", "money"])):
            project.notes.add(papers[number], (0, 5), tags=tags)
        project.notes.add(papers[5], None, tags=["money"])
    for query in ("lease", "berth NOT 3", ""):
        for facet in facets_of(project, query).facets:
            for value, documents in facet.values:
                part = Narrowed(facet.field, value).part
                narrowed = project.search.narrowed(query, part)
                assert project.search.search(narrowed).total == documents, narrowed
    for field in ("source", "author"):
        for value, documents in project.library.values(field, "", 50):
            completed = project.search.complete(f"{field}:{value[:2]}", len(field) + 3)
            assert (value, documents) in [(one.label, one.count) for one in completed]


def test_the_next_run_of_the_indexing_takes_it_over(project: Project) -> None:
    overrule(project, {3: {"title": "Breakwater"}})
    assert set(Unindexed(project).documents()) == set(found(project, "title:breakwater"))
    index(project)
    assert not Unindexed(project).documents()
    assert len(found(project, "title:breakwater")) == 1
    overrule(project, {})
    assert len(Unindexed(project).documents()) == 1
    assert not found(project, "title:breakwater")


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("source:=Courier", {"Courier"}),
        ("source:=courier", {"courier"}),
        ('source:="EVENING COURIER"', {"Evening Courier"}),
        ("source:=Evening", set()),
        ('source:(="Evening Courier" OR =Courier)', {"Courier", "Evening Courier"}),
    ],
)
def test_a_whole_value_is_found_as_it_is_written_or_else_in_any_case(
    project: Project, query: str, values: set[str]
) -> None:
    overrule(project, {})
    infos = project.library.documents()
    assert found(project, query) == sorted(i.id for i in infos if i.metadata.source in values)


def test_without_a_word_on_sources_nothing_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(paper(1), encoding="utf-8")
    with closing(Project.open(tmp_path)) as project:
        index(project)
        assert found(project, "source:evening")
        facets_of(project, "source:evening")
        assert "sources" not in project.__dict__
