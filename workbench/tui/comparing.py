"""The flow of comparing analysts: what they tagged is read, and decided on, in worker threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.model import Document, WorkbenchError
from workbench.notes import Tag
from workbench.notes.agreement import Agreement, CodedDocument, agreement
from workbench.notes.coded import CodedDocuments
from workbench.notes.differences import differences
from workbench.notes.wording import place_in
from workbench.tui.comparison import Comparison, Found, Looked, by_tag, listed, narrowed
from workbench.tui.messages import NotesChanged, Said
from workbench.tui.noting import Noting
from workbench.tui.widgets.comparerows import Rows

if TYPE_CHECKING:
    from workbench.notes.decisions import Verdict
    from workbench.project import Project


class Compared(Message):
    """What differs, as it is now."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison


class Agreed(Message):
    """How far the analysts agree on a tag; `generation` is that of the comparison."""

    def __init__(self, generation: int, agreement: Agreement) -> None:
        super().__init__()
        self.generation = generation
        self.agreement = agreement


class Narrowed(Message):
    """The rows that are left, and how many differences there are on each tag."""

    def __init__(self, generation: int, rows: Rows, differing: Mapping[str, int]) -> None:
        super().__init__()
        self.generation = generation
        self.rows = rows
        self.differing = differing


class TextRead(Message):
    """The text of a document with differences."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document


class Comparing:
    """Asks what differs, and carries decisions out, each as one step."""

    def __init__(self, screen: Screen[Any], project: Project, noting: Noting) -> None:
        self._screen = screen
        self._project = project
        self._noting = noting
        self._coded = CodedDocuments(project.notes, project.library)
        self.generation = 0
        self._narrowing = 0
        self._asked: tuple[int, Comparison, Looked, Callable[[str], Tag]] | None = None
        self._wanted = ""
        """Id of the document whose text was asked for last."""
        self._about: list[str] = []
        """The keys of the differences that were acted on, in order."""

    @property
    def analyst(self) -> str:
        """Who decides; empty if nobody said their name."""
        return self._project.history.analyst

    def forget(self) -> None:
        """Let go of what was read."""
        self._coded = CodedDocuments(self._project.notes, self._project.library)
        self._asked = None

    def read(self, chosen: frozenset[str]) -> None:
        """Compare these analysts, or all if none is chosen; the figures follow, tag by tag."""
        self.generation += 1
        self._wanted = ""
        generation = self.generation
        self._run(lambda: self._read(chosen, generation), "compare", exclusive=True)

    def narrow(self, comparison: Comparison, looked: Looked, tag: Callable[[str], Tag]) -> None:
        """Leave the differences that are looked at; only the last answer counts."""
        self._narrowing += 1
        # Not in a closure: Textual keeps that, and what it holds, after the page has gone.
        self._asked = self._narrowing, comparison, replace(looked), tag
        self._run(self._narrow, "narrow", exclusive=False)

    def wanted(self, message: Narrowed) -> bool:
        """Whether an answer is that to the last question."""
        return message.generation == self._narrowing

    def read_text(self, document: str) -> None:
        """Read the text of a document, unless that was asked for last."""
        if document == self._wanted:
            return
        self._wanted = document

        def work() -> None:
            try:
                read = self._project.library.document(document)
            except WorkbenchError as error:
                self._screen.post_message(Said(str(error), "warn"))
            else:
                self._screen.post_message(TextRead(read))

        self._run(work, "text", exclusive=True)

    # -- deciding

    def went_back(self) -> str:
        """The key of the difference that the last deed was about, which is undone; or nothing."""
        return self._about.pop() if self._about else ""

    def take(self, found: Found, analyst: str) -> None:
        """Tag as `analyst` did."""
        self._about.append(found.key)

        def change() -> NotesChanged:
            from workbench.notes.taking import Taking

            project, difference = self._project, found.difference
            document = project.library.document(difference.document)
            taking = Taking(project.notes, project.codebook, project.history)
            step = taking.take(difference, analyst, document)
            return NotesChanged(f"{step.words}.", document.id, difference.span)

        self._noting.change(change)

    def keep(self, found: Found) -> None:
        """Keep the own tags, and have the difference not listed any more."""
        self._decide(found, "kept", "Kept the tags on {}")

    def dismiss(self, found: Found) -> None:
        """Have the difference not listed for now."""
        self._decide(found, "dismissed", "Set the difference on {} aside")

    def reopen(self, found: Found) -> None:
        """List a difference again that was decided on."""
        self._about.append(found.key)

        def change() -> NotesChanged:
            words = f"Listed the difference on {self._place(found)} again"
            decisions = self._project.decisions
            return NotesChanged(
                self._noting.told(lambda: decisions.reopen(found.difference, words))
            )

        self._noting.change(change)

    def _decide(self, found: Found, verdict: Verdict, words: str) -> None:
        self._about.append(found.key)

        def change() -> NotesChanged:
            named, decisions = words.format(self._place(found)), self._project.decisions
            return NotesChanged(
                self._noting.told(lambda: decisions.decide(found.difference, verdict, named))
            )

        self._noting.change(change)

    # -- in a worker thread

    def _run(self, work: Callable[[], None], group: str, *, exclusive: bool) -> None:
        self._screen.run_worker(
            work, thread=True, group=group, exclusive=exclusive, exit_on_error=False
        )

    def _narrow(self) -> None:
        if self._asked is not None:
            generation, comparison, looked, tag = self._asked
            left = listed(comparison, looked, self.analyst)
            rows = Rows(narrowed(left, looked), tag)
            self._screen.post_message(Narrowed(generation, rows, by_tag(left)))

    def _place(self, found: Found) -> str:
        document = self._project.library.document(found.difference.document)
        return place_in(document, found.difference.span)

    def _read(self, chosen: frozenset[str], generation: int) -> None:
        worker, project = get_current_worker(), self._project
        with self._noting.lock:
            self._noting.see_others()
            decided = project.decisions.all()
            analysts = self._coded.analysts()
            tags = {tag.name: tag for tag in project.codebook.tags()}
        coded = list(self._documents(chosen))
        if worker.is_cancelled:
            return
        counts: dict[str, Counter[str]] = {}
        for one in (one for document in coded for one in document.coded):
            counts.setdefault(one.tag, Counter())[one.analyst] += 1
        comparison = Comparison(
            analysts,
            len(coded),
            sum(len(document.paragraphs) for document in coded),
            counts,
            [found for document in coded for found in self._found(document, decided)],
            tags,
        )
        self._screen.post_message(Compared(comparison))
        for figures in agreement(coded):
            if worker.is_cancelled:
                return
            self._screen.post_message(Agreed(generation, replace(figures, disagreements=())))

    def _documents(self, chosen: frozenset[str]) -> Iterator[CodedDocument]:
        documents = self._coded.of(chosen)
        while True:
            # Others may tag between two documents: it takes a while to read many.
            with self._noting.lock:
                one = next(documents, None)
            if one is None:
                return
            yield one

    def _found(
        self, document: CodedDocument, decided: Mapping[str, Mapping[str, Verdict]]
    ) -> Iterator[Found]:
        title = ""
        for one in differences([document]):
            title = title or self._project.library.info(document.id).title
            paragraph = max(document.paragraphs.at(one.span.start) + 1, 1)
            key = one.key
            yield Found(one, key, title, paragraph, decided.get(key, {}))
