"""When garbage is collected: young objects by Python, old ones in the pauses between keys."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from workbench.tui.promptness import FEW, LONG_PAUSE, MANY, PAUSE, SOME, Collecting


class Cycle:
    """Garbage once nobody else holds it: only the collector can tell."""

    def __init__(self) -> None:
        self.itself = self


class Clock:
    """Stands still until told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def collector_as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    gc.collect()
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begun(clock: Clock, heap: int = 0) -> Collecting:
    gc.disable()  # as the command line does
    collecting = Collecting(clock, heap)
    collecting.begin()
    collecting.touched()
    return collecting


def dropped(young: int) -> weakref.ref[Cycle]:
    """A cycle that nobody holds, old after so many collections of young objects."""
    cycle = Cycle()
    watched = weakref.ref(cycle)
    for _ in range(young):
        gc.collect(1)
    return watched


def test_old_garbage_is_left_until_no_key_was_pressed_for_a_moment(clock: Clock) -> None:
    collecting = begun(clock)
    garbage = dropped(young=SOME - 1)
    clock.now = PAUSE / 2
    collecting.look()
    assert garbage() is not None
    clock.now = PAUSE
    collecting.look()
    assert garbage() is None


def test_a_key_begins_the_pause_anew(clock: Clock) -> None:
    collecting = begun(clock)
    garbage = dropped(young=SOME - 1)
    clock.now = PAUSE
    collecting.touched()
    collecting.look()
    assert garbage() is not None


def test_before_old_objects_become_many_no_pause_is_waited_for(clock: Clock) -> None:
    collecting = begun(clock)
    garbage = dropped(young=SOME)
    collecting.look()
    assert garbage() is None


def test_python_walks_no_old_objects_by_itself_until_the_end(clock: Clock) -> None:
    before = gc.get_threshold()
    collecting = begun(clock)
    walks = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(200_000)]
    assert gc.get_stats()[2]["collections"] == walks
    assert len(kept) == 200_000
    collecting.end()
    assert gc.get_threshold() == before


def test_many_objects_at_once_are_passed_over_and_walked_after_a_long_pause(clock: Clock) -> None:
    collecting = begun(clock)
    garbage = dropped(young=MANY)
    collecting.look()
    assert gc.get_freeze_count()
    clock.now = LONG_PAUSE
    gc.collect()
    assert garbage() is not None
    collecting.look()
    assert garbage() is None


def test_what_was_loaded_in_the_pause_is_passed_over(clock: Clock) -> None:
    collecting = begun(clock)
    loaded = [[number] for number in range(FEW)]
    garbage = dropped(young=SOME)
    collecting.look()
    assert garbage() is not None
    assert gc.get_freeze_count() > len(loaded)


def test_a_long_pause_walks_nothing_unless_much_was_passed_over(clock: Clock) -> None:
    collecting = begun(clock, heap=1_000_000_000)
    garbage = dropped(young=MANY)
    collecting.look()
    clock.now = LONG_PAUSE
    collecting.look()
    assert garbage() is not None


def test_what_was_loaded_before_anything_was_collected_stays(clock: Clock) -> None:
    begun(clock)
    assert gc.isenabled()
    assert gc.get_freeze_count()


@pytest.mark.parametrize("wish", ["", "30"])
def test_the_interface_says_how_often_it_is_drawn_unless_the_user_does(wish: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    environment |= {"TEXTUAL_FPS": wish} if wish else {}
    code = "import workbench.tui.app, textual.constants as c; print(c.MAX_FPS)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == (wish or "250")
