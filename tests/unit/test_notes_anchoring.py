"""Where a passage stands: exactly where it was in the same text, and never silently wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import Document, DocumentInfo, Metadata
from workbench.notes.anchoring import place
from workbench.notes.annotation import Annotation
from workbench.notes.evidence import LONGEST_CONTEXT, USUAL_CONTEXT
from workbench.notes.quoting import quote_of
from workbench.spans import Span, Spans

STORY = (
    "The Chair opened the meeting at 14.05. The lease of Berth 7 was let without a tender.\n\n"
    "Councillor Lunde asked for the draft. The Chair said that it was not ready.\n\n"
    "The lease of Berth 9 was renewed for thirty years."
)


def document(text: str, sha256: str = "") -> Document:
    info = DocumentInfo(
        id="doc-1",
        path="doc.txt",
        raw_path=b"doc.txt",
        part="",
        kind="text",
        sha256=sha256 or str(hash(text)),
        metadata=Metadata(),
        words=len(text.split()),
        characters=len(text),
        paragraphs=1,
        pages=0,
    )
    return Document(info, text, Spans([(0, len(text))]))


def annotate(text: str, span: tuple[int, int]) -> Annotation:
    quote = quote_of(text, Span(*span))
    return Annotation(
        id="a",
        document="doc-1",
        span=Span(*span),
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        tags=(),
        note="",
        created="",
        modified="",
        creator="",
        sha256=document(text).info.sha256,
        raw={},
    )


def span_of(text: str, passage: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(passage, start + 1)
    return Span(start, start + len(passage))


passages = st.text(st.sampled_from("ab \n"), min_size=1, max_size=60).flatmap(
    lambda text: st.tuples(st.just(text), st.integers(0, len(text) - 1), st.integers(1, len(text)))
)


@settings(deadline=None)
@given(passages)
def test_in_an_unchanged_document_every_anchor_is_exact(case: tuple[str, int, int]) -> None:
    text, start, length = case
    span = Span(start, min(start + length, len(text)))
    placed = place(annotate(text, span), document(text))
    assert (placed.span, placed.status) == (span, "anchored")


@settings(deadline=None)
@given(passages, passages)
def test_in_any_other_text_a_place_is_in_the_text_and_anchored_only_word_for_word(
    case: tuple[str, int, int], other: tuple[str, int, int]
) -> None:
    text, start, length = case
    annotation = annotate(text, (start, min(start + length, len(text))))
    placed = place(annotation, document(other[0], "changed"))
    assert (placed.span is None) == (placed.status == "orphaned")
    assert 0 <= placed.score <= 1
    for span in filter(None, (placed.span, *(one.span for one in placed.candidates))):
        assert 0 <= span.start < span.end <= len(other[0])
    if placed.status == "anchored":
        assert placed.span == annotation.span
        assert annotation.exact == other[0][placed.span.start : placed.span.end]


def test_a_passage_moves_with_what_is_put_before_it() -> None:
    annotation = annotate(STORY, span_of(STORY, "asked for the draft"))
    changed = "A new headline.\n\n" + STORY
    placed = place(annotation, document(changed))
    assert placed.status == "moved"
    assert placed.span == span_of(changed, "asked for the draft")


def test_a_change_after_the_passage_moves_nothing() -> None:
    span = span_of(STORY, "asked for the draft")
    placed = place(annotate(STORY, span), document(STORY + "\n\nAdded later."))
    assert (placed.span, placed.status) == (span, "anchored")


def test_a_passage_that_is_gone_is_orphaned() -> None:
    annotation = annotate(STORY, span_of(STORY, "asked for the draft"))
    cut = STORY.replace("asked for the draft", "left")
    assert place(annotation, document(cut)).status == "orphaned"
    assert place(annotation, None).status == "orphaned"


@pytest.mark.parametrize("occurrence", [0, 1])
def test_the_words_round_it_choose_between_copies(occurrence: int) -> None:
    annotation = annotate(STORY, span_of(STORY, "The lease of Berth", occurrence))
    changed = "The minutes follow, as they were taken down.\n\n" + STORY
    placed = place(annotation, document(changed))
    assert placed.status == "moved"
    assert placed.span == span_of(changed, "The lease of Berth", occurrence)


def test_copies_that_nothing_tells_apart_are_uncertain() -> None:
    text = "The rent was paid in cash, said the clerk. " * 60
    annotation = annotate(text, span_of(text, "paid in cash", 30))
    placed = place(annotation, document("New. " + text))
    assert placed.status == "uncertain"
    assert placed.span is not None
    assert ("New. " + text)[placed.span.start : placed.span.end] == "paid in cash"


@pytest.mark.parametrize("passage", ["draft", "The Chair said that it was not ready."])
def test_words_found_in_other_company_are_uncertain(passage: str) -> None:
    annotation = annotate(STORY, span_of(STORY, passage))
    elsewhere = f"Ships wait. {passage} Nobody can enter the basin at low tide."
    assert place(annotation, document(elsewhere)).status == "uncertain"


def test_a_long_quote_without_context_will_do() -> None:
    passage = "The Chair said that it was not ready."
    annotation = replace(annotate(STORY, span_of(STORY, passage)), prefix="", suffix="")
    assert place(annotation, document("New. " + STORY)).status == "moved"
    short = replace(annotate(STORY, span_of(STORY, "draft")), prefix="", suffix="")
    assert place(short, document("New. " + STORY)).status == "uncertain"


def test_enough_context_is_kept_to_tell_copies_apart() -> None:
    shared = "".join(f"Line {number} of the agency's report. " for number in range(20))
    text = f"FIRST {shared}TARGET{shared[::-1]} ONE. SECOND {shared}TARGET{shared[::-1]} TWO."
    first, second = (quote_of(text, span_of(text, "TARGET", number)) for number in (0, 1))
    assert len(shared) > USUAL_CONTEXT
    assert first.prefix != second.prefix
    assert first.suffix != second.suffix
    changed = text.replace("FIRST ", "FIRST of all ")
    for number in (0, 1):
        placed = place(annotate(text, span_of(text, "TARGET", number)), document(changed))
        assert (placed.span, placed.status) == (span_of(changed, "TARGET", number), "moved")


def test_context_has_a_limit() -> None:
    text = "x" * 10_000
    quote = quote_of(text, Span(5_000, 5_001))
    assert len(quote.prefix) == len(quote.suffix) == LONGEST_CONTEXT


def test_the_same_bytes_read_differently_are_not_trusted_blindly() -> None:
    annotation = annotate(STORY, span_of(STORY, "asked for the draft"))
    shifted = document("  " + STORY, sha256=annotation.sha256)
    placed = place(annotation, shifted)
    assert placed.span == span_of("  " + STORY, "asked for the draft")
    assert placed.status == "moved"


def without_quote(span: Span | None, sha256: str) -> Annotation:
    return Annotation("a", "doc-1", span, "", "", "", (), "", "", "", "", sha256, {})


@pytest.mark.parametrize(
    ("span", "known", "status"),
    [
        (Span(4, 9), True, "anchored"),
        (Span(4, 9), False, "uncertain"),
        (Span(4, 10**15), True, "orphaned"),
        (None, True, "orphaned"),
    ],
)
def test_positions_alone_are_trusted_in_the_same_text_only(
    span: Span | None, known: bool, status: str
) -> None:
    present = document(STORY)
    placed = place(without_quote(span, present.info.sha256 if known else "other"), present)
    assert placed.status == status
    assert placed.span == (None if status == "orphaned" else span)


LONG_STORY = (
    "The harbour board met on Thursday, 27 April, in the old customs house. Captain Brenner took "
    "the chair, as the director was ill. The board heard that the transit shed at Petrel Quay had "
    "stood empty since the winter, and that nobody had made an offer for it.\n\n"
    "Mrs Sandoval, the secretary, proposed to let Berth 9 for twenty-one years at 3,600 a quarter. "
    "She said that the tenant would mend the roof and keep both cranes in repair. No other offer "
    "was read out, and the minutes do not say whether one had been asked for.\n\n"
    "Dr Lindholm wanted to know who stood behind the company. The secretary answered that she had "
    "met its lawyer only. The motion was carried by four votes to one, and the board rose at ten.\n"
)
PROPOSAL = "proposed to let Berth 9 for twenty-one years at 3,600 a quarter."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("twenty-one years", "thirty years"),
        ("Berth 9 for twenty-one years at", "Berth 9, and the shed, for twenty-one years at"),
        ("to let Berth 9 for twenty-one years at 3,600", "to let Berth 9 at 3,600"),
        ("proposed to let Berth 9", "pr0posed to 1et Bertb 9"),
        ("proposed to let Berth 9 for", "proposed\nto  let\nBerth 9\nfor"),
        ("proposed to let", "moved that they let"),
    ],
)
def test_an_edited_passage_is_found_with_its_edits(old: str, new: str) -> None:
    annotation = annotate(LONG_STORY, span_of(LONG_STORY, PROPOSAL))
    changed = "Minutes.\n\n" + LONG_STORY.replace(old, new)
    placed = place(annotation, document(changed))
    assert placed.status == "moved"
    assert placed.span == span_of(changed, PROPOSAL.replace(old, new))
    assert 0.5 < placed.score < 1


def test_a_moved_paragraph_takes_its_notes_along() -> None:
    first, second, third = LONG_STORY.split("\n\n")
    annotation = annotate(LONG_STORY, span_of(LONG_STORY, PROPOSAL))
    changed = "\n\n".join([second, third, first])
    placed = place(annotation, document(changed))
    assert (placed.span, placed.status) == (span_of(changed, PROPOSAL), "moved")
    whole = place(annotate(LONG_STORY, span_of(LONG_STORY, second)), document(changed))
    assert (whole.span, whole.status) == (span_of(changed, second), "moved")


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "adjourned.",
        "read a letter from the widow of the former harbour master, now in Oslo.",
    ],
)
def test_a_passage_that_was_taken_out_of_its_place_is_orphaned(instead: str) -> None:
    annotation = annotate(LONG_STORY, span_of(LONG_STORY, PROPOSAL))
    assert place(annotation, document(LONG_STORY.replace(PROPOSAL, instead))).status == "orphaned"


def test_a_near_copy_elsewhere_is_not_taken_for_the_passage() -> None:
    annotation = annotate(LONG_STORY, span_of(LONG_STORY, PROPOSAL))
    copy = PROPOSAL.replace("Berth 9", "Berth 7").replace("3,600", "2,900")
    changed = LONG_STORY.replace(f" {PROPOSAL}", " spoke.") + f"\nA year before he {copy}\n"
    placed = place(annotation, document(changed))
    assert placed.status in ("uncertain", "orphaned")
    assert placed.candidates[0].span == span_of(changed, copy)


@pytest.mark.parametrize("kept", [0, 1])
def test_the_copy_that_is_left_is_not_taken_for_the_one_that_is_gone(kept: int) -> None:
    middle = (
        "Elsewhere the week was quiet: two ships came in with timber and one left in ballast.\n"
    )
    text = (
        f"Morning edition.\n{LONG_STORY}{middle}{LONG_STORY}That is all for today, and good night."
    )
    annotation = annotate(text, span_of(text, PROPOSAL, 1 - kept))
    halves = text.split(middle)
    placed = place(annotation, document(halves[kept]))
    assert placed.status in ("uncertain", "orphaned")
    assert placed.candidates[0].span == span_of(halves[kept], PROPOSAL)


def test_a_near_copy_in_the_text_makes_the_context_longer() -> None:
    template = (
        "On {} the {} was inspected by the port doctor, who found nothing and signed the list. "
    )
    text = "".join(template.format(day, ship) for day, ship in zip(DAYS, SHIPS, strict=True))
    quote = quote_of(text, span_of(text, "the Petrel was inspected by the port doctor"))
    assert len(quote.prefix) > USUAL_CONTEXT or len(quote.suffix) > USUAL_CONTEXT


DAYS = ("Monday", "Tuesday", "Friday", "Saturday")
SHIPS = ("Heron", "Petrel", "Dunlin", "Merganser")


@pytest.mark.parametrize("length", [3_000, 100_000])
def test_a_long_passage_is_found_by_its_ends(length: int) -> None:
    words = [f"w{number * 7919 % 10_007}" for number in range(length // 4)]
    text = " ".join(words)
    start = text.index(" ", 2_000) + 1
    span = Span(start, text.index(" ", start + length // 2))
    edited = words.copy()
    edited[len(words) // 3] = "elsewhere"
    edited[10:12] = ["another", "opening"]
    placed = place(annotate(text, span), document(" ".join(edited)))
    assert placed.status == "moved"
    assert placed.span is not None
    passage = text[span.start : span.end].split()
    found = " ".join(edited)[placed.span.start : placed.span.end].split()
    assert (found[0], found[-1], len(found)) == (passage[0], passage[-1], len(passage))


def test_a_passage_in_a_script_without_spaces_is_found() -> None:
    text = (
        "北京消息,港务局于星期四开会,决定将九号泊位出租二十一年,每季度租金三千六百元。"
        "秘书说,租户将修理屋顶并维护两台起重机。"
    )
    annotation = annotate(text, span_of(text, "决定将九号泊位出租二十一年,每季度租金三千六百元"))
    changed = "更正。" + text.replace("二十一年", "三十年")
    placed = place(annotation, document(changed))
    assert placed.status == "moved"
    assert placed.span == span_of(changed, "决定将九号泊位出租三十年,每季度租金三千六百元")


@pytest.mark.parametrize("text", ["a" * 300_000, "ab" * 150_000, " \n" * 150_000, "\0" * 1_000])
def test_a_text_that_only_repeats_itself_is_answered(text: str) -> None:
    annotation = annotate(text, (len(text) // 2, len(text) // 2 + len(text) // 3))
    placed = place(annotation, document("b" + text[1:-1] + "b"))
    assert placed.status in ("anchored", "uncertain")
    assert placed.span is not None
