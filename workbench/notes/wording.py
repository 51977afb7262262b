"""What the steps of the history are called, as the analyst reads it when they undo one."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.library.safe import one_line
from workbench.model import Document
from workbench.notes.annotation import Annotation
from workbench.notes.grades import Grade, set_apart
from workbench.spans import Span

_LONGEST_QUOTE = 40


def added(tags: tuple[str, ...], note: str, where: str) -> str:
    """A new annotation; `where` is a paragraph as a reader names it, or a document."""
    grade, names = set_apart(tags)
    if names:
        return f"Tagged {where} with {', '.join(names)}"
    if grade:
        return graded(grade, where)
    return f"Wrote a note on {where}" if note else f"Marked {where}"


def tagged_all(tags: tuple[str, ...], passages: int, documents: int) -> str:
    """Many new annotations at once."""
    many = f"{counted(passages, 'passage')} in {counted(documents, 'document')}"
    _, names = set_apart(tags)
    return f"Tagged {many} with {', '.join(names)}" if names else f"Marked {many}"


def edited(old: Annotation, tags: tuple[str, ...], note: str, where: str) -> str:
    """Other tags or another note; `where` as in `added`."""
    if note != old.note:
        deed = "Edited" if old.note and note else "Wrote" if note else "Deleted"
        article = "a" if deed == "Wrote" else "the"
        return f"{deed} {article} note on {where}"
    _, names = set_apart(tags)
    new = [name for name in names if name not in old.tags]
    gone = [name for name in old.tags if name not in names]
    if new and gone:
        return f"Tagged {where} with {', '.join(new)} instead of {', '.join(gone)}"
    if new:
        return f"Tagged {where} with {', '.join(new)}"
    return f"Took {', '.join(gone)} from {where}" if gone else f"Edited the tags of {where}"


def deleted(annotation: Annotation, where: str) -> str:
    """An annotation that is gone; `where` as in `added`."""
    if annotation.note or not annotation.tags:
        return f"Deleted the {'note' if annotation.note else 'highlight'} on {where}"
    noun = "tag" if len(annotation.tags) == 1 else "tags"
    return f"Deleted the {noun} {', '.join(annotation.tags)} on {where}"


def graded(grade: Grade, where: str) -> str:
    """Another grade, or none; `where` as in `added`."""
    return f"Graded {where} {grade} ({grade.words})" if grade else f"Took the grade from {where}"


def moved(old: Span | None, new: tuple[int, int], where: str) -> str:
    """Another passage; `where` as in `added`."""
    if old is not None and old.end == new[1]:
        return f"Moved the start of the note on {where}"
    ends = "end" if old is not None and old.start == new[0] else "ends"
    return f"Moved the {ends} of the note on {where}"


def linked(old: Annotation, links: Sequence[str], where: str, to: str = "") -> str:
    """Other links; `where` as in `added`, `to` what the one that came or went leads to."""
    if len(links) > len(old.links):
        return f"Linked {where}{to and f' to {to}'}"
    gone = f"Took the link{to and f' to {to}'} from {where}" if len(links) < len(old.links) else ""
    return gone or f"Changed the links of {where}"


def place_in(document: Document, span: tuple[int, int] | None) -> str:
    """A passage as a reader names it: by its paragraph, or by the title for all of a document."""
    if span is None:
        return one_line(document.info.title)
    return f"¶\u00a0{document.paragraph_at(span[0])}"


def quoted(annotation: Annotation) -> str:
    """An annotation by the start of its passage, or of its note where it is on a document."""
    words = " ".join(one_line(annotation.exact or annotation.note).split())
    cut = f"{words[:_LONGEST_QUOTE]}…" if len(words) > _LONGEST_QUOTE else words
    return f"“{cut}”" if cut else "a whole document"


def counted(number: int, noun: str) -> str:
    """`1 note`, `2,500 notes`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
