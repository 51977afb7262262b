"""The terminal interface as an application: themes, stylesheets, keys and the first screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from platformdirs import user_state_path
from textual.app import App
from textual.binding import BindingType

from workbench import resources
from workbench.citations import Clipboard
from workbench.tui import themes
from workbench.tui.indexing_watch import indexing_command
from workbench.tui.keymap import keymap
from workbench.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from workbench.project import Project

_STYLES = ("roles", "app", "main", "document", "overlay")


class WorkbenchApp(App[None]):
    """Opens the main screen on a project."""

    TITLE = "workbench"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        resources.styles() / f"{name}.tcss" for name in _STYLES
    ]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, project: Project, command: Sequence[str] = ()) -> None:
        """`command` indexes the project, if not by the package's own program."""
        super().__init__()
        self._project = project
        self._command = command or indexing_command(project.folder, project.home)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our roles, for Textual's own themes."""
        return themes.roles_of(self.current_theme)

    def on_mount(self) -> None:
        """Take the settings, and open the main screen."""
        settings = self._project.settings
        keys = keymap(settings.keys)
        self.set_keymap(dict(keys.changed))
        self.take_theme(settings.theme)
        clipboard = self._make_clipboard()
        self.push_screen(MainScreen(self._project, keys, clipboard, self._command))

    def take_theme(self, name: str) -> None:
        """Use a theme by its short or full name, if there is one of it."""
        if themes.named(name) in self.available_themes:
            self.theme = themes.named(name)

    def copy_to_clipboard(self, text: str) -> None:
        """What is selected with the mouse goes the same honest way as every copy."""
        if isinstance(self.screen, MainScreen):
            self.screen.copying.copy_text(text, "the selected text")

    def _make_clipboard(self) -> Clipboard:
        return Clipboard(
            os.environ,
            user_state_path("workbench"),
            self._project.settings.clipboard,
            self._send_to_terminal,
        )

    def _send_to_terminal(self, sequence: str) -> None:
        # Called in the thread that copies; the driver is written to in the app's own.
        self.call_from_thread(self._write, sequence)

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)


def run(folder: Path | None, data: Path | None, *, sample: bool = False) -> int:
    """Open the interface on a folder; the exit code. Raises WorkbenchError for a bad folder."""
    from workbench.project import Project

    assert folder is not None
    project = Project.open(folder, data)
    app = WorkbenchApp(project)
    app.run()
    project.close()
    return app.return_code or 0
