"""The part of the main screen that brings back where the analyst left off."""

from __future__ import annotations

from dataclasses import replace

from workbench.model import WorkbenchError
from workbench.store.session import Session, load_session, remember, save_session
from workbench.tui.screens.bench import Bench
from workbench.tui.screens.frame import LEFT_WIDTH, RIGHT_WIDTH, place_named
from workbench.tui.widgets.resultrows import Shape


class Returning(Bench):
    """Document, place, search and panes come back at the next start."""

    _returned = False

    def last_session(self) -> Session:
        """Where the analyst left off, without a document that is gone. For worker threads."""
        remember(self.project.folder)
        session = load_session(self.project.home)
        try:
            if session.document:
                self.project.library.info(session.document)
        except WorkbenchError:
            return replace(session, document="")
        return session

    def rooms_opened(self, session: Session) -> None:
        """Bring the last session back."""
        self._returned = True
        self.left_width = session.left_width or LEFT_WIDTH
        self.right_width = session.right_width or RIGHT_WIDTH
        self.sides = session.sides_shown
        self.noting.last_tags = session.last_tags.splitlines()
        self.results.shape = Shape(flat=session.flat)
        self.searching.restore_order(session.query, session.sort)
        if session.query and not self.typing:
            self.search_for(session.query)
        else:
            self.searching.ask()
        if session.document:
            self.open_document(session.document, session.position, focus=False)
            # Who has gone somewhere meanwhile stays there.
            if session.pane and not self.typing and self.place == "document":
                self.go(place_named(session.pane))
            self.zoomed = session.zoomed
        self.fit_panes()

    def keep_session(self) -> None:
        """Keep where the analyst is, unless the last session did not come back yet."""
        if not self._returned:
            return
        document = self.document
        save_session(
            self.project.home,
            Session(
                document=document.id if document else "",
                position=self.page.cursor if document else 0,
                query=self.searching.query,
                sort=self.searching.order,
                flat=self.results.shape.flat,
                pane=self.place,
                left_width=self.left_width,
                right_width=self.right_width,
                sides_shown=self.sides,
                zoomed=self.zoomed,
                last_tags="\n".join(self.noting.last_tags),
            ),
        )
