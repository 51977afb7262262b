"""Settings: the project's `project.toml` over the user's own `config.toml`.

Both are written by hand as well. What is wrong in them becomes a sentence in `problems` and the
default holds; comments and order survive a change made by the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from workbench.model import WorkbenchError
from workbench.store.files import read_record_bytes, why, write_atomic
from workbench.store.options import CLIPBOARD_ROUTES, OPTIONS, Option

PROJECT_FILE = "project.toml"

_DEEPEST = 4
_MOST_SHOWN = 120


class Settings:
    """The settings in force; `problems` says in sentences what of the files is not used.

    A project's file may come from a stranger: it can forbid a way to the clipboard but not allow
    one that the user's own file forbids, and it does not change keys or looks.
    """

    def __init__(self, home: Path, user_config: Path) -> None:
        self._project_file = home / PROJECT_FILE
        self._user_file = user_config
        self.problems: list[str] = []
        self._user: dict[str, Any] = {}
        self._project: dict[str, Any] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self.reload()

    def reload(self) -> None:
        """Read both files again."""
        self.problems = []
        user = self._read(self._user_file)
        self._keys = self._taken_keys(user.pop("keys", {}))
        self._user = self._taken(user, self._user_file, of_user=True)
        self._project = self._taken(
            self._read(self._project_file), self._project_file, of_user=False
        )

    @property
    def name(self) -> str:
        """The project's name; empty if it has none of its own."""
        return str(self._value("name"))

    @property
    def analyst(self) -> str:
        """Whom new notes name as their creator; empty until the analyst says."""
        return str(self._value("analyst"))

    @property
    def citation_style(self) -> str:
        """The id of the style of citations."""
        return str(self._value("citation_style"))

    @property
    def engine(self) -> str:
        """The search engine."""
        return str(self._value("engine"))

    @property
    def cache(self) -> str:
        """Directory for what can be made anew; empty for the project's own."""
        return str(self._value("cache"))

    @property
    def theme(self) -> str:
        """The colours."""
        return str(self._value("theme"))

    @property
    def clipboard(self) -> frozenset[str]:
        """The ways to the clipboard that neither file forbids: osc52, tmux, desktop, file."""
        return frozenset(
            route
            for route in CLIPBOARD_ROUTES
            if all(layer.get(f"clipboard.{route}", True) for layer in (self._user, self._project))
        )

    @property
    def search_log(self) -> bool:
        """Whether what is searched, opened and read is logged: neither file forbids it."""
        return all(layer.get("search_log", True) for layer in (self._user, self._project))

    @property
    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """The analyst's own keys by the id of the action; not checked against the actions."""
        return self._keys

    def set(self, key: str, value: str | bool) -> None:
        """Change a setting and save it where it belongs.

        Raises WorkbenchError for a setting or a value that cannot be, for a file that is not
        valid, which is never overwritten, and where the disk refuses.
        """
        option = OPTIONS.get(key)
        if option is None:
            raise WorkbenchError(f"There is no setting {_shown(key)}.")
        if not option.takes(value):
            raise WorkbenchError(f"The setting {key} must be {option.wanted}.")
        path = self._user_file if option.of_user else self._project_file
        if option.of_user:
            # The user's own file may be a link into a repository of configurations.
            path = path.resolve()
        try:
            _write(path, option, value)
        except OSError as error:
            raise WorkbenchError(f"{path.name} was not changed: {why(error)}.") from error
        self.reload()

    def _value(self, key: str) -> object:
        return self._project.get(key, self._user.get(key, OPTIONS[key].default))

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            return _parsed(path)
        except FileNotFoundError:
            return {}
        except WorkbenchError as error:
            self.problems.append(str(error))
        except OSError as error:
            self.problems.append(f"{path.name} is not used: {why(error)}.")
        return {}

    def _taken(self, table: dict[str, Any], path: Path, *, of_user: bool) -> dict[str, Any]:
        """The values of the table that are what they should be, by their dotted keys."""
        taken = {}
        for key, value in _flat(table):
            option = OPTIONS.get(key)
            if option is None or (option.only_of_user and not of_user):
                self.problems.append(f"{path.name}: there is no setting {_shown(key)} here.")
            elif not option.takes(value):
                self.problems.append(f"{path.name}: {key} must be {option.wanted}.")
            else:
                taken[key] = value
        return taken

    def _taken_keys(self, table: object) -> dict[str, tuple[str, ...]]:
        name = self._user_file.name
        if not isinstance(table, dict):
            self.problems.append(f"{name}: keys must be a table of actions and their keys.")
            return {}
        taken = {}
        for action, keys in _flat(table):
            pressed = [keys] if isinstance(keys, str) else keys
            if isinstance(pressed, list) and all(isinstance(key, str) for key in pressed):
                taken[action] = tuple(pressed)
            else:
                self.problems.append(
                    f"{name}: the keys of {_shown(action)} must be a list of names."
                )
        return taken


def _parsed(path: Path) -> dict[str, Any]:
    """The tables of a file. Raises OSError, or WorkbenchError if it is not TOML."""
    content = path.read_bytes() if path.name != PROJECT_FILE else read_record_bytes(path)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = _shown(str(error)) if isinstance(error, tomllib.TOMLDecodeError) else "not UTF-8"
        raise WorkbenchError(f"{path.name} is not used, for it is not valid: {reason}.") from error


def _write(path: Path, option: Option, value: str | bool) -> None:
    # Only a change needs the parser that keeps comments, and it is slow to load.
    import tomlkit

    try:
        _parsed(path)
        document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
    above, _, name = option.key.rpartition(".")
    table = document.setdefault(above, tomlkit.table()) if above else document
    if not isinstance(table, MutableMapping):
        raise WorkbenchError(f"{path.name} was not changed: {above} in it is not a table.")
    table[name] = value
    write_atomic(path, tomlkit.dumps(document).encode())


def _flat(table: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The values of nested tables by their dotted keys; what lies too deep is a value itself."""
    for key, value in table.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{above}{key}.", depth + 1)
        else:
            yield above + key, value


def _shown(text: str) -> str:
    return ascii(text[:_MOST_SHOWN])[1:-1]
