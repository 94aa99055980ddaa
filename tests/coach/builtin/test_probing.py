"""Follow-up questions of the built-in interviewer: what is missing is asked for, once."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.coach.builtin.probing import find_follow_up
from interview_cli.coach.personas import read_manner
from interview_cli.models import Answer, Assessment, Persona, Star, Terms, Turn
from interview_cli.ports import Heard
from tests.fakes import scored
from tests.interview.held import pack, question

WORDS = "We moved the roast to the grill and told the guests about the wait and everybody was fed in the end somehow that day in June "


def probe(
    assessment: Assessment, persona: Persona = "neutral", *, skill: str | None = None, may: bool = True
) -> str | None:
    asked = replace(question(1), skill=skill)
    turn = Turn(1, asked, 0, 0.0, (Answer(1, "answer", assessment.answer, 0.0),))
    heard = Heard("s", pack(), Terms(persona=persona), turn, may_probe=may)
    found = find_follow_up(heard, assessment, read_manner(persona))
    return found.id.split("~")[1] if found else None


def made(text: str, overall: int, *, result: bool = True) -> Assessment:
    star = Star(action="We moved the roast to the grill", result="everybody was fed" if result else None)
    return replace(scored("?", text), overall=overall, star=star)


def test_what_is_missing_is_asked_for():
    """A short answer, an outcome left out, a figure left out: each brings its own follow-up."""
    assert probe(made("I moved it.", 30)) == "short"
    assert probe(made(WORDS, 50, result=False)) == "result"
    assert probe(made(WORDS, 50)) == "number"
    assert probe(made(f"{WORDS} 90 covers", 50)) is None


def test_a_strong_answer_earns_depth_and_a_hopeless_one_nothing():
    """From 72 on the interviewer goes deeper; under 12 there is nothing to follow up."""
    assert probe(made(f"{WORDS} 90 covers", 80)) == "deeper"
    assert probe(made("No.", 3)) is None


def test_the_tough_one_cuts_a_rambling_answer_short():
    """Over 230 words the tough interviewer interrupts; the supportive one never does."""
    long = made(f"{WORDS} 90 " * 11, 50)
    assert probe(long, "tough") == "rambling"
    assert probe(long, "supportive") != "rambling"


def test_a_missed_critical_gap_is_probed_once():
    """The pack's critical gap is pressed on when the answer missed it; the follow-up's id is the skill's own."""
    assert probe(made(f"{WORDS} 90 covers", 30), skill="Baking") == "gap"
    assert probe(made(f"{WORDS} 90 covers", 60), skill="Baking") is None


def test_no_follow_up_where_there_is_no_room():
    """What the interview has no room for is not asked."""
    assert probe(made("I moved it.", 30), may=False) is None
