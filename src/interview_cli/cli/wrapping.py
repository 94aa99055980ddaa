"""Where a typed line breaks on the terminal: between words, as it would on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_WORD: Final = re.compile(r"\S+")


def find_pads(text: str, room: int, width_of: Callable[[str], int]) -> list[tuple[int, int]]:
    """Where to put how many blanks into `text`, so that a terminal that breaks after `room` columns breaks between words.

    `width_of` gives the columns of a piece of text. A word longer than a row is broken where the row ends. One column
    stays free for the blank after a word, which would begin the next row otherwise.

    >>> find_pads("one two three", 10, len)
    [(8, 2)]
    """
    pads: list[tuple[int, int]] = []
    column, last = 0, 0
    for word in _WORD.finditer(text):
        column = (column + width_of(text[last : word.start()])) % room
        last = word.end()
        size = width_of(word.group())
        if column and column + size > room - 1 and size < room:
            pads.append((word.start(), room - column))
            column = 0
        column = (column + size) % room
    return pads
