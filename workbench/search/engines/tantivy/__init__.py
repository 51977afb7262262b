"""Tantivy, embedded: the engine for large collections.

Tantivy keeps terms and ranks; what a word is and what a query means is ours.
"""

from workbench.search.engines.tantivy.index import TantivyEngine

__all__ = ["TantivyEngine"]
