"""Scores over time as a small plot of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from interview_cli.report.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_cli.cli.screen.paper import Paper

_CELL: Final = 8
_HEIGHT: Final = 4
_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"


def draw_trend(paper: Paper, points: Sequence[tuple[str, int]]) -> None:
    """Bars for (day, score 0-100), oldest first: as many of the newest as there is room for."""
    if not points:
        return
    shown = points[-max(1, paper.width // _CELL) :]
    left = (
        f"the last {len(shown)} of {len(points)}" if len(shown) < len(points) else "oldest first, out of 100"
    )
    paper.heading("Trend", left)
    levels = [round(score * _HEIGHT * 8 / 100) for _, score in shown]
    for row in range(_HEIGHT, -1, -1):
        line = "".join(_cell(level, row, score) for level, (_, score) in zip(levels, shown, strict=True))
        if line.strip():
            paper.line((line.rstrip(), "cyan"))
    paper.line(("".join(f"{_day(day):<{_CELL}}" for day, _ in shown).rstrip(), "dim"))


def _cell(level: int, row: int, score: int) -> str:
    """One row of one bar, from the ground (0) up; the score stands on top of it."""
    if level > row * 8:
        return f"{_EIGHTHS[min(8, level - row * 8)] * 4:<{_CELL}}"
    on_top = row == -(-level // 8)
    return f"{score if on_top else '':<{_CELL}}"


def _day(iso: str) -> str:
    return f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1][:3]}"
