"""The desktop's clipboard, through pyperclip in a process that can be killed.

pyperclip knows neither time limits nor exit codes, and lets the tools that it calls write on the
screen. So it runs apart, sets the clipboard, and reads it back.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from workbench.citations.programs import Run

_CHILD = Path(__file__).with_name("desktop_child.py")
_SECONDS = 4.0
_SECONDS_ON_WINDOWS = 10.0  # under WSL the clipboard is read by PowerShell, which is slow to start


def local(environment: Mapping[str, str], platform: str) -> bool:
    """Whether the desktop of this machine is the one that the user sits at."""
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")):
        return False
    if platform == "darwin" or _on_windows(environment):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def copy(text: str, environment: Mapping[str, str], run: Run) -> bool:
    """Set the clipboard; True once it has been read back and is the same."""
    seconds = _SECONDS_ON_WINDOWS if _on_windows(environment) else _SECONDS
    # -P keeps the folder that the user stands in, which may be a stranger's, off the import path.
    command = [sys.executable, "-P", str(_CHILD)]
    return run(command, text.encode(), seconds=seconds, environment=environment).code == 0


def _on_windows(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("WSL_DISTRO_NAME") or environment.get("WSL_INTEROP"))
