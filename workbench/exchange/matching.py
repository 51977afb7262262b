"""Which document of ours another program means: by id, bytes, text, address, path or title."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

from workbench.exchange import guids
from workbench.library import Library
from workbench.model import Document, DocumentInfo
from workbench.notes import w3c

_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_FROM_QUERY = re.compile(r"[?#].*$", re.DOTALL)


class Documents:
    """The documents of a project, as others may name them. Names that two have, name none."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._infos = library.documents()
        self._ids = {info.id for info in self._infos}
        self._open: tuple[str, Document] | None = None

    def document(self, identity: str) -> Document:
        """A document that was found; the last one is kept open."""
        if self._open is None or self._open[0] != identity:
            self._open = identity, self._library.document(identity)
        return self._open[1]

    def by_id(self, identity: str) -> str:
        """The id itself if a document has it, else empty."""
        return identity if identity in self._ids else ""

    def by_sha256(self, sha256: str) -> str:
        """The id of the document whose file has that checksum."""
        return self._by_sha256.get(sha256, "")

    def by_guid(self, guid: str) -> str:
        """The id of the document to which our own exports give that GUID."""
        return self._by_guid.get(guid, "")

    def by_address(self, address: str) -> str:
        """The id of the document that an IRI, a URL or a path leads to."""
        if address.startswith(w3c.SOURCE):
            return self.by_id(address.removeprefix(w3c.SOURCE))
        return self._by_url.get(_bare(address), "") or self.by_path(address)

    def by_path(self, path: str) -> str:
        """The id of the document at a path.

        The end of it will do if it is whole names, and the name of the file without its extension.
        """
        names = unquote(path.removeprefix("file://")).replace("\\", "/").split("/")
        for start in range(len(names)):
            if found := self._by_path.get("/".join(names[start:]).casefold()):
                return found
        name = names[-1].casefold()
        return self._by_name.get(name, "") or self._by_stem.get(name, "")

    def by_title(self, title: str) -> str:
        """The id of the document with that title, whatever its case and white space."""
        return self._by_title.get(_folded(title), "")

    def like(self, text: str, names: Iterable[str]) -> str:
        """The id of a document with that text, among those with one of the names if there are."""
        candidates = [self.by_path(name) or self.by_title(name) for name in names]
        same = [info.id for info in self._infos if info.characters == len(text)]
        for identity in dict.fromkeys([*filter(None, candidates), *same]):
            if self.document(identity).text == text:
                return identity
        return ""

    @cached_property
    def _by_sha256(self) -> dict[str, str]:
        return _unique((info.sha256, info) for info in self._infos)

    @cached_property
    def _by_guid(self) -> dict[str, str]:
        return {guids.guid("document", info.id): info.id for info in self._infos}

    @cached_property
    def _by_url(self) -> dict[str, str]:
        return _unique((_bare(info.metadata.url), info) for info in self._infos)

    @cached_property
    def _by_path(self) -> dict[str, str]:
        return _unique((info.path.casefold(), info) for info in self._infos)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return _unique((posixpath.basename(info.path).casefold(), info) for info in self._infos)

    @cached_property
    def _by_stem(self) -> dict[str, str]:
        stems = (posixpath.splitext(posixpath.basename(info.path))[0] for info in self._infos)
        return _unique(zip(map(str.casefold, stems), self._infos, strict=True))

    @cached_property
    def _by_title(self) -> dict[str, str]:
        return _unique((_folded(info.metadata.title), info) for info in self._infos)


def _unique(pairs: Iterable[tuple[str, DocumentInfo]]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for key, info in pairs:
        ids[key] = "" if key in ids or not key else info.id
    return ids


def _bare(url: str) -> str:
    """A URL without what does not tell pages apart, and without case."""
    return _SCHEME.sub("", _FROM_QUERY.sub("", url)).rstrip("/").casefold()


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
