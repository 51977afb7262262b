"""The tmux buffer: loaded by tmux itself, which sends it on to the terminal, and read back.

tmux drops a program's own OSC 52 with its default settings, but sends one itself with
`load-buffer -w` (tmux 3.2 and later).
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.citations.programs import Run

_SECONDS = 3.0
# What tmux renews from the terminal of whoever attaches; the pane's own values may be stale.
_RENEWED = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "SSH_CONNECTION")
_WITH_SSH = ("SSH_TTY", "SSH_CLIENT")


def inside(environment: Mapping[str, str]) -> bool:
    """Whether the program runs in a pane of tmux."""
    return bool(environment.get("TMUX"))


def copy(text: str, environment: Mapping[str, str], run: Run) -> bool:
    """Load `text` into the buffer; True once the buffer has been read back and is the same."""
    wanted = text.encode()
    for options in (["-w"], []):
        command = ["tmux", "load-buffer", *options, "-"]
        if run(command, wanted, seconds=_SECONDS, environment=environment).code == 0:
            break
    else:
        return False
    stored = run(["tmux", "save-buffer", "-"], b"", seconds=_SECONDS, environment=environment)
    return stored.code == 0 and stored.output == wanted


def attached(environment: Mapping[str, str], run: Run) -> dict[str, str]:
    """The environment with the display and the SSH connection of who is attached now."""
    shown = run(["tmux", "show-environment"], b"", seconds=_SECONDS, environment=environment)
    if shown.code != 0:
        return dict(environment)
    lines = shown.output.decode(errors="replace").splitlines()
    session = dict(line.split("=", 1) for line in lines if "=" in line)
    unset = {line[1:] for line in lines if line.startswith("-")}
    renewed = dict(environment) | {name: session[name] for name in _RENEWED if name in session}
    gone = set(_RENEWED) & unset
    if "SSH_CONNECTION" in gone:
        gone |= set(_WITH_SSH)
    return {name: value for name, value in renewed.items() if name not in gone}
