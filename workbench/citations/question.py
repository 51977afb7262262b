"""A question to citeproc: pandoc's document tree with one source, cited once a paragraph.

The text goes in as a tree, never as markup, so that nothing in a title can be taken for formatting
(https://hackage.haskell.org/package/pandoc-types).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.citations.csljson import Item
from workbench.citations.item import UNTITLED
from workbench.citations.marks import curled, quotations

Node = Mapping[str, Any]

_VERSION = [1, 23]  # of pandoc's tree: all of pandoc 3
_TITLES = frozenset(("title", "title-short", "container-title", "collection-title"))
_TYPOGRAPHIC = dict.fromkeys(map(ord, "‘’“”–—…"))


def question(item: Item, suffixes: Sequence[str], notes: bool) -> bytes:
    """A document that cites `item` once for every suffix, such as `{para. 3}` or nothing.

    In a style of `notes` each is a source of its own, since only the first note on one is in full;
    in the other styles that would tell their years apart (2008a, 2008b).
    """
    keys = [f"source-{number if notes else 0}" for number in range(len(suffixes))]
    references = [_record(item, key) for key in sorted(set(keys))]
    tree = {
        "pandoc-api-version": _VERSION,
        "meta": {"references": {"t": "MetaList", "c": references}},
        "blocks": [
            {"t": "Para", "c": [_cite(key, suffix)]}
            for key, suffix in zip(keys, suffixes, strict=True)
        ],
    }
    return json.dumps(tree).encode()


def _cite(key: str, suffix: str) -> Node:
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [_str(suffix)] if suffix else [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}


def _record(item: Item, key: str) -> Node:
    members = {name: _meta(value) for name, value in item.items() if ":" not in name}
    for name in _TITLES & members.keys():
        untitled = name == "title" and UNTITLED in item
        members[name] = _title(item[name], untitled or not _may_be_english(item, item[name]))
    return {"t": "MetaMap", "c": members | {"id": _meta(key)}}


def _meta(value: object) -> Node:
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {key: _meta(one) for key, one in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(one) for one in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    return {"t": "MetaInlines", "c": [_str(str(value))]}


def _title(text: str, as_printed: bool) -> Node:
    """A title with its quotations as such, so that the style can give them the right marks."""
    text = curled(text)
    nodes: list[Node] = []
    at = 0
    for start, end in quotations(text):
        quoted = [{"t": "DoubleQuote"}, [_str(text[start + 1 : end])]]
        nodes += [_str(text[at:start]), {"t": "Quoted", "c": quoted}]
        at = end + 1
    nodes.append(_str(text[at:]))
    if as_printed:  # "nocase" is the Citation Style Language's own sign against headline capitals
        nodes = [{"t": "Span", "c": [["", ["nocase"], []], nodes]}]
    return {"t": "MetaInlines", "c": nodes}


def _may_be_english(item: Item, title: str) -> bool:
    """Whether headline capitals suit; where the language is unknown, plain letters must do."""
    language: str = item.get("language", "")
    if language:
        return language.lower().startswith("en")
    return title.translate(_TYPOGRAPHIC).isascii()


def _str(text: str) -> Node:
    return {"t": "Str", "c": text}
