"""The table of settings: what can be set, to what, where, and what it means.

The page on configuration is held to this table.
"""

from __future__ import annotations

from dataclasses import dataclass

CLIPBOARD_ROUTES = ("osc52", "tmux", "desktop", "file")

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. `choices` are the only values, where there are any.

    Each can stand in the project's file and, as the default for all projects, in the user's; those
    `only_of_user` only there. `of_user` says where a change made in the program goes.
    """

    key: str
    default: str | bool
    words: str
    choices: tuple[str, ...] = ()
    of_user: bool = False
    only_of_user: bool = False

    def takes(self, value: object) -> bool:
        """Whether the setting can have this value."""
        if isinstance(self.default, bool) or not isinstance(value, str):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if self.choices:
            return value in self.choices
        return len(value) <= _LONGEST and all(map(str.isprintable, value))

    @property
    def wanted(self) -> str:
        """What a value must be, as the end of a sentence."""
        if isinstance(self.default, bool):
            return "true or false"
        return f"one of {', '.join(self.choices)}" if self.choices else "one line of text"


_ALL = (
    Option("name", "", "The project's name; without one, the folder's."),
    Option("analyst", "", "Your name, written into your notes.", of_user=True),
    Option(
        "citation_style",
        "chicago-author-date",
        "The form of citations.",
        choices=("chicago-author-date", "markdown", "plain"),
    ),
    Option("engine", "auto", "The search engine.", choices=("auto", "whoosh", "tantivy")),
    Option("search_log", True, "Keep a log of what is searched, opened and read."),
    # Not in a project, which may come from a stranger and must not say where we write.
    Option(
        "cache",
        "",
        "A directory for the indexes and all else that can be made anew.",
        of_user=True,
        only_of_user=True,
    ),
    Option("clipboard.osc52", True, "Send copies to the terminal as OSC 52 sequences."),
    Option("clipboard.tmux", True, "Put copies into tmux's buffer when inside tmux."),
    Option("clipboard.desktop", True, "Put copies into the desktop's clipboard."),
    Option("clipboard.file", True, "Keep copies in files of your own, for the list of copies."),
    Option("theme", "dark", "The colours.", of_user=True, only_of_user=True),
)

OPTIONS = {option.key: option for option in _ALL}
"""The settings by their key, in the order of the documentation."""
