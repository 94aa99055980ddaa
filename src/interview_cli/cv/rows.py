"""Chunks of one column -> rows -> lines: cells, list items, wrapped paragraphs, mended hyphens."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from interview_cli.cv.dates import is_dateish
from interview_cli.cv.hyphens import join_wrapped, known_words
from interview_cli.cv.lines import LONE_BULLET, Line, make_line, split_bullet
from interview_cli.cv.vocabulary import field_of, section_of
from interview_cli.cv.words import is_place, maybe_place, org_score

if TYPE_CHECKING:
    from interview_cli.cv.layout import Chunk

_PAGE_MARK: Final = re.compile(
    r"(?:.{0,40}?[\s–—|·-]+)?(?:page|seite|pagina|página|strona|sida|p\.)?\s*\d{1,2}\s*(?:/|of|von|de|di|van|z|av|sur)\s*\d{1,2}\Z",
    re.IGNORECASE,
)
# A line that ends in one of these words goes on.
_OPEN_END: Final = re.compile(
    r"\b(?:and|or|of|for|the|with|in|to|at|by|und|oder|für|der|die|des|zum|zur|im|mit|von|et|de|du|des|la|le|les|pour|avec|y|para|con|en|del|e|di|per|della|dei|da|do|dos|van|voor|het|och|av|för|i|w|z|na|do)\s*\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Cell:
    """A part of a row. `text_x` is where its words begin, after a list mark."""

    text: str
    x0: float
    x1: float
    text_x: float
    bold: bool
    lead: int = 0


@dataclass(slots=True)
class Row:
    """Cells on one base line, left to right. `y` counts from the top of its page, in points."""

    cells: list[Cell]
    y: float
    size: float
    page: int
    links: list[str] = field(default_factory=list)

    @property
    def bullet(self) -> bool:
        """Whether the row begins a list item."""
        return split_bullet(self.cells[0].text)[0] or bool(LONE_BULLET.match(self.cells[0].text))


def make_rows(chunks: list[Chunk]) -> list[Row]:
    """Rows from top to bottom."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: (c.y, c.x0)):
        last = rows[-1] if rows else None
        if last and abs(chunk.y - last[-1].y) < 0.35 * min(chunk.size, max(c.size for c in last)):
            last.append(chunk)
        else:
            rows.append([chunk])
    return [_make_row(sorted(row, key=lambda c: c.x0)) for row in rows]


def _make_row(chunks: list[Chunk]) -> Row:
    cells: list[Cell] = []
    for chunk in chunks:
        if not chunk.text.strip() or _is_icon(chunk.text):
            continue
        em = chunk.size * 0.85
        before = cells[-1] if cells else None
        if before and LONE_BULLET.match(before.text) and not chunk.text[0].isspace():
            before.text = f"{before.text.strip()} {chunk.text}"
            before.text_x, before.x1, before.bold = chunk.x0, chunk.x1, chunk.bold
        elif before and chunk.x0 - before.x1 < 1.15 * em and not _follows_icon(chunks, chunk):
            glue = " " if chunk.x0 - before.x1 > 0.12 * em or not before.text else ""
            if before.bold and not chunk.bold and not before.lead:
                before.lead = len(before.text)
            before.bold = before.bold and chunk.bold
            before.text, before.x1 = before.text + glue + chunk.text, chunk.x1
        else:
            marked, rest = split_bullet(chunk.text)
            share = 1 - len(rest) / max(1, len(chunk.text)) if marked else 0.0
            text_x = chunk.x0 + share * (chunk.x1 - chunk.x0)
            cells.append(Cell(chunk.text, chunk.x0, chunk.x1, text_x, chunk.bold, chunk.lead))
    links = [link for chunk in chunks for link in chunk.links]
    size = max(chunks, key=lambda c: len(c.text)).size
    return Row(cells, chunks[0].y, size, chunks[0].page, links)


def _is_icon(text: str) -> bool:
    return all("\ue000" <= c <= "\uf8ff" for c in text.strip()) and not LONE_BULLET.match(text)


def _follows_icon(chunks: list[Chunk], chunk: Chunk) -> bool:
    at = next(i for i, c in enumerate(chunks) if c is chunk)
    return at > 0 and _is_icon(chunks[at - 1].text)


def rows_to_lines(rows: list[Row], body: float) -> list[Line]:
    """Lines of the rows of one column through all its pages."""
    rows = [row for row in rows if row.cells and not _is_page_mark(row, body)]
    rows = join_split_dates(rows)
    hoist_margin_cells(rows)
    edges = wrap_edges(rows)
    left = min((row.cells[0].x0 for row in rows), default=0.0)
    pitch = usual_pitch(rows)
    words = known_words(" ".join(cell.text for row in rows for cell in row.cells))
    groups: list[list[Row]] = []
    for row in rows:
        if groups and continues(groups[-1], row, edges, pitch):
            groups[-1].append(row)
        else:
            groups.append([row])
    lines: list[Line] = []
    for at, group in enumerate(groups):
        first = group[0]
        gap = at == 0 or (
            first.page == groups[at - 1][-1].page and first.y - groups[at - 1][-1].y > 1.45 * pitch
        )
        line = make_line(
            _join_cells(group, words),
            bold=first.cells[0].bold, size=round(first.size / body, 2), gap=gap, lead=first.cells[0].lead,
            indent=round((first.cells[0].x0 - left) / (body * 0.85), 1), page=first.page,
            links=tuple(dict.fromkeys(link for row in group for link in row.links)),
        )  # fmt: skip
        if line:
            lines.append(line)
    return lines


def _is_page_mark(row: Row, body: float) -> bool:
    text = "  ".join(cell.text for cell in row.cells).strip()
    return len(row.cells) == 1 and row.size < 1.2 * body and len(text) < 60 and bool(_PAGE_MARK.match(text))


def _join_cells(group: list[Row], words: Counter[str]) -> list[str]:
    cells = [cell.text for cell in group[0].cells]
    if len(group) > 1:
        at = wrapped_cell(group[0], group[1].cells[0]) or 0
        for row in group[1:]:
            cells[at] = join_wrapped(cells[at], row.cells[0].text, words)
    return cells


def wrapped_cell(first: Row, cell: Cell) -> int | None:
    """Which cell of `first` a line that begins where `cell` begins goes on with, or None."""
    if len(first.cells) > 2:
        return None
    for at in range(len(first.cells) - 1, -1, -1):
        if abs(cell.x0 - first.cells[at].text_x) <= (6 if first.bullet else 3):
            if at == 0 and len(first.cells) == 2 and not is_dateish(first.cells[1].text):
                return None
            return at
    return None


def join_split_dates(rows: list[Row]) -> list[Row]:
    """Join dates that a narrow column broke in two: "04/2021 –" over "heute"."""
    out: list[Row] = []
    for row in rows:
        above = out[-1] if out else None
        if above and above.page == row.page and row.y - above.y < 2.2 * row.size:
            first, second = above.cells[0], row.cells[0]
            both = f"{first.text} {second.text}"
            if (
                abs(first.x0 - second.x0) < 4 and re.search(r"[–—-]\s*\Z|\b(?:to|bis|à|al?|do|tot)\s*\Z", first.text)
                and is_dateish(both) and len(both) < 40
            ):  # fmt: skip
                first.text = both
                del row.cells[0]
                if not row.cells:
                    above.links += row.links
                    continue
        out.append(row)
    return out


def hoist_margin_cells(rows: list[Row]) -> None:
    """Move a date or place that stands right of list items up to the row that opens the entry."""
    head: Row | None = None
    for i, row in enumerate(rows):
        inside = row.bullet or (i > 0 and rows[i - 1].page == row.page and _hangs(rows[i - 1], row))
        if not inside or len(row.cells) == 1:
            head = row if not inside else head
            continue
        last = row.cells[-1]
        labelled = field_of(split_bullet(row.cells[0].text)[1])
        if head and len(row.cells) == 2 and is_dateish(last.text) and row.page == head.page and not labelled:
            head.cells.append(last)
            row.cells.pop()


def _hangs(before: Row, row: Row) -> bool:
    return before.bullet and abs(row.cells[0].x0 - before.cells[0].text_x) < 3


def wrap_edges(rows: list[Row]) -> dict[int, float]:
    """For each left edge of text (in 4-point steps), how far to the right its lines reach."""
    edges: dict[int, float] = {}
    for row in rows:
        cell = row.cells[-1] if len(row.cells) == 2 else row.cells[0]
        key = round(cell.text_x / 4)
        for near in (key - 1, key, key + 1):
            edges[near] = max(edges.get(near, 0.0), cell.x1)
    return edges


def usual_pitch(rows: list[Row]) -> float:
    """The usual distance between base lines, in points."""
    steps = [round(b.y - a.y, 1) for a, b in pairwise(rows) if a.page == b.page and b.y > a.y]
    if not steps:
        return 14.0
    steps.sort()
    return steps[len(steps) // 3]


def continues(group: list[Row], row: Row, edges: dict[int, float], pitch: float) -> bool:
    """Whether `row` is the next line of the paragraph or list item in `group`."""
    before, first = group[-1], group[0]
    at = wrapped_cell(first, row.cells[0])
    if at is None or not _alike(first, before, row, at, pitch):
        return False
    end = before.cells[at] if before is first else before.cells[-1]
    if not _is_full(first, end, row, at, edges):
        return False
    if first.size > 1.35 * pitch:  # a name or title in large letters
        return True
    return _reads_on(end.text, row.cells[0].text, first.bullet, end.x1 - end.x0, row.size)


def _alike(first: Row, before: Row, row: Row, at: int, pitch: float) -> bool:
    """Whether `row` looks like a further line of the same text: same size and weight, close below."""
    cell = row.cells[0]
    if row.bullet or len(row.cells) > 1 or _is_address(cell.text):
        return False
    if abs(row.size - before.size) > 0.12 * row.size:
        return False
    if first.page == row.page and row.y - before.y > 1.5 * max(pitch, row.size):
        return False
    if first.bullet:
        return True
    weight = before.cells[at if before is first else -1].bold
    return (cell.bold == weight or first.cells[0].lead > 0) and not section_of(cell.text)


def _is_full(first: Row, end: Cell, row: Row, at: int, edges: dict[int, float]) -> bool:
    """Whether the line above was so full that the first word of `row` had no room on it."""
    cell = row.cells[0]
    if end.text.rstrip().endswith("\u00ad") or (
        first.bullet and first.cells[0].text_x - first.cells[0].x0 > 3
    ):
        return True
    word = cell.text.split(" ", 1)[0]
    width = (cell.x1 - cell.x0) * (len(word) + 1) / max(1, len(cell.text))
    edge = edges.get(round(cell.x0 / 4), end.x1) - 1
    if at == 0 and len(first.cells) == 2:  # the dates to the right leave less room
        edge = first.cells[1].x0 - 7 * row.size
    return end.x1 + width > edge


def _reads_on(before: str, after: str, bullet: bool, width: float, size: float) -> bool:  # noqa: FBT001
    """Whether the words may run on: not two short labels that happen to be equally long."""
    if bullet or _OPEN_END.search(before) or (before.rstrip().endswith(",") and width > 12 * size):
        return True
    if is_dateish(after) or is_dateish(before):
        return False
    if after[:1].islower() or before.rstrip()[-1:] in {",", "-", "\u00ad", "&", "(", "/"}:
        return True
    if after[:1].isupper() and 0 < before.count(",") < 3 and _is_town(*before.rsplit(",", 1)):
        return False  # an employer with its town, and then the text
    # A text line is long; titles, places and skills under one another are not.
    return width > 22 * size


def _is_town(before: str, last: str) -> bool:
    """Whether the last part of a line is the town of the organisation before it."""
    return is_place(last) or (org_score(before) > 0 and maybe_place(last))


def _is_address(text: str) -> bool:
    """Whether the text is a web address, or a line of contacts: those do not run on."""
    return ("/" in text and " " not in text.strip()) or "@" in text or len(re.findall(r"\s[|·•]\s", text)) > 1
