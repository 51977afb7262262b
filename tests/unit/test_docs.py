"""The pages say what the program does: whatever can drift is compared with the code."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.library import Library
from workbench.library.identity import derived_id
from workbench.library.readers.text import read_text
from workbench.resources import corpus
from workbench.search import Search
from workbench.store.options import OPTIONS
from workbench.store.settings import Settings
from workbench.tui.keymap import keymap

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "docs" / "configuration.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
PACKAGE = re.compile(r"[A-Za-z0-9_.-]+")

# Written in pieces, so that this file does not hold them.
PRIVATE = re.compile(
    "|".join(
        (
            r"/(?:root|work" + r")/\w",
            r"\bpypi" + r"\.org",
            r"python" + r"hosted\.org",
            r"deb\.debian" + r"\.org",
            r"registry\.npm" + r"js",
        )
    )
)


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """The fragments that a page's headings answer to."""
    headings = HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def required_packages() -> set[str]:
    requirements = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    return {PACKAGE.match(requirement)[0] for requirement in requirements}  # type: ignore[index]


def table_below(page: Path, heading: str) -> list[list[str]]:
    """The cells of the table's rows below a heading."""
    section = page.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), f"{target}#{anchor}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    waiting, reached = [ROOT / "README.md"], set[Path]()
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = [target for target, _ in LINK.findall(page.read_text(encoding="utf-8"))]
        waiting += [(page.parent / target).resolve() for target in targets if target]
    assert set(PAGES) - reached == set()


def test_every_dependency_has_its_reason() -> None:
    page = ROOT / "docs" / "dependencies.md"
    rows = table_below(page, "Needed to run") + table_below(page, "Needed to develop")
    named = {name for row in rows for name in CODE.findall(row[0])}
    assert named == required_packages()


def test_every_file_of_data_has_its_origin() -> None:
    rows = table_below(ROOT / "docs" / "dependencies.md", "Data")
    named = {name for row in rows for name in re.findall(r"`([\w.]+\.\w+)`", row[0])}
    shipped = {
        path.name
        for path in (ROOT / "workbench").rglob("*.*")
        if path.is_file() and path.suffix not in (".py", ".pyc", ".typed")
    }
    assert named == shipped
    assert {"LICENSE", "NOTICE"} <= set(PROJECT["license-files"])


def test_every_setting_is_described_with_its_default_its_file_and_its_choices() -> None:
    rows = {row[0].strip("`"): row for row in table_below(CONFIGURATION, "Settings")}
    assert list(rows) == list(OPTIONS)
    for key, option in OPTIONS.items():
        _, default, where, meaning = rows[key]
        assert where == ("yours" if option.only_of_user else "both"), key
        assert (default == f"`{json.dumps(option.default)}`") == bool(option.default), key
        if len(option.choices) > 1:
            assert all(f"`{choice}`" in meaning for choice in option.choices), key


def test_the_examples_of_the_configuration_are_taken_without_a_complaint(tmp_path: Path) -> None:
    blocks = [block["text"] for block in FENCED.finditer(CONFIGURATION.read_text(encoding="utf-8"))]
    assert len(blocks) == 3
    for block in blocks:
        of_user = "project.toml" not in block
        path = tmp_path / ("config.toml" if of_user else "project.toml")
        path.write_text(block, encoding="utf-8")
        settings = Settings(tmp_path, tmp_path / "config.toml")
        assert settings.problems == []
        assert keymap(settings.keys).problems == ()


def test_the_example_of_an_annotation_marks_what_it_says() -> None:
    page = (ROOT / "docs" / "project.md").read_text(encoding="utf-8")
    [example] = [json.loads(b["text"]) for b in FENCED.finditer(page) if b["language"] == "json"]
    position, quote = example["target"]["selector"]
    path = b"harbour/ledger-berth-9.txt"
    [reading] = read_text((corpus() / path.decode()).read_bytes())
    before, after = reading.text[: position["start"]], reading.text[position["end"] :]
    assert example["target"]["source"] == f"urn:workbench:{derived_id(path, '')}"
    assert reading.text[position["start"] : position["end"]] == quote["exact"]
    assert before.endswith(quote["prefix"])
    assert after.startswith(quote["suffix"])


@pytest.fixture(scope="module")
def search_of_the_sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    home = tmp_path_factory.mktemp("project")
    library = Library(corpus(), home, home / "cache")
    for file in library.plan().to_read:
        library.record(library.read(file))
    library.commit()
    search = Search(home / "cache", library, {})
    search.update([library.document(info.id) for info in library.documents()])
    search.commit()
    yield search
    search.close()
    library.close()


def queries() -> list[str]:
    """The queries that the pages propose, but for those that other rooms answer."""
    elsewhere = ("person:", "place:", "speaker:", "tag:", "saved:")
    cells = [row[0] for row in table_below(ROOT / "README.md", "Asking")]
    sample = (ROOT / "docs" / "sample.md").read_text(encoding="utf-8").splitlines()
    proposed = CODE.findall("\n".join(cells + [line for line in sample if line.startswith("- ")]))
    return [query for query in proposed if not query.startswith(elsewhere)]


@pytest.mark.parametrize("query", queries())
def test_what_the_pages_propose_to_ask_the_sample_has_an_answer(
    query: str, search_of_the_sample: Search
) -> None:
    found = search_of_the_sample.search(query)
    assert found.total > 0
    assert found.notices == ()


def test_the_readme_names_the_command_that_is_run_for_every_commit() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Test\n")[2]
    [command, *_] = [block["text"].strip() for block in FENCED.finditer(section)]
    assert "\n" not in command
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert command in [line.strip() for line in lines]


def test_no_file_names_a_private_place() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    found = {
        page_id(file): match[0]
        for file in files
        if file.is_file()
        if (match := PRIVATE.search(file.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}
