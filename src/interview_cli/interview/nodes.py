"""The steps of an interview. Each may run again after a crash, and does nothing twice: what is kept is looked up first."""

from __future__ import annotations

from typing import Any, Literal

from interview_cli.coach.builtin.interviewer import BUILTIN
from interview_cli.coach.builtin.plan import are_alike
from interview_cli.interview import pacing
from interview_cli.interview.assessing import assess_turn, assess_without_waiting, last_answered
from interview_cli.interview.debrief import draw_up
from interview_cli.interview.dialogue import Assessed, Noticed
from interview_cli.interview.room import Room
from interview_cli.interview.state import State
from interview_cli.models import Question, Turn
from interview_cli.ports import Heard


async def load(state: State, *, room: Room) -> State:  # noqa: ARG001
    """Where the session stands, by what is kept of it; a new one begins with its first question."""
    turns = room.record.sessions.turns(room.session.id, last=1)
    if not turns:
        return {"turn": 0, "attempt": 1, "waiting": 0, "step": "next_question"}
    last = turns[-1]
    found: State = {"turn": last.n, "attempt": max(1, len(last.answers)), "waiting": 0, "step": "ask"}
    return found if last.last is None else {**found, "step": "assess"}


async def ask(state: State, *, room: Room) -> State:
    """Put the question in hand; begin on the next one while the candidate answers."""
    turn = _turn(room, state["turn"])
    again = state["attempt"] > 1 or bool(turn.answers)
    attempt = state["attempt"]
    room.put(room.describe(turn, attempt=attempt, wait_ms=room.watch.waited(), again=again), attempt)
    place = room.next_place()
    scores = [score for _, score in room.record.sessions.scores(room.session.id)]
    if place < len(room.plan) and pacing.may_change(scores):
        room.pool.prepare(
            place, room.plan[place], Heard(room.session.id, room.pack, room.session.terms, turn)
        )
    return {}


async def listen(state: State, *, room: Room) -> State:
    """Wait for the candidate. The answer itself is in the journal before this goes on: only what to do comes in."""
    from langgraph.types import interrupt

    room.reach("before_listening")
    act: Literal["answer", "skip", "redo", "end"] = interrupt(
        {"turn": state["turn"], "attempt": state["attempt"]}
    )
    room.reach("before_checkpoint")
    if act == "end":
        return {"step": "wrap_up"}
    if act == "redo" and (last := last_answered(room, state["turn"])):
        return {"turn": last.n, "attempt": len(last.answers) + 1, "waiting": state["turn"], "step": "ask"}
    if act == "skip" and state["attempt"] > 1:
        return {"turn": state["waiting"] or state["turn"], "attempt": 1, "waiting": 0, "step": "ask"}
    return {"step": "ask" if act == "redo" else "assess"}


async def assess(state: State, *, room: Room) -> State:
    """What the answer is worth, and what comes next: a follow-up, the next question, or the end."""
    turn = _turn(room, state["turn"])
    may_probe = state["attempt"] == 1 and _may_probe(room)
    if room.session.terms.feedback == "each":
        await assess_turn(room, turn, may_probe=may_probe)
    else:
        await assess_without_waiting(room, turn, may_probe=may_probe)
    room.record.add_receipt(room.watch.receipt(room.run_receipt()))
    room.watch.mark()
    if state["waiting"]:
        return {"turn": state["waiting"], "attempt": 1, "waiting": 0, "step": "ask"}
    if may_probe and (last := _turn(room, state["turn"]).last) and last.follow_up:
        return {"step": "probe"}
    more = room.next_place() < len(room.plan)
    in_time = pacing.has_time(room.watch.elapsed(), room.session.terms.time_limit)
    return {"step": "next_question" if more and in_time else "wrap_up"}


async def probe(state: State, *, room: Room) -> State:
    """The follow-up that the last answer called for becomes the question in hand."""
    last = _turn(room, state["turn"]).last
    assert last is not None
    assert last.follow_up is not None
    return _put(room, state["turn"] + 1, last.follow_up, None)


async def next_question(state: State, *, room: Room) -> State:
    """The next planned question, or its harder or easier variant, becomes the question in hand."""
    n, place = state["turn"] + 1, room.next_place()
    found = room.record.turn(n)
    if found:
        return {"turn": n, "attempt": 1}
    step = pacing.step_of([score for _, score in room.record.sessions.scores(room.session.id)])
    planned = room.plan[place]
    question = room.pool.take(place, planned, step, is_known=lambda other: _is_known(room, other, planned))
    return _put(room, n, question, place)


async def wrap_up(state: State, *, room: Room) -> State:  # noqa: ARG001
    """Nothing is left ungraded; feedback that was kept for the end is given now."""
    await room.pool.settle("assess")
    silent = room.session.terms.feedback == "end"
    for turn in room.record.sessions.turns(room.session.id):
        if turn.last is None or turn.last.kind == "skip":
            continue
        if turn.last.assessment is None:
            await assess_turn(room, turn, may_probe=False)
        elif silent:
            room.dialogue.tell(Assessed(turn.n, turn.last.attempt, turn.last.assessment))
    return {}


async def debrief(state: State, *, room: Room) -> State:  # noqa: ARG001
    """What the interview comes to; with it the session is over."""
    if room.record.debrief() is None:
        if room.interviewer.name != BUILTIN:
            room.dialogue.tell(Noticed("That was the last question. Putting the debrief together …"))
        turns = room.record.sessions.turns(room.session.id)
        before = room.record.sessions.debriefs(pack=room.session.pack, before=room.session.started)
        drawn = draw_up(turns, pack=room.pack, before=before)
        room.record.finish(await room.interviewer.debrief(drawn, room.pack, turns))
    return {}


def after_load(state: State) -> Literal["ask", "assess", "next_question"]:
    """Where a session goes on."""
    step: Any = state["step"]
    return step  # type: ignore[no-any-return]


def after_listen(state: State) -> Literal["ask", "assess", "wrap_up"]:
    """What the candidate wants."""
    step: Any = state["step"]
    return step  # type: ignore[no-any-return]


def after_assess(state: State) -> Literal["ask", "probe", "next_question", "wrap_up"]:
    """What the answer calls for."""
    step: Any = state["step"]
    return step  # type: ignore[no-any-return]


def _turn(room: Room, n: int) -> Turn:
    turn = room.record.turn(n)
    assert turn is not None, f"turn {n} was put but not kept"
    return turn


def _put(room: Room, n: int, question: Question, place: int | None) -> State:
    """Keep the question as turn `n` (unless a run before this one has), and make it the one in hand."""
    if room.record.turn(n) is None:
        room.record.add_turn(Turn(n, question, place, room.watch.now()))
        room.reach("after_question")
    return {"turn": n, "attempt": 1, "waiting": 0}


def _may_probe(room: Room) -> bool:
    """Whether a follow-up fits in: by the persona, the clock, and the answers there are."""
    planned = len(room.plan)
    return (
        pacing.may_probe(
            [place is None for _, place in room.outline()],
            each=room.manner.probes_each,
            share=room.manner.probes_share,
            planned=planned,
        )
        and pacing.has_time(room.watch.elapsed(), room.session.terms.time_limit)
        and room.dialogue.spare(planned - room.next_place())
    )


def _is_known(room: Room, question: Question, planned: Question) -> bool:
    """Whether a variant is like something planned, or asked lately."""
    others = (*(q for q in room.plan if q != planned), *room.record.sessions.asked_lately(sessions=11))
    return any(question.id == other.id or are_alike(question.text, other.text) for other in others)
