"""Every example of the page on searching is run, and every limit it names is the real one."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from search_builders import document, indexed

from workbench.indexing import index
from workbench.notes.grades import Grade
from workbench.project import Project
from workbench.search import Search, parser, resolving
from workbench.search.chunks import LONGEST_TERM
from workbench.search.interpret import interpreted
from workbench.search.leaves import MOST_SLOTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+) \| (.+) \|$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")


def rows(header: str) -> list[tuple[str, str]]:
    """The rows of all tables with this header, without the code marks of their first cells."""
    tables = PAGE.split(f"| {header} |\n|---|---|\n")[1:]
    found = [row for table in tables for row in ROW.findall(table.partition("\n\n")[0])]
    assert found
    return [(first.removeprefix("`").removesuffix("`"), second) for first, second in found]


@pytest.fixture(scope="module")
def example() -> Iterator[Search]:
    """The document whose particulars the page gives."""
    block = PAGE.partition("```yaml\n")[2].partition("```")[0]
    said = dict(line.split(": ", 1) for line in block.splitlines())
    described = document(
        "A pier.",
        path="wire/2008/bases.md",
        kind="markdown",
        title=said["title"],
        source=said["source"],
        authors=(said["author"],),
        date=said["date"],
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(indexed(Path(folder), [described])) as search,
    ):
        yield search


@pytest.mark.parametrize(("query", "shown"), rows("query | text"))
def test_an_example_marks_what_the_page_says(tmp_path: Path, query: str, shown: str) -> None:
    text, expected = "", []
    for place, piece in enumerate(BOLD.split(shown)):
        if place % 2:
            expected.append((len(text), len(text) + len(piece)))
        text += piece
    with closing(indexed(tmp_path, [document(text)])) as search:
        results = search.search(query)
    assert [tuple(span) for hit in results.hits for span in hit.spans] == expected
    assert results.total == (bool(expected) or query == "NOT lease")


@pytest.mark.parametrize(("query", "answers"), rows("query | answers"))
def test_an_example_answers_as_the_page_says(example: Search, query: str, answers: str) -> None:
    assert example.search(query).total == {"yes": 1, "no": 0}[answers]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with one document, in which a passage has the grade B2."""
    folder = tmp_path_factory.mktemp("graded")
    (folder / "wire.txt").write_text("Russia will keep 7,600 troops.", encoding="utf-8")
    project = Project.open(folder)
    index(project)
    paper = project.library.document(project.library.find("wire.txt").id)
    project.notes.add(paper, (0, 6), Grade("B", "2").tags)
    yield project
    project.close()


@pytest.mark.parametrize(("query", "answers"), rows("query | a passage graded B2"))
def test_a_grade_is_found_as_the_page_says(graded: Project, query: str, answers: str) -> None:
    results = graded.search.search(query)
    spans = [tuple(span) for hit in results.hits for span in hit.spans]
    assert spans == {"yes": [(0, 6)], "no": []}[answers]


@pytest.mark.parametrize(("query", "shown"), rows("query | quoted"))
def test_what_a_speaker_says_is_marked_as_the_page_shows(
    tmp_path: Path, query: str, shown: str
) -> None:
    pieces = BOLD.split(shown)
    spans = [
        (len("".join(pieces[:place])), len("".join(pieces[: place + 1])))
        for place in range(1, len(pieces), 2)
    ]
    (tmp_path / "wire.txt").write_text("".join(pieces), encoding="utf-8")
    project = Project.open(tmp_path)
    index(project)
    with closing(project):
        [hit] = project.search.search(query).hits
        assert [tuple(span) for span in hit.spans] == spans


@pytest.mark.parametrize(("typed", "read"), rows("typed | read as"))
def test_a_query_is_read_as_the_page_says(typed: str, read: str) -> None:
    reading = parser.parse(typed)
    assert interpreted(reading.tree) == read.strip("`")
    assert reading.notices == ()


@pytest.mark.parametrize(("typed", "said"), rows("typed | said"))
def test_what_is_not_taken_as_typed_is_said_as_the_page_says(typed: str, said: str) -> None:
    assert parser.parse(typed).notices == (said,)


def test_every_field_is_on_the_page(tmp_path: Path) -> None:
    named = {name for cell, _ in rows("field | asks") for name in re.findall(r"(\w+):", cell)}
    project = Project(tmp_path, tmp_path / ".workbench")
    with closing(project.search) as search:
        assert named == {*parser.OWN_FIELDS, *search._preparing.known_fields}


def test_the_limits_are_those_of_the_program() -> None:
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\b\d[\d,]*\b", PAGE)}
    assert {parser.LONGEST_QUERY, parser.MOST_LEAVES, MOST_SLOTS, LONGEST_TERM} <= numbers
    assert f"more than {resolving.MOST_WORDS} words" in PAGE
