"""Reads what a page says of itself: title, meta elements, canonical address, language, time."""

from __future__ import annotations

import re

from workbench.library.bylines import names_in
from workbench.library.dates import calendar_date
from workbench.library.readers.htmltokens import attributes_of
from workbench.model import Metadata

# What publishers write, the most telling first: Highwire Press tags, Dublin Core, Open Graph.
_TITLES = ("citation_title", "dcterms.title", "dc.title", "og:title", "title", "h1")
_SOURCES = (
    "citation_journal_title",
    "og:site_name",
    "dcterms.publisher",
    "dc.publisher",
    "publisher",
    "article:publisher",
)
_AUTHORS = (
    "citation_author",
    "dcterms.creator",
    "dc.creator",
    "author",
    "article:author",
    "parsely-author",
    "byl",
)
_DATES = (
    "citation_publication_date",
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "time",
)
READ = frozenset({"html", "link", "meta", "time"})
"""The elements that say something in their opening tags."""

_NAMING = ("name", "property", "itemprop", "http-equiv")
# A page may carry any number of meta elements; a source gives a few hundred authors at most.
_MOST = 500


class Head:
    """Collects what the tags of a page say of it, wherever on the page they stand."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}

    def take(self, name: str, written: str) -> None:
        """Take the opening tag of an element in READ, with its attributes as written."""
        attributes = attributes_of(written)
        if name == "html":
            self._say("lang", attributes.get("lang") or attributes.get("xml:lang", ""))
        elif name == "time":
            self._say(attributes.get("itemprop", "time"), attributes.get("datetime", ""))
        elif name == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self._say("canonical", attributes.get("href", ""))
        else:
            for naming in _NAMING:
                self._say(attributes.get(naming, ""), attributes.get("content", ""))

    def take_title(self, name: str, text: str) -> None:
        """Take the text of the page's `title` or of an `h1`."""
        self._say(name, text)

    def metadata(self) -> Metadata:
        """What the page said, as far as it can be used."""
        source = self._first(_SOURCES)
        authors = next((self._said[key] for key in _AUTHORS if self._names(key)), [])
        return Metadata(
            title=_without_source(self._first(_TITLES), source),
            date=next(filter(None, map(calendar_date, self._all(_DATES))), ""),
            source=source,
            authors=tuple(name for value in authors for name in names_in(_unprefixed(value))),
            place=self._first(("geo.placename",)),
            url=next(filter(_is_address, self._all(("canonical", "og:url", "dc.identifier"))), ""),
            language=self._first(("lang", "dc.language", "content-language")),
        )

    def _say(self, key: str, value: str) -> None:
        value = " ".join(value.split())
        if key and value and len(said := self._said.setdefault(key.lower(), [])) < _MOST:
            said.append(value)

    def _all(self, keys: tuple[str, ...]) -> list[str]:
        return [value for key in keys for value in self._said.get(key, ())]

    def _first(self, keys: tuple[str, ...]) -> str:
        return next((value for value in self._all(keys) if not _is_address(value)), "")

    def _names(self, key: str) -> bool:
        return any(not _is_address(value) for value in self._said.get(key, ()))


def _is_address(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))


def _unprefixed(author: str) -> str:
    return re.sub(r"by\s+", "", author, count=1, flags=re.IGNORECASE)


def _without_source(title: str, source: str) -> str:
    """`Headline | The Outlet` as `Headline`, where the page calls its outlet so."""
    if not source:
        return title
    return re.sub(rf"\s+[|–—-]\s+{re.escape(source)}$", "", title)
