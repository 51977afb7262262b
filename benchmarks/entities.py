"""Finding entities: exact spans against passages annotated by hand, and the speed on one core.

Run `python -m benchmarks.entities` from a checkout with the dev dependencies. The passages are in
tests/data/entities/, of ten genres, none from the sample collection. A span counts only if both
ends and the kind are those of the annotation. The budget is 100 documents of 500 words a second.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from itertools import cycle, islice

from tests.entity_passages import KINDS, Passage, passages
from workbench.entities.extract import extract
from workbench.library.paragraphs import paragraphs
from workbench.spans import Spans

_WORD = re.compile(r"\w+")
DOCUMENT_WORDS = 500
DOCUMENTS = 200


def scores(collection: list[Passage], show: bool) -> None:
    """Print precision, recall and F1 by kind; with `show` every error too."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for passage in collection:
        expected = set(passage.mentions)
        found = {
            (one.start, one.end, one.kind)
            for one in extract(passage.text, passage.published, paragraphs(passage.text))
        }
        wanted.update(kind for *_, kind in expected)
        given.update(kind for *_, kind in found)
        right.update(kind for *_, kind in expected & found)
        if show:
            for sign, spans in (("-", expected - found), ("+", found - expected)):
                for start, end, kind in sorted(spans):
                    print(f"{passage.name:20} {sign} {kind:12} {passage.text[start:end]!r}")
    print(f"{'kind':14}{'annotated':>10}{'precision':>11}{'recall':>8}{'F1':>7}")
    for kind in (*KINDS, "all"):
        counts = [
            sum(count.values()) if kind == "all" else count[kind]
            for count in (right, wanted, given)
        ]
        hits, annotated, guesses = counts
        precision, recall = hits / max(guesses, 1), hits / max(annotated, 1)
        harmonic = 2 * hits / max(annotated + guesses, 1)
        print(f"{kind:14}{annotated:>10}{precision:>11.2f}{recall:>8.2f}{harmonic:>7.2f}")


def seconds(texts: list[str], full: bool) -> float:
    """CPU time of extraction, or of a bare pass over the words."""
    started = time.process_time()
    for text in texts:
        if full:
            extract(text, "2019-05-14", Spans([(0, len(text))]))
        else:
            _WORD.findall(text)
    return time.process_time() - started


def speed(collection: list[Passage]) -> None:
    """Print the time of documents that all differ, so that no cache answers for another."""
    words = [word for passage in collection for word in passage.text.split(" ")]
    texts = []
    for number in range(DOCUMENTS):
        turned = islice(cycle(words), number * 37, number * 37 + DOCUMENT_WORDS)
        texts.append(
            " ".join(
                f"{word}{number}" if word.isalpha() and len(word) == 9 else word for word in turned
            )
        )
    extract(texts[0])
    bare, whole = seconds(texts, full=False), seconds(texts, full=True)
    thousands = DOCUMENTS * DOCUMENT_WORDS / 1000
    print(f"\n{DOCUMENTS} documents of {DOCUMENT_WORDS} words: {DOCUMENTS / whole:.0f} a second")
    ratio = f"{whole / bare:.0f} times a bare pass over the words"
    print(f"{1000 * whole / thousands:.2f} ms for 1,000 words, {ratio}")


if __name__ == "__main__":
    annotated = passages()
    scores(annotated, "--errors" in sys.argv)
    speed(annotated)
