"""What every test stands on: a quiet environment, a clock that stands still, a small collection."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Every run tries the same examples, and a busy machine makes none of them fail.
settings.register_profile(
    "workbench",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("workbench")

# Would let a test reach the clipboard, the editor or the colours of whoever runs it.
FOREIGN = {
    "COLORFGBG", "DISPLAY", "EDITOR", "NO_COLOR", "SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY",
    "STY", "TMUX", "TMUX_PANE", "VISUAL", "WAYLAND_DISPLAY",
}  # fmt: skip

XDG = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}

NOW = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)

DISPATCH = """Russia to keep 7,600 troops in Abkhazia and South Ossetia

9 September 2008

MOSCOW (Northern Wire) -- Russia will keep 7,600 troops in Abkhazia and South Ossetia, Defence \
Minister Anatoly Serdyukov told President Dmitry Medvedev on Tuesday.

In South Ossetia the troops will be stationed at Java and Tskhinvali.
"""

MEMO = """---
title: What the berth cost
date: 2019-03-11
source: Port Authority
author: R. Ansel
place: Vennerby
---

# What the berth cost

The rent of the berth was **3,600** euros a quarter.

Nobody asked for a café at the quay.
"""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<title>About the quay</title>
<meta name="author" content="M. Ivers">
<meta name="date" content="2018-05">
</head>
<body>
<p>The quay is 164 metres long &amp; has two cranes.</p>
<p>Mrs Ivers said: &#8220;It was never dredged.&#8221;</p>
</body>
</html>
"""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home directory of this test alone; no terminal, desktop or editor is known in it."""
    directory = tmp_path_factory.mktemp("home")
    for name in FOREIGN & os.environ.keys():
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(directory))
    for name, below in XDG.items():
        monkeypatch.setenv(name, str(directory / below))
    return directory


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still at NOW."""
    return lambda: NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of three documents, one of each format, and a file that has no reader."""
    documents = tmp_path / "collection"
    (documents / "quay").mkdir(parents=True)
    (documents / "dispatch.txt").write_text(DISPATCH, encoding="utf-8")
    (documents / "quay" / "memo.md").write_text(MEMO, encoding="utf-8")
    (documents / "quay" / "page.html").write_text(PAGE, encoding="utf-8")
    (documents / "noise.bin").write_bytes(bytes(range(256)) * 16)
    return documents
