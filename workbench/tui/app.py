"""The terminal interface as an application: themes, stylesheets, keys and the first screen."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import constants, events

from workbench import defects, resources
from workbench.model import WorkbenchError
from workbench.tui import themes
from workbench.tui.indexing_watch import indexing_command
from workbench.tui.keymap import keymap
from workbench.tui.promptness import LOOK_EVERY, Collecting, take_turns
from workbench.tui.screens.main import MainScreen
from workbench.tui.screens.start import Chosen, StartScreen
from workbench.tui.typeahead import OrderedKeys

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from workbench.citations import Clipboard
    from workbench.project import Project

_STYLES = ("roles", "app", "main", "document", "overlay", "start")


class WorkbenchApp(OrderedKeys[str]):
    """Opens the main screen on a project, or without one asks which to open.

    Hands back a sentence if it had to give up.
    """

    TITLE = "workbench"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        resources.styles() / f"{name}.tcss" for name in _STYLES
    ]

    def __init__(self, project: Project | None, command: Sequence[str] = ()) -> None:
        """`command` indexes the project, if not by the package's own program."""
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self._project = project
        self._command = command
        self._collecting = Collecting()
        self.defect = ""
        """What went wrong where nobody expected it, for whoever mends it."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.ANSI if colourless else themes.DARK

    def key_waits(self) -> bool:
        """Whether the passage that enter opens is still being looked for."""
        screen = self.screen
        return isinstance(screen, MainScreen) and screen.typing and screen.enter_waits

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our roles, for Textual's own themes."""
        return themes.roles_of(self.current_theme)

    def on_mount(self) -> None:
        """Open the project, or the screen that asks for one."""
        take_turns()
        self.call_after_refresh(self._collecting.begin)
        self.set_interval(LOOK_EVERY, self._collecting.look)
        if not self.is_headless:
            for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(ending, self._end, ending)
        if self._project is not None:
            self._open(self._project)
            return
        from platformdirs import user_config_path

        from workbench.store.session import recent
        from workbench.store.settings import Settings

        # Looks are the user's own: a project's file, were there one, would not change them.
        self.take_theme(Settings(Path(), user_config_path("workbench") / "config.toml").theme)
        self.push_screen(StartScreen(Path.cwd(), recent()), self._chosen)

    def on_unmount(self) -> None:
        """Leave the interpreter as it was found."""
        self._collecting.end()

    async def on_event(self, event: events.Event) -> None:
        """Note when somebody is there."""
        if isinstance(event, events.InputEvent):
            self._collecting.touched()
        await super().on_event(event)

    def _end(self, ending: signal.Signals) -> None:
        """Leave as `q` does: the system, or whoever closed the terminal, wants the program gone."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.keep_session()
        self.exit(return_code=128 + ending)

    def action_help_quit(self) -> None:
        """Tell those who press ctrl+c how to leave."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.say("q leaves. Everything is saved already.")

    def _chosen(self, chosen: Chosen | None) -> None:
        from workbench.project import Project
        from workbench.sample import open_copy

        if chosen is None:
            self.exit()
            return
        try:
            self._project = Project.open(chosen.folder or open_copy())
        except WorkbenchError as error:
            self.exit(str(error), return_code=1)
        else:
            self._open(self._project)

    def _open(self, project: Project) -> None:
        keys = keymap(project.settings.keys)
        self.set_keymap(dict(keys.changed))
        self.take_theme(project.settings.theme)

        def clipboard() -> Clipboard:
            return project.clipboard(self._send_to_terminal)

        command = self._command or indexing_command(project.folder, project.home)
        self.push_screen(MainScreen(project, keys, clipboard, command))

    def take_theme(self, name: str) -> None:
        """Use a theme by its short or full name, if there is one of it."""
        # Without colours, only the terminal's own theme tells everything by other means.
        if not self.no_color and themes.named(name) in self.available_themes:
            self.theme = themes.named(name)

    def copy_to_clipboard(self, text: str) -> None:
        """What is cut or copied in a text field goes the same honest way as every copy."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.copying.copy_text(text, "the selected text")

    def _send_to_terminal(self, sequence: str) -> None:
        # Called in the thread that copies; the driver is written to in the app's own.
        self.call_from_thread(self._write, sequence)

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    def get_driver_class(self) -> type[Driver]:
        """What reads the keys; another only where the environment says so."""
        if constants.DRIVER is not None:
            return super().get_driver_class()
        from workbench.tui.driver import TerminalDriver

        return TerminalDriver

    def _fatal_error(self) -> None:
        # Textual would print the stack with its local variables, the documents' text among them.
        self.defect = traceback.format_exc()
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End after a defect outside the event loop, as after one in it."""
        with self.console.capture() as captured:
            self.console.print(*renderables)
        self.defect = self.defect or captured.get()
        self._close_messages_no_wait()

    def close_project(self) -> None:
        """Release what the project holds open."""
        if self._project is not None:
            self._project.close()


def run(folder: Path | None, data: Path | None, *, sample: bool = False) -> int:
    """Open the interface on a folder, the sample, or what is chosen on the start screen.

    Returns the exit code. Raises WorkbenchError for a folder that cannot be opened.
    """
    from workbench.project import Project
    from workbench.sample import open_copy

    if sample:
        folder = open_copy()
    elif folder is None:
        folder = Project.around(Path.cwd())
    project = Project.open(folder, data) if folder is not None else None
    app = WorkbenchApp(project)
    problem = app.run()
    app.close_project()
    if app.defect:
        problem = defects.kept(app.defect)
    if problem:
        raise WorkbenchError(problem)
    return app.return_code or 0
