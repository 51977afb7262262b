"""Lays out the text of a page: blocks between blank lines, lines within them, cells within rows."""

from __future__ import annotations

_CELL = "\x1f"


class Flow:
    """Text as it flows in. White space is one space, except in preformatted blocks."""

    def __init__(self) -> None:
        self.preformatted = False
        self._blocks: list[str] = []
        self._lines: list[str] = []
        self._line: list[str] = []
        self._in_row = False

    def add(self, text: str) -> None:
        """Go on with the line; in a preformatted block newlines end it."""
        if not self.preformatted:
            if self._line or not text.isspace():
                self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._end_line()
            self._line.append(line)

    def break_line(self) -> None:
        """End the line; the second break in a row ends the block."""
        lines = len(self._lines)
        self._end_line()
        if len(self._lines) == lines:
            self.end_block()

    def start_row(self) -> None:
        """Begin a row of a table, on a line of its own."""
        self._end_line()
        self._in_row = False

    def start_cell(self) -> None:
        """Begin a cell, a tab away from the one before it."""
        self._line.append(_CELL if self._in_row else " ")
        self._in_row = True

    def end_block(self) -> str:
        """End the block and return its text, "" if there was none."""
        if not self._line and not self._lines:
            return ""
        self._end_line()
        block = "\n".join(self._lines).strip("\n")
        self._lines.clear()
        if block:
            self._blocks.append(block)
        return block

    def take_back(self) -> None:
        """Remove the block that ended last."""
        self._blocks.pop()

    def text(self) -> str:
        """All blocks, a blank line between two."""
        self.end_block()
        return "\n\n".join(self._blocks)

    def _end_line(self) -> None:
        written = "".join(self._line)
        self._line.clear()
        if self.preformatted:
            self._lines.append(written.rstrip())
        elif words := "\t".join([" ".join(cell.split()) for cell in written.split(_CELL)]).strip():
            self._lines.append(words)
