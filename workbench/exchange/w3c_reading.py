"""W3C Web Annotations of other programs, and our own, as notes.

Read are an annotation, a list of them, an annotation page and a collection whose pages lie inside
it. Of selectors: text quotes, text positions, and fragments that count characters (RFC 5147).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from typing import Any, NoReturn

from workbench.exchange import guids
from workbench.exchange.landing import NewNote, NewTag
from workbench.exchange.matching import Documents
from workbench.exchange.placing import Said, found, order
from workbench.exchange.report import LeftOut, reason_of
from workbench.exchange.selecting import characters, dicts, followed, is_composed, is_text, unknown
from workbench.exchange.w3c_pages import CODEBOOK, CONTEXT, DOCUMENTS
from workbench.exchange.w3c_shapes import plain, unfolded, unseen
from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.notes import quoting, rewriting, tagname, w3c
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record

MOST_NESTED = 100


def parse(content: bytes, what: str) -> Any:
    """The JSON value in a file; WorkbenchError, about `what`, if there is none."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise WorkbenchError(f"{what} is not valid JSON.") from error


class W3C:
    """Reads the annotations of one file; what cannot become a note is put into `left_out`."""

    def __init__(self, value: Any, what: str, documents: Documents) -> None:
        self.left_out: list[LeftOut] = []
        self._documents = documents
        self._value = value = plain(value)
        self._annotations = list(self._listed(value, what))
        self._named = {
            one["id"]: one
            for one in dicts(value.get(DOCUMENTS) if isinstance(value, dict) else None)
            if isinstance(one.get("id"), str)
        }

    def tags(self) -> list[NewTag]:
        """The codebook that our own exports carry."""
        codebook = self._value.get(CODEBOOK) if isinstance(self._value, dict) else None
        return [
            NewTag(
                w3c.read_text(tag, "name"),
                colour if type(colour := tag.get("colour")) is int and 0 < colour <= 6 else 0,
                w3c.read_text(tag, "description"),
            )
            for tag in dicts(codebook)
        ]

    def notes(self) -> Iterator[NewNote]:
        """The notes: one for each target of an annotation."""
        for number, annotation in sorted(enumerate(self._annotations, 1), key=_order):
            name = one_line(w3c.read_text(annotation, "id")) or f"number {number}"
            targets = list(_targets(annotation))
            if not targets:
                self._leave_out(name, "it has no target")
            for index, target in enumerate(targets):
                own = unfolded(annotation) | {"target": target}
                try:
                    note = self._note(own, _identity(annotation, index), target)
                except WorkbenchError as error:
                    self._leave_out(name, reason_of(error))
                    continue
                for reason in unseen(own):
                    self._leave_out(name, reason)
                yield note

    def _leave_out(self, name: str, reason: str) -> None:
        self.left_out.append(LeftOut(f"note {name}", reason))

    def _listed(self, value: Any, what: str) -> Iterator[Record]:
        if isinstance(value, dict) and isinstance(value.get("@graph"), list):
            value = value["@graph"]
        if isinstance(value, list):
            yield from self._checked(value, what)
        elif isinstance(value, dict) and isinstance(value.get("items"), list):
            yield from self._pages(value, what)
        elif isinstance(value, dict) and "AnnotationCollection" in w3c.listed(value.get("type")):
            yield from self._pages(value.get("first"), what)
        elif isinstance(value, dict) and "Annotation" in w3c.listed(value.get("type")):
            yield value
        else:
            raise WorkbenchError(f"{what} holds no W3C annotations.")

    def _pages(self, page: Any, what: str) -> Iterator[Record]:
        for _ in range(MOST_NESTED):
            if page is None:
                return
            if not isinstance(page, dict) or not isinstance(page.get("items"), list):
                reason = "only pages inside the file are read"
                self.left_out.append(LeftOut("the pages elsewhere", reason))
                return
            yield from self._checked(page["items"], what)
            page = page.get("next")

    def _checked(self, items: list[Any], what: str) -> Iterator[Record]:
        for number, item in enumerate(items, 1):
            if isinstance(item, dict):
                yield item
            elif isinstance(item, str):
                self._leave_out(one_line(item), "only its address is there")
            else:
                raise WorkbenchError(f"{what} is not a list of annotations: see number {number}.")

    def _note(self, annotation: Record, identity: str, target: Any) -> NewNote:
        """The note that one target makes; WorkbenchError says why there is none."""
        schema = annotation.get(SCHEMA_MEMBER, SCHEMA)
        if type(schema) is not int or schema > SCHEMA:
            raise WorkbenchError("It was written by a newer version of the workbench.")
        source = _source(target)
        document = self._document(source, w3c.read_text(annotation, "workbench:sha256"))
        if not document:
            raise WorkbenchError(f"There is no document here for {one_line(source) or 'it'}.")
        record = self._placed(annotation, target, document)
        return NewNote(document, identity, _tidied(_named(record, identity)))

    def _document(self, source: str, sha256: str) -> str:
        documents, named = self._documents, self._named.get(source, {})
        sha256 = sha256 or w3c.read_text(named, "workbench:sha256")
        return (
            documents.by_address(source)
            or documents.by_sha256(sha256)
            or documents.by_address(w3c.read_text(named, "url"))
            or documents.by_path(w3c.read_text(named, "path"))
        )

    def _placed(self, annotation: Record, target: Any, identity: str) -> Record:
        """The annotation with a target of ours."""
        document = self._documents.document(identity)
        ours = {"source": w3c.SOURCE + identity}
        rest = target if isinstance(target, dict) else {}
        said = _said(annotation, target)
        composed = [one for one in dicts(rest.get("selector")) if is_composed(one)]
        if said.whole_document and not composed:
            if rest.get("selector") is not None:
                raise WorkbenchError(unknown(rest["selector"]))
            if "=" in (fragment := _address(target).partition("#")[2]):
                raise WorkbenchError(f"It is about a part that is not text: {one_line(fragment)}.")
            return annotation | {"target": rest | ours}
        span = next(filter(None, (followed(one, document) for one in composed)), None)
        if composed and span is None and said.whole_document:
            raise WorkbenchError(unknown(composed))
        span = span or found(said, document)
        if span is None and not said.quote.exact:
            raise WorkbenchError("It has a position that is not in the document.")
        if span is None or (said.sha256 and said.quote.exact):
            # Ours, or lost: what it says of the text that its maker saw stays as it is.
            return annotation | {"target": rest | ours}
        quote = quoting.quote_of(document.text, span)
        others = [one for one in w3c.listed(rest.get("selector")) if not is_text(one)]
        passage = rewriting.Target(identity, document.info.sha256, span, quote)
        selectors = rewriting.new("", passage, (), "", "")["target"]["selector"]
        return annotation | {
            "target": rest | ours | {"selector": [*selectors, *others]},
            "workbench:sha256": document.info.sha256,
        }


def _said(annotation: Record, target: Any) -> Said:
    one = {"target": [target]}
    selectors = list(dicts(target.get("selector") if isinstance(target, dict) else ()))
    inner = [one.get("refinedBy") for one in selectors if not is_text(one)]
    quote = w3c.read_quote(one)
    if not quote.exact:
        quote = w3c.read_quote({"target": [{"selector": [*dicts(inner)]}]})
    position = w3c.read_position(one)
    if position == (None, None):
        fragments = [w3c.read_text(selector, "value") for selector in selectors]
        fragments.append(_address(target).partition("#")[2])
        position = next(filter(None, map(characters, fragments)), position)
    return Said(position, quote, w3c.read_text(annotation, "workbench:sha256"))


def _order(numbered: tuple[int, Record]) -> tuple[str, int]:
    _, annotation = numbered
    targets = list(_targets(annotation))
    return order(_source(targets[0]) if targets else "", w3c.read_position(annotation))


def _targets(annotation: Record) -> Iterator[Any]:
    """The targets, and those that a set of targets (`Independents` and the like) consists of."""
    for target in w3c.listed(annotation.get("target")):
        inner = target.get("items") if isinstance(target, dict) else None
        yield from inner if isinstance(inner, list) else [target]


def _source(target: Any) -> str:
    return _address(target).partition("#")[0]


def _address(target: Any) -> str:
    """What a target is in: an IRI, or an object that has one as its source or its id."""
    if isinstance(target, dict):
        source = target.get("source", target.get("id"))
        target = source.get("id") if isinstance(source, dict) else source
    return target if isinstance(target, str) else ""


def _identity(annotation: Record, index: int) -> str:
    """The id of the note: the annotation's own, or one that is made of it and stays the same."""
    own = w3c.read_text(annotation, "id")
    if not own:
        text = json.dumps(annotation, sort_keys=True)
        own = hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()
    if (known := guids.as_uuid(own)) and not index:
        return known
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{own}#{index}".encode(errors="replace").decode()))


def _named(record: Record, identity: str) -> Record:
    """The record under our id; the one that it had is kept as where it came from."""
    own = record.get("id")
    if own == f"urn:uuid:{identity}":
        return record
    named = {"@context": CONTEXT} | record | {"id": f"urn:uuid:{identity}", "type": "Annotation"}
    if own and "via" not in record:
        named["via"] = own
    return named


def _tidied(record: Record) -> Record:
    """The record with tags that can be; WorkbenchError if one cannot."""
    tags = list(w3c.read_tags(record))
    tidied = [tagname.tidy(tag) for tag in tags]
    if tidied == tags:
        return record
    time = w3c.read_text(record, "modified") or w3c.read_text(record, "created")
    changed = rewriting.edited(record, tidied, None, time)
    return changed if time else {key: changed[key] for key in changed if key != "modified"}


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
