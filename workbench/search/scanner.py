"""A place in a query that is read from the left, sign by sign."""

from __future__ import annotations

import re

from workbench.search import syntax


class Scanner:
    """Where one is in a query: what is before `at` is read."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.at = 0
        self.operated = False
        """Whether an operator was read."""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what a pattern matches here, if it does."""
        match = pattern.match(self.query, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def next_is(self, sign: str) -> bool:
        """Whether a sign comes next, after blanks, which are read."""
        self.take(syntax.BLANK)
        return self.query.startswith(sign, self.at)

    def ended(self) -> bool:
        """Whether the query, or the group in it, is at its end."""
        return self.next_is(")") or self.at >= len(self.query)

    def sees(self, name: str) -> bool:
        """Whether an operator comes next."""
        self.take(syntax.BLANK)
        match = syntax.OPERATOR.match(self.query, self.at)
        return match is not None and match[1] == name

    def operator(self, name: str) -> bool:
        """Read an operator, if it comes next."""
        if not self.sees(name):
            return False
        self.at += len(name)
        self.operated = True
        return True
