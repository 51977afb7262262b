"""The memory of searching: saved searches, what was searched and read, what nobody looked at."""

from workbench.search.memory.coverage import Coverage, coverage
from workbench.search.memory.looks import Looks
from workbench.search.memory.record import READ_SECONDS, Asked, Record, record_of
from workbench.search.memory.saved import SavedSearch, SavedSearches
from workbench.search.memory.searchlog import Opened, Ran, Read, SearchLog

__all__ = [
    "READ_SECONDS",
    "Asked",
    "Coverage",
    "Looks",
    "Opened",
    "Ran",
    "Read",
    "Record",
    "SavedSearch",
    "SavedSearches",
    "SearchLog",
    "coverage",
    "record_of",
]
