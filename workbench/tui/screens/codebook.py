"""The codebook: all tags as a tree, what they mean, how often they are used, and changing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from workbench.library.safe import one_line
from workbench.notes.tagname import is_below, parent, tidy
from workbench.tui.coding import Coding
from workbench.tui.keymap import page_bindings
from workbench.tui.screens.going import ShowNotes
from workbench.tui.screens.lists import Ask
from workbench.tui.screens.naming import Renaming, name_problem
from workbench.tui.screens.page import Page
from workbench.tui.screens.picker import Offer
from workbench.tui.screens.splitchoice import SplitChoice, note_choices
from workbench.tui.screens.tagchoice import ColourChoice, TagChoice
from workbench.tui.survey import Filters
from workbench.tui.tagtree import Shown, TagRow, TagTree
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.codebookrows import entry_of
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Entry, Listing, remark
from workbench.tui.words import count

_NOTHING = "No tags yet. n makes one; so does t on a passage of a document."
_ON_TAGS = frozenset(
    f"codebook.{verb}" for verb in ("choose", "rename", "move", "merge", "split", "delete")
)
_ON_RECORDS = frozenset(f"codebook.{verb}" for verb in ("describe", "colour", "letter"))
_NO_MATCH = "No tag has that in its name or description."


class CodebookPage(Page):
    """The tree of tags. Every change is one step that undo takes back."""

    PLACE = "codebook"
    NUMBER = 6
    TITLE_WORDS = "Codebook"
    INVITATION = "part of a tag or of its description"
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("codebook")]

    class Loaded(Message):
        """The tags, with the problems of files that cannot be read."""

        def __init__(self, generation: int, tree: TagTree, problems: Sequence[str]) -> None:
            super().__init__()
            self.generation = generation
            self.tree = tree
            self.problems = problems

    _tree = TagTree(())
    _shown: Sequence[Shown] = ()
    _problems: Sequence[str] = ()
    _generation = 0
    _wanted = ""
    """Name of the tag that the cursor goes to when the tags are there again."""

    # -- what is shown

    def load(self) -> None:
        """Read tags and notes again; what others changed is seen, too."""
        self._generation += 1
        generation = self._generation

        def look() -> Message:
            project = self.project
            self.noting.see_others()
            tree = TagTree.of(project.codebook, project.notes.all())
            return self.Loaded(generation, tree, [str(one) for one in project.codebook.problems()])

        self.noting.read(look)

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        if message.generation == self._generation:
            self._tree, self._problems = message.tree, message.problems
            self.narrow_to(self.prompt.value, keep=True)

    def narrow_to(self, typed: str, *, keep: bool = False) -> None:
        """List the tags that have what is typed, the best under the cursor.

        `keep`: leave the cursor on its tag.
        """
        wanted = self._wanted or (str(self.rows.key) if keep and self.rows.key else "")
        self._wanted = ""
        self._shown, best = self._tree.filtered(typed)
        names = [one.row.name for one in self._shown]
        target = wanted if wanted in names else best
        cursor = names.index(target) if target in names else 0
        self.rows.show(self._listing, cursor=cursor, keep_scroll=keep)
        self.show_head("notes   with below")
        every = count(self._tree.count, "tag")
        matching = sum(one.matches and one.row.there for one in self._shown)
        self.show_counts(f"{matching:,} of {every}" if typed.strip() else "all tags", every)
        self.cursor_moved()

    def _listing(self, width: int) -> Listing:
        if not self._shown:
            words = _NO_MATCH if self._tree.rows else _NOTHING
            return Listing.of([remark(words, width, "muted"), *self._unread(width)])
        if self._problems:
            entries = [entry_of(one, width) for one in self._shown]
            return Listing.of([*entries, *self._unread(width)])
        return Listing.alike(len(self._shown), 1, lambda at: entry_of(self._shown[at], width))

    def _unread(self, width: int) -> list[Entry]:
        return [remark(one, width, "warn") for one in self._problems]

    @property
    def _row(self) -> TagRow | None:
        """The tag under the cursor."""
        return self._tree.by_name.get(str(self.rows.key))

    def where(self) -> Runs:
        """The whole name of the tag."""
        return (Run(one_line(self._row.name), "strong"),) if self._row else ()

    def unusable(self) -> frozenset[str]:
        """Without a tag there is only making one; what has no record can take no more."""
        row = self._row
        if row is None:
            return _ON_TAGS | _ON_RECORDS
        return frozenset() if row.recorded else _ON_RECORDS

    # -- actions

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        if (row := self._row) is not None:
            self.dismiss(ShowNotes(Filters(tag=row.name)))

    def action_tables(self) -> None:
        """Which tags go together, and how many notes each document has with each."""
        self.go_to_page("tables")

    def action_create(self) -> None:
        """Make a tag beside the one under the cursor."""
        row = self._row
        above = parent(row.name) if row else ""
        self._ask_name("New tag", f"{above}/" if above else "", self._coding.create)

    def action_rename(self) -> None:
        """Ask for the new name."""
        if (row := self._row) is None:
            return
        name, renaming = row.name, Renaming(self._tree, row.name)

        def take(new: str) -> None:
            merges = renaming.merges(new)
            (self._coding.merge if merges else self._coding.rename)(name, new)

        self._ask_name(f"Rename {one_line(name)}", name, take, renaming.problem)

    def _ask_name(
        self,
        title: str,
        value: str,
        then: Callable[[str], None],
        problem: Callable[[str], str] = name_problem,
    ) -> None:
        def take(name: str) -> None:
            self._wanted = tidy(name)
            then(self._wanted)

        hint = "The whole name: money/rent is a tag rent below money."
        self.ask(Ask(title, hint, value=value, problem=problem), take)

    def action_move(self) -> None:
        """Ask where to."""
        if (row := self._row) is None:
            return
        others = [
            one
            for one in self._tree.rows
            if not is_below(one.name, row.name) and one.name != parent(row.name)
        ]

        def take(above: str) -> None:
            self._wanted = f"{above}/{row.name.rpartition('/')[2]}".lstrip("/")
            self._coding.move(row.name, above)

        top = "at the top" if parent(row.name) else ""
        if not others and not top:
            self.say("There is no other tag to put it below.")
            return
        self.ask(TagChoice(f"Put {one_line(row.name)} below", others, top), take)

    def action_merge(self) -> None:
        """Ask into which."""
        if (row := self._row) is None:
            return
        others = [one for one in self._tree.rows if not is_below(one.name, row.name)]

        def take(into: str) -> None:
            self._wanted = into
            self._coding.merge(row.name, into)

        if others:
            self.ask(TagChoice(f"Merge {one_line(row.name)} into", others), take)
        else:
            self.say("There is no other tag to merge it into.")

    def action_split(self) -> None:
        """Ask which notes go, and to which tag."""
        if (row := self._row) is None:
            return
        if not row.own:
            self.say(f"No note has {one_line(row.name)} itself.")
            return
        self.fetch(
            lambda: self._notes_of(row.name),
            lambda offer: self.ask(
                SplitChoice(row.name, offer), lambda ids: self._ask_split(row.name, ids)
            ),
        )

    def _notes_of(self, name: str) -> Offer:
        """The notes that have the tag itself, to be chosen from. For worker threads."""
        titles = {info.id: info.title for info in self.project.library.documents()}
        with self.noting.lock:
            notes = [one for one in self.project.notes.all() if name in one.tags]
        return Offer.of(note_choices(notes, titles))

    def _ask_split(self, name: str, ids: Sequence[str]) -> None:
        self._ask_name(
            f"Split {count(len(ids), 'note')} off {one_line(name)}, to the tag",
            f"{name}/",
            lambda into: self._coding.split(name, into, ids),
        )

    def action_delete(self) -> None:
        """Delete the tag; the cursor goes to the next one."""
        if (row := self._row) is not None:
            self._coding.delete(row.name)

    def action_describe(self) -> None:
        """Ask what it means."""
        if (row := self._recorded()) is not None:
            self.ask(
                Ask(
                    f"What {one_line(row.name)} means",
                    "In a sentence, so that others tag alike.",
                    value=row.tag.description,
                ),
                lambda meaning: self._coding.describe(row.name, meaning),
            )

    def action_colour(self) -> None:
        """Ask for the colour."""
        if (row := self._recorded()) is not None:
            self.ask(
                ColourChoice(row.name, row.tag.shortcut, row.tag.colour),
                lambda colour: self._coding.recolour(row.name, colour),
            )

    def action_letter(self) -> None:
        """Ask for the letter."""
        if (row := self._recorded()) is not None:
            self.ask(
                Ask(
                    f"The letter of {one_line(row.name)}",
                    "One letter that no other tag has; nothing for none.",
                    value=row.tag.shortcut,
                ),
                lambda letter: self._coding.assign(row.name, letter.strip()),
            )

    def _recorded(self) -> TagRow | None:
        row = self._row
        if row is not None and not row.recorded:
            key = self.keymap.shown_first("codebook.create")
            how = f" {key} makes it one." if key else ""
            self.say(f"{one_line(row.name)} is only a name above other tags.{how}")
            return None
        return row

    @property
    def _coding(self) -> Coding:
        return Coding(self.project, self.noting)
