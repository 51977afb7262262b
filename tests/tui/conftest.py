"""What the tests of the screen stand on: an invented project, and a clock at Greenwich."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.fakes import FakeProject
from tests.tui.halvern import halvern


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What an app kept from the collector of garbage is garbage when its test is over."""
    yield
    gc.unfreeze()


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    """The invented file; modules that need more of it have a fixture of their own."""
    return halvern(tmp_path)


@pytest.fixture
def at_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same hours are shown on every machine."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
