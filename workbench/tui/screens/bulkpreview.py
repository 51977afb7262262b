"""The preview of tagging many passages: how many they are, the first of them, and what is tagged.

`tag_all` is the door: it asks for the tags, shows the preview, and tags. Any screen can use it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.library.safe import one_line
from workbench.notes.bulk import UNITS, Sample, Unit
from workbench.tui.bulktagging import BulkTagging, GatheringTold, Sought, TaggingTold
from workbench.tui.messages import NotesChanged
from workbench.tui.screens.overlay import Overlay
from workbench.tui.screens.questions import Questions
from workbench.tui.text import Run, Runs, cut, cut_left, width_of
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.words import count

if TYPE_CHECKING:
    from typing import Any

    from workbench.project import Project
    from workbench.tui.noting import Noting

_NUMBER = 4
_UNIT_WORDS: dict[Unit, str] = {
    "hit": "the words",
    "sentence": "the sentence",
    "paragraph": "the paragraph",
}
_READY = (
    ("enter", "tag them"),
    ("tab", "words, sentence, paragraph"),
    ("j k", "move"),
    ("esc", "back"),
)
_NOTHING_TO_DO = (("tab", "words, sentence, paragraph"), ("esc", "back"))
_STOPPABLE = (("esc", "stop"),)


def tag_all(screen: Questions[Any], project: Project, noting: Noting, sought: Sought) -> None:
    """Ask for tags, show what would be tagged, and tag it as one step, if that is wanted.

    `sought.passages` yields each document once with its passages, such as
    `lambda cancelled: project.search.every_hit(query, cancelled)`, or
    `lambda cancelled: iter([(document, spans)])`; it is asked twice at most, in worker threads.
    What was done is posted to the screen as `NotesChanged`.
    """
    from workbench.tui.screens.tagging import TagPicker

    def preview(tags: tuple[str, ...]) -> None:
        overlay = BulkPreview(BulkTagging(project, noting, sought, tags))
        screen.ask(overlay, screen.post_message)  # type: ignore[arg-type]

    screen.fetch(
        noting.tags,
        lambda known: screen.ask(TagPicker(sought.words, *known, title=sought.title), preview),
    )


class BulkPreview(Overlay[NotesChanged]):
    """Hands back what was done, or None if nothing was."""

    WIDTH = 110
    FEWEST_ROWS = 16
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_unit", show=False, priority=True),
        Binding("h", "unit('hit')", show=False),
        Binding("s", "unit('sentence')", show=False),
        Binding("p", "unit('paragraph')", show=False),
    ]

    def __init__(self, bulk: BulkTagging) -> None:
        super().__init__()
        self._bulk = bulk
        self._unit: Unit = "hit"
        self._gathering = True
        self._tagging = False
        self._made = 0
        self._problem = ""
        self._enter_waits = False

    def compose_above(self) -> list[Widget]:
        """How many, and what of each is tagged."""
        rows = 3 if self._bulk.sought.remark else 2
        return [Lines(*[Line()] * rows, id="counts")]

    def opened(self) -> None:
        """Gather them."""
        self.set_head(f"{self._bulk.sought.title}: {self._bulk.sought.words}", self._tags)
        self._bulk.gather(self)
        self._show_state()

    @property
    def _tags(self) -> str:
        return ", ".join(map(one_line, self._bulk.tags))

    # -- what is shown

    def _show_state(self) -> None:
        remark = self._bulk.sought.remark
        rows = [self._counts(), *([(Run(remark, "warn"),)] if remark else ()), self._units()]
        self.query_one("#counts", Lines).show(*(Line(runs, indent=1) for runs in rows))
        if self._tagging:
            self.set_hints(_STOPPABLE if self._made < self._wanted else ())
        elif self._gathering:
            self.set_hints(_STOPPABLE)
        else:
            self.set_hints(_READY if self._wanted else _NOTHING_TO_DO)

    def _counts(self) -> Runs:
        gathered = self._bulk.gathered
        if self._problem:
            return (Run(self._problem, "warn"),)
        if self._tagging:
            if self._made >= self._wanted:
                return (Run(f"Writing {count(self._made, 'note')}…", "text"),)
            return (
                Run(f"{self._made:,} of {self._wanted:,} made. Nothing is written before all are."),
            )
        if self._gathering:
            documents = count(len(gathered.documents), "document")
            return (Run(f"{count(gathered.hits, 'hit')} in {documents} so far…", "muted"),)
        preview = gathered.preview(self._unit)
        if not gathered.hits:
            return (Run("There is no passage to tag.", "strong"),)
        runs = [Run(count(preview.passages, "passage"), "strong")]
        runs.append(Run(f" in {count(preview.documents, 'document')}", "text"))
        if preview.already:
            runs.append(Run(f"   {preview.already:,} tagged so already, left as they are", "muted"))
        return tuple(runs)

    def _units(self) -> Runs:
        runs: list[Run] = [Run("tags ", "faint")]
        for unit in UNITS:
            chosen = unit == self._unit
            runs.append(Run("▪ " if chosen else "  ", "accent"))
            runs.append(Run(f"{_UNIT_WORDS[unit]}   ", "name" if chosen else "faint"))
        return tuple(runs)

    @property
    def _wanted(self) -> int:
        return self._bulk.gathered.preview(self._unit).passages

    def listing_for(self, width: int) -> Listing:
        """The first of them as concordance lines, under the titles of their documents."""
        samples = self._bulk.gathered.samples(self._unit)
        rows: list[Sample | str] = []
        title = None
        for sample in samples[:]:  # the worker may add some meanwhile
            if sample.title != title:
                rows += ["", sample.title] if rows else [sample.title]
                title = sample.title
            rows.append(sample)
        rest = self._bulk.gathered.units(self._unit) - len(samples)
        if rest > 0 and not self._gathering:
            rows += ["", f"and {rest:,} more"]

        def make(at: int) -> Entry:
            row = rows[at]
            if isinstance(row, str):
                return Entry((Line((Run(cut(row, width - 3), "muted"),)),))
            return _line(row, width, at)

        return Listing.alike(len(rows), 1, make)

    def _show_rows(self) -> None:
        self.choices.show(self.listing_for, cursor=max(self.choices.cursor, 0), keep_scroll=True)

    # -- what the workers tell

    @on(GatheringTold)
    def _told(self, message: GatheringTold) -> None:
        self._gathering = not message.over
        self._problem = message.problem
        self._show_rows()
        self._show_state()
        if message.over and self._enter_waits:
            self.action_enter()

    @on(TaggingTold)
    def _tagging_told(self, message: TaggingTold) -> None:
        self._made, self._problem = message.made, message.problem
        if message.done is not None:
            self.dismiss(message.done)
            return
        self._tagging = not message.problem
        self._show_state()

    # -- keys

    def action_unit(self, unit: Unit) -> None:
        """Tag the hits themselves, their sentences, or their paragraphs."""
        if not self._tagging:
            self._unit = unit
            self._show_rows()
            self._show_state()

    def action_next_unit(self) -> None:
        """The next of them."""
        self.action_unit(UNITS[(UNITS.index(self._unit) + 1) % len(UNITS)])

    def action_enter(self) -> None:
        """Tag them, as soon as all are gathered."""
        self._enter_waits = self._gathering
        if not self._gathering and not self._tagging and self._wanted:
            self._tagging, self._made, self._problem = True, 0, ""
            self._bulk.tag(self, self._unit)
            self._show_state()

    def action_leave(self) -> None:
        """Stop what is going on; leave where nothing is."""
        self._bulk.stop()
        if not self._tagging:
            self.dismiss(None)

    def chosen(self, key: object) -> None:
        """A click on a row chooses nothing."""


def _line(sample: Sample, width: int, number: int) -> Entry:
    """A hit in the middle; what will be tagged stands out from what is round it."""
    runs: list[Run] = [Run(f"{sample.paragraph:>{_NUMBER},}  ", "number")]
    side = max((width - _NUMBER) * 2 // 5, 8)
    left = _pieces(sample, sample.start, sample.hit.start)
    room = side
    fitted: list[Run] = []
    for run in reversed(left):
        text = cut_left(run.text, room)
        fitted.insert(0, Run(text, run.role))
        room -= width_of((fitted[0],))
        if text != run.text:
            break
    runs.append(Run(" " * max(room, 0)))
    runs += fitted
    runs += _pieces(sample, sample.hit.start, sample.start + len(sample.text))
    right = (Run(" tagged", "faint"),) if sample.already else ()
    return Entry((Line(tuple(runs), right, indent=1),), number)


def _pieces(sample: Sample, start: int, end: int) -> list[Run]:
    """The text of `[start, end)`, in positions of the document: hit, unit, and what is beside."""
    edges = {start, end}
    edges |= {at for at in (*sample.hit, *sample.unit) if start < at < end}
    ordered = sorted(edges)
    runs = []
    for first, last in pairwise(ordered):
        text = sample.text[first - sample.start : last - sample.start]
        if sample.hit.start <= first < sample.hit.end:
            role = "hit"
        else:
            role = "name" if sample.unit.start <= first < sample.unit.end else "faint"
        runs.append(Run(text, role))
    return runs
