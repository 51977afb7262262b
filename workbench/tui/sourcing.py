"""The flow of correcting sources: what is known is read, and what is changed is one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbench.model import DocumentInfo
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.screens.sourceeditor import Known


class Sourcing:
    """Reads and changes what is known of the sources of documents."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def known(self, document: str) -> tuple[DocumentInfo, Known]:
        """A document as it was read, and its source. For worker threads."""
        from workbench.citations.item import item_of
        from workbench.tui.screens.sourceeditor import Known

        project = self._project
        info = project.library.as_read(document)
        with self._noting.lock:
            overruled = frozenset(project.sources.overruled(info))
        return info, Known(item_of(info), project.sources.item(info), overruled)

    def cited(self, info: DocumentInfo, changes: Mapping[str, Any], style: str | None) -> str:
        """The reference that changes would make. For worker threads."""
        project = self._project
        return project.citations.reference(project.sources.item(info, changes), style)

    def change(self, info: DocumentInfo, changes: Mapping[str, Any]) -> None:
        """Overrule what the document says, in one step of the history."""
        noting, sources = self._noting, self._project.sources
        noting.change(lambda: NotesChanged(noting.told(lambda: sources.overrule(info, changes))))
