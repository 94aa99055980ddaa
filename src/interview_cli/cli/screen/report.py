"""A session's report on the terminal: where you stand, question by question, and how it has gone over time."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.cli.screen.receipt import receipt_line
from interview_cli.cli.screen.trend import draw_trend
from interview_cli.report.session_words import (
    FIRST_SESSION,
    NO_ANSWERS,
    NO_GRADES,
    change_words,
    clock_words,
    count,
    ungraded_words,
)
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from interview_cli.report.session_shapes import (
        ClaimRow,
        DimensionRow,
        PointRow,
        QuestionRow,
        Report,
    )

_ROOMY: Final = 56
_BAR: Final = 10
_SHOWN: Final = 3
_SHOWN_CLAIMS: Final = 5


def draw_report(report: Report, files: Mapping[str, Path]) -> str:
    """The report as text for stdout, as wide as the terminal."""
    with open_paper() as paper:
        _head(paper, report)
        if not report.answered:
            paper.gap()
            paper.line(NO_ANSWERS)
        elif not report.graded:
            paper.gap()
            paper.line(NO_GRADES)
        if report.numbers and report.graded:
            _dimensions(paper, report)
        _questions(paper, report)
        _points(paper, report, report.strengths, title="What carried you", mark=("+ ", "green"))
        _points(paper, report, report.improvements, title="What to work on", mark=("→ ", "yellow"))
        _claims(paper, report.claims, report)
        if report.numbers:
            _trend(paper, report)
        _next(paper, report)
        _files(paper, files)
        paper.gap()
        paper.line((receipt_line(report.receipt), "dim"))
    return "".join(paper.written)


def draw_progress(reports: Sequence[Report], files: Sequence[Mapping[str, Path]]) -> str:
    """Several sessions, newest first: the trend, the dimensions of the newest against the oldest, one line each."""
    newest, oldest = reports[0], reports[-1]
    with open_paper() as paper:
        paper.gap()
        paper.line((f"{count(len(reports), 'session')}, {oldest.day} to {newest.day}", "bold"))
        draw_trend(paper, [(r.started[:10], r.overall) for r in reversed(reports) if r.overall is not None])
        _compare(paper, newest, oldest)
        paper.heading("Sessions", "newest first, out of 100")
        for report in reports:
            score = "–" if report.overall is None else str(report.overall)
            style = "green" if report.finished else "yellow"
            paper.line((f"{report.started[:10]}  ", "dim"), (f"{score:>3}  ", "bold"), report.name, hang=17)
            paper.line(
                (f"{report.state} · ", style),
                (report.session_id, "dim"),
                indent=17 if paper.width >= _ROOMY else 2,
            )
        for written in files:
            if written:
                _files(paper, written)
    return "".join(paper.written)


def _compare(paper: Paper, newest: Report, oldest: Report) -> None:
    if newest is oldest:
        return
    first = {row.name: row.score for row in oldest.dimensions}
    rows = [row for row in newest.dimensions if row.score is not None]
    if not rows:
        return
    paper.heading("By dimension", "1 to 5, change since the oldest of them")
    width = max(len(row.title) for row in rows)
    for row in rows:
        old = first.get(row.name)
        _bar_line(paper, row, None if old is None or row.score is None else row.score - old, width)


def _head(paper: Paper, report: Report) -> None:
    paper.gap()
    paper.line((report.name, "bold"))
    paper.line((f"{report.day} · {report.session_id}", "dim"))
    paper.line((report.state, "green" if report.finished else "yellow"))
    if report.overall is None or not report.numbers:
        return
    paper.gap()
    room = max(8, min(40, paper.width - 44))
    full = round(room * report.overall / 100)
    change = None if report.overall_before is None else float(report.overall - report.overall_before)
    since = f"  {change_words(change, digits=0)} since last time" if change is not None else ""
    if paper.width >= _ROOMY:
        paper.line(
            ("█" * full, "cyan"),
            ("░" * (room - full), "dim"),
            (f"  {report.overall} of 100", "bold"),
            (since, "dim"),
        )
    else:
        paper.line((f"{report.overall} of 100", "bold"), (since, "dim"))


def _dimensions(paper: Paper, report: Report) -> None:
    """Bars in their four groups; what was not graded stands below with the reason."""
    compared = any(row.change is not None for row in report.dimensions)
    paper.heading("By dimension", "1 to 5, change since last time" if compared else "1 to 5")
    width = max(len(row.title) for row in report.dimensions)
    for group in report.groups:
        rows = [row for row in report.dimensions if row.group == group.name and row.score is not None]
        if not rows:
            continue
        paper.line((group.title, "bold"))
        for row in rows:
            _bar_line(paper, row, row.change, width)
    if missing := ungraded_words((row.title, row.why) for row in report.dimensions if row.score is None):
        paper.line((missing, "dim"), hang=2)


def _bar_line(paper: Paper, row: DimensionRow, change: float | None, width: int) -> None:
    score = row.score or 0.0
    if paper.width < _ROOMY:
        paper.line(f"  {row.title}: {score:.1f}", (f"  {change_words(change)}", "dim"), hang=4)
        return
    halves = round(score * _BAR / 5 * 2)
    bar = "█" * (halves // 2) + ("▌" if halves % 2 else "")
    changed = change_words(change)
    style = "green" if changed.startswith("+") else "yellow" if changed.startswith("-") else "dim"
    paper.line(
        f"  {row.title:<{width}}  ",
        (bar, "cyan"),
        ("·" * (_BAR - len(bar)), "dim"),
        f"  {score:.1f}",
        (f"  {changed}" if changed else "", style),
    )


def _questions(paper: Paper, report: Report) -> None:
    if not report.questions:
        return
    paper.heading("Questions", "score, STAR, time, words" if report.numbers else "STAR, time, words")
    for row in report.questions:
        facts = _facts(row, numbers=report.numbers)
        if paper.width >= 72:
            shown = textwrap.shorten(row.text, max(20, paper.width - 34), placeholder=" …")
            paper.line((f"{row.number:>3}  ", "cyan"), (f"{facts}  ", "" if row.graded else "dim"), shown)
        else:
            paper.line((f"{row.number:>3}  ", "cyan"), clean_line(row.text, 90), hang=5)
            paper.line((" · ".join(facts.split()), "dim"), indent=5)


def _facts(row: QuestionRow, *, numbers: bool) -> str:
    """Score, STAR parts, time and words in columns."""
    if row.state != "answered":
        return f"{'skipped' if row.state == 'skipped' else 'open':<25}"
    score = f"{row.overall if row.overall is not None else '–':>3}  " if numbers else ""
    words = f"{row.delivery.words}w" if row.delivery else ""
    return f"{score}{row.star_held or '  – ':<4}  {clock_words(row.seconds):>5}  {words:>5}".ljust(
        25 if numbers else 20
    )


def _points(
    paper: Paper, report: Report, points: tuple[PointRow, ...], *, title: str, mark: tuple[str, str]
) -> None:
    if not points:
        return
    numbers = {row.n: row.number for row in report.questions}
    paper.gap()
    paper.line((title, "bold"))
    for point in points[:_SHOWN]:
        where = f"  (answer {numbers[point.n]})" if point.n in numbers else ""
        paper.line(mark, point.text, (where, "dim"), hang=2)
        if point.quote:
            paper.line((f"“{clean_line(point.quote, 160)}”", "italic"), indent=2)


def _claims(paper: Paper, claims: tuple[ClaimRow, ...], report: Report) -> None:
    if not claims:
        return
    numbers = {row.n: row.number for row in report.questions}
    paper.gap()
    paper.line(("Be ready to be asked about", "bold"))
    for claim in claims[:_SHOWN_CLAIMS]:
        against = (
            f" with “{clean_line(claim.against, 80)}”"
            if claim.status == "contradicts" and claim.against
            else ""
        )
        paper.line(
            ("? ", "magenta"),
            f"“{clean_line(claim.text, 110)}”",
            (f"  {claim.words}{against} (answer {numbers.get(claim.n, claim.n)})", "dim"),
            hang=2,
        )
    if len(claims) > _SHOWN_CLAIMS:
        paper.line((f"and {len(claims) - _SHOWN_CLAIMS} more, in the files", "dim"), indent=2)


def _trend(paper: Paper, report: Report) -> None:
    if len(report.trend) < 2:
        if report.graded:
            paper.gap()
            paper.line((FIRST_SESSION, "dim"))
        return
    draw_trend(paper, [(point.day, point.overall) for point in report.trend])


def _next(paper: Paper, report: Report) -> None:
    if report.study:
        paper.heading("Before the interview")
        for line in report.study:
            paper.line(("• ", "cyan"), line, hang=2)
    if report.redo:
        numbers = {row.n: row.number for row in report.questions}
        paper.heading("Worth answering again")
        for point in report.redo:
            paper.line((f"{numbers.get(point.n or 0, '')}. ", "cyan"), clean_line(point.quote, 160), hang=3)
            paper.line((point.text, "dim"), indent=3)
    for notice in report.notices:
        paper.gap()
        paper.line((notice, "yellow"))


def _files(paper: Paper, files: Mapping[str, Path]) -> None:
    if not files:
        return
    paper.heading("Your report")
    for path in files.values():
        paper.console.print(str(path), soft_wrap=True, highlight=False, markup=False)
