"""Reads the front matter of a Markdown file: the part of YAML that people write there.

Scalars, quoted or not, lists in both forms, folded and literal blocks, and one level of nesting,
which is what metadata of a text needs. A parser of all YAML would resolve types (a title `No` into
False, a date into an object) and follow anchors, neither of which we want from a stranger's file.
"""

from __future__ import annotations

import re

FrontMatter = dict[str, list[str]]

_FENCED = re.compile(r"---[ \t]*\n(.{0,65536}?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>\w[\w .:/-]{0,60}?):(?:\s+(?P<value>.*))?")
_BLOCK_MARK = re.compile(r"[>|][+-]?\d?")
_LISTED = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)\s*(?:,|$)""")
_COMMENT = re.compile(r"\s#.*")


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The entries of the front matter, keys in lower case, and the text that follows it.

    A text that merely begins with a rule of dashes has none and is returned whole.
    """
    fenced = _FENCED.match(text)
    entries = _entries((fenced[1] or "").split("\n")) if fenced else None
    if fenced is None or entries is None:
        return {}, text
    return entries, text[fenced.end() :].lstrip("\n")


def _entries(lines: list[str]) -> FrontMatter | None:
    """The entries, or None where the lines are not YAML of the kind read here."""
    entries: FrontMatter = {}
    key = ""
    folded = False
    for line in lines:
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        if content == "-" or content.startswith("- "):
            if not key:
                return None
            _extend(entries, key, content[1:])
        elif line[0] in " \t":
            if not key:
                return None
            nested = None if folded else _ENTRY.fullmatch(content)
            if nested:
                _extend(entries, f"{key}.{nested['key'].strip().lower()}", nested["value"] or "")
            else:
                entries[key] = [" ".join([*entries.get(key, ()), content])]
        elif entry := _ENTRY.fullmatch(content):
            key, value = entry["key"].strip().lower(), entry["value"] or ""
            folded = bool(_BLOCK_MARK.fullmatch(value))
            entries[key] = []
            if not folded:
                _extend(entries, key, value)
        else:
            return None
    return entries


def _extend(entries: FrontMatter, key: str, value: str) -> None:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        values = [_scalar(listed) for listed in _LISTED.findall(value[1:-1])]
    else:
        values = [_scalar(value)]
    entries.setdefault(key, []).extend(listed for listed in values if listed)


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] == '"' and (end := value.find('"', 1)) > 0:
        while value[end - 1] == "\\" and (further := value.find('"', end + 1)) > 0:
            end = further
        return re.sub(r"\\(.)", r"\1", value[1:end])
    if value[:1] == "'" and value.rfind("'") > 0:
        return value[1 : value.rfind("'")].replace("''", "'")
    value = _COMMENT.sub("", value)
    return "" if value in ("null", "~") else value
