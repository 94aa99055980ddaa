"""What an answer was worth, in a few quiet lines: the number, the dimensions, the claims, how it was given."""

from __future__ import annotations

from interview_cli.cli.screen.paper import Paper
from interview_cli.coach.rubric import load_rubric
from interview_cli.models import Assessment, Claim
from interview_cli.untrusted import clean_line


def draw_scores(paper: Paper, found: Assessment, *, before: Assessment | None, numbers: bool) -> None:
    """The figures of an assessment; beside them those of the attempt `before`, if there was one."""
    if not found.graded:
        paper.gap()
        paper.line(("Not graded. ", "yellow"), " ".join(found.improvements))
        return
    paper.gap()
    if numbers:
        _numbers(paper, found)
    if before is not None:
        _compare(paper, before, found, numbers=numbers)
    if claims := _claims(found.claims):
        paper.line((claims, "dim"))
    if numbers:
        paper.line((_delivery(found), "dim"))


def _numbers(paper: Paper, found: Assessment) -> None:
    titles = {name: dimension.title.lower() for name, dimension in load_rubric().dimensions.items()}
    rows = [
        f"{titles.get(name, name.replace('_', ' '))} {row.score}"
        for name, row in found.dimensions.items()
        if row.score is not None
    ]
    paper.line((f"{found.overall} of 100", "bold"), ("   " + " · ".join(rows), "dim"), hang=4)


def _compare(paper: Paper, before: Assessment, now: Assessment, *, numbers: bool) -> None:
    """Both attempts: side by side where there is room, one under the other where there is not."""
    from rich.columns import Columns
    from rich.panel import Panel
    from rich.text import Text

    marks = [f" {found.overall}" if numbers and found.overall is not None else "" for found in (before, now)]
    width = (paper.width - 2) // 2 if paper.width >= 60 else paper.width
    panels = [
        Panel(Text(clean_line(found.answer, 600)), title=f"{name}{mark}", width=width, border_style="dim")
        for name, mark, found in (("before", marks[0], before), ("now", marks[1], now))
    ]
    paper.console.print(Columns(panels, padding=(0, 1)))


def _claims(claims: tuple[Claim, ...]) -> str:
    """One line on what a real interviewer would ask about."""
    against = [claim for claim in claims if claim.status == "contradicts"]
    new = [claim for claim in claims if claim.status == "new"]
    parts = [
        f"“{clean_line(claim.text, 60)}” does not agree with “{clean_line(claim.against or '', 60)}”"
        for claim in against[:2]
    ]
    if new:
        named = ", ".join(f"“{clean_line(claim.text, 45)}”" for claim in new[:2])
        parts.append(f"not in your CV, so expect to be asked: {named}")
    return f"Claims: {'; '.join(parts)}." if parts else ""


def _delivery(found: Assessment) -> str:
    how = found.delivery
    parts = [f"{how.words} word{'s' if how.words != 1 else ''}"]
    if how.seconds:
        parts.append(f"{int(how.seconds) // 60}:{int(how.seconds) % 60:02d}")
    if how.fillers:
        parts.append(f"{how.fillers} filler{'s' if how.fillers != 1 else ''}")
    if how.hedges:
        parts.append(f"{how.hedges} hedge{'s' if how.hedges != 1 else ''}")
    return " · ".join(parts)
