"""Which panes a window shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.geometry import ROOMY, Panes, View, arrange

PLACES = ("document", "results", "entities", "notes")
VIEWS = st.builds(
    View,
    st.integers(1, 300),
    st.integers(1, 100),
    st.sampled_from(PLACES),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("view", "panes"),
    [
        (View(140, 42, "document"), Panes(True, True, True)),
        (View(140, 42, "document", sides=False), Panes(False, True, False)),
        (View(140, 42, "document", alone=True), Panes(False, True, False)),
        (View(140, 42, "notes", zoomed=True), Panes(False, False, True, single=True)),
        (View(108, 42, "document"), Panes(True, True, False, right_over=True)),
        (View(108, 24, "notes"), Panes(True, True, True, right_over=True, single=True)),
        (View(80, 24, "document"), Panes(False, True, False, True, True, single=True)),
        (View(80, 40, "entities"), Panes(False, True, True, True, True)),
        (View(80, 24, "document", typing=True), Panes(True, True, False, True, True, single=True)),
    ],
    ids=str,
)
def test_what_a_window_shows(view: View, panes: Panes) -> None:
    assert arrange(view) == panes


@given(VIEWS)
def test_the_place_with_the_focus_is_shown(view: View) -> None:
    panes = arrange(view)
    sides_hidden = view.columns >= 100 and not view.zoomed and (not view.sides or view.alone)
    if view.place == "document":
        assert panes.middle
    elif not sides_hidden and not (view.typing and view.columns < 100):
        assert panes.left if view.place == "results" else panes.right
    assert panes.left or panes.middle or panes.right


@given(VIEWS)
def test_side_by_side_there_is_room_for_the_text(view: View) -> None:
    panes = arrange(view)
    beside = (panes.left and not panes.left_over) + (panes.right and not panes.right_over)
    assert not panes.middle or beside < 2 or view.columns >= ROOMY
