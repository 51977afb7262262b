"""Names of persons replaced by `Person 1`, `Person 2` and so on, the same way everywhere.

Found are the persons that the documents name, by all their surface forms, by each part of a name
of several words, and the documents' authors. Too much is replaced rather than too little: whoever
publishes a pseudonymised export has to read it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.exchange.rewriting import Replacement, Rewriting
from workbench.model import DocumentInfo, Metadata

_SEVERAL = 3
_SHORTEST_PART = 3
_WIDEST_GAP = 3
_UNKNOWN = "[name]"
_PARTICLES = frozenset("and bin bint dal das del della der des dos ibn las los the van von".split())
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class Pseudonyms:
    """The pseudonyms of some people, each given by all their names."""

    def __init__(self, people: Iterable[Sequence[str]]) -> None:
        self._owners: dict[Words, list[int]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._analysts: dict[str, str] = {}
        for number, names in enumerate(_told_apart(people), 1):
            for words in names:
                self._own(words, number)
                for part in _parts(words):
                    self._own(part, number)

    def in_text(self, text: str) -> str:
        """Text of a document with every name of a person replaced."""
        return self.rewriting(text).text

    def rewriting(self, text: str) -> Rewriting:
        """Text of a document with every name of a person replaced, and where positions went.

        A single word is a name only with a capital: Rose, not rose.
        """
        return Rewriting(text, self._found(text, in_any_case=False))

    def in_work(self, text: str) -> str:
        """The same for what an analyst wrote, where names are often in small letters."""
        return Rewriting(text, self._found(text, in_any_case=True)).text

    def analyst(self, name: str) -> str:
        """The pseudonym of somebody who made notes; nobody's stays empty."""
        if not name:
            return ""
        return self._analysts.setdefault(name, f"Analyst {len(self._analysts) + 1}")

    def info(self, info: DocumentInfo, number: int) -> DocumentInfo:
        """The document without what leads to it: it is called by its number in this export."""
        metadata = Metadata(
            title=self.in_text(info.metadata.title),
            date=info.metadata.date,
            source=self.in_text(info.metadata.source),
            authors=tuple(map(self.in_text, info.metadata.authors)),
            place=info.metadata.place,
            language=info.metadata.language,
        )
        name = f"document-{number:04}"
        return replace(
            info, id=name, path=f"{name}.txt", raw_path=b"", part="", sha256="", metadata=metadata
        )

    def _own(self, words: Words, number: int) -> None:
        owners = self._owners.setdefault(words, [])
        if number not in owners:
            owners.append(number)
            self._lengths.setdefault(words[0], set()).add(len(words))

    def _found(self, text: str, *, in_any_case: bool) -> Iterator[Replacement]:
        matches = list(_WORD.finditer(text))
        at = 0
        while at < len(matches):
            length = self._longest_at(matches, at, in_any_case)
            if length:
                words = tuple(match[0].casefold() for match in matches[at : at + length])
                end = matches[at + length - 1].end()
                yield Replacement(matches[at].start(), end, _called(self._owners[words]))
            at += length or 1

    def _longest_at(self, matches: Sequence[re.Match[str]], at: int, in_any_case: bool) -> int:
        """How many words from there on are a name; 0 if they are none."""
        for length in sorted(self._lengths.get(matches[at][0].casefold(), ()), reverse=True):
            run = matches[at : at + length]
            words = tuple(match[0].casefold() for match in run)
            if len(run) < length or words not in self._owners or not _close(run):
                continue
            if in_any_case or length > 1 or not run[0][0][0].islower():
                return length
        return 0


def people(named: Iterable[Sequence[str]], infos: Iterable[DocumentInfo]) -> list[Sequence[str]]:
    """The people named, and after them the authors of the documents who are not among them."""
    found = list(named)
    known = {_words(form) for names in found for form in names}
    authors = {_words(author): author for info in infos for author in info.metadata.authors}
    return [*found, *([author] for words, author in sorted(authors.items()) if words not in known)]


def _told_apart(people: Iterable[Sequence[str]]) -> list[list[Words]]:
    """The people by their names as words, those who are known by one word alone last.

    A surname alone is somebody's who has a fuller name, if there is one, else the same person's
    wherever it stands.
    """
    everyone = [list(filter(None, map(_words, names))) for names in people]
    fuller = [names for names in everyone if any(len(words) > 1 for words in names)]
    known = {word for names in fuller for words in names for word in words}
    alone = {words: None for names in everyone for words in names if len(words) == 1}
    return fuller + [[words] for words in alone if words[0] not in known]


def _words(form: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(form))


def _parts(words: Words) -> Iterator[Words]:
    if len(words) > 1:
        for word in words:
            if len(word) >= _SHORTEST_PART and word not in _PARTICLES:
                yield (word,)


def _close(run: Sequence[re.Match[str]]) -> bool:
    return all(after.start() - before.end() <= _WIDEST_GAP for before, after in pairwise(run))


def _called(owners: Sequence[int]) -> str:
    return f"Person {' or '.join(map(str, owners))}" if len(owners) <= _SEVERAL else _UNKNOWN
