"""Citeproc's answer, pandoc's document tree, as text: the citations and the bibliography entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from workbench.citations.marks import tucked
from workbench.citations.markup import escaped, line, link

Node = Mapping[str, Any]

_MARKS = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
_EMPHASIS = {"Emph": "*", "Strong": "**"}


class _Piece(NamedTuple):
    """Part of a rendered text: words, a web address, or a sign of emphasis."""

    kind: str
    text: str


def answer(output: bytes, markdown: bool) -> tuple[list[str], str]:
    """The citations in their order, and the bibliography entry, as text or as Markdown.

    A citation of a note style is the text of its note. Raises ValueError or LookupError where
    `output` is no such answer.
    """
    tree = json.loads(output)

    def render(inlines: Iterable[Node]) -> str:
        return tucked(_markdown(inlines) if markdown else _text(inlines)).strip()

    cites = [_cited(block["c"][0]) for block in tree["blocks"] if block["t"] == "Para"]
    entries = [block for block in tree["blocks"] if block["t"] == "Div"]
    return [render(cite) for cite in cites], render(_inlines(entries))


def _cited(cite: Node) -> list[Node]:
    inlines: list[Node] = cite["c"][1]
    if inlines and inlines[0]["t"] == "Note":
        return list(_inlines(inlines[0]["c"]))
    return inlines


def _inlines(blocks: Iterable[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _inlines(block["c"][1])
        else:
            yield from block["c"]


def _text(inlines: Iterable[Node]) -> str:
    return "".join(piece.text for piece in _pieces(inlines) if piece.kind != "emphasis")


def _markdown(inlines: Iterable[Node]) -> str:
    shown: dict[str, Callable[[str], str]]
    shown = {"words": escaped, "address": link, "emphasis": str}
    runs = groupby(_pieces(inlines), key=lambda piece: piece.kind)
    return line("".join(shown[kind]("".join(piece.text for piece in run)) for kind, run in runs))


def _pieces(inlines: Iterable[Node]) -> Iterator[_Piece]:
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield _Piece("words", content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield _Piece("words", " ")
        elif kind == "Link":
            yield _Piece("address", _text(content[1]))
        elif kind == "Quoted":
            opening, closing = (_Piece("words", mark) for mark in _MARKS[content[0]["t"]])
            yield from (opening, *_pieces(content[1]), closing)
        elif kind in _EMPHASIS:
            sign = _Piece("emphasis", _EMPHASIS[kind])
            yield from (sign, *_pieces(content), sign)
        else:
            yield from _pieces(content[1] if kind in ("Span", "Cite") else content)
