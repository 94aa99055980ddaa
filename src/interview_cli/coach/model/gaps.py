"""Task: each requirement against the CV. Code makes the rows and their priority; the model judges them, with a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from interview_cli.coach.builtin.overlap import stems
from interview_cli.coach.builtin.seniority import years_asked
from interview_cli.coach.model.context import Numbered, cv_block, cv_lines, posting_block
from interview_cli.coach.model.desk import Desk, Prompt, Task, parts, side_by_side
from interview_cli.coach.model.fences import defuse, fence
from interview_cli.coach.model.figures import figures, written_figures
from interview_cli.coach.model.replies import GapsReply, Judged
from interview_cli.coach.model.sound import quotes_stand
from interview_cli.models import CV, Gap, GapStatus, Posting, Priority
from interview_cli.untrusted import clean_line, fold

TASK: Final = Task("find gaps", 900)
_STATUS_ORDER: Final[dict[GapStatus, int]] = {"missing": 0, "partial": 1, "met": 2}
_PRIORITY_ORDER: Final[dict[Priority, int]] = {"critical": 0, "important": 1, "minor": 2}
_ROWS_A_CALL: Final = (4, 8)
_ROWS_ALONE: Final = 8  # a server that takes one call at a time writes slowly: it gets what matters most


async def find_gaps(posting: Posting, cv: CV, base: tuple[Gap, ...], desk: Desk) -> tuple[Gap, ...]:
    """`base`, the built-in coach's rows, judged anew; a row the reply does not prove stays as it is. Worst first.

    Rows that count years stay with code, which can reckon. Raises `ModelFault` when no call succeeds.
    """
    lines = cv_lines(cv, desk.marks)
    order = [n for n, gap in enumerate(base) if years_asked(gap.requirement) is None]
    order.sort(key=lambda n: _PRIORITY_ORDER[base[n].priority])
    provider = desk.client.provider
    wanted = sorted(order if provider.parallel > 1 else order[:_ROWS_ALONE])
    least, most = _ROWS_A_CALL
    groups = parts(wanted, provider.parallel, least=least, most=most)
    calls = [_judge(posting, [base[n] for n in group], lines, desk) for group in groups]
    replies, faults = await side_by_side(calls)
    if faults and len(faults) == len(groups):
        raise faults[0]
    rows = list(base)
    source = fold("\n".join((*lines.texts, posting.text)))
    for group, reply in zip(groups, replies, strict=True):
        for judged in reply.rows if reply else ():
            if not 1 <= judged.row <= len(group):
                desk.recorder.dropped("line")
                continue
            at = group[judged.row - 1]
            rows[at] = _row(base[at], judged, lines, source, desk) or rows[at]
    rows.sort(key=lambda gap: (_STATUS_ORDER[gap.status], _PRIORITY_ORDER[gap.priority]))
    return tuple(rows)


async def _judge(posting: Posting, rows: list[Gap], lines: Numbered, desk: Desk) -> GapsReply:
    told = "\n".join(
        f"{number}. {defuse(clean_line(gap.requirement, 240), desk.marks)}"
        + (f" (about: {defuse(gap.skill, desk.marks)})" if gap.skill else "")
        for number, gap in enumerate(rows, 1)
    )

    def blocks(share: float) -> list[str]:
        return [cv_block(lines, desk.marks, share), posting_block(posting, desk.marks, share)]

    words = {"rows": fence("rows", told, desk.marks)}
    answered = await desk.ask(
        TASK,
        GapsReply,
        Prompt(blocks, words),
        check=lambda reply: None if reply.rows else "there are no rows in it",
    )
    return answered.reply


def _row(base: Gap, judged: Judged, lines: Numbered, source: str, desk: Desk) -> Gap | None:
    """The row as judged, or None when the reply does not prove it: no such line, or advice that can't be shown."""
    evidence = lines.at(judged.line) if judged.status != "missing" else ""
    if evidence is None:
        desk.recorder.dropped("line")
        return None
    advice = desk.sound(judged.advice)
    if advice and (not quotes_stand(advice, source) or written_figures(advice) - figures(source)):
        desk.recorder.dropped("quote")
        advice = None
    if advice and not _is_about(advice, base, evidence):
        desk.recorder.dropped("text")
        advice = None
    if advice is None and judged.status != base.status:
        return None
    return replace(base, status=judged.status, evidence=evidence, advice=advice or base.advice)


def _is_about(advice: str, base: Gap, evidence: str) -> bool:
    """Whether the advice names anything of the row it is for, or of the line that proves it."""
    return bool(stems(advice) & stems(f"{base.requirement} {base.skill or ''} {evidence}"))
