"""Sessions on the terminal: the list, and one of them whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_cli.cli.screen.debrief import draw_debrief
from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.cli.screen.scores import draw_scores
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from interview_cli.models import Debrief, Receipt, Session, Turn


def draw_list(sessions: tuple[Session, ...]) -> str:
    """The sessions, one a line or two."""
    with open_paper() as paper:
        paper.gap()
        if not sessions:
            paper.line("No interview yet. Begin one: interview start")
        for session in sessions:
            _row(paper, session)
    return "".join(paper.written)


def _row(paper: Paper, session: Session) -> None:
    title = (
        ", ".join(filter(None, (clean_line(session.title, 60), clean_line(session.company, 40))))
        or "An interview"
    )
    score = "not graded" if session.overall is None else f"{session.overall} of 100"
    state = score if session.finished else "not finished"
    style = "green" if session.finished else "yellow"
    paper.line((_day(session), "dim"), f"  {title}  ", (state, style), hang=12)
    answered = f"{session.answered} answer{'s' if session.answered != 1 else ''}"
    paper.line(
        (f"{session.id} · {answered} · {session.terms.persona}, {session.terms.style}", "dim"),
        indent=2,
        hang=2,
    )


def _day(session: Session) -> str:
    return datetime.fromtimestamp(session.started, UTC).date().isoformat()


def draw_session(session: Session, turns: tuple[Turn, ...], debrief: Debrief | None, receipt: Receipt) -> str:
    """One session: every question and answer, then the debrief."""
    with open_paper() as paper:
        paper.gap()
        _row(paper, session)
        for turn in turns:
            _turn(paper, turn, numbers=session.terms.scores)
        if debrief:
            draw_debrief(paper, debrief, receipt, numbers=session.terms.scores)
        elif not session.finished:
            paper.gap()
            paper.line(("Go on with: ", "dim"), f"interview start --resume {session.id}", hang=4)
    return "".join(paper.written)


def _turn(paper: Paper, turn: Turn, *, numbers: bool) -> None:
    name = f"{turn.n}. Follow-up" if turn.follow_up else f"{turn.n}."
    paper.gap()
    paper.line((f"{name} ", "cyan"), (turn.question.text, "bold"), hang=3)
    answer = turn.last
    if answer is None:
        paper.line(("Not answered yet.", "yellow"), indent=3)
        return
    if answer.kind == "skip":
        paper.line(("Skipped.", "dim"), indent=3)
        return
    for line in answer.text.splitlines():
        paper.line(line, indent=3)
    found = answer.assessment
    if found is None:
        return
    for line in found.strengths:
        paper.line(("+ ", "green"), line, indent=3, hang=2)
    for line in found.improvements:
        paper.line(("→ ", "yellow"), line, indent=3, hang=2)
    draw_scores(paper, found, before=None, numbers=numbers)
