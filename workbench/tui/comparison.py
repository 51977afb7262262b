"""What is compared, which differences are looked at, and what is said where there are none.

Nothing here knows a widget.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from workbench.library.safe import one_line
from workbench.notes import Tag
from workbench.notes.differences import Difference
from workbench.tui.fuzzy import fold

if TYPE_CHECKING:
    from workbench.notes.decisions import Verdict

_NOBODY = (
    "Your name comes with the first tag or note that you make, or with the setting analyst. Two "
    "analysts who read the same documents can be compared."
)
_ONE_ALONE = (
    "Have a second analyst tag some of the same documents under another name: in a copy of this "
    "folder that you bring together with git, or here with another name in the setting analyst. "
    "Their notes are files beside yours."
)
_APART = "A document counts for everybody who made a note in it, if only to say that they read it."


class Found(msgspec.Struct, frozen=True, gc=False):
    """A difference, its key, the title of its document, its paragraph, and who decided what."""

    difference: Difference
    key: str
    title: str
    paragraph: int
    decided: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the chosen analysts tagged in the documents that at least two of them worked on.

    `analysts` are all that there are, with the number of their notes; `counts` are passages by tag
    and analyst.
    """

    analysts: Mapping[str, int] = field(default_factory=dict)
    documents: int = 0
    paragraphs: int = 0
    counts: Mapping[str, Counter[str]] = field(default_factory=dict)
    found: Sequence[Found] = ()
    tags: Mapping[str, Tag] = field(default_factory=dict)


@dataclass(slots=True)
class Looked:
    """What the page shows, kept while the program runs.

    `analysts` are those who are compared, all if there are none; `tag` is empty for all tags;
    `decided` shows what was decided on, too; `key` is that of the difference under the cursor.
    """

    analysts: frozenset[str] = frozenset()
    tag: str = ""
    words: str = ""
    decided: bool = False
    key: str = ""


def listed(comparison: Comparison, looked: Looked, analyst: str) -> list[Found]:
    """The differences that are left; `analyst` is whose decisions count."""
    return [one for one in comparison.found if looked.decided or analyst not in one.decided]


def narrowed(found: Sequence[Found], looked: Looked) -> list[Found]:
    """Those on the tag, with all the words in passage, notes, tags or title."""
    words = fold(looked.words).split()
    return [
        one
        for one in found
        if (not looked.tag or looked.tag in one.difference.tags) and _has(one, words)
    ]


def by_tag(found: Sequence[Found]) -> Counter[str]:
    """How many differences there are on each tag."""
    return Counter(tag for one in found for tag in one.difference.tags)


def nothing_left(comparison: Comparison, looked: Looked, decided_key: str) -> Sequence[str]:
    """Why no difference is listed, and what to do about it; the key shows those decided on."""
    names = sorted(comparison.analysts)
    if not names:
        return ("No note says who made it.", _NOBODY)
    if len(names) == 1:
        return (f"All notes are by {one_line(names[0])}: nobody to compare with.", _ONE_ALONE)
    if not comparison.documents:
        return ("No two of them worked on the same document.", _APART)
    if not comparison.found:
        return ("They agree on every passage.",)
    if not looked.words.strip() and not looked.tag:
        return ("Every difference is decided on.", f"{decided_key} shows them again.")
    return ("No difference is left by this.", "Other words above, or all tags on the left.")


def _has(found: Found, words: Sequence[str]) -> bool:
    if not words:
        return True
    difference = found.difference
    notes = [one.note for side in difference.sides for one in side.coded]
    passages = " ".join(f"{note.exact} {note.note}" for note in notes if note is not None)
    text = fold(f"{passages} {found.title} {' '.join(difference.tags)}")
    return all(word in text for word in words)
