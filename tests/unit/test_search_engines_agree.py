"""Every engine finds the same documents for the same query, and shows much the same ones first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from search_builders import Shelf, document

from workbench.model import Document
from workbench.resources import corpus
from workbench.search.engine import Asking, Engine
from workbench.search.engines import ENGINES, open_engine
from workbench.search.matcher import Matcher
from workbench.search.parser import parse
from workbench.search.resolving import resolve

PAGE = 20
QUERIES = 300
SENTENCES = 6
LEAST_OVERLAP = 0.8


def texts() -> list[str]:
    """The sample collection, cut into some three hundred documents of a few lines."""
    lines = [
        line
        for path in sorted(corpus().rglob("*"))
        if path.is_file()
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    choice = random.Random(2008)
    return ["\n".join(choice.sample(lines, choice.randint(2, SENTENCES))) for _ in range(300)]


def titled() -> list[tuple[str, str]]:
    """The texts, each with its first words as its title, or those of another one."""
    written = texts()
    return [
        (text, " ".join((text if n % 3 else written[n - 1]).split()[:6]))
        for n, text in enumerate(written)
    ]


DOCUMENTS: list[Document] = [
    document(
        text,
        f"doc-{n:03}",
        title=title,
        date=f"{2000 + n % 20}-{n % 12 + 1:02}",
        path=f"folder-{n % 7}/doc-{n * 37 % 300:03}.txt",
    )
    for n, (text, title) in enumerate(titled())
]


def queries() -> list[str]:
    """Queries of every kind with the words of the collection."""
    choice = random.Random(2009)
    made: dict[str, None] = {}
    while len(made) < QUERIES:
        words = [w.strip(".,:;()\"'*“”<>/=-") for w in choice.choice(DOCUMENTS).text.split()]
        words = [word for word in words if len(word) > 1 and word.isalpha()]
        if len(words) < 8:
            continue
        start = choice.randrange(len(words) - 5)
        one, two, three, four = words[start : start + 4]
        longest = max(one, two, three, four, key=len)
        made |= dict.fromkeys(
            choice.sample(
                [
                    *(one, longest, f"{one} {longest}", f"{one} OR {four}", f"{longest} -{one}"),
                    *(f'"{one} {two}"', f'"{one} {two} {three}"', f'"{one} * {three}"'),
                    *(f'"{three} {one}"~3', f'"{four} {one} {two}"~4', f'"{longest[:3]}* {one}"~2'),
                    *(f'"{one} {two[:2]}*"', f"{longest[:3]}*", f"*{longest[-3:]}", f"{longest}~"),
                    *(f"{longest[:2]}*{longest[-1]}", f"/{longest[:2]}.*/", f"title:{one}"),
                    *(f'title:"{one} {two}"', f"{longest} date:>2010", f"{one} path:folder-3"),
                    *(f"({one} OR {two}) {longest}^3", f"path:*{start}.txt", f"-{one} -{two}"),
                    *(f"stem:{longest}", f'stem:"{one} {two}"', f"stem:{one} -title:{four}"),
                    *(f"text:{one} {longest}", f'text:"{one} {two}"', f"{one} -text:{longest}"),
                ],
                4,
            )
        )
    return [*made][:QUERIES]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    cache = tmp_path_factory.mktemp("engines")
    engines = {name: open_engine(name, cache, Shelf(DOCUMENTS)) for name in ENGINES}
    for engine in engines.values():
        engine.update(DOCUMENTS)
        engine.commit()
    yield engines
    for engine in engines.values():
        engine.close()


def test_documents_totals_and_spans_are_the_same_for_every_engine(
    engines: dict[str, Engine],
) -> None:
    for query in queries():
        tree = parse(query).tree
        assert tree is not None
        answers = []
        for engine in engines.values():
            resolved = resolve(tree, Asking(engine), {}, {}).tree
            matcher = Matcher(resolved)
            page = engine.search(resolved, len(DOCUMENTS))
            found = {ranked.id for ranked in page.documents}
            spans = {each.id: list(matcher.spans(each)) for each in DOCUMENTS if each.id in found}
            answers.append((query, page.total, found, spans))
        assert all(answer == answers[0] for answer in answers)
        assert answers[0][2] == {each.id for each in DOCUMENTS if matcher.matches(each)}, query
        assert answers[0][1] == len(answers[0][2])


@pytest.mark.parametrize("sort", ["date", "path"])
def test_sorted_pages_are_the_same_for_every_engine(engines: dict[str, Engine], sort: str) -> None:
    for query in queries()[::7]:
        tree = parse(query).tree
        assert tree is not None
        pages = []
        for engine in engines.values():
            resolved = resolve(tree, Asking(engine), {}, {}).tree
            page = engine.search(resolved, PAGE, 3, sort=sort)  # type: ignore[arg-type]
            pages.append([ranked.id for ranked in page.documents])
        assert all(page == pages[0] for page in pages)


def test_first_pages_overlap(engines: dict[str, Engine]) -> None:
    overlaps = []
    for query in queries():
        tree = parse(query).tree
        assert tree is not None
        pages = []
        for engine in engines.values():
            page = engine.search(resolve(tree, Asking(engine), {}, {}).tree, PAGE)
            pages.append({ranked.id for ranked in page.documents})
        shared = set.intersection(*pages)
        overlaps.append(len(shared) / max(map(len, pages)) if any(pages) else 1.0)
    assert mean(overlaps) >= LEAST_OVERLAP
    assert sum(overlap >= LEAST_OVERLAP for overlap in overlaps) >= 0.8 * len(overlaps)


def test_the_index_folders_are_apart(tmp_path: Path) -> None:
    for name in ENGINES:
        engine = open_engine(name, tmp_path, Shelf())
        engine.update(DOCUMENTS[:2])
        engine.commit()
        engine.close()
    assert {path.name for path in tmp_path.iterdir()} == set(ENGINES)
