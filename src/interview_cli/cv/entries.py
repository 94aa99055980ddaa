"""The lines of a section of entries -> one block an entry: its head lines and its body."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from interview_cli.cv.dates import find_span, has_expiry, is_dateish
from interview_cli.cv.heads import gather, label_of, read_job, strip_place
from interview_cli.cv.lines import Line
from interview_cli.cv.marks import take_mark
from interview_cli.cv.vocabulary import field_of
from interview_cli.cv.words import degree_score, is_place, org_score, title_score

_LONG: Final = 100
LONGEST_HEAD: Final = 30  # lines
_BRACKET: Final = re.compile(r"\A\s*\([^()]{1,30}\)\s*\Z")  # "2019 (Merit)"
_ENDS_IN_YEAR: Final = re.compile(r"[^\W\d]{3}.{6,140}[\s,]\(?(?:19|20)\d\d\)?(?:\s*\([^()]{1,30}\))?[.;]?\Z")


@dataclass(slots=True)
class Block:
    """One entry: the lines that say who, what and when, and the lines under them."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def has_dates(line: Line) -> bool:
    """Whether the line carries the dates of an entry: a stretch of time, or a lone date at its end or in a cell."""
    labelled = label_of(line)
    if labelled:
        return labelled[0] == "dates" and find_span(labelled[1]) is not None
    if any(is_dateish(cell) for cell in line.cells):
        return True
    if len(line.text) > 160:
        return False
    for cell in line.cells:
        span = find_span(cell)
        if span and not span.single:
            return True
        if (
            span
            and span.single
            and (span.place[0] <= 1 or len(take_mark(_BRACKET.sub("", cell[span.place[1] :]))[0]) <= 2)
            and len(cell) < 110
        ):
            return True
    return False


def is_prose(line: Line) -> bool:
    """Whether the line is a sentence or paragraph and no part of a head."""
    text = line.text
    if line.bullet:
        return True
    if line.heading or len(line.cells) > 1:
        return False
    if text.rstrip().endswith(":") and len(text) < 60:
        return True
    return len(text) > _LONG or (len(text) > 45 and text.rstrip().endswith((".", "!", ";")) and not line.bold)


def job_is_complete(head: list[Line]) -> bool:
    """Whether head lines name both a job and an employer."""
    found = read_job(gather(head), None)
    return bool(found.who and found.what)


def split_entries(
    lines: list[Line], *, complete: Callable[[list[Line]], bool] = job_is_complete
) -> list[Block]:
    """The entries of a section, in order. `complete` says whether head lines hold all that a head needs."""
    lines = expand_tables(lines)
    if lines and all(line.bullet or not has_dates(line) for line in lines) and any(map(has_dates, lines)):
        lines = _bullets_as_heads(lines)
    blocks: list[Block] = []
    run: list[Line] = []
    anchors: list[
        int
    ] = []  # where in the run dates stand: looked for once a line, for a run may be a whole file
    dated = any(has_dates(line) for line in lines)
    for line in lines:
        labelled = label_of(line)
        body = (labelled[0] == "body") if labelled else (is_prose(line) and not _dated_head(line))
        if body or _is_indented_body(line, run, anchors, blocks, complete):
            _close(run, blocks, complete, dated=dated)
            run, anchors = [], []
            if not blocks:
                blocks.append(Block())
            blocks[-1].body.append(line)
        else:
            if has_dates(line):
                anchors.append(len(run))
            run.append(line)
    _close(run, blocks, complete, dated=dated)
    return [block for block in blocks if block.head or block.body]


def expand_tables(lines: list[Line]) -> list[Line]:
    """Rows under a row of labels ("Dates | School | Post") as labelled lines of their own."""
    out: list[Line] = []
    columns: tuple[str, ...] = ()
    for line in lines:
        if (
            len(line.cells) > 1
            and sum(field_of(cell) is not None for cell in line.cells) * 3 >= len(line.cells) * 2
        ):
            columns = line.cells
        elif columns and len(line.cells) == len(columns):
            pairs = zip(columns, line.cells, strict=True)
            out += [replace(line, cells=pair, gap=i == 0, bold=False, lead=0) for i, pair in enumerate(pairs)]
        else:
            out.append(line)
    return out


def _dated_head(line: Line) -> bool:
    if line.bullet or not has_dates(line) or len(line.text) >= 160:
        return False
    if len(line.text) > 45 and line.text.endswith("."):  # a sentence that tells a year
        span = find_span(line.cells[0])
        return span is not None and span.place[0] == 0
    return True


def _bullets_as_heads(lines: list[Line]) -> list[Line]:
    """A list whose items are the entries: the items with dates open them."""
    if sum(has_dates(ln) for ln in lines if ln.bullet) * 2 < sum(ln.bullet for ln in lines):
        return lines
    return [
        replace(ln, bullet=False, gap=True) if ln.bullet and (has_dates(ln) or has_expiry(ln.text)) else ln
        for ln in lines
    ]


def _is_indented_body(
    line: Line,
    run: list[Line],
    anchors: list[int],
    blocks: list[Block],
    complete: Callable[[list[Line]], bool],
) -> bool:
    """Whether a short line is set in under a head that has all it needs, as text without list marks is.

    `anchors` are the places of the dated lines in `run`.
    """
    if line.heading or line.bold or has_dates(line) or label_of(line) or line.gap:
        return False
    if not run:
        return bool(blocks and blocks[-1].body and _like_body(line, blocks[-1]))
    if not anchors or line.indent < run[-1].indent - 0.5 or len(line.cells) > 1 or is_place(line.text):
        return False
    start = _start_of_last(anchors)
    if not complete(run[start : start + LONGEST_HEAD]):
        return False
    if line.indent > run[anchors[-1]].indent + 0.5 and not is_place(strip_place(line.text)[1]):
        return True
    words = title_score(line.text) + org_score(line.text) + degree_score(line.text)
    return words == 0 or line.text.endswith(".") or bool(run[anchors[-1]].heading)


def _start_of_last(anchors: list[int]) -> int:
    return max(anchors[-2] + 1, anchors[-1] - anchors[0]) if len(anchors) > 1 else 0


def _like_body(line: Line, block: Block) -> bool:
    last = block.body[-1]
    return (
        not last.bullet
        and abs(line.indent - last.indent) < 1
        and not line.bold
        and line.indent > 0
        and len(line.cells) == 1
    )


def _close(
    run: list[Line], blocks: list[Block], complete: Callable[[list[Line]], bool], *, dated: bool
) -> None:
    """Turn a run of head lines into entries, or give it to the entry before it."""
    if not run:
        return
    if not any(has_dates(line) for line in run) and dated and blocks and blocks[-1].head and not _opens(run):
        blocks[-1].body += run
        return
    blocks += [Block(head=part) for part in split_run(run, complete)]


def _opens(run: list[Line]) -> bool:
    """Whether head lines without dates open an entry: they say an employer or a job and look like a head."""
    words = title_score(run[0].text) + org_score(run[0].text)
    marked = bool(run[0].heading) or run[0].bold or (run[0].gap and not run[0].text.endswith("."))
    return (
        marked
        and len(run[0].text) < 90
        and (words > 0 or bool(run[0].heading) or any(label_of(ln) for ln in run))
    )


def split_run(run: list[Line], complete: Callable[[list[Line]], bool]) -> list[list[Line]]:
    """One run of head lines with no text between them -> the heads of one or more entries."""
    if len(run) > 1 and all(
        len(ln.cells) == 1 and _ENDS_IN_YEAR.search(ln.text) and has_dates(ln) for ln in run
    ):
        return [[line] for line in run]
    by_gap = _split_at(run, [i for i, line in enumerate(run) if i and (line.gap or line.heading)])
    if len(by_gap) > 1 and all(any(has_dates(ln) or has_expiry(ln.text) for ln in part) for part in by_gap):
        return [
            head
            for part in by_gap
            for head in _split_by_dates(part, [i for i, ln in enumerate(part) if _has_own_dates(ln)])
        ]
    own = [i for i, line in enumerate(run) if _has_own_dates(line) or (has_dates(line) and complete([line]))]
    return _split_by_dates(run, own or [i for i, line in enumerate(run) if has_dates(line)])


def _split_by_dates(run: list[Line], anchors: list[int]) -> list[list[Line]]:
    """A run cut so that each part holds one of the dated lines, and as many lines before it as the first has."""
    starts = []
    for before, anchor in pairwise(anchors):
        space = anchor - before - 1  # lines between two dated lines
        if space == 0 and _is_date_only(run[anchor]) != _is_date_only(run[before]):
            continue
        starts.append(anchor - min(anchors[0], space))
    return _split_at(run, sorted(set(starts) - {0}))


def _has_own_dates(line: Line) -> bool:
    """Whether the dates are the entry's beyond doubt: a cell of their own, or a stretch of time."""
    spans = [find_span(cell) for cell in line.cells]
    return any(is_dateish(cell) for cell in line.cells) or any(span and not span.single for span in spans)


def _is_date_only(line: Line) -> bool:
    return len(line.cells) == 1 and is_dateish(line.text)


def _split_at(run: list[Line], starts: list[int]) -> list[list[Line]]:
    edges = [0, *starts, len(run)]
    return [run[a:b] for a, b in pairwise(edges) if b > a]


def drop_noise(lines: list[Line]) -> list[Line]:
    """Without rules, page marks and "references on request"."""
    return [line for line in lines if re.search(r"\w", line.text)]
