"""Whether the text on the screen is still that of its file, and the sentences that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workbench.model import Document, WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Project

Standing = Literal["", "changed", "missing", "newer", "removed"]
"""What became of a text since it was read; empty if nothing did.

`changed`, `missing`: its file, which was not looked at since. `newer`: the file was read again.
`removed`: the collection has no such document any more.
"""


class Freshness:
    """Compares documents that were read with the collection and with their files."""

    def __init__(self, project: Project, refresh: str) -> None:
        """`refresh` is the key that looks for changes, as it is shown; empty if there is none."""
        self._project = project
        self._looks = f": {refresh} reads it again" if refresh else ""

    def standing(self, document: Document) -> Standing:
        """What became of a document since it was read. For worker threads: it asks the disk."""
        library = self._project.library
        try:
            if library.info(document.id).sha256 != document.info.sha256:
                return "newer"
            on_disk = library.changed_on_disk(document.id)
        except WorkbenchError:
            return "removed"
        return "missing" if on_disk == "gone" else "changed" if on_disk else ""

    def remark(self, document: Document) -> str:
        """What to say beside what was done with a document, in a sentence after a space.

        Mostly nothing. For worker threads.
        """
        match self.standing(document):
            case "changed":
                return f" The file has changed since{self._looks}."
            case "missing":
                return " The file is not there any more."
            case "newer":
                return " The file had changed by then."
            case "removed":
                return " The document is not in the collection any more."
        return ""

    def notices(self, standing: Standing) -> tuple[str, ...]:
        """What stands above a text that is not, or not surely, that of its file."""
        match standing:
            case "changed":
                return (f"The file has changed since it was read{self._looks}.",)
            case "missing":
                return ("The file is not there any more. This is its text as it was read.",)
            case "removed":
                return ("Not in the collection any more. This is the text as it was last read.",)
        return ()
