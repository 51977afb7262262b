"""What may follow what is being typed: words of the collection, values of fields, fields.

Nothing is completed that cannot be searched as it then stands: names come as `person:"..."`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from workbench.search.folding import fold
from workbench.search.interpret import exactly, quoted
from workbench.search.memory.saved import SavedSearch
from workbench.search.signs import unspaced

Values: TypeAlias = Callable[[str, int], Sequence[tuple[str, int]]]
"""Asked with the beginning of a value and how many are wanted at most: those that have it at the
start of a word, each with the number of its documents or notes, the most frequent first."""

SHORTEST = 2
"""Letters of a word from which on the collection is asked for what begins so."""

_TOKEN = re.compile(
    r"(?:^|(?<=[\s(+\-\u2212:]))(?:([^\W\d_][\w-]*):(?P<exact>=)?)?(?:[\"“„«](?P<quoted>[^\"“”„«»]*)"
    r"|(?P<bare>(?![-+\u2212])[^\s()\"“”„«»:]*))$"
)
_QUOTES = '"“”„«»'
_LAST_WORD = re.compile(r"[^\W_]+$")
_WORDS, _NAMES, _FIELDS = 5, 3, 2
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` in the place of the query's `[start, end)`; `label`, `kind` and `count` explain it.

    `kind` is the name of a field, `word`, `saved`, or `field` for a field itself. `count` is of
    documents, for tags of notes, and 0 where nothing was counted.
    """

    start: int
    end: int
    text: str
    label: str
    kind: str
    count: int = 0

    def applied(self, query: str) -> tuple[str, int]:
        """The query with the completion in it, and the cursor behind it."""
        text = query[: self.start] + self.text + query[self.end :]
        return text, self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Token:
    """What is being typed, and from where; `exact` where the whole value is asked for."""

    start: int
    field: str
    value: str
    quoted: bool
    exact: bool


def completions(
    query: str, cursor: int, words: Values, values: Mapping[str, Values], fields: Sequence[str]
) -> list[Completion]:
    """What may stand where the `cursor` is, a code point of `query`, the likeliest first.

    `words` are those of the texts, `values` of the `fields` that have any to propose. Only the end
    of a word is completed: inside of one there is nothing.
    """
    if query[cursor : cursor + 1].strip().strip(_QUOTES + ")"):
        return []
    token = _token(query[:cursor])
    if token is None:
        return []
    if token.field:
        ask = values.get(token.field.lower())
        return list(_of_field(query, token, cursor, ask)) if ask else []
    return list(_of_word(token, cursor, words, values, fields))


def saved_completions(query: str, cursor: int, saved: Iterable[SavedSearch]) -> list[Completion]:
    """The saved searches with a word in their names that begins with all that is typed.

    Each takes the place of the whole query.
    """
    typed = fold(query.strip())
    if cursor < len(query) or len(typed) < SHORTEST:
        return []
    named = (one for one in saved if f" {typed}" in f" {fold(one.name)}" and one.query != query)
    return [Completion(0, cursor, one.query, one.name, "saved") for one in islice(named, _NAMES)]


def _token(before: str) -> _Token | None:
    match = _TOKEN.search(before, max(len(before) - _LONGEST, 0))
    if match is None:
        return None
    in_quotes = match["quoted"] is not None
    if in_quotes != sum(map(before.count, _QUOTES)) % 2:
        return None
    value = match["quoted"] or match["bare"] or ""
    return _Token(match.start(), match[1] or "", value, in_quotes, bool(match["exact"]))


def _of_field(query: str, token: _Token, cursor: int, ask: Values) -> Iterator[Completion]:
    at = token.start + len(token.field) + 1
    end = cursor + (token.quoted and query[cursor : cursor + 1] in tuple(_QUOTES))
    field = token.field.lower()
    written = exactly if token.exact or field in _COUNTED_WHOLE else quoted
    for value, count in ask(token.value.strip(), _WORDS + _NAMES):
        if fold(value) != fold(token.value):
            yield Completion(at, end, written(value), value, field, count)


def _of_word(
    token: _Token,
    cursor: int,
    words: Values,
    values: Mapping[str, Values],
    fields: Sequence[str],
) -> Iterator[Completion]:
    last = _LAST_WORD.search(token.value)
    if last is None or len(last[0]) < SHORTEST or unspaced(last[0][-1]):
        return
    typed = fold(last[0])
    others = [found for found in words(typed, _WORDS + 1) if found[0] != typed]
    for word, count in others[:_WORDS]:
        yield Completion(cursor - len(last[0]), cursor, word, word, "word", count)
    if token.quoted or last[0] != token.value:
        return
    named = (
        Completion(token.start, cursor, f"{field}:{quoted(name)}", name, field, count)
        for field, ask in values.items()
        if field in _NAMED
        for name, count in ask(token.value, _NAMES)
    )
    yield from sorted(named, key=lambda one: -one.count)[:_NAMES]
    begun = [field for field in fields if field.startswith(token.value.lower())]
    for field in begun[:_FIELDS]:
        yield Completion(token.start, cursor, f"{field}:", f"{field}:", "field")


_COUNTED_WHOLE = frozenset({"source", "author"})
"""The fields whose words would find more than the value that was counted."""

_NAMED = frozenset({"person", "org", "place", "tag"})
"""The fields whose values are proposed for a bare word, too."""
