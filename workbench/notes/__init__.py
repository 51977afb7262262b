"""The analyst's own work: passages with tags and notes, and the codebook of the tags."""

from workbench.notes.anchoring import Placed
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook, Tag
from workbench.notes.notes import Notes

__all__ = ["Annotation", "Codebook", "Notes", "Placed", "Tag"]
