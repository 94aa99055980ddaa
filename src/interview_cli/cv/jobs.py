"""A section of jobs -> `Work`, with several roles at one employer kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interview_cli.cv.dates import Span
from interview_cli.cv.entries import Block, split_entries
from interview_cli.cv.heads import Head, Pieces, gather, label_of, read_job, strip_place, usual_order
from interview_cli.cv.lines import Line
from interview_cli.cv.words import org_score, title_score
from interview_cli.models import Work


def read_work(lines: list[Line]) -> list[Work]:
    """The jobs of a section, in order."""
    return work_of(split_entries(lines))


def work_of(blocks: list[Block]) -> list[Work]:
    """The jobs of entries already parted."""
    gathered = [gather(block.head) for block in blocks]
    order = usual_order(gathered)
    whole = any(len(pieces.texts) > 1 for pieces in gathered)
    jobs: list[Work] = []
    roof: Roof | None = None
    for at, (block, pieces) in enumerate(zip(blocks, gathered, strict=True)):
        after = gathered[at + 1] if at + 1 < len(blocks) else None
        if _is_roof(block, pieces, after, roof):
            name, place = strip_place(pieces.texts[0])
            roof = Roof(name, place or "".join(pieces.places[:1]), _look(block), pieces.span)
            continue
        head = read_job(pieces, order, whole=whole or roof is not None)
        if roof and _is_under(head, block, roof):
            head = replace(head, who=roof.name, place=head.place or roof.place)
        elif not head.who and head.what and jobs and jobs[-1].name and len(block.head) <= 2:
            head = replace(head, who=jobs[-1].name, place=head.place or jobs[-1].location)
        if not head.who and not head.what and jobs:
            jobs[-1] = _with_body(jobs[-1], [*block.head, *block.body])
            continue
        job = _job(head, block)
        jobs.append(_with_body(job, [Line((note,)) for note in pieces.notes]))
    return [job for job in jobs if job.position or job.highlights or job.summary or job.start or job.name]


@dataclass(frozen=True, slots=True)
class Roof:
    """An employer whose line stands over several roles, with the whole time there."""

    name: str
    place: str
    look: tuple[bool, bool, int]
    span: Span | None


def _look(block: Block) -> tuple[bool, bool, int]:
    line = block.head[0] if block.head else Line(("",))
    return (line.bold, line.cells[0].isupper(), line.heading)


def _is_roof(block: Block, pieces: Pieces, after: Pieces | None, roof: Roof | None) -> bool:
    """Whether an entry is only an employer's line over the roles that follow: no text, and their dates lie in its own."""
    if (
        block.body
        or len(pieces.texts) != 1
        or len(block.head) != 1
        or after is None
        or title_score(pieces.texts[0]) > org_score(pieces.texts[0])
    ):
        return False
    if roof and _look(block) == roof.look and any(roof.look):
        return True
    mine, theirs = pieces.span, after.span
    if mine is None or theirs is None or mine.single:
        return False
    inside = mine.start[:4] <= theirs.start[:4] and (
        mine.open or (not theirs.open and theirs.end[:4] <= mine.end[:4])
    )
    return inside and (len(after.texts) == 1 or org_score(pieces.texts[0]) > 0)


def _is_under(head: Head, block: Block, roof: Roof) -> bool:
    """Whether a role belongs to the employer over it."""
    return _look(block) != roof.look and (not head.who or not org_score(head.who))


def _job(head: Head, block: Block) -> Work:
    span = head.span
    job = Work(
        name=head.who, position=head.what, location=head.place,
        start=(span.start if span else ""), end=(span.end if span else ""),
        url=next((link for line in block.head for link in line.links if link.startswith("http")), ""),
    )  # fmt: skip
    extra = [Line((text,)) for text in head.rest]
    return _with_body(job, [*extra, *block.body])


def _with_body(job: Work, body: list[Line]) -> Work:
    """`job` with its lines: list items are highlights; a paragraph beside them is the summary."""
    bullets = [line for line in body if line.bullet]
    prose = [line for line in body if not line.bullet]
    texts = [text for text in map(_bare, prose) if text]
    if bullets or len(texts) == 1:
        summary = "\n".join(text for text in [job.summary, *texts] if text)
        return replace(job, summary=summary, highlights=(*job.highlights, *(_bare(line) for line in bullets)))
    return replace(job, highlights=(*job.highlights, *texts))


def _bare(line: Line) -> str:
    """The line's text without a label like "Responsibilities:"."""
    labelled = label_of(line)
    return labelled[1] if labelled and labelled[0] == "body" else line.text
