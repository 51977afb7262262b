"""The part of the main screen that sees what others change: records, and what is indexed."""

from __future__ import annotations

import time
from collections.abc import Hashable

from textual import on

from workbench.tui.messages import ChangedElsewhere, NotesChanged, SourcesChanged
from workbench.tui.screens.indexed import Indexed
from workbench.tui.screens.page import Page

_LOOK_EVERY = 2.0
_REST = 50
"""Times as long as a look at the records took, the next one waits: that is 2 % of one processor."""
_QUIET_LOOKS = 5
"""Looks without any news after which this copy tries whether it can index by now."""


class Elsewhere(Indexed):
    """Shows what was changed elsewhere as if it had been changed here."""

    _quiet = 0
    _looking = False
    _seen = 0
    """What others changed was told so far: as `Noting` counts it."""
    _rests_until = 0.0

    def watch_others(self) -> None:
        """From now on, look every few seconds; less often where there are very many notes."""
        self.set_interval(_LOOK_EVERY, self._look_if_rested)

    def _look_if_rested(self) -> None:
        if time.monotonic() >= self._rests_until:
            self.look_elsewhere()

    def look_elsewhere(self) -> None:
        """See what was changed by others, unless a look is on its way."""
        if self._looking or self._documents is None:
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

    def _look_at_records(self) -> None:
        started = time.monotonic()
        with self.noting.lock:
            self.noting.see_others()
        if self.noting.seen != self._seen:
            self._seen = self.noting.seen
            self.post_message(ChangedElsewhere("Notes or tags were changed elsewhere."))
        if self.project.entities.corrections.refresh():
            words = "Corrections of entities were changed elsewhere."
            self.post_message(ChangedElsewhere(words, names=True))
        self.look_at_sources()
        now = time.monotonic()
        self._rests_until = now + _REST * (now - started)

    @on(ChangedElsewhere)
    def _changed_elsewhere(self, message: ChangedElsewhere) -> None:
        """Tell the page in front, if there is one: coming back from it shows all anew."""
        pages = [screen for screen in self.app.screen_stack if isinstance(screen, Page)]
        target = pages[-1] if pages else self
        target.post_message(NotesChanged(message.words, names=message.names))

    def _look(self) -> None:
        try:
            self._look_at_records()
            if self.indexing.running:
                return
            # The index is committed before the catalogue: either may be news.
            if self.project.search.refresh() or self.count_searchable() != self._documents:
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
