"""The desktop's clipboard through pyperclip: the real process, with a false xclip on the PATH."""

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from workbench.citations import Clipboard
from workbench.citations.programs import Ran, Run, run_program

TEXT = "a “passage”\n\nof two ¶\n"
COPY = 'case "$*" in *-o*) cat "$HOME/board" ;; *) cat > "$HOME/board" ;; esac\n'


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A desktop whose only tool is what `install` puts there."""
    (tmp_path / "bin").mkdir()
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"DISPLAY": ":0", "PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def install(environment: dict[str, str], script: str, name: str = "xclip") -> None:
    tool = Path(environment["HOME"]) / "bin" / name
    tool.write_text(f"#!/bin/sh\n{script}")
    tool.chmod(0o755)


def copy(environment: dict[str, str], run: Run = run_program) -> str:
    directory = Path(environment["HOME"]) / "state"
    return Clipboard(environment, directory, run=run, platform="linux").copy(TEXT).outcome


def impatient(
    command: Sequence[str], given: bytes, *, seconds: float, environment: Mapping[str, str]
) -> Ran:
    """Runs programs, but waits no longer than two seconds."""
    return run_program(command, given, seconds=min(seconds, 2), environment=environment)


def test_what_was_read_back_is_verified(environment: dict[str, str]) -> None:
    install(environment, COPY)
    assert copy(environment) == "verified"
    board = Path(environment["HOME"], "board")
    assert board.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "script",
    [
        "cat > /dev/null; exit 0\n",
        "exit 1\n",
        'case "$*" in *-o*) echo other ;; *) cat > /dev/null ;; esac\n',
        'case "$*" in *-o*) printf "\\377" ;; *) cat > /dev/null ;; esac\n',
    ],
)
def test_a_tool_that_lost_the_text_is_not_believed(
    environment: dict[str, str], script: str
) -> None:
    install(environment, script)
    assert copy(environment) == "saved"


def test_the_tool_that_stays_to_serve_the_text_is_not_waited_for(
    environment: dict[str, str],
) -> None:
    serving = 'cat > "$HOME/board"; sleep 600 & echo $! > "$HOME/server"'
    install(environment, COPY.replace('cat > "$HOME/board"', serving))
    assert copy(environment) == "verified"
    os.kill(int(Path(environment["HOME"], "server").read_text()), signal.SIGTERM)


def test_a_tool_that_hangs_is_killed(environment: dict[str, str]) -> None:
    install(environment, "sleep 600\n")
    assert copy(environment, run=impatient) == "saved"


def test_what_the_tool_says_reaches_nobody(
    environment: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    install(environment, "echo noise >&2\n" + COPY)
    assert copy(environment) == "verified"
    assert capfd.readouterr() == ("", "")


def test_without_a_tool_nothing_is_claimed(environment: dict[str, str]) -> None:
    bare = environment | {"PATH": str(Path(environment["HOME"]) / "bin")}
    assert copy(bare) == "saved"


def test_a_clipboard_that_shows_the_text_to_everybody_is_not_used(
    environment: dict[str, str],
) -> None:
    for name in ("klipper", "qdbus"):
        install(environment, 'echo "$*" >> "$HOME/seen"\n', name)
    bare = environment | {"PATH": str(Path(environment["HOME"]) / "bin")}
    assert copy(bare) == "saved"
    assert not Path(environment["HOME"], "seen").exists()


def test_nothing_is_imported_from_the_folder_that_one_stands_in(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyperclip.py", "base64.py"):
        (tmp_path / name).write_text("open('imported', 'w')\nraise SystemExit(0)\n")
    monkeypatch.chdir(tmp_path)
    install(environment, "exit 1\n")
    assert copy(environment) == "saved"
    assert not (tmp_path / "imported").exists()
