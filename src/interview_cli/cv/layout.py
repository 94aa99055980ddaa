"""Chunks of text with their places on pages -> lines in reading order.

Side-by-side text is either columns (read one, then the other) or rows (a table: label and text). They are told
apart by section headings on both sides and by whether base lines agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from interview_cli.cv.dates import is_dateish
from interview_cli.cv.lines import Line
from interview_cli.cv.rows import Row, make_rows, rows_to_lines
from interview_cli.cv.vocabulary import section_of

_MIN_GUTTER: Final = 6.0
_MIN_ROWS: Final = 3


@dataclass(slots=True)
class Chunk:
    """A run of letters. Places are in points; `y` is the base line, counted from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int = 1
    bold: bool = False
    lead: int = 0
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Stream:
    """Chunks read in one go: the main text, or a side column through all pages. `x0` is its left edge."""

    x0: float
    parts: list[list[Chunk]] = field(default_factory=list)


def arrange(chunks: list[Chunk]) -> list[Line]:
    """The lines of a document in reading order: the main text of all pages, then the side columns."""
    main = Stream(0.0)
    sides: list[Stream] = []
    body = body_size(chunks)
    for page in sorted({chunk.page for chunk in chunks}):
        split_page([c for c in chunks if c.page == page], main, sides)
    lines: list[Line] = []
    for stream in (main, *sides):
        rows = [row for part in stream.parts for row in make_rows(part)]
        found = rows_to_lines(rows, body)
        if found and stream is not main:
            found[0] = _freshen(found[0])
        lines += found
    return lines


def _freshen(line: Line) -> Line:
    from dataclasses import replace

    return replace(line, fresh=True)


def body_size(chunks: list[Chunk]) -> float:
    """The letter height most of the text has, in points."""
    weights: dict[float, int] = {}
    for chunk in chunks:
        weights[round(chunk.size, 1)] = weights.get(round(chunk.size, 1), 0) + len(chunk.text)
    return max(weights, key=lambda size: weights[size])


def split_page(chunks: list[Chunk], main: Stream, sides: list[Stream]) -> None:
    """Share the chunks of one page out to the main stream and side streams."""
    gutter = find_gutter(chunks)
    if gutter is None:
        main.parts.append(chunks)
        return
    for band in split_bands(chunks, gutter):
        left = [c for c in band if (c.x0 + c.x1) / 2 < gutter]
        right = [c for c in band if (c.x0 + c.x1) / 2 >= gutter]
        if any(c.x0 < gutter - 1 and c.x1 > gutter + 1 for c in band) or not are_columns(left, right):
            main.parts.append(band)
            continue
        first, second = (left, right) if _is_main(left, right) else (right, left)
        main.parts.append(first)
        known = next((s for s in sides if abs(s.x0 - min(c.x0 for c in second)) < 15), None)
        if known is None and not (_starts_section(second) or band[0].page == 1):
            main.parts.append(second)
            continue
        if known is None:
            known = Stream(min(c.x0 for c in second))
            sides.append(known)
        known.parts.append(second)


def _is_main(left: list[Chunk], right: list[Chunk]) -> bool:
    """Whether the left column is the one to read first: the one with more text."""
    return sum(len(c.text) for c in left) >= sum(len(c.text) for c in right)


def _starts_section(chunks: list[Chunk]) -> bool:
    top = sorted(chunks, key=lambda c: (c.y, c.x0))[:2]
    return any(section_of(c.text) for c in top)


def find_gutter(chunks: list[Chunk]) -> float | None:
    """The x of an empty strip that parts the page into two columns, or None."""
    if len(chunks) < 2 * _MIN_ROWS:
        return None
    left, right = min(c.x0 for c in chunks), max(c.x1 for c in chunks)
    width = right - left
    best: tuple[int, float] | None = None
    for x in _strips(chunks, left + 0.12 * width, right - 0.1 * width):
        score = 0
        for band in split_bands(chunks, x):
            sides = [c for c in band if c.x1 <= x + 1], [c for c in band if c.x0 >= x - 1]
            if sides[0] and sides[1] and len(sides[0]) + len(sides[1]) == len(band) and are_columns(*sides):
                score += min(sum(len(c.text) for c in side) for side in sides)
        if score and (best is None or score > best[0]):
            best = (score, x)
    return best[1] if best else None


def _strips(chunks: list[Chunk], low: float, high: float) -> list[float]:
    """Middles of upright strips that few chunks cross (fewer than one in eight, at least four allowed)."""
    allowed = max(4, len(chunks) // 8)
    edges = sorted({round(c.x0, 1) for c in chunks if low < c.x0 < high})
    found: list[float] = []
    for edge in edges[:400]:
        crossing = [c for c in chunks if c.x0 < edge - 0.5 and c.x1 > edge - _MIN_GUTTER]
        if len(crossing) <= allowed:
            before = max(
                (c.x1 for c in chunks if c.x1 < edge and c not in crossing), default=edge - 2 * _MIN_GUTTER
            )
            x = edge - min(_MIN_GUTTER / 2, (edge - before) / 2)
            if not found or x - found[-1] > 2:
                found.append(x)
    return found


def split_bands(chunks: list[Chunk], x: float) -> list[list[Chunk]]:
    """The chunks from top to bottom, cut where something lies across `x`; what lies across is a band of its own."""
    ordered = sorted(chunks, key=lambda c: (c.y, c.x0))
    crossing = sorted(c.y for c in ordered if c.x0 < x - 1 and c.x1 > x + 1)
    bands: list[list[Chunk]] = []
    mark: tuple[int, bool] | None = None
    for chunk in ordered:
        across = any(abs(chunk.y - y) < chunk.size * 0.4 for y in crossing)
        above = sum(1 for y in crossing if y < chunk.y - chunk.size * 0.4)
        here = (0 if across else above + 1, across)
        if here != mark:
            bands.append([])
            mark = here
        bands[-1].append(chunk)
    return bands


def are_columns(left: list[Chunk], right: list[Chunk]) -> bool:
    """Whether two sets side by side are columns, and not the cells of one table."""
    rows_left, rows_right = _baselines(left), _baselines(right)
    few, many = (rows_left, rows_right) if len(rows_left) <= len(rows_right) else (rows_right, rows_left)
    small = left if few is rows_left else right
    if len(few) < _MIN_ROWS:
        return False
    heads_left = [c for c in left if section_of(c.text)]
    heads_right = [c for c in right if section_of(c.text)]
    alike = any(
        abs(a.size - b.size) < 0.15 * a.size and a.bold == b.bold for a in heads_left for b in heads_right
    )
    if alike and len(heads_left) < len(rows_left):
        return True
    shared = sum(1 for y in few if any(abs(y - other) < 2.0 for other in many)) / len(few)
    dated = sum(1 for c in small if is_dateish(c.text)) / len(small)
    return shared < 0.7 and dated < 0.5


def _baselines(chunks: list[Chunk]) -> list[float]:
    found: list[float] = []
    for y in sorted(c.y for c in chunks):
        if not found or y - found[-1] > 2.0:
            found.append(y)
    return found


__all__ = ["Chunk", "Row", "arrange"]
