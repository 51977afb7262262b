"""What every screen can do: ask in an overlay, fetch what one shows, say what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.worker import Worker, WorkerState

from workbench.model import WorkbenchError
from workbench.tui.messages import Said, Tone
from workbench.tui.typeahead import OVERLAYS

Answer = TypeVar("Answer")


class Questions(Screen[ScreenResultType]):
    """Base of screens that open overlays."""

    class Fetched(Message):
        """What an overlay shows is there."""

        def __init__(self, show: Callable[[], None]) -> None:
            super().__init__()
            self.show = show

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say something in the status line."""
        raise NotImplementedError

    def ask(self, overlay: Screen[Answer], then: Callable[[Answer], None]) -> None:
        """Show an overlay; `then` gets its answer, if there is one."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(overlay, answered)

    def fetch(self, fetch: Callable[[], Answer], show: Callable[[Answer], None]) -> None:
        """Get something in a worker thread, and show it in the event loop."""

        def work() -> None:
            try:
                fetched = fetch()
            except WorkbenchError as error:
                self.post_message(Said(str(error), "error"))
            else:
                self.post_message(self.Fetched(lambda: show(fetched)))

        self.run_worker(work, thread=True, group=OVERLAYS, exclusive=True, exit_on_error=False)

    @on(Fetched)
    def _show_fetched(self, message: Fetched) -> None:
        if self.app.screen is self:
            message.show()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.say(message.text, message.tone)

    @on(Worker.StateChanged)
    def _worker_failed(self, message: Worker.StateChanged) -> None:
        if message.state is not WorkerState.ERROR or message.worker.error is None:
            return
        error = message.worker.error
        if isinstance(error, WorkbenchError):
            self.say(str(error), "error")
        else:
            # What nobody foresaw is a defect: it is said in one sentence, and nothing stops.
            self.say(f"That did not work: {type(error).__name__}: {error}.", "error")
