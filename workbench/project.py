"""Project: the one door to a folder of documents and to everything known about it.

It opens the folder, decides where the project's own files lie, and hands out the rooms. Rooms that
do not know each other are joined here.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_state_path

from workbench.fields import exact_fields_of, fields_of, values_of
from workbench.homes import HOME, ReadOnlyError, home_elsewhere, made, made_home, readable, secret
from workbench.library.safe import safe_name
from workbench.model import DocumentInfo, WorkbenchError
from workbench.revisions import Unindexed
from workbench.store.settings import Settings

# A room's libraries are loaded when the room is first entered: the interface paints before that.
if TYPE_CHECKING:
    from workbench.citations import Citations, Clipboard, Sources
    from workbench.entities import Entities
    from workbench.library import Library
    from workbench.notes import Codebook, Notes
    from workbench.notes.decisions import Decisions
    from workbench.notes.recoding import Recoding
    from workbench.notes.recovery import Recovery
    from workbench.search import Search
    from workbench.search.cancelling import Cancelled
    from workbench.search.memory import Coverage, Looks, SavedSearches, SearchLog
    from workbench.store.history import History


class Project:
    """A folder of documents, its rooms, and the directory that holds the analyst's work.

    The rooms are made when first asked for: a command pays only for those that it uses.
    """

    def __init__(self, folder: Path, home: Path, notices: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.home = home
        self.notices = notices

    @classmethod
    def open(cls, folder: Path, data: Path | None = None) -> Project:
        """Open the project of `folder`, with its own files in `data` if that is given.

        Raises UsageError when there is no such folder, WorkbenchError when it cannot be used.
        """
        shown = safe_name(str(folder))
        folder = readable(folder)
        if data is not None:
            return cls(folder, made_home(data.absolute()))
        home = folder / HOME
        if home.is_symlink():
            raise WorkbenchError(
                f"{HOME} in {shown} is a symbolic link and is not followed; "
                "start with --data DIR to keep the project elsewhere."
            )
        try:
            return cls(folder, made_home(home))
        except ReadOnlyError:
            own = (home / "annotations").is_dir()
            hidden = f"; those in {HOME} are not shown" if own else ""
            home = made_home(home_elsewhere(folder))
            notice = f"The folder is read-only: notes and index are kept in {safe_name(str(home))}"
            return cls(folder, home, (f"{notice}{hidden}.",))

    @staticmethod
    def around(directory: Path) -> Path | None:
        """The nearest folder from `directory` upwards that has a project, if any."""
        for folder in (directory, *directory.parents):
            if any(map(os.path.isdir, (folder / HOME, home_elsewhere(folder)))):
                return folder
        return None

    @property
    def name(self) -> str:
        """The project's name in its settings, else the folder's."""
        return self.settings.name or safe_name(self.folder.name) or "/"

    @cached_property
    def settings(self) -> Settings:
        """project.toml over the user's own configuration."""
        return Settings(self.home, user_config_path("workbench") / "config.toml")

    @cached_property
    def cache(self) -> Path:
        """Where what can be made anew lies: index, catalogue, mentions.

        Its name cannot be guessed, so that a folder from a stranger cannot bring a prepared index.
        """
        setting = os.path.expanduser(self.settings.cache)  # noqa: PTH111 - that one raises
        base = Path(setting) if setting else self.home / "cache"
        key = hmac.new(secret(), os.fsencode(self.home), hashlib.sha256).hexdigest()[:16]
        return made(base / key)

    @cached_property
    def history(self) -> History:
        """Every change to the analyst's records, for undo and redo."""
        from workbench.store.history import History

        return History(self.home, analyst=self.settings.analyst)

    @cached_property
    def library(self) -> Library:
        """The documents."""
        from workbench.library import Library

        return Library(
            self.folder,
            self.home,
            self.cache,
            revised=self._revised,
            overruled=lambda: self.sources.documents() if self._has_sources else (),
        )

    @cached_property
    def entities(self) -> Entities:
        """Who and what the documents name."""
        from workbench.entities import Corrections, Entities

        return Entities(
            self.cache,
            Corrections(self.home, self.history),
            lambda identity: self.library.text(identity),
        )

    @cached_property
    def notes(self) -> Notes:
        """The analyst's tags and notes."""
        from workbench.notes import Notes

        return Notes(
            self.home,
            self.history,
            creator=self.settings.analyst,
            codebook=self.codebook,
            documents=self.library,
            cache=self.cache,
        )

    @cached_property
    def decisions(self) -> Decisions:
        """What the analysts decided on the differences between their tags."""
        from workbench.notes.decisions import Decisions

        return Decisions(self.home, self.history)

    @cached_property
    def codebook(self) -> Codebook:
        """The analyst's tags."""
        from workbench.notes import Codebook

        return Codebook(self.home, self.history)

    @cached_property
    def recoding(self) -> Recoding:
        """Changes to the codebook that every note follows."""
        from workbench.notes.recoding import Recoding

        return Recoding(self.notes, self.codebook, self.history)

    @cached_property
    def recovery(self) -> Recovery:
        """The notes that were deleted, and how they come back."""
        from workbench.notes.recovery import Recovery

        return Recovery(self.notes, self.codebook, self.history)

    @cached_property
    def search(self) -> Search:
        """Keyword search, with the fields that other rooms answer."""
        from workbench.search import Search

        return Search(
            self.cache,
            self.library,
            fields_of(self),
            self.settings.engine,
            values_of(self),
            exact_fields_of(self),
            lambda name: self.searches.named(name),
            Unindexed(self),
        )

    @cached_property
    def searches(self) -> SavedSearches:
        """The searches that were saved under a name."""
        from workbench.search.memory import SavedSearches

        return SavedSearches(self.home, self.history)

    @cached_property
    def looks(self) -> Looks:
        """What this user has seen of the answers to saved searches."""
        from workbench.search.memory import Looks

        key = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:32]
        return Looks(user_state_path("workbench") / "looks" / key)

    @cached_property
    def searchlog(self) -> SearchLog:
        """What was searched, opened and read."""
        from workbench.search.memory import SearchLog

        return SearchLog(self.home, self.settings.analyst, kept=self.settings.search_log)

    def coverage(self, cancelled: Cancelled, by: str | None = None) -> Coverage:
        """What was found and read of the documents, by path, by all analysts or one of them.

        Raises CancelledError.
        """
        from workbench.search.memory import coverage

        ids = self.library.ids_by_path()

        def unfound(queries: Sequence[str]) -> frozenset[str]:
            left = self.search.unfound(queries, cancelled)
            # What is not indexed, as after the index was lost, no query finds.
            waiting = self.search.indexed() < len(ids)
            return left.union(set(ids) - self.search.ids()) if waiting else left

        return coverage(self.searchlog.record(by), ids, unfound)

    @cached_property
    def sources(self) -> Sources:
        """Bibliographic metadata, as read and as overruled by the analyst."""
        from workbench.citations import Sources

        return Sources(self.home, self.history)

    @cached_property
    def citations(self) -> Citations:
        """Formatted citations."""
        from workbench.citations import Citations

        return Citations(self.sources, self.settings.citation_style)

    def clipboard(self, send_to_terminal: Callable[[str], None] | None) -> Clipboard:
        """The clipboard, by the routes that the settings allow."""
        from workbench.citations import Clipboard

        return Clipboard(
            os.environ, user_state_path("workbench"), self.settings.clipboard, send_to_terminal
        )

    def see_others(self) -> bool:
        """Read again what others changed in notes, tags, decisions and saved searches.

        Returns whether there was anything.
        """
        rooms = (self.notes, self.codebook, self.decisions, self.searches)
        changed = [room.refresh() for room in rooms]
        return any(changed)

    def sources_version(self) -> Hashable:
        """What changes whenever something is said anew of a source."""
        return self.sources.version() if self._has_sources else frozenset()

    def revisions(self) -> Mapping[str, str]:
        """What the analyst says of sources, as checksums by the ids of the documents."""
        return self.sources.fingerprints() if self._has_sources else {}

    @property
    def _has_sources(self) -> bool:
        # Most projects have no word on any source, and need not load the room for it.
        return os.path.isdir(f"{self.home}/sources")  # noqa: PTH112 - asked with every search

    def _revised(self, infos: Sequence[DocumentInfo]) -> Sequence[DocumentInfo]:
        return self.sources.revised(infos) if self._has_sources else infos

    def close(self) -> None:
        """Release what was opened."""
        for room in ("search", "entities", "library"):
            if room in self.__dict__:
                getattr(self, room).close()
