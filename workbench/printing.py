"""The way out of a command: onto a terminal, into a pipe or a file.

Nothing that comes from outside gets through as control. BrokenPipeError says that the reader has
gone, WorkbenchError that the output cannot be written.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from workbench.library.safe import one_line, safe
from workbench.model import WorkbenchError


def page_width() -> int | None:
    """Cells of a line of the terminal that shows the output; None where it goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def print_json(value: Any) -> None:
    """Print one JSON value, in UTF-8 whatever the locale.

    Characters that could act as control are written as escapes, which mean the same.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1)
    shown = safe(text)
    if shown != text:
        text = "".join(map(_escaped, text, shown))
    _write([f"{text}\n".encode()])


def _escaped(character: str, shown: str) -> str:
    # Half a character has no escape that every reader of JSON takes: it stays replaced.
    if character == shown or "\ud800" <= character <= "\udfff":
        return shown
    return json.dumps(character)[1:-1]


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; a terminal that cannot show a letter gets a question mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _write(f"{safe(line)}\n".encode(encoding, errors="replace") for line in lines)


def complain(sentence: str) -> None:
    """Say something on standard error, if anybody is there."""
    with suppress(OSError, AttributeError):
        print(f"workbench: {one_line(sentence)}", file=sys.stderr, flush=True)


def flush() -> None:
    """Send off what others printed."""
    _write([])


def _write(pieces: Iterable[bytes]) -> None:
    if not isinstance(sys.stdout, TextIOWrapper):
        raise WorkbenchError("There is no standard output to print to.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python would write what is left in the buffer when it ends, and fail again, aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise WorkbenchError(f"The output cannot be written: {error.strerror}.") from error
