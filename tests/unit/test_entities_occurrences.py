"""Where an added name stands: whole words, whatever comes between and around them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.entities import occurrences as module
from workbench.entities.occurrences import occurrences

PIECES = st.lists(
    st.sampled_from(
        ["Koba", "koba", "Jordan", "River", "O’Neill", "O'Neill", " ", "\n", "\n\n", "-"]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Koba, Kobalt and koba's Koba.", "Koba", [(0, 4), (24, 28)]),
        ("Jordan\n  River", "Jordan River", [(0, 14)]),
        ("Jordan\n\nRiver", "Jordan River", []),
        ("al‑Qaida and al-Qaida", "al-Qaida", [(0, 8), (13, 21)]),
        ("O’Neill and O'Neill", "O'Neill", [(0, 7), (12, 19)]),
        ("C++ or C+", "C++", [(0, 3)]),
        ("a (b) c", "(b)", [(2, 5)]),
        ("東京都と東京", "東京", [(0, 2), (4, 6)]),
        ("x_Koba Koba_x", "Koba", []),
        ("", "Koba", []),
    ],
)
def test_a_name_is_found_in_whole_words(text: str, name: str, found: list[tuple[int, int]]) -> None:
    assert [tuple(span) for span in occurrences(text, name)] == found


@given(PIECES, st.sampled_from(["Koba", "Jordan River", "O'Neill", "Koba-Jordan"]))
def test_every_place_is_the_name_and_none_is_missed(text: str, name: str) -> None:
    flat = text.replace("’", "'")
    words = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)".join(map(re.escape, name.split()))
    expected = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", flat)]
    assert [tuple(span) for span in occurrences(text, name)] == expected


@given(PIECES)
def test_a_long_text_is_looked_through_in_steps_without_a_seam(text: str) -> None:
    whole = list(occurrences(text, "Jordan River"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_STEP", 3)
        assert list(occurrences(text, "Jordan River")) == whole
