"""Which passages the analyst's tags and notes stand for, as the search asks for them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.notes.annotation import Annotation
from workbench.notes.placements import Placements
from workbench.notes.tagname import fold
from workbench.spans import Span, Spans


class Documents(Protocol):
    """Where the documents as they are now come from; WorkbenchError for one that is gone."""

    def info(self, id: str, /) -> DocumentInfo:  # noqa: A002
        """Everything about a document but its text."""

    def document(self, id: str, /) -> Document:  # noqa: A002
        """A document with its text."""


class Finder:
    """Turns annotations into spans of the documents as they are now.

    Without `documents`, the spans are those that the annotations were made at.
    """

    def __init__(self, documents: Documents | None, placements: Placements) -> None:
        self._documents = documents
        self._placements = placements

    def spans(self, annotations: Iterable[Annotation], words: str | None) -> dict[str, Spans]:
        """The passages by document; with `words`, only where the note has them.

        A document to which a note belongs as a whole is among them without a passage.
        """
        if words is not None:
            pattern = note_pattern(words)
            annotations = [
                one for one in annotations if one.note and pattern.search(fold(one.note))
            ]
        found = {}
        for document, group in groupby(annotations, key=lambda annotation: annotation.document):
            standing = list(self._standing(document, list(group)))
            if standing:
                spans = (span for _, span in standing if span is not None)
                found[document] = Spans(sorted(spans)).merged()
        return found

    def tags(self, annotations: Iterable[Annotation]) -> Counter[str]:
        """In how many documents each tag is found."""
        counts: Counter[str] = Counter()
        for document, group in groupby(annotations, key=lambda annotation: annotation.document):
            standing = self._standing(document, list(group))
            counts.update({tag for annotation, _ in standing for tag in annotation.tags})
        return counts

    def _standing(
        self, document: str, annotations: list[Annotation]
    ) -> Iterator[tuple[Annotation, Span | None]]:
        """Those of a document's annotations that have a place in it, with their spans.

        One on the whole document has none.
        """
        if self._documents is None:
            yield from ((annotation, annotation.span) for annotation in annotations)
            return
        try:
            info = self._documents.info(document)
            current = None
            for annotation in annotations:
                if annotation.stands_in(info.sha256):
                    yield annotation, annotation.span
                    continue
                placed = self._placements.known(annotation, info)
                if placed is None:
                    current = current or self._documents.document(document)
                    placed = self._placements.placed(annotation, current)
                if placed.span is not None:
                    yield annotation, placed.span
        except WorkbenchError:
            # The document is gone: a search cannot find anything in it.
            return


def note_pattern(words: str) -> re.Pattern[str]:
    """What finds the words, next to each other, in a folded note; `*` and `?` are wildcards.

    Words are whole words, but in scripts that do not set them apart.
    """
    tokens = re.findall(r"[\w*?]+", fold(words))
    return re.compile(r"\W+".join(map(_token_pattern, tokens)) if tokens else "(?!)")


def _token_pattern(token: str) -> str:
    pattern = re.escape(token).replace(r"\*", r"\w*").replace(r"\?", r"\w")
    before = "" if _is_wide(token[0]) else r"(?<!\w)"
    after = "" if _is_wide(token[-1]) else r"(?!\w)"
    return before + pattern + after


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
