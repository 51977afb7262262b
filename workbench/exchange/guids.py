"""GUIDs that stay the same from one export to the next."""

from __future__ import annotations

import uuid

_OURS = uuid.UUID("5d2b4d6e-6a5c-5c0e-9a54-3b0f0c6f9d11")

UNNAMED = str(uuid.uuid5(_OURS, "analyst without a name"))
"""The user that stands for notes that carry no name: formats want one."""


def guid(kind: str, name: str) -> str:
    """The GUID of the thing of that kind that has this name within a project."""
    return str(uuid.uuid5(_OURS, f"{kind}\n{name}".encode(errors="replace").decode()))


def of_note(identity: str) -> str:
    """The GUID of a note: its own id, which is one unless somebody gave the file another name."""
    return as_uuid(identity) or guid("note", identity)


def as_uuid(text: str) -> str:
    """`text` as a plain UUID in lower case; empty if it is none."""
    bare = text.strip().removeprefix("urn:uuid:").removeprefix("{").removesuffix("}")
    try:
        return str(uuid.UUID(bare)) if len(bare) == 36 else ""
    except ValueError:
        return ""
