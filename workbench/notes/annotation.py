"""An annotation: a passage with tags and a note, as its W3C Web Annotation file says it.

Files may come from other programs or from a stranger: whatever of them cannot be understood counts
as absent, is kept in `raw`, and harms nothing.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.library.safe import one_line, safe
from workbench.notes import rewriting, tagname, w3c
from workbench.notes.grades import UNGRADED, Grade, set_apart
from workbench.spans import Span
from workbench.store.records import Record

_LARGEST_POSITION = 2**62


class Unparsed(Mapping[str, Any]):
    """A file's object as the JSON text of it, parsed when something in it is asked for."""

    __slots__ = ("_record", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._record: Record | None = None

    def __getitem__(self, name: str) -> Any:
        return self._parsed()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed())

    def __len__(self) -> int:
        return len(self._parsed())

    def _parsed(self) -> Record:
        if self._record is None:
            self._record = json.loads(self.text)
        return self._record


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the analyst said, about the text that they saw.

    `span` is where the passage stood in that text, in code points, half-open; None where the file
    gives no possible position. `whole` says that it is about all of the document. `sha256` is of
    the document that it speaks of, empty if not given. Times are ISO 8601, as in the file. Machine
    tags that grade the passage are its `grade`, not among its `tags`; `links` are IRIs (see the
    module `links`). All text is safe to show; `raw` is the file's own object.
    """

    id: str
    document: str
    span: Span | None
    exact: str
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    note: str
    created: str
    modified: str
    creator: str
    sha256: str
    raw: Mapping[str, Any] = field(compare=False, repr=False)
    grade: Grade = UNGRADED
    links: tuple[str, ...] = ()
    whole: bool = False

    def stands_in(self, sha256: str) -> bool:
        """Whether it stands for certain in the version of its document with this checksum."""
        return self.whole or (self.span is not None and self.sha256 == sha256)

    @classmethod
    def from_json(cls, record: Record, id: str, document: str) -> Annotation:  # noqa: A002
        """Read a file's object; `id` and `document` are what its place on disk says."""
        quote = w3c.read_quote(record)
        grade, tags = set_apart(map(one_line, w3c.read_tags(record)))
        return cls(
            id=id,
            document=document,
            span=_span(w3c.read_position(record)),
            exact=safe(quote.exact),
            prefix=safe(quote.prefix),
            suffix=safe(quote.suffix),
            tags=tags,
            note=safe(w3c.read_note(record)),
            created=one_line(w3c.read_text(record, "created")),
            modified=one_line(w3c.read_text(record, "modified")),
            creator=one_line(w3c.read_creator(record)),
            sha256=one_line(w3c.read_text(record, "workbench:sha256")),
            raw=record,
            grade=grade,
            links=tuple(dict.fromkeys(map(one_line, w3c.read_links(record)))),
            whole=w3c.is_of_whole_document(record),
        )

    def to_json(self, span: Span | None = None) -> Record:
        """The file's object, as a copy; with `span`, its position selector says that instead."""
        record = copy.deepcopy(dict(self.raw))
        return record if span is None else rewriting.at_position(record, span)

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags and those that say the grade, as a file has them."""
        return self.tags + self.grade.tags

    def has_tag(self, name: str) -> bool:
        """Whether a search for the tag `name` finds this annotation, as it does for parents.

        The machine tags that say its grade are found, too.
        """
        return any(tagname.is_found_by(name, tag) for tag in self.all_tags)


def _span(position: tuple[object, object]) -> Span | None:
    start, end = position
    if type(start) is int and type(end) is int and 0 <= start < end < _LARGEST_POSITION:
        return Span(start, end)
    return None
