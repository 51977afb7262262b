"""Runs another program so that it can neither hang the workbench nor write on its screen."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended: its exit code, None if it was killed or never started; its output."""

    code: int | None
    output: bytes = b""


class Run(Protocol):
    """Runs `command` with `given` on its standard input, for at most `seconds`."""

    def __call__(
        self,
        command: Sequence[str],
        given: bytes,
        *,
        seconds: float,
        environment: Mapping[str, str],
    ) -> Ran:
        """See `run_program`, which is the real one."""


def run_program(
    command: Sequence[str], given: bytes, *, seconds: float, environment: Mapping[str, str]
) -> Ran:
    """Run a program without a shell; what it says on standard error is thrown away.

    At the time limit it is killed with all that it started. It runs in `/`: a folder of documents
    is never where a program looks for its own files.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            cwd=os.sep,
            start_new_session=True,
        )
    except OSError:
        return Ran(None)
    try:
        output, _ = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Ran(None)
    finally:
        if process.returncode is None:
            _kill(process)
    return Ran(process.returncode, output)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # unsent input that nobody reads any more
                pipe.close()
    process.wait()
