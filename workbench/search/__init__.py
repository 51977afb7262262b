"""Keyword search: the query language, the engines behind one protocol, hits and passages."""

from workbench.search.resolving import FieldResolver
from workbench.search.results import Results, Suggestion
from workbench.search.search import Search

__all__ = ["FieldResolver", "Results", "Search", "Suggestion"]
