"""Correcting a source: citations, lists and searches follow, and undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.conftest import Workbench
from workbench.indexing import index
from workbench.project import Project
from workbench.spans import Span
from workbench.store.records import load

MEMO = "quay/memo.md"


def totals(project: Project, *queries: str) -> list[int]:
    return [project.search.search(query).total for query in queries]


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    with closing(Project.open(folder)) as project:
        index(project)
        yield project


def test_lists_searches_and_citations_follow_the_analysts_word(project: Project) -> None:
    info = project.library.find(MEMO)
    before = info.metadata
    project.sources.overrule(
        info,
        {
            "title": "The memorandum",
            "issued": {"date-parts": [[1999, 12]]},
            "author": [{"family": "Ward", "given": "Anna"}],
            "container-title": "Meridian Weekly",
        },
    )
    after = project.library.info(info.id).metadata
    assert (after.title, after.date, after.authors, after.source) == (
        "The memorandum", "1999-12", ("Anna Ward",), "Meridian Weekly",
    )  # fmt: skip
    assert project.library.as_read(info.id).metadata == before
    assert [one.metadata for one in project.library.documents() if one.id == info.id] == [after]
    asked = ("title:memorandum", "date:1999", "author:ward", "source:weekly")
    assert totals(project, *asked) == [1, 1, 1, 1]
    index(project)
    assert totals(project, *asked) == [1, 1, 1, 1]
    paper = project.library.document(info.id)
    cited = project.citations.cite_exactly(paper, Span(0, 20), "plain").citation
    assert "Anna Ward, “The memorandum,” Meridian Weekly, December 1999" in cited
    project.history.undo()
    assert totals(project, *asked) == [0, 0, 0, 0]
    index(project)
    assert totals(project, *asked) == [0, 0, 0, 0]
    assert project.library.info(info.id).metadata == before


def test_nothing_is_indexed_again_when_nothing_is_said_anew(project: Project) -> None:
    info = project.library.find(MEMO)
    project.sources.overrule(info, {"title": "Other"})
    index(project)
    known = project.cache / "revisions.json"
    stamp = known.stat().st_mtime_ns
    asked: list[int] = []
    project.search.update = lambda documents: asked.append(len(documents))  # type: ignore[method-assign]
    index(project)
    assert (asked, known.stat().st_mtime_ns) == ([], stamp)
    known.write_text("{broken")
    index(project)
    assert asked == [1], "a lost memory costs only the work"


def test_a_source_is_shown_set_and_reset_from_the_command_line(
    workbench: Workbench, folder: Path
) -> None:
    shown = workbench("source", MEMO, "--json").json
    assert shown["overruled"] == []
    assert shown["item"] == shown["read"]
    changed = workbench(
        "source", MEMO, "--set", "date=March 1999", "--set", "author=Ward, Anna", "--set", "URL=",
        "--json",
    ).json  # fmt: skip
    assert changed["overruled"] == ["URL", "author", "issued"]
    assert changed["item"]["issued"] == {"date-parts": [[1999, 3]]}
    assert changed["read"] == shown["read"]
    assert "1999" in changed["reference"]
    assert workbench("search", "date:1999 author:ward", "--json").json["total"] == 1
    told = workbench("source", MEMO, "--reset", "issued", "--reset", "authors").out
    assert told.startswith("Took back the authors and the date of ")
    [record] = (folder / ".workbench" / "sources").glob("*.json")
    assert load(record)["URL"] == ""
    assert workbench("search", "date:1999", "--json").json["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "date"], "FIELD=VALUE"),
        (["--set", "isbn=1"], "no field isbn"),
        (["--set", "date=2008-02-31"], "A date is"),
        (["--reset", "colour"], "no field colour"),
    ],
)
def test_what_cannot_be_set_changes_nothing(
    workbench: Workbench, folder: Path, arguments: list[str], said: str
) -> None:
    ran = workbench("source", MEMO, *arguments, "--json")
    assert ran.code == 2
    assert said in ran.json["error"]
    assert not (folder / ".workbench" / "sources").exists()
