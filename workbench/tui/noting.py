"""The flow of the analyst's own work: tagging, writing notes, undoing.

Every change is on disk before it is said. Changes are made in worker threads, one after another,
since a disk may take its time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from workbench.model import Document, WorkbenchError
from workbench.spans import Span
from workbench.tui.document.nudging import Nudge, nudged
from workbench.tui.freshness import Freshness
from workbench.tui.linking import Linking
from workbench.tui.messages import NotesChanged, NotesPlaced, NoteUnsaved, Said

if TYPE_CHECKING:
    from workbench.notes import Annotation, Placed, Tag
    from workbench.notes.links import Link
    from workbench.project import Project


_NO_FURTHER: dict[Nudge, str] = {
    "start_earlier": "No word stands before the note.",
    "start_later": "Nothing would be left of the note.",
    "end_earlier": "Nothing would be left of the note.",
    "end_later": "No word stands behind the note.",
}


@dataclass
class _Shared:
    """What is one for all screens."""

    # The rooms of notes, tags and history are not made for two threads at a time.
    lock: threading.Lock = field(default_factory=threading.Lock)
    last_tags: tuple[str, ...] = ()
    seen: int = 0
    read: bool = False


class Noting:
    """Changes the notes and says so; finds where notes stand."""

    def __init__(
        self, screen: Screen[Any], project: Project, undo: str, freshness: Freshness
    ) -> None:
        """`undo` is the key that undoes, as it is shown."""
        self._screen = screen
        self._undo_key = undo
        self.freshness = freshness
        self._project = project
        self._shared = _Shared()
        self.linking = Linking(project)

    def on_screen(self, screen: Screen[Any]) -> Noting:
        """The same for another screen: what is done there is said there."""
        other = Noting(screen, self._project, self._undo_key, self.freshness)
        other._shared = self._shared
        return other

    @property
    def lock(self) -> threading.Lock:
        """Held by whoever reads or changes notes, tags or history, in a worker thread."""
        return self._shared.lock

    def see_others(self) -> None:
        """Read again what others changed in the records. For worker threads, under the lock."""
        changed = self._project.see_others()
        # The first time all that there is has been read.
        self._shared.seen += changed and self._shared.read
        self._shared.read = True

    @property
    def seen(self) -> int:
        """How often something was found that others had changed, on any screen."""
        return self._shared.seen

    @property
    def last_tags(self) -> tuple[str, ...]:
        """The tags that were chosen last, on any screen."""
        return self._shared.last_tags

    @last_tags.setter
    def last_tags(self, tags: Sequence[str]) -> None:
        self._shared.last_tags = tuple(tags)

    @property
    def restores(self) -> str:
        """The sentence that tells which key restores what was deleted; empty if none does."""
        return f" {self._undo_key} restores it." if self._undo_key else ""

    def place(self, document: Document) -> NotesPlaced:
        """Where the notes of a document stand in it. For worker threads."""
        with self.lock:
            self.see_others()
            notes, codebook = self._project.notes, self._project.codebook
            placed = [notes.placed(one, document) for one in notes.of_document(document.id)]
            placed.sort(key=lambda one: _in_reading_order(one, document))
            tags = codebook.tags()
            problems = [str(problem) for problem in (*notes.problems(), *codebook.problems())]
            links = self.linking.around(document.id, [one.annotation for one in placed])
        return NotesPlaced(document.id, placed, tags, problems, links)

    def show(self, document: Document) -> None:
        """Find where the notes of a document stand, and say so."""
        self._screen.run_worker(
            lambda: self._screen.post_message(self.place(document)),
            thread=True,
            group="notes",
            exit_on_error=False,
        )

    def tag(self, document: Document, span: Span, tags: Sequence[str]) -> None:
        """Tag a passage; a tag that is not in the codebook is made."""
        self.last_tags = tags

        def change() -> NotesChanged:
            from workbench.notes.wording import place_in

            there = f"{place_in(document, span)} had that already."
            words = self.told(lambda: self._tagged(document, span, tuple(tags)), there)
            return NotesChanged(words + self.freshness.remark(document), document.id, span)

        self.change(change)

    def tag_again(self, document: Document, span: Span) -> None:
        """Tag a passage with the tags that were chosen last, if they are all there still."""
        tags = self.last_tags

        def work() -> None:
            with self.lock:
                gone = [name for name in tags if name not in self._project.codebook]
            if gone:
                said = f"There is no tag {gone[0]} any more, so nothing was tagged."
                self._screen.post_message(Said(said, "warn"))
            else:
                self.tag(document, span, tags)

        self._screen.run_worker(work, thread=True, group="notes", exit_on_error=False)

    def annotate(
        self, document: Document, span: Span | None, note: str, tags: Sequence[str] = ()
    ) -> None:
        """Write a note on a passage, or None: on the whole document."""

        def change() -> NotesChanged:
            notes = self._project.notes
            words = self.told(lambda: notes.add(document, span, tags=tuple(tags), note=note))
            return NotesChanged(words + self.freshness.remark(document), document.id, span)

        self.change(change, lambda why: NoteUnsaved(why, (document.id, span), tuple(tags), note))

    def edit(self, document: str, annotation: str, note: str, tags: Sequence[str]) -> None:
        """Change the note and the tags of an annotation."""

        def change() -> NotesChanged:
            notes = self._project.notes
            words = self.told(lambda: notes.edit(annotation, tags=tuple(tags), note=note))
            return NotesChanged(words, document)

        self.change(change, lambda why: NoteUnsaved(why, annotation, tuple(tags), note))

    def nudge(self, document: Document, annotation: str, nudge: Nudge) -> None:
        """Move an end of an annotation's passage by a word."""

        def change() -> NotesChanged:
            notes = self._project.notes
            # As it stands by now: of two keys in a row the second goes on from the first.
            span = notes.placed(notes.get(annotation), document).span
            moved = None if span is None else nudged(document.text, span, nudge)
            if moved is None:
                return NotesChanged(_NO_FURTHER[nudge])
            words = self.told(lambda: notes.move(annotation, document, moved))
            return NotesChanged(words, document.id, moved)

        self.change(change)

    def link(self, annotation: str, link: Link) -> None:
        """Have an annotation lead somewhere; if it does already, not any more."""

        def change() -> NotesChanged:
            notes, toggled = self._project.notes, self.linking.toggled
            links, to = toggled(notes.get(annotation), link), self.linking.label(link)
            return NotesChanged(self.told(lambda: notes.link(annotation, links, to)))

        self.change(change)

    def tag_note(self, annotation: str, tags: Sequence[str]) -> None:
        """Give an annotation of any document more tags."""
        self.last_tags = tags

        def change() -> NotesChanged:
            notes = self._project.notes
            merged = tuple(dict.fromkeys((*notes.get(annotation).tags, *tags)))
            there = "The note had that already."
            return NotesChanged(self.told(lambda: notes.edit(annotation, tags=merged), there))

        self.change(change)

    def delete(self, annotation: str) -> None:
        """Delete an annotation of any document, which need not be there; undo restores it."""

        def change() -> NotesChanged:
            words = self.told(lambda: self._project.notes.delete(annotation))
            return NotesChanged(words + self.restores)

        self.change(change)

    def undo(self) -> None:
        """Undo the last change."""
        self.change(lambda: self._stepped(self._project.history.undo(), "Undid", "undo"))

    def redo(self) -> None:
        """Do again what was undone."""
        self.change(lambda: self._stepped(self._project.history.redo(), "Did again", "do again"))

    def tags(self) -> tuple[list[Tag], dict[str, int]]:
        """The codebook, and how often each tag was used. For worker threads."""
        with self.lock:
            return list(self._project.codebook.tags()), dict(self._project.notes.counts())

    def change(
        self, change: Callable[[], NotesChanged], failed: Callable[[str], Message] | None = None
    ) -> None:
        """Change the records in a worker thread, and say what was done or why it was not."""

        def work() -> None:
            try:
                with self.lock:
                    message = change()
            except WorkbenchError as error:
                why = str(error)
                self._screen.post_message(failed(why) if failed else Said(why, "error"))
            else:
                self._screen.post_message(message)

        self._screen.run_worker(work, thread=True, group="notes", exit_on_error=False)

    def read(self, look: Callable[[], Message]) -> None:
        """Look at the records in a worker thread, and post what was seen."""

        def work() -> None:
            with self.lock:
                message = look()
            self._screen.post_message(message)

        self._screen.run_worker(work, thread=True, group="notes", exit_on_error=False)

    # -- in a worker thread

    def told(self, deed: Callable[[], object], nothing: str = "That changed nothing.") -> str:
        """Do something to the records; what it did, in the words that the history has for it."""
        before = self._project.history.latest
        deed()
        step = self._project.history.latest
        return nothing if step is None or step is before else f"{step.words}."

    def _tagged(self, document: Document, span: Span, tags: tuple[str, ...]) -> None:
        existing = self._exactly(document, span)
        if existing is None:
            self._project.notes.add(document, span, tags=tags)
        else:
            merged = tuple(dict.fromkeys((*existing.tags, *tags)))
            self._project.notes.edit(existing.id, tags=merged)

    def _stepped(self, step: Any, done: str, verb: str) -> NotesChanged:
        if step is None:
            return NotesChanged(f"There is nothing to {verb}.")
        self.see_others()
        names = any(path.parts[0] == "entities" for path in step.paths)
        return NotesChanged(f"{done}: {step.words.rstrip('.')}.", names=names)

    def _exactly(self, document: Document, span: Span) -> Annotation | None:
        """The annotation on just this passage, if there is one."""
        notes = self._project.notes
        for one in notes.of_document(document.id):
            if notes.placed(one, document).span == span:
                return one
        return None


def _in_reading_order(placed: Placed, document: Document) -> tuple[bool, Span]:
    """Those on the whole document first, those without a place last."""
    return not placed.annotation.whole, placed.span or Span(len(document.text), 0)
