"""Which follow-up question an answer calls for: what is missing from it, or, where it was strong, one level deeper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from interview_cli.coach.personas import Manner, pick
from interview_cli.models import Assessment, Gap, Question
from interview_cli.ports import Heard

Lack = Literal["gap", "short", "more", "rambling", "result", "own_part", "number", "deeper"]

_WORTHLESS: Final = 12
_MISSED: Final = 45
_STRONG: Final = 72
_SHORT_WORDS: Final = 25
_WE_HEAVY: Final = 0.34


def find_follow_up(heard: Heard, assessment: Assessment, manner: Manner) -> Question | None:
    """The question to ask next about the same thing, or None when the answer is good enough as it is, or hopeless."""
    if not heard.may_probe or not assessment.graded or assessment.overall is None:
        return None
    turn = heard.turn
    asked = {turn.question.id, *(t.question.id for t in heard.earlier)}
    for lack in _lacks(heard, assessment, manner):
        found = _probe(turn.question, lack, manner, turn.n)
        if found.id not in asked:
            return found
    return None


def _lacks(heard: Heard, assessment: Assessment, manner: Manner) -> list[Lack]:
    """What to press on, most pressing first."""
    question, words, overall = heard.turn.question, assessment.delivery.words, assessment.overall or 0
    found: list[Lack] = []
    if overall < _MISSED and _critical_gap(question, heard.pack.gaps):
        found.append("gap")
    if manner.rambling and words > manner.rambling:
        found.append("rambling")
    if overall < _WORTHLESS:
        return found
    if words < _SHORT_WORDS:
        found.append("short" if question.kind == "behavioural" else "more")
    if question.kind == "behavioural":
        found += _lacks_of_story(assessment, manner)
    if overall >= _STRONG or (not found and overall >= _MISSED and manner.name == "tough"):
        found.append("deeper")
    return found


def _lacks_of_story(assessment: Assessment, manner: Manner) -> list[Lack]:
    found: list[Lack] = []
    if assessment.star.action and not assessment.star.result:
        found.append("result")
    share = assessment.delivery.i_share
    if share is not None and share < _WE_HEAVY:
        found.append("own_part")
    if manner.name != "supportive" and not re.search(r"\d", assessment.answer):
        found.append("number")
    return found


def _critical_gap(question: Question, gaps: tuple[Gap, ...]) -> bool:
    return question.skill is not None and any(
        gap.skill == question.skill and gap.priority == "critical" and gap.status != "met" for gap in gaps
    )


def _probe(question: Question, lack: Lack, manner: Manner, n: int) -> Question:
    """The follow-up. A missed critical gap is probed once a session, so its id holds the skill and not the turn."""
    own = question.probes[n % len(question.probes)] if question.probes else None
    text = own if lack == "deeper" and own else pick(manner.probes[lack], n)
    about = question.skill if lack == "gap" else question.id.split("~")[0]
    return replace(
        question,
        id=f"{about}~{lack}",
        text=text,
        why=_WHY[lack],
        probes=tuple(probe for probe in question.probes if probe != text),
    )


_WHY: Final[dict[Lack, str]] = {
    "gap": "A must of this job that your CV does not prove, and the answer did not either.",
    "short": "The answer was short.",
    "more": "The answer was short.",
    "rambling": "The answer ran long.",
    "result": "The outcome was missing.",
    "own_part": "Your own part was hard to see.",
    "number": "There was no figure in the answer.",
    "deeper": "The answer held up, so it is worth going deeper.",
}
