"""A session's report as CommonMark: neat to read as it is, and safe to render anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_cli.report import session_words as sw
from interview_cli.report.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_cli.report.session_shapes import ClaimRow, PointRow, QuestionRow, Report


def render_session_markdown(report: Report) -> str:
    """`report` as a CommonMark document that ends in one newline."""
    parts = (_summary, _dimensions, _points, _trend, _questions, _sources, _receipt)
    lines = [line for part in parts for line in part(report)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _bullets(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {escape(line)}" for line in lines)
    yield ""


def _summary(report: Report) -> Iterator[str]:
    yield f"# {escape(report.name)}"
    yield ""
    yield f"Interview report, {report.day}. {report.state}."
    yield ""
    if report.overall is not None and report.numbers:
        before = ""
        if report.overall_before is not None:
            before = f" ({report.overall_before} last time)"
        yield f"**Overall:** {report.overall} of 100{before}"
        yield ""
    if report.fit.percent is not None:
        fit = report.fit
        yield f"**Fit on paper:** {fit.percent} of 100. {fit.words}."
        yield f"{fit.met} covered, {fit.partial} partly, {fit.missing} missing."
        yield ""
    for notice in report.notices:
        yield f"> {escape(notice)}\n"
    if not report.answered:
        yield sw.NO_ANSWERS
    elif not report.graded:
        yield sw.NO_GRADES


def _dimensions(report: Report) -> Iterator[str]:
    if not report.numbers or not report.graded:
        return
    yield "\n## By dimension\n"
    yield "| Dimension | Score, 1 to 5 | Last time | Change |"
    yield "|---|---|---|---|"
    for row in report.dimensions:
        if row.score is not None:
            old = "" if row.before is None else f"{row.before:.1f}"
            yield f"| {_cell(row.title)} | {row.score:.1f} | {old} | {sw.change_words(row.change)} |"
    if missing := sw.ungraded_words((row.title, row.why) for row in report.dimensions if row.score is None):
        yield f"\n{escape(missing)}"


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|")


def _points(report: Report) -> Iterator[str]:
    numbers = {row.n: row.number for row in report.questions}
    for title, points in (("What carried you", report.strengths), ("What to work on", report.improvements)):
        if points:
            yield f"\n## {title}\n"
            yield from (_point(point, numbers) for point in points)
    if report.claims:
        yield "\n## Be ready to be asked about\n"
        yield from (_claim(claim, numbers) for claim in report.claims)
    if report.study:
        yield "\n## Before the interview\n"
        yield from _bullets(report.study)
    if report.redo:
        yield "\n## Worth answering again\n"
        for point in report.redo:
            yield f"- {escape(point.quote)} (answer {numbers.get(point.n or 0, '')})"
            yield f"  - {escape(point.text)}"


def _point(point: PointRow, numbers: dict[int, str]) -> str:
    where = f" (answer {numbers[point.n]})" if point.n in numbers else ""
    quote = f"\n  - “{escape(point.quote)}”" if point.quote else ""
    return f"- {escape(point.text)}{where}{quote}"


def _claim(claim: ClaimRow, numbers: dict[int, str]) -> str:
    against = f" with “{escape(claim.against)}”" if claim.against else ""
    return f"- “{escape(claim.text)}”: {claim.words}{against} (answer {numbers.get(claim.n, claim.n)})"


def _trend(report: Report) -> Iterator[str]:
    if not report.numbers or len(report.trend) < 2:
        return
    yield "\n## Trend\n"
    yield "| Session | Overall, of 100 |"
    yield "|---|---|"
    for point in report.trend:
        yield f"| {point.day}{' (this one)' if point.current else ''} | {point.overall} |"


def _questions(report: Report) -> Iterator[str]:
    if report.questions:
        yield "\n## Questions\n"
    for row in report.questions:
        yield from _question(row, numbers=report.numbers)


def _question(row: QuestionRow, *, numbers: bool) -> Iterator[str]:
    yield f"\n### {row.number}\\. {escape(row.text)}\n"
    if row.why:
        yield f"Why this one: {escape(row.why)} ({row.origin})\n"
    if row.state != "answered":
        yield f"*{'Skipped.' if row.state == 'skipped' else 'Not answered yet.'}*\n"
        return
    if row.overall is not None and numbers:
        yield f"**{row.overall} of 100**\n"
    yield from _answer(row)
    for title, lines in (("What landed", row.strengths), ("What to sharpen", row.improvements)):
        if lines:
            yield f"{title}:\n"
            yield from _bullets(lines)
    if numbers:
        yield from _scores(row)
    yield from _extras(row)


def _quoted(text: str) -> Iterator[str]:
    """Text of several lines as a block quote."""
    yield from (f"> {escape(line.strip())}" if line.strip() else ">" for line in text.splitlines())
    yield ""


def _answer(row: QuestionRow) -> Iterator[str]:
    yield "Your answer:\n"
    yield from _quoted(row.answer)
    if row.star:
        held = ", ".join(sw.PARTS[part.part] for part in row.star if part.quote) or "none"
        missing = ", ".join(sw.PARTS[part.part].lower() for part in row.star if not part.quote)
        yield f"STAR: {held}{f'. Missing: {missing}' if missing else ''}.\n"


def _extras(row: QuestionRow) -> Iterator[str]:
    if row.better_answer:
        yield "A stronger version:\n"
        yield from _quoted(row.better_answer)
    if row.claims:
        yield "Claims:\n"
        yield from (_bare_claim(claim) for claim in row.claims)
        yield ""


def _scores(row: QuestionRow) -> Iterator[str]:
    graded = [found for found in row.dimensions if found.score is not None]
    if not graded:
        return
    yield "| Dimension | Score | Why | Your words |"
    yield "|---|---|---|---|"
    for found in graded:
        said = "; ".join(f"“{line}”" for line in found.evidence)
        yield f"| {_cell(found.title)} | {found.score} | {_cell(found.why)} | {_cell(said)} |"
    yield ""


def _bare_claim(claim: ClaimRow) -> str:
    against = f" with “{escape(claim.against)}”" if claim.against else ""
    return f"- “{escape(claim.text)}”: {claim.words}{against}"


def _sources(report: Report) -> Iterator[str]:
    if not report.sources:
        return
    yield "\n## Sources\n"
    for source in report.sources:
        title = f"[{escape(source.title)}](<{source.url}>)" if source.url else escape(source.title)
        yield f"{source.number}. {title}{f', {source.day}' if source.day else ''}"
        yield from (f"   - {escape(line)}" for line in source.said)


def _receipt(report: Report) -> Iterator[str]:
    receipt = report.receipt
    yield "\n## Time and cost\n"
    yield f"- Time in all: {sw.time_words(receipt.wall_ms)}"
    yield f"- Calls of models: {receipt.calls}"
    yield f"- Tokens: {receipt.tokens_in:,} in, {receipt.tokens_out:,} out, {receipt.tokens_cached:,} of them cached"
    yield f"- Cost: {sw.cost_words(receipt)}"
    if lost := receipt.dropped.get("quote"):
        yield f"- Quotes of models left out, because they stand nowhere: {lost}"
    if receipt.waits_ms:
        yield f"- Longest wait for a question: {sw.time_words(max(receipt.waits_ms))}"
    yield from (f"- {escape(stage.name)}: {sw.time_words(stage.ms)}" for stage in receipt.stages)
    by = f" Graded by: {escape(', '.join(report.made_by))}." if report.made_by else ""
    yield f"\nSession {escape(report.session_id)}.{by}"
