"""Whoosh, embedded: the default engine, for collections of ordinary size.

Whoosh keeps the postings; what a word is, what a query means and how documents are ranked is ours.
"""

from workbench.search.engines.whoosh.index import WhooshEngine

__all__ = ["WhooshEngine"]
