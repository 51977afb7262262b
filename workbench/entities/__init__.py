"""Who and what the documents name: people, organisations, places, dates and quantities."""

from workbench.entities.corrections import Corrections
from workbench.entities.entities import Entities

__all__ = ["Corrections", "Entities"]
