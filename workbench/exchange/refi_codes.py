"""Tags as the codes of REFI-QDA, in projects and in codebooks: a tree of `Code` elements.

https://www.qdasoftware.org/, version 1.5 of the standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from workbench.exchange import guids
from workbench.notes import Tag, tagname

COLOURS = ("#0B9A80", "#C2456A", "#C9561E", "#7A57D1", "#94A821", "#5F7FA8")
"""The colours of tags 1 to 6, as they look on white."""

NO_SLASH = "\u2215"
"""Stands for a slash in the name of somebody's code: with us a slash makes a family."""


class Code(NamedTuple):
    """A code of somebody's codebook: its path as a tag's name, and its own guid.

    `colour` is 1 to 6, 0 if it has none. Not `codable`: it only holds others together.
    """

    guid: str
    name: str
    colour: int
    description: str
    codable: bool


def code_guid(name: str) -> str:
    """The guid of the code of a tag."""
    return guids.guid("tag", name)


def add_codes(parent: Element, tags: Iterable[Tag]) -> None:
    """Put the tags into `parent` as `Codes`. There must be at least one."""
    codes = SubElement(parent, "Codes")
    by_name = {tag.name: tag for tag in tags}
    made: dict[str, Element] = {"": codes}
    # Parents before children; each level gets its Description before its codes, as the schema says.
    for name in sorted(by_name, key=lambda name: name.split("/")):
        for path in _paths(name):
            if path not in made:
                made[path] = _code(made[tagname.parent(path)], path, by_name.get(path))


def _code(parent: Element, name: str, tag: Tag | None) -> Element:
    code = SubElement(parent, "Code", guid=code_guid(name), name=name.rpartition("/")[2])
    code.set("isCodable", "true" if tag else "false")
    if tag and tag.colour:
        code.set("color", COLOURS[tag.colour - 1])
    if tag and tag.description:
        SubElement(code, "Description").text = tag.description
    return code


def _paths(name: str) -> Iterator[str]:
    parts = name.split("/")
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))


def read_codes(codes: Element | None, namespace: str) -> Iterator[Code]:
    """The codes in a `Codes` element, parents before children. Missing names become `Code`."""
    if codes is None:
        return
    waiting = [("", code) for code in reversed(codes.findall(f"{namespace}Code"))]
    while waiting:
        above, code = waiting.pop()
        own = (code.get("name") or "").strip() or "Code"
        name = "/".join(filter(None, (above, own.replace("/", NO_SLASH))))
        description = (code.findtext(f"{namespace}Description") or "").strip()
        codable = code.get("isCodable", "true").strip() not in ("false", "0")
        inner = code.findall(f"{namespace}Code")
        yield Code(
            guids.as_uuid(code.get("guid") or ""),
            name,
            nearest_colour(code.get("color") or ""),
            description,
            codable or not inner,
        )
        waiting += ((name, one) for one in reversed(inner))


def nearest_colour(colour: str) -> int:
    """Which of our colours, 1 to 6, is most like `#rrggbb` or `#rgb`; 0 if it is neither."""
    wanted = _rgb(colour.strip())
    if wanted is None:
        return 0
    distances: Mapping[int, int] = {
        number: sum((ours - theirs) ** 2 for ours, theirs in zip(rgb, wanted, strict=True))
        for number, rgb in enumerate(map(_rgb, COLOURS), 1)
        if rgb is not None
    }
    return min(distances, key=lambda number: distances[number])


def _rgb(colour: str) -> tuple[int, int, int] | None:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue
