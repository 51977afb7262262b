"""What the steps of the history are called, as the analyst reads it when they undo one."""

from __future__ import annotations

from workbench.library.safe import one_line
from workbench.notes.annotation import Annotation
from workbench.notes.grades import Grade, set_apart

_LONGEST_QUOTE = 40


def added(tags: tuple[str, ...], note: str, where: str) -> str:
    """A new annotation; `where` is a paragraph as a reader names it, or a document."""
    grade, names = set_apart(tags)
    if names:
        return f"Tagged {where} with {', '.join(names)}"
    if grade:
        return f"Graded {where} {grade}"
    return f"Wrote a note on {where}" if note else f"Marked {where}"


def tagged_all(tags: tuple[str, ...], passages: int) -> str:
    """Many new annotations at once."""
    many = counted(passages, "passage")
    _, names = set_apart(tags)
    return f"Tagged {many} with {', '.join(names)}" if names else f"Marked {many}"


def graded(annotation: Annotation, grade: Grade) -> str:
    """Another grade, or none."""
    if not grade:
        return f"Took the grade from {quoted(annotation)}"
    return f"Graded {quoted(annotation)} {grade} ({grade.words})"


def quoted(annotation: Annotation) -> str:
    """An annotation by the start of its passage, or of its note where it is on a document."""
    words = " ".join(one_line(annotation.exact or annotation.note).split())
    cut = f"{words[:_LONGEST_QUOTE]}…" if len(words) > _LONGEST_QUOTE else words
    return f"“{cut}”" if cut else "a whole document"


def counted(number: int, noun: str) -> str:
    """`1 note`, `2,500 notes`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
