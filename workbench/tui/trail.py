"""The places one has been in the documents, to go back and forward among them."""

from __future__ import annotations

from dataclasses import dataclass

_KEPT = 200
_NEAR = 200
"""Places in one document that are closer, in code points, count as one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position, in code points, in a document."""

    document: str
    position: int

    def near(self, other: Place) -> bool:
        """Whether one would not notice having moved."""
        return self.document == other.document and abs(self.position - other.position) < _NEAR


class Trail:
    """What lies behind and, after going back, ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, here: Place) -> None:
        """Remember `here`, before jumping elsewhere. What lay ahead is forgotten."""
        self._ahead.clear()
        if not (self._behind and self._behind[-1].near(here)):
            self._behind.append(here)
            del self._behind[:-_KEPT]

    def back(self, here: Place) -> Place | None:
        """The place before `here`; None at the beginning."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place that `back` came from; None at the end."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
        while source and source[-1].near(here):
            source.pop()
        if not source:
            return None
        target.append(here)
        return source.pop()
