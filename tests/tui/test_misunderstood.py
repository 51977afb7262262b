"""Keys do what whoever presses them means: a new query, a new tag, the citation that was chosen."""

from __future__ import annotations

import pytest

from tests.tui.fakes import FakeProject
from tests.tui.frame import running
from workbench.notes import Tag
from workbench.tui.screens.tagging import TagPicker


async def test_a_query_typed_after_another_takes_its_place(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", *"berth", "enter")
        await run.press("slash", *"lease")
        assert run.screen.searching.query == "lease"


async def test_a_query_can_be_gone_on_with(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", *"berth", "enter")
        await run.press("slash", "end", "space", *"lease")
        assert run.screen.searching.query == "berth lease"


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("del", "del"),
        ("corr", "corruption"),
        ("rent", "money/rent"),
        ("deal", "deal"),
        ("del2", "del2"),
        ("corruptions", "corruptions"),
        ("money/rents", "money/rents"),
        ("money", "money"),
    ],
)
async def test_enter_gives_no_tag_that_only_looks_like_what_is_typed(
    project: FakeProject, typed: str, given: str
) -> None:
    tags = [Tag(name, 1) for name in ("del", "money/rent", "corruption")]
    async with running(project) as run:
        chosen: list[tuple[str, ...] | None] = []
        run.app.push_screen(TagPicker("a passage", tags, {}), chosen.append)
        await run.pilot.pause()
        await run.press(*(key if key != "/" else "slash" for key in typed), "enter")
        assert chosen == [(given,)]


async def test_a_copy_in_another_style_than_the_chosen_one_says_so(project: FakeProject) -> None:
    project.settings.citation_style = "chicago-author-date"
    async with running(project) as run:
        await run.open("letters-corvane-marrek-txt")
        await run.press("Y")
        assert "Copied the reference, as plain text because pandoc gave no answer." in run.status
