"""Where a passage stands: exactly where it was in the same text, and never silently wrong."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import Document, DocumentInfo, Metadata, Span, Spans
from workbench.notes.anchoring import place
from workbench.notes.annotation import Annotation
from workbench.notes.evidence import LONGEST_CONTEXT, USUAL_CONTEXT
from workbench.notes.quoting import quote_of

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


@settings(deadline=None)
@given(st.text(st.sampled_from("ab"), max_size=30), st.integers(0, 30))
def test_occurrences_come_nearest_first_and_all(text: str, near: int) -> None:
    from workbench.notes.finding import occurrences

    found = list(occurrences(text, "ab", min(near, len(text))))
    assert sorted(found) == [n for n in range(len(text)) if text.startswith("ab", n)]
    distances = [abs(start - min(near, len(text))) for start in found]
    assert all(one <= other for one, other in pairwise(distances))
