"""The lines of a document, as every reader hands them on: what stands beside what, and how it looks."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from interview_cli.cv.vocabulary import section_of
from interview_cli.untrusted import clean

# No CV has more lines than this; what comes after is left out, with a warning.
MAX_LINES: Final = 3000
# Nor more letters: telling what they mean takes a second for so many.
MAX_CHARS: Final = 300_000

# Small marks that open a list item. A dash counts only before a space, so "-5 %" stays text.
_BULLETS: Final = "•●○◦◆◇▪▫■□‣⁃∙·►▸▶➤➢➔→✓✔✦★❖❯»§⦁⚫⬤\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d\uf06e\uf071"
BULLET: Final = re.compile(rf"\s*(?:[{_BULLETS}]+\s*|[-–—*+o]\s+)(?=\S)")
# Pictures that open a list item, unless a heading follows: "👉 Sold bread", but "🚀 Projects".
_PICTURE: Final = re.compile(r"\s*[✅☑☛☞➕❇⭐🔹🔸🔷🔶🟢🟩👉💡🎯🚀💪📌]\ufe0f?\s+(?=\S)")
# A numbered item counts when a whole phrase follows: "3. Lehrjahr" is no item.
_NUMBER: Final = re.compile(r"\s*(?:\d{1,2}[.)]|\[\d{1,2}\])\s+(?=[^\W\d][\w,’'.-]*\s+\S+\s+\S+\s+\S+)")
LONE_BULLET: Final = re.compile(rf"\s*(?:[{_BULLETS}]|[-–—*+]|\d{{1,2}}[.)]|\[\d{{1,2}}\])\s*\Z")

_LIGATURES: Final = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "",
    "\u2011": "-",
}  # fmt: skip
_FOLD: Final = str.maketrans(_LIGATURES)
_SPACED: Final = re.compile(r"(?<!\S)\w(?: \w){3,}(?!\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One row, paragraph or list item.

    `cells` are the parts that stand apart on the row (tab stops, table cells, wide gaps), left to right.
    `heading` is the level the document itself gives (1-6), 0 without one. `size` is the letter height over that of
    the body text. `lead` counts the bold characters a mixed first cell begins with. `gap`: empty space stands
    before. `fresh`: a new column or box begins. `indent` is in ems. `links` are the addresses behind the words.
    """

    cells: tuple[str, ...]
    bullet: bool = False
    heading: int = 0
    bold: bool = False
    size: float = 1.0
    lead: int = 0
    gap: bool = False
    fresh: bool = False
    indent: float = 0.0
    page: int = 1
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cells, two spaces apart."""
        return "  ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file holds. `kind` is "pdf", "docx", "html", "markdown", "json" or "text".

    `text` has one block a line: headings the document marks as `## Heading`, list items as `- item`.
    """

    text: str
    pages: int
    kind: str
    warnings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def tidy(text: str) -> str:
    """`text` on one line, cleaned: ligatures and odd spaces folded, letter-spaced words joined."""
    text = " ".join(clean(text.translate(_FOLD)).split(" "))
    return _SPACED.sub(lambda m: m[0].replace(" ", ""), " ".join(text.split()))


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether `text` opens with a list mark, and the text without it."""
    found = BULLET.match(text) or _NUMBER.match(text)
    if found is None and (found := _PICTURE.match(text)) and section_of(text[found.end() :]):
        found = None
    return (True, text[found.end() :]) if found else (False, text)


def make_line(cells: list[str], **style: Any) -> Line | None:
    """A `Line` of the cells that hold text; a list mark at the front makes it a list item. None when all are empty."""
    if cells and LONE_BULLET.match(cells[0]) and len(cells) > 1:
        cells = [cells[0].strip() + " " + cells[1], *cells[2:]]
    marked, first = split_bullet(cells[0]) if cells else (False, "")
    kept = tuple(c for c in (tidy(c) for c in [first, *cells[1:]]) if c)
    if not kept:
        return None
    style["bullet"] = style.get("bullet", False) or marked
    if marked:
        style["lead"] = 0
    return Line(kept, **style)


def render(lines: tuple[Line, ...]) -> str:
    """The lines as text, one block a line."""
    return "\n".join(
        f"## {line.text}" if line.heading else f"- {line.text}" if line.bullet else line.text
        for line in lines
    )


def cut_lines(lines: list[Line]) -> list[Line]:
    """The first of `lines` that hold `MAX_CHARS` letters together; the last one is cut where that many are reached."""
    left = MAX_CHARS
    for at, line in enumerate(lines):
        left -= len(line.text)
        if left < 0:
            return [*lines[:at], replace(line, cells=(line.text[:left],))]
    return lines


def to_json(lines: list[Line]) -> list[dict[str, Any]]:
    """`lines` as plain data, for the way from the child process."""
    return [asdict(line) for line in lines]


def from_json(items: list[dict[str, Any]]) -> tuple[Line, ...]:
    """The other way of `to_json`; raises TypeError or KeyError on anything else."""
    return tuple(
        Line(**{**item, "cells": tuple(item["cells"]), "links": tuple(item["links"])}) for item in items
    )
