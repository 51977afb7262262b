"""What becomes of a defect in the program: a sentence for the analyst, a file for who mends it."""

from __future__ import annotations

from platformdirs import user_state_path

from workbench.library.safe import safe, safe_name
from workbench.store.files import write_atomic


def kept(traceback: str) -> str:
    """Keep the traceback in a file of the user's own; what to say about it."""
    report = user_state_path("workbench") / "last-defect.txt"
    sentence = "The workbench had to stop, by a defect of its own; what you did is saved."
    try:
        write_atomic(report, safe(traceback).encode())
    except OSError:
        return sentence
    return f"{sentence} Its details are in {safe_name(str(report))}."
