"""What is imported when: a command must not pay for the terminal interface."""

from __future__ import annotations

import subprocess
import sys

import pytest


def imported_by(statement: str) -> set[str]:
    """Top-level packages in sys.modules after `statement`, in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    return set(result.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "module",
    ["workbench.project", "workbench.indexing", "workbench.commands.finding", "workbench.cli"],
)
def test_the_core_never_imports_the_interface(module: str) -> None:
    assert not imported_by(f"import {module}") & {"textual", "rich"}


def test_help_imports_neither_the_rooms_nor_the_interface() -> None:
    statement = """
from workbench.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
"""
    assert not imported_by(statement) & {"textual", "rich", "whoosh", "sqlite3", "msgspec"}


def test_the_interface_loads_search_and_catalogue_after_its_first_paint() -> None:
    loaded = imported_by("import workbench.tui.app")
    assert "textual" in loaded
    assert not loaded & {"whoosh", "sqlite3", "pypandoc", "charset_normalizer"}
