"""The codebook as a REFI-QDA codebook file (QDC)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from workbench import __version__
from workbench.exchange import strict_xml
from workbench.exchange.evidence import Evidence
from workbench.exchange.landing import NewTag
from workbench.exchange.refi_codes import add_codes, read_codes
from workbench.exchange.report import Exported, LeftOut
from workbench.model import WorkbenchError

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_IN_PROJECT = "urn:QDA-XML:project:1.0"
SHORTCUTS = LeftOut("shortcuts", "the format has no place for the letters of tags")


def write(evidence: Evidence) -> Exported:
    """The tags. Raises WorkbenchError if there are none: the format wants one."""
    tags = evidence.tags
    if not tags:
        raise WorkbenchError("There are no tags to export.")
    root = Element("CodeBook", xmlns=_NAMESPACE, origin=f"Workbench {__version__}")
    add_codes(root, tags)
    content = strict_xml.written(root)
    left_out = (SHORTCUTS,) if any(tag.shortcut for tag in tags) else ()
    return Exported({"": content}, len(tags), left_out, content.decode())


def read(content: bytes, what: str, left_out: list[LeftOut]) -> list[NewTag]:
    """The tags of a codebook; raises WorkbenchError, about `what`, if it is none."""
    root = strict_xml.parse(content, what)
    for namespace in (f"{{{_NAMESPACE}}}", f"{{{_IN_PROJECT}}}", ""):
        if root.tag == f"{namespace}CodeBook":
            if root.find(f"{namespace}Sets") is not None:
                left_out.append(LeftOut("sets", "they have no place here"))
            codes = read_codes(root.find(f"{namespace}Codes"), namespace)
            return [
                NewTag(code.name, code.colour, code.description) for code in codes if code.codable
            ]
    raise WorkbenchError(f"{what} is not a REFI-QDA codebook.")
