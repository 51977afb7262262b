"""The program as a shell starts it: arguments in; exit code, output and complaints out."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

COMMAND = [sys.executable, "-m", "workbench"]


class Ran(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    complaints: list[str]

    @property
    def json(self) -> Any:
        """The one JSON value that was printed."""
        return json.loads(self.out)


Workbench = Callable[..., Ran]


def checked(code: int, out: bytes, err: bytes) -> Ran:
    """The run, which showed no stack, no control character and no defect of the program."""
    complaints = err.decode().splitlines()
    assert all(line.startswith("workbench: ") for line in complaints), err.decode()
    assert "defect of its own" not in err.decode()
    shown = out.decode() + err.decode()
    assert shown.replace("\n", "").replace("\t", "").isprintable() or not _control(shown)
    return Ran(code, out.decode(), [line.removeprefix("workbench: ") for line in complaints])


def _control(shown: str) -> set[str]:
    return {c for c in shown if ord(c) < 32 and c not in "\n\t"} | (
        set(shown) & set("\x7f\x9b\x9d\u202a\u202d\u202e\u2066\u2067\u2069")
    )


@pytest.fixture
def workbench(folder: Path) -> Workbench:
    """Runs `workbench ARGUMENTS` in the folder; `largest_file` bytes are all that may be written.

    `before` is a command that starts the program.
    """

    def run(
        *arguments: str | bytes | Path,
        at: Path = folder,
        largest_file: int | None = None,
        before: Sequence[str] = (),
    ) -> Ran:
        limits = None
        if largest_file is not None:
            limits = partial(
                resource.setrlimit, resource.RLIMIT_FSIZE, (largest_file, largest_file)
            )
        ran = subprocess.run(
            [*before, *COMMAND, *arguments],
            capture_output=True,
            cwd=at,
            check=False,
            preexec_fn=limits,
        )
        return checked(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture
def unprivileged() -> Sequence[str]:
    """A command that starts another which has to keep to the permissions of files."""
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may read and write everything, and there is no setpriv")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
