"""The pages of keys and of commands say what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.generate_docs import DOCS, PAGES
from workbench.cli import COMMANDS
from workbench.tui.actions import ACTIONS


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    written = Path(DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run python tools/generate_docs.py"


def test_every_action_is_on_the_page_of_keys() -> None:
    page = PAGES["keys.md"]()
    assert [action.id for action in ACTIONS if f"`{action.id}`" not in page] == []


def test_every_command_is_on_the_page_of_commands() -> None:
    page = PAGES["commands.md"]()
    assert [name for name in COMMANDS if f"\n## {name}\n" not in page] == []
