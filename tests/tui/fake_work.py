"""The rooms of the analyst's work in memory: notes, codebook, history, citations, clipboard."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from workbench.citations import Copied, Copy
from workbench.model import Citation, Document, DocumentInfo, WorkbenchError
from workbench.notes import wording
from workbench.notes.grades import UNGRADED, Grade
from workbench.spans import Span


@dataclass(frozen=True)
class FakeAnnotation:
    id: str
    document: str
    span: Span
    exact: str
    tags: tuple[str, ...] = ()
    note: str = ""
    creator: str = ""
    links: tuple[str, ...] = ()
    grade: Grade = UNGRADED
    whole: bool = False


@dataclass(frozen=True)
class FakePlaced:
    annotation: FakeAnnotation
    span: Span | None
    status: str = "anchored"


@dataclass
class FakeNotes:
    creator: str = ""
    annotations: dict[str, FakeAnnotation] = field(default_factory=dict)
    before: list[dict[str, FakeAnnotation]] = field(default_factory=list)
    after: list[dict[str, FakeAnnotation]] = field(default_factory=list)
    full: bool = False
    """The disk refuses."""
    did: str = ""
    """What was done last, in the words of the history."""
    places: dict[Span, str] = field(default_factory=dict)

    def _keep(self, did: str) -> None:
        if self.full:
            raise WorkbenchError("The note was not saved: no space left on device.")
        self.did = did
        self.before.append(dict(self.annotations))
        self.after.clear()

    def add(
        self, one: Document, span: Span, tags: tuple[str, ...] = (), note: str = ""
    ) -> FakeAnnotation:
        self.places[span] = where = wording.place_in(one, span)
        self._keep(wording.added(tags, note, where))
        made = FakeAnnotation(
            f"a{len(self.before)}", one.id, span, one.text[slice(*span)], tags, note
        )
        self.annotations[made.id] = made
        return made

    def edit(
        self, identity: str, tags: tuple[str, ...] | None = None, note: str | None = None
    ) -> None:
        old = self.annotations[identity]
        tags, note = old.tags if tags is None else tags, old.note if note is None else note
        self._keep(wording.edited(old, tags, note, self.places[old.span]))
        self.annotations[identity] = replace(old, tags=tags, note=note)

    def delete(self, identity: str) -> None:
        old = self.annotations[identity]
        self._keep(wording.deleted(old, self.places[old.span]))
        del self.annotations[identity]

    def grade_of(self, one: Document, span: Span) -> Grade:
        return UNGRADED

    def get(self, identity: str) -> FakeAnnotation:
        return self.annotations[identity]

    def find(self, identity: str) -> FakeAnnotation | None:
        return self.annotations.get(identity)

    def leading_to(self, link: object) -> list[FakeAnnotation]:
        return []

    def of_document(self, identity: str) -> list[FakeAnnotation]:
        return [one for one in self.annotations.values() if one.document == identity]

    def placed(self, one: FakeAnnotation, of: Document) -> FakePlaced:
        return FakePlaced(one, one.span if one.span.start >= 0 else None)

    def problems(self) -> list[str]:
        return []

    def review(self) -> list[FakePlaced]:
        return []

    def refresh(self) -> bool:
        return False

    def counts(self) -> dict[str, int]:
        return {}


@dataclass(frozen=True)
class FakeTag:
    name: str
    colour: int
    shortcut: str
    description: str = ""


class FakeCodebook:
    def __init__(self) -> None:
        self._tags: dict[str, FakeTag] = {}

    def ensure(self, name: str) -> FakeTag:
        letter = name.rpartition("/")[2][0]
        return self._tags.setdefault(name, FakeTag(name, len(self._tags) % 6 + 1, letter))

    def __contains__(self, name: str) -> bool:
        return name in self._tags

    def tags(self) -> list[FakeTag]:
        return list(self._tags.values())

    def problems(self) -> list[str]:
        return []

    def refresh(self) -> bool:
        return False


@dataclass(frozen=True)
class FakeStep:
    words: str
    paths: tuple[Path, ...] = ()


class FakeCorrections:
    """None were made."""

    def refresh(self) -> bool:
        return False


class FakeHistory:
    analyst = ""

    def __init__(self, notes: FakeNotes) -> None:
        self._notes = notes

    @property
    def latest(self) -> FakeStep:
        return FakeStep(self._notes.did)

    def undo(self) -> FakeStep | None:
        return self._step(self._notes.before, self._notes.after)

    def redo(self) -> FakeStep | None:
        return self._step(self._notes.after, self._notes.before)

    def _step(
        self,
        source: list[dict[str, FakeAnnotation]],
        target: list[dict[str, FakeAnnotation]],
    ) -> FakeStep | None:
        if not source:
            return None
        target.append(self._notes.annotations)
        self._notes.annotations = source.pop()
        return FakeStep("the last change.")


class FakeCitations:
    style = "plain"

    def warm(self, info: DocumentInfo, style: str | None = None) -> bool:
        return True

    def cite_exactly(
        self,
        one: Document,
        span: Span | None,
        style: str | None,
        seconds: float,
        judgement: str = "",
    ) -> Citation:
        assert seconds > 0
        quote = one.text[slice(*span)] if span else ""
        reference = f"{one.info.title}."
        cited = f"“{quote}” ({reference})" + (f" [{judgement}]" if judgement else "")
        return Citation(style or self.style, cited, reference, quote, "para. 1")


@dataclass
class FakeClipboard:
    copied: list[str] = field(default_factory=list)

    def copy(self, text: str) -> Copied:
        self.copied.append(text)
        return Copied("verified", "Verified in the clipboard.", None)

    def recent(self) -> list[Copy]:
        when = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
        return [Copy(text, when, None) for text in reversed(self.copied)]


@dataclass
class FakeSettings:
    theme: str = "dark"
    analyst: str = "A. Analyst"
    citation_style: str = "plain"
    keys: dict[str, list[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    clipboard: tuple[str, ...] = ()
    changed: dict[str, object] = field(default_factory=dict)

    def set(self, key: str, value: object) -> None:
        self.changed[key] = value
