"""The part of the main screen that tags many passages at once: hits of a search, mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import on

from workbench.library.safe import one_line
from workbench.model import Document, Entity, Speaker
from workbench.spans import Spans
from workbench.tui.screens.writing import Writing
from workbench.tui.widgets.entities import EntitiesList
from workbench.tui.widgets.results import ResultsList


class InBulk(Writing):
    """What can be tagged at once is asked for, shown, and tagged in one step."""

    @on(ResultsList.TagAllAsked)
    def _tag_hits(self) -> None:
        query = self.searching.query
        if not query.strip():
            key = self.keymap.shown_first("anywhere.search")
            self.say(f"There are no hits to tag: no search yet. {key} searches.")
            return
        search = self.project.search
        self._tag_all("Tag all hits", query, lambda cancelled: search.every_hit(query, cancelled))

    @on(EntitiesList.TagAllAsked)
    def _tag_mentions(self, message: EntitiesList.TagAllAsked) -> None:
        here = "" if self.collection_scope or self.document is None else self.document.id
        speaker = self.entities.speaker(message.key)
        if speaker is not None:
            title = "Tag quotations in this document" if here else "Tag all quotations"
            name = one_line(speaker.name or "nobody named")
            self._tag_all(title, name, lambda _: self._quotations(speaker, here))
            return
        entity = self.entities.entity(message.key)
        if entity is None:
            return
        title = "Tag mentions in this document" if here else "Tag all mentions"
        self._tag_all(title, one_line(entity.name), lambda _: self._mentions(entity, here))

    def _mentions(self, entity: Entity, document: str) -> Iterator[tuple[Document, Spans]]:
        """The mentions in a document, or in all if that is empty. For worker threads."""
        entities, library = self.project.entities, self.project.library
        for identity in [document] if document else [one for one, _ in entities.where(entity.key)]:
            found = entities.mentions(identity, entity.key)
            yield library.document(identity), Spans((one.start, one.end) for one in found)

    def _quotations(self, speaker: Speaker, document: str) -> Iterator[tuple[Document, Spans]]:
        """The quotations in a document, or in all if that is empty. For worker threads."""
        said = self.project.entities.said_by(speaker)
        for identity in sorted(said) if not document else {document} & said.keys():
            yield self.project.library.document(identity), said[identity]

    def _tag_all(
        self,
        title: str,
        words: str,
        passages: Callable[[Callable[[], bool]], Iterator[tuple[Document, Spans]]],
    ) -> None:
        from workbench.tui.bulktagging import Sought
        from workbench.tui.screens.bulkpreview import tag_all

        more = "More documents are being indexed: their passages are not among these."
        remark = more if self.indexing.unfinished else ""
        sought = Sought(title, words, passages, remark)
        self._named(lambda: tag_all(self, self.project, self.noting, sought))
