"""The debrief on the terminal."""

from __future__ import annotations

from typing import Final

from interview_cli.cli.screen.paper import Paper
from interview_cli.cli.screen.receipt import receipt_line
from interview_cli.coach.rubric import load_rubric
from interview_cli.models import Debrief, Point, Receipt
from interview_cli.untrusted import clean_line

_BAR: Final = 5


def draw_debrief(paper: Paper, debrief: Debrief, receipt: Receipt, *, numbers: bool) -> None:
    """What the interview came to, and what to do next."""
    paper.heading("Debrief")
    if numbers and debrief.overall is not None:
        _overall(paper, debrief)
    _points(paper, "What carried you", "+", "green", debrief.strengths)
    _points(paper, "What to work on", "→", "yellow", debrief.improvements)
    if numbers and debrief.dimensions:
        _dimensions(paper, debrief)
    if debrief.study:
        paper.heading("Before the interview")
        for line in debrief.study:
            paper.line(("• ", "cyan"), line, hang=2)
    if debrief.redo:
        paper.heading("Worth answering again")
        for point in debrief.redo:
            paper.line((f"{point.n}. ", "cyan"), clean_line(point.quote, 160), hang=3)
            paper.line((point.text, "dim"), indent=3)
    paper.gap()
    if debrief.closing:
        paper.line(debrief.closing)
        paper.gap()
    paper.line((receipt_line(receipt), "dim"))


def _overall(paper: Paper, debrief: Debrief) -> None:
    text = f"{debrief.overall} of 100"
    before = debrief.overall_before
    if before is None or debrief.overall is None:
        paper.line((text, "bold"))
        return
    change = debrief.overall - before
    sessions = (
        "the last session"
        if debrief.sessions_before == 1
        else f"your last {debrief.sessions_before} sessions"
    )
    trend = f"up {change} on" if change > 0 else f"down {-change} on" if change < 0 else "level with"
    paper.line((text, "bold"), (f"  {trend} {sessions} on this job ({before})", "dim"))


def _points(paper: Paper, title: str, mark: str, style: str, points: tuple[Point, ...]) -> None:
    if not points:
        return
    paper.gap()
    paper.line((title, "bold"))
    for point in points:
        paper.line(
            (f"{mark} ", style), point.text, (f"  (answer {point.n})" if point.n else "", "dim"), hang=2
        )
        if point.quote:
            paper.line((f"“{clean_line(point.quote, 160)}”", "italic"), indent=2)


def _dimensions(paper: Paper, debrief: Debrief) -> None:
    """One line a dimension, in the order of the rubric: a bar, the mean, and the change."""
    titles = {name: found.title for name, found in load_rubric().dimensions.items()}
    names = [name for name in titles if name in debrief.dimensions]
    names += [name for name in debrief.dimensions if name not in titles]
    width = max(len(titles.get(name, name)) for name in names)
    paper.gap()
    paper.line(("By dimension", "bold"), ("  1 to 5", "dim"))
    for name in names:
        mean = debrief.dimensions[name]
        full = round(mean * 2)
        change = f"  {mean - debrief.before[name]:+.1f}" if name in debrief.before else ""
        bar = ("█" * (full // 2) + ("▌" if full % 2 else "")).ljust(_BAR)
        roomy = paper.width >= width + 16
        label = titles.get(name, name.replace("_", " "))
        paper.line(
            f"{label:<{width}}  " if roomy else f"{label}: ",
            (f"{bar} " if roomy else "", "cyan"),
            f"{mean:.1f}",
            (change, "dim"),
        )
