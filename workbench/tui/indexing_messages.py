"""What is told of the index: that it is to be looked through or was lost, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


class RefreshAsked(Message):
    """The folder is to be looked through for changes, on behalf of a page in front."""


@dataclass
class IndexingProgressed(Message):
    """How far the child process is: how many are done of all, how many a second, seconds left.

    They are files to read, or documents to find `names` in; `unchanged` files need not be read.
    """

    done: int
    total: int
    skipped: int
    rate: float
    left: float | None
    names: bool = False
    unchanged: int = 0

    @property
    def files(self) -> int:
        """How many files there are to find documents in."""
        return self.unchanged + self.total

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress matters."""
        return isinstance(message, IndexingProgressed)


@dataclass
class IndexingCommitted(Message):
    """More documents can be searched now, or the `names` of more of them are known."""

    documents: int
    names: bool = False


@dataclass
class IndexingEnded(Message):
    """The child process is done; `reason` says why if it failed.

    `elsewhere`: it had nothing to do, because another copy of the workbench is at it.
    """

    indexed: int = 0
    removed: int = 0
    skipped: int = 0
    reason: str = ""
    elsewhere: bool = False


@dataclass
class CollectionCounted(Message):
    """How much is indexed now; `words` says what was skipped and why."""

    documents: int
    skipped: int
    words: str


class CollectionGrew(Message):
    """There may be more documents than before, for an overlay that lists some; `last`: no more
    are coming.
    """

    def __init__(self, last: bool) -> None:
        super().__init__()
        self.last = last


class IndexLost(Message):
    """The search index turned out to be damaged, or is not there any more."""
