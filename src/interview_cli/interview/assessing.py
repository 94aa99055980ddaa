"""An answer put before the interviewer: its feedback streams to the candidate, its verdict is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from interview_cli.errors import InterviewError
from interview_cli.interview.dialogue import Assessed, Delta, Improved, Noticed
from interview_cli.interview.room import Room
from interview_cli.models import Answer, Assessment, Delivery, Star, Turn
from interview_cli.ports import Heard, Verdict
from interview_cli.untrusted import clean

# Prompts hold this many turns (two messages each); what came before stands in the summary.
WINDOW: Final = 10
# With feedback at the end the next question waits this long for a follow-up, and no longer.
_PATIENCE: Final = 0.04


async def assess_turn(room: Room, turn: Turn, *, may_probe: bool) -> None:
    """Assess the last attempt of `turn`, aloud; one that has been assessed is only shown."""
    answer = turn.last
    if answer is None or answer.kind == "skip":
        return
    assessment = answer.assessment
    if assessment is None:
        assessment = await _stoppable(room, turn, answer, may_probe=may_probe)
    before = turn.answers[-2].assessment if len(turn.answers) > 1 else None
    room.dialogue.tell(Assessed(turn.n, answer.attempt, assessment, before))
    _summarise_later(room, turn.n)


async def assess_without_waiting(room: Room, turn: Turn, *, may_probe: bool) -> None:
    """Begin to assess the last attempt of `turn` in silence; a quick interviewer's follow-up is still in time."""
    answer = turn.last
    if answer is None or answer.kind == "skip" or answer.assessment:
        return
    work = _assess(room, turn, answer, may_probe=may_probe, hear=lambda _: None)
    task = room.pool.start(f"assess {turn.n}.{answer.attempt}", work)
    await asyncio.wait({task}, timeout=_PATIENCE)


async def _stoppable(room: Room, turn: Turn, answer: Answer, *, may_probe: bool) -> Assessment:
    def hear(text: str) -> None:
        room.dialogue.tell(Delta(turn.n, clean(text)))
        room.reach("mid_stream")

    task = asyncio.ensure_future(_assess(room, turn, answer, may_probe=may_probe, hear=hear))
    room.stopper.watch(task)
    try:
        return await task
    except asyncio.CancelledError:
        if not room.stopper.stopped:
            raise
        made = not_graded(turn, answer, "You stopped the feedback.")
        room.record.add_assessment(turn.n, answer.attempt, made, None)
        return made
    finally:
        task.cancel()
        room.stopper.watch(None)


async def _assess(
    room: Room, turn: Turn, answer: Answer, *, may_probe: bool, hear: Callable[[str], None]
) -> Assessment:
    """The interviewer's verdict, kept; an interviewer that fails leaves the answer ungraded, never with a number."""
    verdict: Verdict | None = None
    try:
        async for piece in room.interviewer.assess(_heard(room, turn, may_probe=may_probe)):
            if isinstance(piece, Verdict):
                verdict = piece
            else:
                hear(piece)
    except InterviewError as error:
        room.dialogue.tell(Noticed(f"{error} This answer was not graded; it is kept."))
    if verdict is None:
        verdict = Verdict(not_graded(turn, answer, "The interviewer gave no verdict."))
    room.record.add_assessment(
        turn.n, answer.attempt, verdict.assessment, verdict.follow_up if may_probe else None
    )
    room.reach("after_assessment")
    return verdict.assessment


async def improve_last(room: Room, n: int) -> None:
    """Show a stronger version of the last answer before turn `n`; Ctrl-C stops the making of it."""
    turn = last_answered(room, n)
    if turn is None:
        room.dialogue.tell(Noticed("There is no answer yet to make better."))
        return
    task = asyncio.ensure_future(room.interviewer.improve(_heard(room, turn, may_probe=False)))
    room.stopper.watch(task)
    try:
        room.dialogue.tell(Improved(turn.n, await task))
    except asyncio.CancelledError:
        if not room.stopper.stopped:
            raise
    except InterviewError as error:
        room.dialogue.tell(Noticed(str(error)))
    finally:
        task.cancel()
        room.stopper.watch(None)


def last_answered(room: Room, n: int) -> Turn | None:
    """The last turn before `n` that has an answer; None when it lies more than a window back."""
    turns = room.record.sessions.turns(room.session.id, last=WINDOW + 2)
    found = [turn for turn in turns if turn.n < n and turn.last and turn.last.kind == "answer"]
    return found[-1] if found else None


def _heard(room: Room, turn: Turn, *, may_probe: bool) -> Heard:
    earlier = room.record.sessions.turns(room.session.id, last=WINDOW + 2)
    _, summary = room.record.summary()
    return Heard(
        session=room.session.id,
        pack=room.pack,
        terms=room.session.terms,
        turn=turn,
        earlier=tuple(other for other in earlier if other.n < turn.n)[-WINDOW:],
        summary=summary,
        may_probe=may_probe,
    )


def _summarise_later(room: Room, n: int) -> None:
    """Begin to sum up what has left the window, five turns at a time."""
    covered, summary = room.record.summary()
    if n - WINDOW - covered < 5:
        return

    async def sum_up() -> None:
        upto = n - WINDOW
        leaving = room.record.sessions.turns(room.session.id, after=covered)
        text = await room.interviewer.summarise(summary, tuple(turn for turn in leaving if turn.n <= upto))
        room.record.add_summary(upto, text)

    room.pool.start("summary", sum_up())


def not_graded(turn: Turn, answer: Answer, why: str) -> Assessment:
    """An assessment without a number."""
    return Assessment(
        question=turn.question.text,
        answer=answer.text,
        graded=False,
        overall=None,
        dimensions={},
        star=Star(),
        claims=(),
        delivery=Delivery(words=len(answer.text.split()), seconds=answer.seconds),
        strengths=(),
        improvements=(why,),
    )
