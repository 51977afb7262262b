"""The engines: a module or package for each, behind `workbench.search.engine.Engine`."""

from __future__ import annotations

from pathlib import Path

from workbench.model import WorkbenchError
from workbench.search.engine import Engine

ENGINES = ("whoosh",)


def open_engine(name: str, cache: Path) -> Engine:
    """The engine `name` on its own directory in `cache`. WorkbenchError where there is none."""
    if name == "whoosh":
        # Imported late: whoever only parses a query need not load an engine.
        from workbench.search.engines.whoosh import WhooshEngine

        return WhooshEngine(cache / "whoosh")
    raise WorkbenchError(f"There is no search engine {name}; there is {', '.join(ENGINES)}.")
