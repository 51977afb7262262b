"""Builders for the tests of citations and of the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbench.citations.programs import Ran
from workbench.model import Document, DocumentInfo, Metadata
from workbench.spans import Spans


def document(
    text: str, *, kind: str = "text", pages: Sequence[tuple[int, int]] = (), **said: Any
) -> Document:
    """A document whose paragraphs are what stands between blank lines."""
    paragraphs, at = [], 0
    for block in text.split("\n\n"):
        paragraphs.append((at, at + len(block)))
        at += len(block) + 2
    info = DocumentInfo(
        id="wire-news-txt-0123456789",
        path="wire/news.txt",
        raw_path=b"wire/news.txt",
        part="",
        kind=kind,
        sha256="0" * 64,
        metadata=Metadata(**said),
        words=len(text.split()),
        characters=len(text),
        paragraphs=len(paragraphs),
        pages=len(pages),
    )
    return Document(info, text, Spans(paragraphs), Spans(pages))


class Programs:
    """Stands in for running programs: answers by name, and remembers what was asked."""

    def __init__(self, **answers: Callable[[Sequence[str], bytes], Ran]) -> None:
        self.answers = answers
        self.ran: list[list[str]] = []
        self.environments: list[Mapping[str, str]] = []

    def __call__(
        self,
        command: Sequence[str],
        given: bytes,
        *,
        seconds: float,
        environment: Mapping[str, str],
    ) -> Ran:
        self.ran.append(list(command))
        self.environments.append(environment)
        name = "desktop" if command[-1].endswith("desktop_child.py") else command[0]
        answer = self.answers.get(name)
        return answer(command, given) if answer else Ran(None)
