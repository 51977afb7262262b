"""Running a program: it cannot hang, and it cannot write on the screen."""

import os
import sys
from pathlib import Path

import pytest

from workbench.citations.programs import Ran, run_program

ENVIRONMENT = {"PATH": os.environ["PATH"]}


def run(script: str, given: bytes = b"", seconds: float = 60) -> Ran:
    return run_program(
        [sys.executable, "-c", script], given, seconds=seconds, environment=ENVIRONMENT
    )


def test_input_output_and_exit_code() -> None:
    script = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1]); sys.exit(3)"
    assert run(script, b"a" * 300_000 + b"b") == Ran(3, b"b" + b"a" * 300_000)


def test_standard_error_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("import sys; print('noise', file=sys.stderr)") == Ran(0)
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_not_there_did_not_run() -> None:
    assert run_program(["no-such-program"], b"", seconds=60, environment=ENVIRONMENT) == Ran(None)


def test_a_hanging_program_is_killed_with_what_it_started(tmp_path: Path) -> None:
    fifo = tmp_path / "open while they live"
    os.mkfifo(fifo)
    script = (
        "import os, subprocess, sys\n"
        f"subprocess.Popen(['sleep', '600'], stdout=os.open({str(fifo)!r}, os.O_RDWR))\n"
        "subprocess.run(['sleep', '600'])\n"
    )
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run(script, seconds=2) == Ran(None)
        os.set_blocking(reader, True)
        assert os.read(reader, 1) == b""  # nobody holds the other end any more
    finally:
        os.close(reader)


def test_it_does_not_run_in_the_folder_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("import os; print(os.getcwd(), end='')").output == b"/"


def test_input_that_nobody_reads_is_no_error() -> None:
    assert run("pass", b"x" * 1_000_000).code == 0
