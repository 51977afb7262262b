"""A research workbench for the terminal: search, read, tag, annotate and cite documents."""

__version__ = "0.1.0"
