"""Links between notes, entities and documents, in the words in which the screen shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.model import WorkbenchError

if TYPE_CHECKING:
    from workbench.notes import Annotation
    from workbench.notes.links import Link, Linked, Links
    from workbench.project import Project


class Linking:
    """Reads links; for worker threads that hold the lock of the notes."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def around(self, document: str, annotations: Iterable[Annotation]) -> dict[str, list[Linked]]:
        """The links of the annotations by their ids, and under "" what leads to the document."""
        from workbench.notes.links import Link

        links = self._links()
        found = {one.id: links.of(one) for one in annotations}
        if document:
            found[""] = links.to(Link("document", document))
        return {key: some for key, some in found.items() if some}

    def toggled(self, annotation: Annotation, link: Link) -> list[Link]:
        """The links of an annotation without that one, or with it if it is not among them."""
        from workbench.notes.links import links_of

        links = links_of(annotation)
        return [one for one in links if one != link] if link in links else [*links, link]

    def label(self, link: Link) -> str:
        """What a link leads to, in words."""
        return self._links().there(link).label

    def _links(self) -> Links:
        from workbench.notes.links import Links

        notes = self._project.notes
        return Links(notes.find, self._title, self._name, notes.leading_to)

    def _title(self, document: str) -> str | None:
        try:
            return self._project.library.info(document).title
        except WorkbenchError:
            return None

    def _name(self, key: str) -> str | None:
        entity = self._project.entities.entity(key)
        return None if entity is None else entity.name
