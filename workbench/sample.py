"""The sample collection, as a copy that the analyst may write notes on."""

from __future__ import annotations

import shutil
from pathlib import Path

from platformdirs import user_data_path

from workbench import resources
from workbench.model import WorkbenchError


def open_copy() -> Path:
    """Folder of this user's copy; missing documents are put back, nothing there is overwritten.

    Raises WorkbenchError when it cannot be written.
    """
    copy = user_data_path("workbench") / "sample"
    original = resources.corpus()
    try:
        for source in sorted(original.rglob("*")):
            target = copy / source.relative_to(original)
            if source.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            elif not target.exists():
                shutil.copyfile(source, target)
    except OSError as error:
        raise WorkbenchError(f"The sample cannot be copied to {copy}: {error.strerror}.") from error
    return copy
