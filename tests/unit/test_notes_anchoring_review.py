"""What the analyst decides on passages of changed documents, and what is remembered of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_notes_anchoring import LONG_STORY, PROPOSAL, document, span_of
from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.notes import Annotation, Notes, placements
from workbench.notes.rewriting import ORPHAN
from workbench.store.history import History

COPIES = "The rent was paid in cash, said the clerk. " * 60
OTHER = "Nothing of this is in any of the minutes that were kept in the customs house."


class Texts:
    """The documents as they are now."""

    def __init__(self) -> None:
        self.current = document(LONG_STORY)
        self.read = 0

    def info(self, identity: str) -> DocumentInfo:
        return self._known(identity).info

    def document(self, identity: str) -> Document:
        self.read += 1
        return self._known(identity)

    def _known(self, identity: str) -> Document:
        if identity != self.current.id:
            raise WorkbenchError("There is no such document.")
        return self.current


Opened = Callable[[], Notes]


@pytest.fixture
def texts() -> Texts:
    return Texts()


@pytest.fixture
def opened(tmp_path: Path, texts: Texts) -> Opened:
    """Opens the notes of one project, as a new start of the program does."""
    history = History(tmp_path / "project")
    return lambda: Notes(
        tmp_path / "project", history, documents=texts, cache=tmp_path / "cache", creator="A"
    )


def written(annotation: Annotation, home: Path) -> dict[str, Any]:
    [file] = home.rglob(f"{annotation.id}.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_only_what_is_not_certain_is_to_be_reviewed(opened: Opened, texts: Texts) -> None:
    notes = opened()
    for passage in (PROPOSAL, "Dr Lindholm wanted to know", "the director was ill"):
        notes.add(texts.current, span_of(LONG_STORY, passage), ["tag"])
    notes.add(texts.current, None, [], "on the whole")
    assert notes.review() == []
    assert texts.read == 0
    texts.current = document(LONG_STORY.replace(PROPOSAL, "left.").replace("the director", "he"))
    [placed] = notes.review()
    assert (placed.annotation.exact, placed.status) == (PROPOSAL, "orphaned")
    states = {one.annotation.exact: one.status for one in notes.placed_in(texts.current)}
    assert states == {
        PROPOSAL: "orphaned",
        "Dr Lindholm wanted to know": "moved",
        "the director was ill": "moved",
        "": "anchored",
    }


def test_a_note_that_names_no_place_is_to_be_reviewed_in_an_unchanged_text(
    opened: Opened, texts: Texts, tmp_path: Path
) -> None:
    made = opened().add(texts.current, span_of(LONG_STORY, PROPOSAL))
    [file] = tmp_path.rglob(f"{made.id}.json")
    file.write_text(json.dumps(written(made, tmp_path) | {"target": 7}))
    assert [(one.annotation.id, one.status) for one in opened().review()] == [(made.id, "orphaned")]


def test_the_notes_of_a_document_that_is_gone_are_to_be_reviewed(
    opened: Opened, texts: Texts
) -> None:
    notes = opened()
    notes.add(texts.current, span_of(LONG_STORY, PROPOSAL))
    texts.current = replace(texts.current, info=replace(texts.current.info, id="other"))
    assert [one.status for one in notes.review()] == ["orphaned"]


def test_of_places_that_fit_as_well_all_are_candidates(opened: Opened, texts: Texts) -> None:
    texts.current = document(COPIES)
    notes = opened()
    notes.add(texts.current, span_of(COPIES, "paid in cash", 30))
    texts.current = document(COPIES + "It was.")
    [placed] = notes.review()
    assert placed.status == "uncertain"
    assert len(placed.candidates) > 1
    assert placed.candidates[0].span == placed.span
    scores = [one.score for one in placed.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_confirmed_place_is_written_and_can_be_undone(
    opened: Opened, texts: Texts, tmp_path: Path
) -> None:
    notes = opened()
    added = notes.add(texts.current, span_of(LONG_STORY, PROPOSAL), ["rent"], "why?")
    before = written(added, tmp_path)
    texts.current = document("New. " + LONG_STORY.replace("twenty-one", "thirty"))
    [placed] = notes.placed_in(texts.current)
    assert placed.status == "moved"
    assert written(added, tmp_path) == before
    assert placed.span is not None
    confirmed = notes.confirm(added.id, placed.span, texts.current)
    assert confirmed.exact == PROPOSAL.replace("twenty-one", "thirty")
    assert (confirmed.tags, confirmed.note) == (("rent",), "why?")
    assert confirmed.sha256 == texts.current.info.sha256
    assert [one.status for one in notes.placed_in(texts.current)] == ["anchored"]
    after = written(added, tmp_path)
    assert after["workbench:sha256"] == texts.current.info.sha256
    assert [one["type"] for one in after["target"]["selector"]] == [
        "TextPositionSelector",
        "TextQuoteSelector",
    ]
    notes._history.undo()
    assert written(added, tmp_path) == before


def test_a_note_is_confirmed_in_its_own_document_only(opened: Opened, texts: Texts) -> None:
    notes = opened()
    added = notes.add(texts.current, span_of(LONG_STORY, PROPOSAL))
    elsewhere = replace(texts.current, info=replace(texts.current.info, id="other"))
    with pytest.raises(WorkbenchError, match="another document"):
        notes.confirm(added.id, (0, 5), elsewhere)
    with pytest.raises(WorkbenchError, match="no such passage"):
        notes.confirm(added.id, (5, 10**9), texts.current)


def test_what_is_kept_as_an_orphan_is_not_asked_again(
    opened: Opened, texts: Texts, tmp_path: Path
) -> None:
    texts.current = document(COPIES)
    notes = opened()
    added = notes.add(texts.current, span_of(COPIES, "paid in cash", 30))
    texts.current = document(COPIES + "It was.")
    assert [one.status for one in notes.review()] == ["uncertain"]
    notes.keep_as_orphan(added.id)
    assert written(added, tmp_path)[ORPHAN] is True
    assert notes.review() == opened().review() == []
    [placed] = notes.placed_in(texts.current)
    assert (placed.span, placed.status, placed.kept) == (None, "orphaned", True)
    assert notes.spans() == {}
    notes._history.undo()
    assert [one.status for one in notes.review()] == ["uncertain"]
    notes.keep_as_orphan(added.id)
    notes.confirm(added.id, span_of(COPIES, "paid in cash", 30), texts.current)
    assert ORPHAN not in written(added, tmp_path)


def test_places_are_worked_out_once(
    opened: Opened, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = opened()
    for passage in (PROPOSAL, "the director was ill", "Dr Lindholm wanted to know"):
        notes.add(texts.current, span_of(LONG_STORY, passage))
    texts.current = document(LONG_STORY.replace("director", "Director"))
    first = notes.placed_in(texts.current)

    def refused(*arguments: object) -> None:
        raise AssertionError("it is worked out again")

    monkeypatch.setattr(placements, "place", refused)
    assert notes.placed_in(texts.current) == first
    again = opened().placed_in(texts.current)
    assert again == first
    monkeypatch.undo()
    texts.current = document(OTHER)
    assert {one.status for one in notes.placed_in(texts.current)} == {"orphaned"}


def test_a_note_that_speaks_of_another_passage_now_is_looked_for_again(
    opened: Opened, texts: Texts
) -> None:
    notes = opened()
    added = notes.add(texts.current, span_of(LONG_STORY, PROPOSAL))
    old = texts.current
    texts.current = document("New. " + LONG_STORY)
    assert notes.placed_in(texts.current)[0].span == span_of(texts.current.text, PROPOSAL)
    notes.move(added.id, old, span_of(LONG_STORY, "the director was ill"))
    [placed] = opened().placed_in(texts.current)
    assert placed.span == span_of(texts.current.text, "the director was ill")


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_the_cache_can_be_lost(
    opened: Opened, texts: Texts, tmp_path: Path, damage: bytes | None
) -> None:
    notes = opened()
    notes.add(texts.current, span_of(LONG_STORY, PROPOSAL))
    texts.current = document("New. " + LONG_STORY)
    first = notes.placed_in(texts.current)
    for file in (tmp_path / "cache").glob("placements.sqlite*"):
        if damage is None or file.suffix != ".sqlite":
            file.unlink()
        else:
            file.write_bytes(damage)
    assert opened().placed_in(texts.current) == first
