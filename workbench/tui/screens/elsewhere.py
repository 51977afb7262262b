"""The part of the main screen that sees what other copies of the workbench, or commands, index."""

from __future__ import annotations

from collections.abc import Hashable

from workbench.tui.messages import NotesChanged, SourcesChanged
from workbench.tui.screens.indexed import Indexed

_LOOK_EVERY = 2.0
_QUIET_LOOKS = 5
"""Looks without any news after which this copy tries whether it can index by now."""


class Elsewhere(Indexed):
    """Shows what was committed elsewhere as if it had been committed here."""

    _quiet = 0
    _looking = False

    def watch_others(self) -> None:
        """From now on, look every few seconds."""
        self.set_interval(_LOOK_EVERY, self.look_elsewhere)

    def look_elsewhere(self) -> None:
        """See what was committed by others, unless a look is on its way or this copy indexes."""
        if self.indexing.running or self._looking or self._documents is None:
            return
        self._looking = True
        self._work(self._look)

    _sources: Hashable = None

    def look_at_sources(self) -> None:
        """See whether something is said anew of a source. For worker threads."""
        version = self.project.sources_version()
        before, self._sources = self._sources, version
        if before is not None and version != before:
            self.post_message(SourcesChanged())

    def _look(self) -> None:
        try:
            if self.project.notes.refresh():
                self.post_message(NotesChanged("Notes were changed elsewhere."))
            if self.project.entities.corrections.refresh():
                words = "Corrections of entities were changed elsewhere."
                self.post_message(NotesChanged(words, names=True))
            self.look_at_sources()
            # The index is committed before the catalogue: either may be news.
            if self.project.search.refresh() or self.project.library.count() != self._documents:
                self._quiet = 0
                self.look_again()
                return
            # Its file may have been written to, too, which nobody has indexed yet.
            self.reading.look()
            if self._elsewhere:
                self._quiet += 1
        finally:
            self._looking = False
        if self._quiet >= _QUIET_LOOKS:
            # The other copy may be done, or gone before it was.
            self._quiet = 0
            self.app.call_from_thread(self.indexing.start)
