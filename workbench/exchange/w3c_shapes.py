"""The shapes that a W3C Web Annotation may have beside the one that we write.

https://www.w3.org/TR/annotation-model/ lets a body be an address, an object, or a set of either;
older programs write JSON-LD with `@id`, `@type` and names that begin with `oa:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.library.safe import one_line
from workbench.notes import w3c
from workbench.store.records import Record

_SETS = ("Choice", "Composite", "List", "Independents")
_SAME = {"@id": "id", "@type": "type"}
_DEEPEST = 100


def plain(value: Any, depth: int = 0) -> Any:
    """The value with the names that the standard's own context gives to JSON-LD's keywords."""
    if isinstance(value, list) and depth < _DEEPEST:
        return [plain(one, depth + 1) for one in value]
    if not isinstance(value, dict) or depth == _DEEPEST:
        return value
    named = {_SAME.get(name, name): plain(one, depth + 1) for name, one in value.items()}
    kinds = named.get("type")
    if isinstance(kinds, str):
        named["type"] = kinds.removeprefix("oa:")
    elif isinstance(kinds, list):
        named["type"] = [one.removeprefix("oa:") if isinstance(one, str) else one for one in kinds]
    return named


def unfolded(annotation: Record) -> Record:
    """The annotation with the texts that lie in sets among its bodies; of a choice the first.

    The sets stay: what else is in them is not lost.
    """
    bodies = list(w3c.listed(annotation.get("body")))
    texts = [text for body in bodies for text in _texts_in(body)]
    new = [text for text in texts if text not in bodies]
    return annotation | {"body": [*new, *bodies]} if new else annotation


def unseen(annotation: Record) -> Iterator[str]:
    """Why each body that is kept in the note's file is shown nowhere."""
    for body in w3c.bodies_of(annotation):
        if w3c.linked_iri(body, annotation) or _is_shown(body) or any(_texts_in(body)):
            continue
        if isinstance(body, str):
            yield f"its body is only an address, {one_line(body)}: it is kept, and shown nowhere"
        else:
            kind = body.get("type") if isinstance(body, dict) else None
            named = f" of the type {one_line(kind)}" if isinstance(kind, str) else ""
            yield f"it has a body{named} that is not text: it is kept, and shown nowhere"


def _texts_in(body: Any) -> Iterator[Record]:
    if not isinstance(body, dict) or not any(w3c.is_a(body, kind) for kind in _SETS):
        return
    for item in w3c.listed(body.get("items")):
        if w3c.is_a(item, "TextualBody") and isinstance(item.get("value"), str):
            yield item
            if w3c.is_a(body, "Choice"):
                return


def _is_shown(body: Any) -> bool:
    return w3c.serves(body, w3c.TAGGING) or w3c.serves(body, w3c.COMMENTING)
