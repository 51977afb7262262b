"""Notes as Markdown for Obsidian: a file a document, its quotes with block ids, its tags.

Everything that comes from documents and notes is text: what Markdown, HTML or a plugin of Obsidian
would take for something else is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from workbench.exchange import guids
from workbench.exchange.archive import packed
from workbench.exchange.evidence import Evidence, Sheet
from workbench.exchange.report import Exported, LeftOut
from workbench.library.safe import one_line
from workbench.notes import Placed

_LEFT_OUT = (
    LeftOut("positions", "a note is at its quote; Markdown is for reading, not for import"),
    LeftOut("colours and descriptions of tags", "Obsidian's tags have none"),
)
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~$%^=&!:])")
_AT_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_NOT_IN_NAMES = re.compile(r'[*"\\/<>:|?#^\[\]%]')
_LONGEST_NAME = 100
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def write(evidence: Evidence, *, zipped: bool) -> Exported:
    """The notes as a folder of files, or as a zip of it."""
    files: dict[str, bytes] = {}
    taken: set[str] = set()
    written = 0
    renamed: dict[str, str] = {}
    for sheet in evidence.sheets():
        evidence.simplify(sheet.notes)
        name = _file_name(sheet, taken)
        files[name] = "\n".join(_page(sheet, renamed)).encode()
        written += len(sheet.notes)
    left_out = [*evidence.left_out, *(_LEFT_OUT if files else ())]
    left_out += [
        LeftOut(f"tag {tag}", f"Obsidian cannot have that name: it is {shown} there")
        for tag, shown in sorted(renamed.items())
        if tag != shown
    ]
    if zipped:
        files = {"": packed(sorted(files.items()))}
    return Exported(files, written, tuple(left_out))


def _page(sheet: Sheet, renamed: dict[str, str]) -> Iterator[str]:
    document = sheet.document
    about = document.info.metadata
    tags = dict.fromkeys(tag for placed in sheet.notes for tag in placed.annotation.tags)
    renamed |= {tag: as_tag(tag) for tag in tags}
    yield "---"
    for key, value in (
        ("title", document.info.title or document.id), ("date", about.date),
        ("source", about.source), ("url", about.url), ("path", document.info.path),
        ("document", document.id),
    ):  # fmt: skip
        if value:
            yield f"{key}: {_quoted(value)}"
    for key, values in (("authors", about.authors), ("tags", [*map(as_tag, tags)])):
        if values:
            yield f"{key}:"
            yield from (f"  - {_quoted(value)}" for value in dict.fromkeys(values))
    yield from ("---", "", f"# {escaped(one_line(document.info.title or document.id))}")
    for placed in sheet.notes:
        yield ""
        yield from _note(sheet, placed)
    yield ""


def _note(sheet: Sheet, placed: Placed) -> Iterator[str]:
    note, document = placed.annotation, sheet.document
    quote = document.text[slice(*placed.span)] if placed.span else note.exact
    if placed.span:
        page = document.page_at(placed.span.start)
        at = f"¶ {document.paragraph_at(placed.span.start)}" + (f", p. {page}" if page else "")
        yield f"## {at}"
    else:
        yield "## On the document" if note.whole else "## Passage not found"
    yield ""
    # A block id belongs to the block before it.
    block = (f"^note-{guids.of_note(note.id)}", "")
    if quote:
        yield from (f"> {line}".rstrip() for line in escaped(quote).split("\n"))
        yield from ("", *block)
    if note.tags:
        yield " ".join(f"#{as_tag(tag)}" for tag in note.tags)
        yield ""
    if note.note:
        yield from (line.rstrip() for line in escaped(note.note).split("\n"))
        yield ""
    made = ", ".join(filter(None, (note.creator, note.created[:10], note.grade.in_full)))
    if made:
        yield f"*{escaped(made)}*"
        yield ""
    if not quote:
        yield from block


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    escaped_signs = _ACTIVE.sub(r"\\\1", text)
    # A leading minus, plus or number would begin a list; four leading spaces would be code.
    lines = _AT_START.sub(_no_list, escaped_signs).split("\n")
    return "\n".join(line.lstrip(" \t") for line in lines)


def _no_list(match: re.Match[str]) -> str:
    sign = match[2]
    return f"{match[1]}\\{sign}" if sign in "-+" else f"{match[1]}{sign}\\"


def as_tag(name: str) -> str:
    """The tag as Obsidian can have it: letters, digits, `_`, `-`, `/`, and not digits alone."""
    parts = [_NOT_IN_TAGS.sub("-", part).strip("-") or "-" for part in name.split("/")]
    tag = "/".join(parts)
    return tag if re.search(r"[^\d/]", tag) else f"{tag}-"


def _file_name(sheet: Sheet, taken: set[str]) -> str:
    info = sheet.document.info
    path = PurePosixPath(info.path or sheet.document.id)
    folders = [_plain(part) for part in path.parts[:-1]]
    stem = _plain(path.stem) + (f" {_plain(info.part)}" if info.part else "")
    for name in (stem, _plain(path.name), f"{stem} {sheet.document.id}"):
        candidate = "/".join([*folders, f"{name}.md"])
        if candidate.casefold() not in taken:
            break
    taken.add(candidate.casefold())
    return candidate


def _plain(name: str) -> str:
    """A name that every file system and Obsidian take."""
    plain = _NOT_IN_NAMES.sub("_", one_line(name)).strip(" .")[:_LONGEST_NAME].strip(" .") or "_"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _quoted(value: str) -> str:
    """A string of YAML: the quoted strings of JSON are such."""
    return json.dumps(one_line(value), ensure_ascii=False)
