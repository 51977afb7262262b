"""XML from elsewhere: no document type, so no entities; nothing but the document itself is read.

The standard library's parser, told to refuse; XML is written here too.
"""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder, indent, tostring
from xml.parsers import expat

from workbench.model import WorkbenchError

DEEPEST = 100
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def parse(content: bytes, what: str) -> Element:
    """The root element; its names and those inside are `{namespace}name`.

    Raises WorkbenchError, about `what`, for what is not XML, declares a document type, or is
    nested more than 100 levels deep.
    """
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise WorkbenchError(f"{what} is nested more than {DEEPEST} levels deep.")
        builder.start(_qualified(name), {_qualified(key): v for key, v in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))

    def refuse(*_: object) -> NoReturn:
        raise WorkbenchError(f"{what} declares a document type, which is not read: it can do harm.")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise WorkbenchError(f"{what} is not valid XML: {error}.") from error
    except (LookupError, ValueError) as error:
        raise WorkbenchError(f"{what} is in an encoding that cannot be read.") from error
    return builder.close()


def written(root: Element) -> bytes:
    """The document in UTF-8, indented, with its declaration."""
    indent(root)
    return f"{_DECLARATION}\n{tostring(root, encoding='unicode')}\n".encode()


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
