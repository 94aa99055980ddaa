"""Text that comes in pieces, wrapped to the width of the terminal as it comes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Final

_PIECES: Final = re.compile(r"\n|[^\S\n]+|[^\s]+")
_MOST: Final = 100


class Flow:
    """Writes pieces of text through `write`. A word goes out once it is whole, so nothing has to be taken back."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._column = 0
        self._word = ""
        self._hang = 0

    def add(self, text: str) -> None:
        """More text. The last word is held back until something follows it."""
        found = _PIECES.findall(self._word + text)
        self._word = ""
        if found and not found[-1].isspace():
            self._word = found.pop()
        for piece in found:
            self._put(piece)

    def close(self) -> None:
        """What was held back goes out, and the line ends."""
        if self._word:
            self._put(self._word)
            self._word = ""
        if self._column:
            self._write("\n")
            self._column = 0

    def _put(self, piece: str) -> None:
        if piece == "\n":
            self._write("\n")
            self._column = self._hang = 0
        elif piece.isspace():
            if self._column:
                self._column += 1
                self._write(" ")
        else:
            self._put_word(piece)

    def _put_word(self, word: str) -> None:
        from rich.cells import cell_len

        room = min(_MOST, shutil.get_terminal_size().columns) - 1
        if self._column == 0 and word in ("-", "•", "*"):
            self._hang = 2
        elif self._column > self._hang and self._column + cell_len(word) > room:
            self._write("\n" + " " * self._hang)
            self._column = self._hang
        self._write(word)
        self._column += cell_len(word)
