"""The clipboard, which tells the truth: verified, sent without an answer, or kept in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workbench.citations.copies import Copies, Copy
from workbench.citations.programs import Run, run_program
from workbench.citations.routes import desktop, osc52, tmux
from workbench.library.safe import safe, safe_name
from workbench.model import WorkbenchError

Route = Literal["tmux", "desktop", "osc52", "file"]
ROUTES: tuple[Route, ...] = ("tmux", "desktop", "osc52", "file")


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy, as a sentence, and the file that keeps it where one does."""

    outcome: Literal["verified", "sent", "saved"]
    message: str
    path: Path | None

    def told(self, what: str) -> str:
        """The message with what was copied, such as `20 words`, where that is known to be true."""
        return f"Copied {what}. {self.message}" if self.outcome == "verified" else self.message


class Clipboard:
    """Copies text by the best way that this environment has and the analyst allows.

    `allowed` names the ways; `send_to_terminal` writes control sequences to the terminal, and is
    called from the thread that copies. A copy may take seconds where a tool hangs: make it in a
    background thread.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        state_dir: Path,
        allowed: Collection[str] = ROUTES,
        send_to_terminal: Callable[[str], None] | None = None,
        run: Run = run_program,
        platform: str = sys.platform,
    ) -> None:
        self._environment = environment
        self._allowed = allowed
        self._send_to_terminal = send_to_terminal
        self._run = run
        self._platform = platform
        self._copies = Copies(state_dir / "copies" if "file" in allowed else None)

    def copy(self, text: str) -> Copied:
        """Copy `text`, made safe; kept among the recent copies whatever happens.

        Raises WorkbenchError where there is nothing to copy, or where no way is left.
        """
        text = safe(text)
        if not text.strip():
            raise WorkbenchError("There is nothing to copy.")
        path, problem = self._copies.keep(text)
        if places := self._verified(text):
            return Copied("verified", f"Verified in {' and '.join(places)}.", path)
        if self._sent(text):
            return Copied("sent", "Sent to the terminal, which does not confirm.", path)
        if path is None:
            raise WorkbenchError(f"Not copied, and not saved either: {problem}.")
        return Copied("saved", f"Not copied. Saved to {self._shown(path)}.", path)

    def recent(self) -> list[Copy]:
        """The last 20 copies, the last one first; only this session's where none may be saved."""
        return self._copies.recent()

    def describe(self) -> str:
        """The ways that a copy takes here, in their order."""
        verified = ["the tmux buffer"] if self._in_tmux() else []
        if "desktop" in self._allowed and desktop.local(self._attached(), self._platform):
            verified.append("the clipboard")
        ways = [" and ".join(verified)] if verified else []
        if self._may_send(""):
            ways.append("the terminal (OSC 52)")
        if self._copies.directory:
            ways.append(f"a file in {self._shown(self._copies.directory)}")
        if not ways:
            return "every way to the clipboard is forbidden"
        return f"copies go to {', else to '.join(ways)}"

    def _in_tmux(self) -> bool:
        return "tmux" in self._allowed and tmux.inside(self._environment)

    def _attached(self) -> Mapping[str, str]:
        """The environment of whoever sits at the terminal now."""
        if tmux.inside(self._environment):
            return tmux.attached(self._environment, self._run)
        return self._environment

    def _verified(self, text: str) -> list[str]:
        """The places that hold `text` now, read back; in tmux on a desktop that is two."""
        places = []
        if "desktop" in self._allowed:
            environment = self._attached()
            if desktop.local(environment, self._platform) and desktop.copy(
                text, environment, self._run
            ):
                places.append("the clipboard")
        if self._in_tmux() and tmux.copy(text, self._environment, self._run):
            places.append("the tmux buffer")
        return places

    def _may_send(self, text: str) -> bool:
        """Whether OSC 52 may be tried; tmux keeps such a request in a buffer, or drops it."""
        return (
            "osc52" in self._allowed
            and self._send_to_terminal is not None
            and (self._in_tmux() or not tmux.inside(self._environment))
            and osc52.possible(text, self._environment)
        )

    def _sent(self, text: str) -> bool:
        if self._send_to_terminal is None or not self._may_send(text):
            return False
        try:
            self._send_to_terminal(osc52.sequence(text, self._environment))
        except OSError:
            return False
        return True

    def _shown(self, path: Path) -> str:
        home = self._environment.get("HOME", "")
        if home and path.is_relative_to(home):
            path = Path("~") / path.relative_to(home)
        return safe_name(str(path))
