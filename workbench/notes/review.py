"""The notes that the analyst must look at: their passages are not certain, or not found.

They are told where each may stand, confirm one of the places or mark another, or keep the note
without a passage; only then does its file change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench.model import WorkbenchError
from workbench.notes.anchoring import Placed
from workbench.notes.annotation import Annotation
from workbench.notes.finder import Documents
from workbench.notes.placements import Placements


def undecided(
    annotations: Sequence[Annotation], documents: Documents, placements: Placements
) -> Iterator[Placed]:
    """The uncertain and the orphaned among annotations in the order of their documents.

    Those that the analyst keeps without a passage are passed over.
    """
    for document, group in groupby(annotations, key=lambda annotation: annotation.document):
        for placed in _placed(document, list(group), documents, placements):
            if placed.status in ("uncertain", "orphaned") and not placed.kept:
                yield placed


def _placed(
    document: str, annotations: list[Annotation], documents: Documents, placements: Placements
) -> Iterator[Placed]:
    try:
        info = documents.info(document)
        changed = [one for one in annotations if not one.stands_in(info.sha256)]
        known = [placements.known(one, info) for one in changed]
        if None not in known:
            yield from (placed for placed in known if placed)
            return
        current = documents.document(document)
    except WorkbenchError:
        current = None  # the document is gone
    yield from (placements.placed(one, current) for one in annotations)
