"""The query language: anything that can be typed is read as a query, and nothing fails.

Words side by side must all occur; NOT binds closest, then AND, then OR. A mark that has no partner
is read as if it were not there. `parse` returns the tree and, in sentences, what was not taken as
it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from workbench.library.safe import safe
from workbench.search import leaves, syntax
from workbench.search.interpret import shortened
from workbench.search.scanner import Scanner
from workbench.search.tree import PLAIN, And, Boost, Field, Node, Not, Or, Phrase, Word

LONGEST_QUERY = 4096
NO_WORD = "There is no word to search for."
MOST_LEAVES = 128
DEEPEST = 32

TEXT = "text"
STEM = "stem"
OWN_FIELDS = ("title", "text", "source", "author", "path", "kind", "date", STEM)
"""The fields that every document has; others are answered by other rooms."""

_WHOLE = "="
"""Before the name of a field that is asked for a whole value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was understood; `tree` is None where there is nothing to search for.

    `words` are the parts of `tree` that were typed as words side by side; none where the query has
    an operator. `relaxed` where any of the words will do that were typed side by side.
    """

    tree: Node | None
    notices: tuple[str, ...]
    words: tuple[Node, ...] = ()
    relaxed: bool = False


def parse(query: str, other_fields: Collection[str] = ()) -> Reading:
    """Read `query`, with `other_fields` beside the documents' own. Never raises."""
    notices: list[str] = []
    if len(query) > LONGEST_QUERY:
        notices.append(f"Only the first {LONGEST_QUERY:,} characters of the query are searched.")
        query = query[:LONGEST_QUERY]
    # As texts are: what cannot be shown has a visible stand-in, in notices and readings too.
    query = safe(query)
    if "?" in query and syntax.QUESTION.fullmatch(query):
        query = query.replace("?", " ")
        notices.append("? is read as a question mark.")
    parser = _Parser(query, frozenset(OWN_FIELDS) | frozenset(other_fields), notices)
    tree = parser.read()
    if tree is None and query.strip() and not notices:
        notices.append(NO_WORD)
    parts = tree.nodes if isinstance(tree, And) else (tree,)
    words = tuple(word for word in dict.fromkeys(parser.words) if word in parts)
    return Reading(tree, tuple(dict.fromkeys(notices)), words)


class _Parser(Scanner):
    """A method for each level of the grammar."""

    def __init__(self, query: str, fields: frozenset[str], notices: list[str]) -> None:
        super().__init__(query)
        self._fields = fields
        self._notices = notices
        self._leaves = 0
        self._side_by_side: list[Word | Phrase] = []

    @property
    def words(self) -> list[Word | Phrase]:
        """What was typed as words without a sign of its own, if the query has no operator."""
        return [] if self.operated else self._side_by_side

    def read(self) -> Node | None:
        """The whole query; closing parentheses without a partner are passed over."""
        parts: list[Node] = []
        while self.at < len(self.query):
            part = self._any_of(PLAIN, 0)
            if part is not None:
                parts.append(part)
            if self.next_is(")"):
                self.at += 1
        if not parts and syntax.OPERATOR.fullmatch(self.query.strip()):
            self._notices.clear()
            return leaves.word(self.query.strip(), self._notices)
        return joined(And, parts)

    def _any_of(self, field: str, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self._all_of(field, depth)
            if part is not None:
                parts.append(part)
            if not self.operator("OR"):
                return joined(Or, parts)
            if part is None or self.ended():
                self._notices.append("OR stands between two words; here it was left out.")

    def _all_of(self, field: str, depth: int) -> Node | None:
        parts: list[Node] = []
        while not self.ended() and not self.sees("OR"):
            if self.operator("AND"):
                if not parts or self.ended():
                    self._notices.append("AND stands between two words; here it was left out.")
                continue
            part = self._one(field, depth)
            if part is not None:
                parts.append(part)
        return joined(And, parts)

    def _one(self, field: str, depth: int) -> Node | None:
        """A word, phrase, group or field, with the NOT, minus or plus before it."""
        excluded = signed = False
        known = len(self._side_by_side)
        while True:
            if self.operator("NOT"):
                excluded = not excluded
                if self.ended():
                    self._notices.append("NOT stands before a word; here it was left out.")
            elif sign := self.take(syntax.SIGN):
                excluded ^= sign[0].strip("+") != ""
                signed = True
            else:
                break
        start = self.at
        node = self._boosted(self._primary(field, depth))
        if signed:
            del self._side_by_side[known:]
        elif isinstance(node, Word | Phrase) and syntax.AS_WORD.fullmatch(
            self.query, start, self.at
        ):
            self._side_by_side.append(node)
        if node is None or not excluded:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _primary(self, field: str, depth: int) -> Node | None:
        if self.ended() or self.sees("OR") or self.sees("AND"):
            return None
        if self.next_is("("):
            return self._group(field, depth)
        named = syntax.FIELD.match(self.query, self.at)
        if named and named[1].lower() in self._fields and depth < DEEPEST:
            self.at = named.end()
            exactly = _WHOLE if self.take(syntax.EXACTLY) else ""
            return self._primary(exactly + named[1].lower(), depth + 1)
        if named and not self.query.startswith("/", named.end()):
            self._notices.append(
                f"There is no field {shortened(named[1])}; it is searched as a word."
            )
        self._leaves += 1
        node = self._leaf(field)
        if self._leaves <= MOST_LEAVES:
            return node
        self._notices.append(f"Only the first {MOST_LEAVES} words of the query are searched.")
        return None

    def _group(self, field: str, depth: int) -> Node | None:
        self.at += 1
        if depth >= DEEPEST:
            return None
        node = self._any_of(field, depth + 1)
        if self.next_is(")"):
            self.at += 1
        return node

    def _leaf(self, field: str) -> Node | None:
        field, exact = field.removeprefix(_WHOLE), field.startswith(_WHOLE)
        exact = self.take(syntax.EXACTLY) is not None or exact
        if exact and field not in (PLAIN, TEXT, STEM):
            return self._asked(field, exact=True)
        if field == "date":
            return self._date()
        if field and field not in OWN_FIELDS:
            return self._asked(field)
        if field == STEM:
            return leaves.stemmed(self._leaf(PLAIN))
        if quoted := self.take(syntax.QUOTED):
            slop = self.take(syntax.SLOP)
            distance = int(slop[1] or leaves.DEFAULT_SLOP) if slop else 0
            return _of(field, leaves.phrase(_plain(quoted[1]), distance, self._notices))
        if shape := self.take(syntax.REGEX):
            return _of(field, leaves.regex(shape[1], self._notices))
        read = leaves.path if field == "path" else leaves.word
        return self._bare(lambda typed: _of(field, read(_plain(typed), self._notices)))

    def _asked(self, field: str, *, exact: bool = False) -> Node | None:
        """The value of a field that another room answers, as it was typed."""

        def ask(typed: str) -> Node | None:
            value = _plain(typed).strip()
            return leaves.asked(field, value, exact=exact) if value else None

        quoted = self.take(syntax.QUOTED)
        return ask(quoted[1]) if quoted else self._bare(ask)

    def _date(self) -> Node | None:
        if between := self.take(syntax.RANGE):
            return leaves.date_range(
                between[1], between[2] or "", between[3] or "", between[4], self._notices
            )
        if compared := self.take(syntax.COMPARED):
            return leaves.date(compared[0], self._notices)
        if quoted := self.take(syntax.QUOTED):
            return leaves.date(quoted[1], self._notices)
        return self._bare(lambda typed: leaves.date(typed, self._notices))

    def _bare(self, read: Callable[[str], Node | None]) -> Node | None:
        """A run of characters up to a blank, a parenthesis or a quotation mark."""
        typed = self.take(syntax.BARE)
        if typed is None:
            self.at += 1
            return None
        boosted = syntax.TRAILING_BOOST.fullmatch(typed[0])
        if boosted is None:
            return read(typed[0])
        node = read(boosted[1])
        return None if node is None else _times(node, float(boosted[2]))

    def _boosted(self, node: Node | None) -> Node | None:
        match = syntax.BOOST.match(self.query, self.at)
        if match is None or node is None:
            return node
        self.at = match.end()
        return _times(node, float(match[1]))


def joined(kind: type[And] | type[Or], parts: Sequence[Node]) -> Node | None:
    """The parts under one AND or OR, each once and those of its own kind taken in."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.nodes if isinstance(part, kind) else (part,))
    flat = list(dict.fromkeys(flat))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _of(field: str, node: Node | None) -> Node | None:
    if node is None or field == PLAIN:
        return node
    return Field(field, node)


def _times(node: Node, factor: float) -> Node:
    while isinstance(node, Boost):
        factor *= node.factor
        node = node.node
    return node if factor == 1 else Boost(node, factor)


def _plain(typed: str) -> str:
    return syntax.ESCAPED.sub(r"\1", typed)
