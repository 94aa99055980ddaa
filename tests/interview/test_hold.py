"""An interview from the first question to the debrief, with a scripted candidate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from interview_cli.errors import InterviewError
from interview_cli.interview.dialogue import Asked, Assessed, Delta, Improved, Noticed, Said, Saved
from interview_cli.interview.hold import hold
from interview_cli.models import Question
from interview_cli.ports import Heard, Variants, Verdict
from tests.fakes import PacedInterviewer, ScriptedDialogue
from tests.interview.held import asked, open_app, play, room_of, start

LONG = (
    "We had forty covers and one oven, so I moved the roast to the grill and told the guests about the wait. "
    * 2
)


def test_every_planned_question_is_asked_once_and_answered(tmp_path: Path):
    """Six questions, six answers, six assessments, one debrief; nothing is left to do."""
    app = open_app(tmp_path)
    record = start(app)
    dialogue, interviewer = (
        ScriptedDialogue(*(f"{LONG} {n}" for n in range(6)), spare=False),
        PacedInterviewer(),
    )
    done = play(app, record.id, dialogue, interviewer)
    assert done.finished
    assert done.debrief is not None
    assert done.debrief.overall is not None
    questions = [event for event in dialogue.events if isinstance(event, Asked)]
    assert [(event.number, event.total, event.turn.follow_up) for event in questions] == [
        (n, 6, False) for n in range(1, 7)
    ]
    assert len(asked(dialogue.events)) == 6
    assert sum(isinstance(event, Saved) for event in dialogue.events) == 6
    assert interviewer.assessed == [(n, 1) for n in range(1, 7)]


def test_each_answer_is_saved_before_any_feedback_on_it(tmp_path: Path):
    """For every turn: question, saved, feedback, assessment, in that order."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    dialogue = ScriptedDialogue(LONG, LONG, spare=False)
    play(app, record.id, dialogue, PacedInterviewer(feedback=3))
    kinds = [type(event) for event in dialogue.events[1:-1] if not isinstance(event, Noticed)]
    assert kinds == [Asked, Saved, Delta, Assessed] * 2


def test_a_follow_up_comes_right_after_its_answer_and_on_top_of_the_plan(tmp_path: Path):
    """The plan is kept whole; the follow-up carries the number of the question it belongs to."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    dialogue = ScriptedDialogue(*[LONG] * 4)
    done = play(app, record.id, dialogue, PacedInterviewer(probes=(1,)))
    shown = [(e.turn.n, e.turn.follow_up, e.number) for e in dialogue.events if isinstance(e, Asked)]
    assert shown == [(1, False, 1), (2, True, 1), (3, False, 2), (4, False, 3)]
    assert done.finished


def test_no_follow_up_takes_an_answer_that_a_question_needs(tmp_path: Path):
    """A candidate with just enough answers is asked no follow-up, whatever the interviewer wants."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    dialogue = ScriptedDialogue(*[LONG] * 3, spare=False)
    play(app, record.id, dialogue, PacedInterviewer(probes=(1, 2, 3)))
    assert not any(e.turn.follow_up for e in dialogue.events if isinstance(e, Asked))


def test_skipping_and_ending_leave_the_rest_out(tmp_path: Path):
    """A skipped question is not graded; /end goes to the debrief with what there is."""
    app = open_app(tmp_path)
    record = start(app, count=4)
    dialogue = ScriptedDialogue(Said("skip"), LONG, Said("end"), spare=False)
    done = play(app, record.id, dialogue, PacedInterviewer())
    turns = record.sessions.turns(record.id)
    assert [turn.last.kind if turn.last else None for turn in turns] == ["skip", "answer", None]
    assert done.finished
    assert (done.session.asked, done.session.answered) == (3, 1)


def test_redo_keeps_both_attempts_and_comes_back_to_the_open_question(tmp_path: Path):
    """The last question is put again, both assessments are shown, and the interview goes on where it was."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    dialogue = ScriptedDialogue("short one", Said("redo"), LONG, LONG, spare=False)
    play(app, record.id, dialogue, PacedInterviewer())
    assert [e.turn.n for e in dialogue.events if isinstance(e, Asked)] == [1, 2, 1, 2]
    again = next(e for e in dialogue.events if isinstance(e, Assessed) and e.attempt == 2)
    assert again.before is not None
    assert (again.before.overall or 0) < (again.assessment.overall or 0)
    first = record.sessions.turns(record.id)[0]
    assert [answer.text for answer in first.answers] == ["short one", LONG.strip()]


def test_redo_without_an_answer_says_so(tmp_path: Path):
    """There is nothing to give again at the first question."""
    app = open_app(tmp_path)
    record = start(app, count=1)
    dialogue = ScriptedDialogue(Said("redo"), LONG, spare=False)
    assert play(app, record.id, dialogue, PacedInterviewer()).finished
    assert any(isinstance(e, Noticed) and "no answer yet" in e.text for e in dialogue.events)


def test_feedback_at_the_end_holds_everything_back(tmp_path: Path):
    """Nothing is assessed aloud before the last answer; then every answer is."""
    app = open_app(tmp_path)
    record = start(app, count=3, feedback="end")
    dialogue = ScriptedDialogue(*[LONG] * 3, spare=False)
    done = play(app, record.id, dialogue, PacedInterviewer(first=0.01))
    kinds = [type(event) for event in dialogue.events if not isinstance(event, Noticed)]
    assert Delta not in kinds
    assert kinds[-4:-1] == [Assessed] * 3
    assert done.debrief is not None
    assert done.debrief.overall is not None


def test_the_clock_ends_the_interview_after_the_answer_in_hand(tmp_path: Path):
    """No question begins once the time is over, and the debrief still comes."""
    from tests.fakes import StillClock

    clock = StillClock()
    app = open_app(tmp_path, clock)
    record = start(app, count=4, time_limit=10)
    dialogue = ScriptedDialogue(LONG, LONG, LONG, spare=False)
    told = dialogue.tell

    def tell(event: object) -> None:
        told(event)  # type: ignore[arg-type]
        if isinstance(event, Saved):
            clock.at += 301

    dialogue.tell = tell  # type: ignore[method-assign]
    done = play(app, record.id, dialogue, PacedInterviewer())
    assert done.finished
    assert done.session.asked == 2


def test_difficulty_follows_the_last_two_scores(tmp_path: Path):
    """Two strong answers in a row bring a harder question, two weak ones an easier one."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    dialogue = ScriptedDialogue(LONG * 2, LONG * 2, LONG, spare=False)
    dialogue.thinks = 0.02
    play(app, record.id, dialogue, PacedInterviewer(feedback=3))
    third = record.sessions.turns(record.id)[2].question
    assert third.id == "q2-harder"
    record = start(app, count=3)
    dialogue = ScriptedDialogue("No.", "No.", LONG, spare=False)
    dialogue.thinks = 0.02
    play(app, record.id, dialogue, PacedInterviewer(feedback=3))
    assert record.sessions.turns(record.id)[2].question.difficulty == 1


def test_prompts_hold_ten_turns_and_a_summary_of_the_rest(tmp_path: Path):
    """Turn 20 is judged against the ten before it, and against one summary of what came before those."""
    app = open_app(tmp_path)
    record = start(app, count=20)
    interviewer = PacedInterviewer(feedback=3)
    dialogue = ScriptedDialogue(*[LONG] * 20, spare=False)
    dialogue.thinks = 0.002
    play(app, record.id, dialogue, interviewer)
    last = interviewer.heard[-1]
    assert [turn.n for turn in last.earlier] == list(range(10, 20))
    assert last.summary == "5 turns. "
    assert interviewer.summarised == [("", 5), ("5 turns. ", 5)]


async def test_ctrl_c_stops_the_feedback_and_nothing_else(tmp_path: Path):
    """The answer stays, ungraded; the next question comes at once."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    dialogue = ScriptedDialogue(LONG, Said("pause"), spare=False)
    with room_of(app, record.id, dialogue, PacedInterviewer(first=30)) as (room, folder):
        held = asyncio.create_task(hold(room, folder, resumed=False))
        while not room.stopper.stop():  # noqa: ASYNC110 - nothing tells that the answer is being thought about
            await asyncio.sleep(0.01)
        assert not room.stopper.stop()
        assert await asyncio.wait_for(held, 2) is False
    first, second = record.sessions.turns(record.id)
    assert first.answers[0].text == LONG.strip()
    assert first.answers[0].assessment is not None
    assert not first.answers[0].assessment.graded
    assert second.answers == ()


async def test_leaving_cancels_what_is_being_made_ready(tmp_path: Path):
    """Nothing of the pool runs on once the candidate has left."""
    app = open_app(tmp_path)
    record = start(app, count=4)
    dialogue = ScriptedDialogue(LONG * 2, Said("pause"), spare=False)

    class Slow(PacedInterviewer):
        ended = "never begun"

        async def vary(self, question: Question, heard: Heard) -> Variants:
            self.ended = "running"
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                self.ended = "cancelled"
                raise
            return Variants()

    interviewer = Slow()
    dialogue.thinks = 0.05
    with room_of(app, record.id, dialogue, interviewer) as (room, folder):
        await asyncio.wait_for(hold(room, folder, resumed=False), 5)
    assert interviewer.ended == "cancelled"


async def test_an_interviewer_that_fails_leaves_the_answer_ungraded(tmp_path: Path):
    """A failed grading is no number; the candidate is told, and the interview goes on."""
    app = open_app(tmp_path)
    record = start(app, count=1)

    class Failing(PacedInterviewer):
        async def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
            yield "Well, "
            raise InterviewError("The model is gone.")

    dialogue = ScriptedDialogue(LONG, spare=False)
    with room_of(app, record.id, dialogue, Failing()) as (room, folder):
        assert await hold(room, folder, resumed=False)
    assert any(isinstance(e, Noticed) and "not graded" in e.text for e in dialogue.events)
    debrief = record.debrief()
    assert debrief is not None
    assert debrief.overall is None


async def test_a_stronger_answer_comes_when_asked_for(tmp_path: Path):
    """/better shows it, and the open question stays open."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    dialogue = ScriptedDialogue(Said("better"), LONG, Said("better"), Said("pause"), spare=False)
    with room_of(app, record.id, dialogue, PacedInterviewer()) as (room, folder):
        await hold(room, folder, resumed=False)
    assert any(isinstance(e, Noticed) and "no answer yet" in e.text for e in dialogue.events)
    assert [(e.n, e.text) for e in dialogue.events if isinstance(e, Improved)] == [(1, "Outcome first.")]
