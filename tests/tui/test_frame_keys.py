"""Keys, themes and the prompt."""

from __future__ import annotations

import re

import pytest
from textual.app import App, ComposeResult
from textual.theme import BUILTIN_THEMES

from tests.tui.fakes import FakeProject
from tests.tui.frame import running
from workbench import resources
from workbench.tui import themes
from workbench.tui.actions import ACTIONS, of_place
from workbench.tui.keymap import bindings, keymap, shown
from workbench.tui.widgets.prompt import Prompt, clean

# -- keys


def test_every_action_has_its_binding_with_its_id() -> None:
    ids = {binding.id for place in ("anywhere", "document") for binding in bindings(place)}
    assert {action.id for action in [*of_place("anywhere"), *of_place("document")]} == ids


def test_the_default_keys_do_not_clash() -> None:
    wanted = {action.id: action.keys for action in ACTIONS if action.keys}
    assert keymap(wanted).problems == ()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"document.tagg": ["t"]}, "There is no action document.tagg"),
        ({"document.tag": ["ctrl+i"]}, "ctrl+i is the same as tab in most terminals"),
        ({"document.tag": ["fnord"]}, "fnord is not the name of a key"),
        ({"document.tag": ["ctrl+shift+t"]}, "is not sent by most terminals"),
        ({"document.tag": [""]}, "is not the name of a key"),
        ({"document.tag": ["v"]}, "The key v of document.tag belongs to document.select"),
        ({"anywhere.search": ["s"]}, "belongs to document.select_sentence"),
    ],
)
def test_keys_that_cannot_be_are_told_and_left_out(wanted: dict[str, list[str]], said: str) -> None:
    keys = keymap(wanted)
    assert said in keys.problems[0]
    assert not keys.changed
    assert keys.keys["document.tag"] == ("t",)


def test_two_actions_can_swap_their_keys() -> None:
    keys = keymap({"document.tag": ["v"], "document.select": ["t"]})
    assert keys.problems == ()
    assert keys.changed == {"document.tag": "v", "document.select": "t"}


def test_keys_may_be_written_as_signs() -> None:
    assert keymap({"document.tag": ["#", "f6"]}).keys["document.tag"] == ("number_sign", "f6")
    assert [shown(key) for key in ("slash", "ctrl+p", "escape", "pagedown")] == [
        "/",
        "ctrl+p",
        "esc",
        "pgdn",
    ]


async def test_a_remapped_key_works_is_shown_and_frees_the_old_one(project: FakeProject) -> None:
    project.settings.keys = {"anywhere.search": ["f6"]}
    async with running(project) as run:
        assert run.rows("#footer")[0].startswith(" f6 search")
        await run.press("slash")
        assert not run.screen.typing
        await run.press("f6")
        assert run.screen.typing


async def test_an_action_without_a_key_can_be_given_one(project: FakeProject) -> None:
    project.settings.keys = {"anywhere.clear_search": ["f7"]}
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "f7")
        assert run.screen.search_row.prompt.value == ""


# -- themes


def roles_in_stylesheets() -> set[str]:
    texts = [path.read_text("utf-8") for path in resources.styles().glob("*.tcss")]
    return {role for text in texts for role in re.findall(r"\$([a-z0-9-]+)", text)}


def test_every_theme_has_every_role_that_the_stylesheets_name() -> None:
    for theme in themes.THEMES:
        assert roles_in_stylesheets() <= set(theme.variables), theme.name


def test_roles_are_derived_for_every_theme_of_textual() -> None:
    for theme in BUILTIN_THEMES.values():
        assert roles_in_stylesheets() <= set(themes.roles_of(theme)), theme.name


@pytest.mark.parametrize("name", [*(theme.name for theme in themes.THEMES), "nord", "ansi-light"])
async def test_the_screen_can_be_drawn_in_every_theme(project: FakeProject, name: str) -> None:
    project.settings.theme = name
    async with running(project) as run:
        assert run.app.theme == name
        await run.search("berth")
        await run.press("enter")
        assert "Letter, Corvane" in run.shown("#results")


def test_themes_go_round() -> None:
    assert themes.after(themes.DARK) == themes.LIGHT
    assert themes.after(themes.ANSI) == themes.DARK
    assert themes.after("nord") == themes.DARK
    assert themes.named("light") == themes.LIGHT
    assert themes.named("nord") == "nord"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", themes.THEMES[:2], ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: themes.Theme) -> None:
    roles = theme.variables
    for ground in ("bg", "paper", "chrome", "raised"):
        for ink in ("text", "strong", "muted", "faint", "accent", "warn", "error"):
            assert contrast(roles[ink], roles[ground]) >= 4.5, (ink, ground)
    for ink, ground in (("hit-fg", "hit-bg"), ("hitnow-fg", "hitnow-bg"), ("sel-fg", "sel-bg")):
        assert contrast(roles[ink], roles[ground]) >= 4.5
    for number in themes.TAGS:
        assert contrast(roles["text"], roles[f"tag{number}-bg"]) >= 7
        assert contrast(roles["on-accent"], roles[f"tag{number}"]) >= 4.5


# -- the prompt


def test_what_would_act_on_a_terminal_is_dropped() -> None:
    hostile = "a\x1b]52;c;eA==\x07b\x9b2Jc\u202ed\u2066e\udc80f\U000e0041g\ufffe"
    assert clean(hostile) == "a]52;c;eA==b2Jcdefg"
    assert clean("two\nlines\tand a tab") == "two lines and a tab"
    assert clean("café 漢字 👩‍🚀 a\u200db") == "café 漢字 👩‍🚀 a\u200db"


class OnePrompt(App[None]):
    def compose(self) -> ComposeResult:
        yield Prompt(id="prompt")


async def test_a_paste_is_cleaned_and_replaces_the_selection() -> None:
    from textual.events import Paste

    async with OnePrompt().run_test() as pilot:
        prompt = pilot.app.query_one(Prompt)
        prompt.value = "old"
        prompt.focus()
        await pilot.pause()
        prompt.select_all()
        prompt.post_message(Paste("first\x1b[2J\nsecond\u202e"))
        await pilot.pause()
        assert prompt.value == "first[2J second"
        prompt.value = "set\x9b"
        await pilot.pause()
        assert prompt.value == "set"
