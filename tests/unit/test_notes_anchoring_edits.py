"""What editors, converters and scanners do to a passage, and what is taken for it and what not."""

from __future__ import annotations

import pytest

from tests.unit.test_notes_anchoring import LONG_STORY, PROPOSAL, document, span_of
from workbench.notes import rewriting
from workbench.notes.anchoring import Placed, place
from workbench.notes.annotation import Annotation
from workbench.notes.quoting import quote_of
from workbench.notes.similarity import interrupted, words_kept
from workbench.spans import Span

PAGE = "\n\n- 12 -\n\nMINUTES OF THE HARBOUR BOARD, 1947\n\n"
ELSEWHERE = "Two ships came in with timber on the Monday, and one left in ballast on the Friday. "
FORM = "".join(
    f"{name} is a number. On entry {name} is a tolerance for the {what} test. On exit {name} is "
    f"as it was. "
    for name, what in (("ftol", "decrease"), ("gtol", "gradient"), ("xtol", "distance"))
)
COPIED = (
    f"Morning edition. {LONG_STORY}{ELSEWHERE * 3}Evening edition, as it was printed at six. "
    f"The secretary {PROPOSAL} The widow of the harbour master was buried in Oslo. {ELSEWHERE}"
)


def made(text: str, span: Span) -> Annotation:
    """An annotation as its file has it."""
    target = rewriting.Target("doc-1", "before", span, quote_of(text, span))
    record = rewriting.new("a", target, ["tag"], "", "2026-01-01T00:00:00Z")
    return Annotation.from_json(record, "a", "doc-1")


def placed(text: str, passage: str, changed: str, occurrence: int = 0) -> Placed:
    return place(made(text, span_of(text, passage, occurrence)), document(changed))


@pytest.mark.parametrize(
    "put_in", [PAGE, " (as he put it later in a letter to the editor of the paper) ", ELSEWHERE * 4]
)
def test_what_is_put_into_the_passage_does_not_tear_it(put_in: str) -> None:
    longer = PROPOSAL.replace("for twenty-one", f"for{put_in}twenty-one")
    changed = LONG_STORY.replace(PROPOSAL, longer)
    found = placed(LONG_STORY, PROPOSAL, changed)
    assert (found.span, found.status) == (span_of(changed, longer), "moved")


@pytest.mark.parametrize("before", [True, False])
def test_what_is_put_beside_the_passage_does_not_belong_to_it(before: bool) -> None:
    with_it = ELSEWHERE + PROPOSAL if before else f"{PROPOSAL} {ELSEWHERE}"
    changed = LONG_STORY.replace(PROPOSAL, with_it)
    found = placed(LONG_STORY, PROPOSAL, changed)
    assert found.span == span_of(changed, PROPOSAL)


def test_a_passage_that_is_seen_to_have_been_moved_is_certain() -> None:
    passage = "for twenty-one years"
    changed = LONG_STORY.replace(f" {passage}", "") + f"Added: {passage}, they say."
    found = placed(LONG_STORY, passage, changed)
    assert (found.span, found.status) == (span_of(changed, passage), "moved")
    elsewhere = f"Nothing of that. They let it {passage}, and nobody complained."
    assert placed(LONG_STORY, passage, elsewhere).status == "uncertain"


def test_two_words_in_five_may_be_others_where_most_round_them_are_the_same() -> None:
    new = "offered to rent Berth 9 at twenty-one marks for 2,900 a week."
    changed = LONG_STORY.replace(PROPOSAL, new).replace("secretary", "clerk")
    found = placed(LONG_STORY, PROPOSAL, changed)
    assert found.span == span_of(changed, new)


def test_a_form_is_not_taken_for_the_one_before_it() -> None:
    passage = "tolerance for the gradient test. On exit gtol is as it was."
    cut = FORM.replace(passage, "matter of taste, and better left alone.")
    found = placed(FORM, passage, cut)
    assert found.status in ("orphaned", "uncertain")


def test_the_number_of_copies_tells_one_that_is_gone_from_one_that_was_moved() -> None:
    first = made(COPIED, span_of(COPIED, PROPOSAL))
    assert first.raw["target"]["selector"][1]["workbench:copies"] == 2
    halves = COPIED.split(ELSEWHERE * 3)
    gone = place(first, document(halves[0].replace(PROPOSAL, "") + halves[1]))
    assert gone.status == "orphaned"
    assert gone.candidates[0].span.start > len(halves[0]) - len(PROPOSAL) - 1
    apart = COPIED.replace(PROPOSAL, "", 1) + f" Nota bene: {PROPOSAL} So much for that."
    assert place(first, document(apart)).status == "uncertain"


@pytest.mark.parametrize("copies", [0, -1, True, "2", None, 10**30])
def test_a_number_of_copies_that_cannot_be_harms_nothing(copies: object) -> None:
    record = dict(made(COPIED, span_of(COPIED, PROPOSAL)).raw)
    record["target"]["selector"][1]["workbench:copies"] = copies
    annotation = Annotation.from_json(record, "a", "doc-1")
    changed = "New. " + COPIED
    assert place(annotation, document(changed)).span == span_of(changed, PROPOSAL)


def test_words_are_counted_by_their_letters_and_in_their_order() -> None:
    assert words_kept("the lease of berth", "so the long lease, of late, of berth 9") == 1
    assert 0 < words_kept("the lease of berth", "berth of lease the") <= 5 / 15
    assert words_kept("the lease of berth", "") == 0
    assert words_kept("...", "...") == 0


def test_an_interruption_has_both_ends_of_the_passage() -> None:
    passage = "proposed to let the berth for twenty years"
    assert interrupted(passage, f"proposed to let the berth{PAGE}for twenty years") > 0.95
    assert interrupted(passage, f"{PAGE}{passage}") == 0
    assert interrupted("word", f"wo{PAGE}rd") == 0
