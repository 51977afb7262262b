"""The open document with what is marked in it: hits, mentions, quotations, and ways among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.model import Document, Entity, Mention, Quotation, Speaker
from workbench.spans import Span, Spans
from workbench.tui.freshness import Standing


class OpenDocument:
    """What is known by now of the document that is open, if one is."""

    def __init__(self) -> None:
        self.document: Document | None = None
        self.hits = Spans()
        self.within = ""
        """What is found in this document alone, in the place of the hits of the query."""
        self.entities: Sequence[Entity] = ()
        self.mentions: Sequence[Mention] = ()
        self.quotations: Mapping[Speaker, Spans] = {}
        """Who says what in it, the most quoted first."""
        self.said: Sequence[Quotation] = ()
        self.standing: Standing = ""
        """What became of the open document since it was read."""

    def show(self, document: Document, hits: Spans) -> None:
        """Have a document open of which nothing but the hits is known yet."""
        self.document = document
        self.hits, self.within = hits, ""
        self.entities, self.mentions = (), ()
        self.quotations, self.said = {}, ()
        self.standing = ""

    def next_hit(self, position: int) -> Span | None:
        """The first hit after a position."""
        index = self.hits.at(position) + 1
        return self.hits[index] if index < len(self.hits) else None

    def previous_hit(self, position: int) -> Span | None:
        """The last hit before a position."""
        index = self.hits.at(position - 1)
        return self.hits[index] if index >= 0 else None

    def hit_number(self, position: int) -> int:
        """The number, from 1, of the hit at a position; 0 if none is there."""
        index = self.hits.at(position)
        return index + 1 if index >= 0 and self.hits[index].end > position else 0

    def places_of(self, one: Entity | Speaker) -> Spans:
        """Where the open document mentions an entity, or quotes a speaker."""
        if isinstance(one, Speaker):
            said = (spans for who, spans in self.quotations.items() if who.key == one.key)
            return next(said, Spans())
        found = (mention for mention in self.mentions if mention.entity == one.key)
        return Spans((mention.start, mention.end) for mention in found)

    def said_at(self, span: Span) -> Quotation | None:
        """The quotation at a place in the open document."""
        return next((one for one in self.said if (one.start, one.end) == span), None)
