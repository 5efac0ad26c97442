"""Finding the line on which words stand, for parsers that only say where a paragraph begins."""

from __future__ import annotations


class Raw:
    """The raw lines of a paragraph, walked through from its first word to its last."""

    def __init__(self, raw: str, line: int) -> None:
        self._raw = raw
        self._at = 0
        self.line = line

    def find(self, piece: str) -> int:
        """The line on which `piece` begins; the walk goes on behind it. What is not found stands here."""
        words = piece.strip()
        at = self._raw.find(words, self._at)
        if at < 0:
            words = words.partition(" ")[0]
            at = self._raw.find(words, self._at)
        if at < 0:
            return self.line
        self._go(at)
        began = self.line
        self._go(at + len(words))
        return began

    def next_line(self) -> None:
        """Go to the beginning of the next line."""
        at = self._raw.find("\n", self._at)
        if at >= 0:
            self._go(at + 1)

    def enter(self, marked: str) -> int:
        """Go to where a piece with its marks begins; what `leave` needs to get behind it."""
        at = self._raw.find(marked, self._at)
        if at < 0:
            return self._at
        self._go(at)
        return at + len(marked)

    def leave(self, end: int) -> None:
        """Go behind what was entered."""
        self._go(max(end, self._at))

    def _go(self, at: int) -> None:
        self.line += self._raw.count("\n", self._at, at)
        self._at = at
