"""Which questions are asked, how hard, and how often one is followed up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from interview_cli.coach.builtin.plan import are_alike
from interview_cli.interview import pacing
from interview_cli.interview.dialogue import Said
from interview_cli.interview.planning import choose
from interview_cli.models import Terms
from tests.fakes import PacedInterviewer, ScriptedDialogue
from tests.interview.held import open_app, pack, play, question, start


def test_a_mixed_interview_spreads_over_the_kinds():
    """Six of twelve questions: no kind takes all, and the pack's order stays."""
    questions = [replace(question(n), kind="technical" if n % 2 else "behavioural") for n in range(12)]
    plan, notices = choose(questions, Terms(questions=6), lately=(), more=())
    assert [q.id for q in plan] == sorted((q.id for q in plan), key=lambda name: int(name[1:]))
    assert sum(q.kind == "technical" for q in plan) == 3
    assert notices == ()


def test_one_kind_only_takes_that_kind_and_then_more_of_it():
    """--type technical: the pack's technical questions, then the bank's."""
    questions = [replace(question(0), kind="technical"), question(1)]
    more = [question(2), replace(question(3), kind="technical")]
    plan, _ = choose(questions, Terms(questions=2, style="technical"), lately=(), more=more)
    assert [q.id for q in plan] == ["q3", "q0"] or [q.id for q in plan] == ["q0", "q3"]


def test_what_was_asked_lately_is_left_out_and_comes_back_only_for_want_of_others():
    """Near-duplicates count as the same; when nothing else is left, it is said."""
    old = replace(question(0), id="other", text=question(0).text.replace("what did", "what, then, did"))
    plan, notices = choose([question(0), question(1)], Terms(questions=1), lately=[old], more=())
    assert [q.id for q in plan] == ["q1"]
    plan, notices = choose([question(0)], Terms(questions=2), lately=[old], more=())
    assert [q.id for q in plan] == ["q0"]
    assert "come back" in notices[0]
    assert "only 1" in notices[1]


def test_ten_sessions_on_one_role_repeat_nothing(tmp_path: Path):
    """Forty questions over ten sessions for a data analyst, no two alike."""
    from interview_cli.session_wiring import Wanted, begin, find_pack, open_sessions

    app = open_app(tmp_path)
    made = find_pack(app, Wanted(role="Data analyst"))
    asked = []
    for _ in range(10):
        sessions = open_sessions(app)
        record, _session = begin(app, sessions, made, Terms(questions=4))
        play(app, record.id, ScriptedDialogue(*[Said("skip")] * 4), PacedInterviewer())
        asked += [turn.question for turn in sessions.turns(record.id)]
    assert len(asked) == 40
    pairs = [
        (a.text, b.text)
        for place, a in enumerate(asked)
        for b in asked[place + 1 :]
        if are_alike(a.text, b.text)
    ]
    assert pairs == []


def test_the_step_follows_the_mean_of_the_last_two_scores():
    """Harder from 72, easier to 42, and one score alone says nothing."""
    assert pacing.step_of([90]) == 0
    assert pacing.step_of([10, 70, 75]) == 1
    assert pacing.step_of([90, 40, 44]) == -1
    assert pacing.step_of([90, None, 60]) == 1
    assert pacing.step_of([50, 60]) == 0


def test_follow_ups_are_bounded_in_a_row_and_in_all():
    """At most `each` in a row, and a share of the plan in all."""
    assert pacing.may_probe([False], each=1, share=0.5, planned=4)
    assert not pacing.may_probe([False, True], each=1, share=1.0, planned=4)
    assert pacing.may_probe([False, True], each=2, share=1.0, planned=4)
    assert not pacing.may_probe([False, True, False, True, False], each=1, share=0.5, planned=4)


def test_a_pack_needs_no_more_than_its_questions(tmp_path: Path):
    """As many questions as the pack has are all asked, each once."""
    app = open_app(tmp_path)
    record = start(app, count=5)
    assert sorted(q.id for q in record.plan()) == sorted(q.id for q in pack(5).questions)
