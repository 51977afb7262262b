"""The engines: a module or package for each, behind `workbench.search.engine.Engine`."""

from __future__ import annotations

from pathlib import Path

from workbench.model import WorkbenchError
from workbench.search.engine import Engine, Texts

ENGINES = ("whoosh", "tantivy")


def open_engine(name: str, cache: Path, texts: Texts) -> Engine:
    """The engine `name` on its own directory in `cache`. WorkbenchError where there is none.

    `texts` is where the documents that it is given are found again.
    """
    # Imported late: whoever only parses a query need not load an engine.
    if name == "whoosh":
        from workbench.search.engines.whoosh import WhooshEngine

        return WhooshEngine(cache / "whoosh")
    if name == "tantivy":
        from workbench.search.engines.tantivy import TantivyEngine

        return TantivyEngine(cache / "tantivy", texts)
    raise WorkbenchError(f"There is no search engine {name}; there is {', '.join(ENGINES)}.")
