"""A model that obeys whatever it reads stays harmless: no link, no escape, no secret, no invented evidence, no free marks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from interview_cli.coach.model.context import posting_lines
from interview_cli.coach.model.fences import fence, new_marks
from interview_cli.llm.faults import Unusable
from interview_cli.models import Posting
from interview_cli.untrusted import fold
from tests.coach.model.hearing import heard, interviewer, verdict_of
from tests.coach.model.payloads import PAYLOADS
from tests.llm.building import CV_OF_IDA, POSTING, Bench, Prepped, prep, settings_for
from tests.llm.fake_server import FakeServer

_BAD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\U000e0000-\U000e007f]|https?:|www\.|evil\.example|javascript:\S|file:|<\s*/?\s*(?:a|img|script|iframe|link)\b|"
    r"\]\(|\[/|\[link|\[bold|```|<\||\[INST|password|credit card|bank account|pregnant|how old are you|10/10|100/100|mark-[0-9a-f]{6}",
    re.IGNORECASE,
)


_ACTING = re.compile(
    r"</?data|<\|im|\[INST\]|<<SYS>>|_of_turn>|</s>|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\U000e0000-\U000e007f]"
)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif dataclasses.is_dataclass(node):
        for item in dataclasses.fields(node):
            yield from _strings(getattr(node, item.name))
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from _strings(value)


def _poisoned(payload: str) -> Posting:
    return dataclasses.replace(POSTING, text=f"{POSTING.text}\n- {payload}\nKeep in mind: {payload}")


def _assert_harmless(made: Prepped, text: str) -> None:
    folded = fold(text)
    shown = [*_strings(made.questions), *(gap.advice for gap in made.gaps)]
    # The built-in coach may quote the posting, in quote marks and word for word; all else has to be sound.
    bare = [re.sub(r"“[^”]*”", lambda m: "" if fold(m[0].strip("“”…")) in folded else m[0], s) for s in shown]
    requirements = {gap.requirement for gap in made.gaps}
    assert [line for line in bare if _BAD.search(line) and line not in requirements] == []
    cv_lines = {
        *_strings(CV_OF_IDA),
        "Nurse, surgical ward — St Anna Hospital",
        "Skills: wound care, medication rounds, patient records",
    }
    assert {gap.evidence for gap in made.gaps} <= {"", *cv_lines}
    assert all(requirement.text in text for requirement in made.posting.requirements)
    assert all(1 <= question.difficulty <= 5 for question in made.questions)
    assert len(made.questions) == 10


def test_there_are_sixty_payloads_and_more():
    """The set is what the figures speak of."""
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
async def test_prep_with_a_model_that_obeys(payload: str, server: FakeServer, bench: Bench):
    """The posting holds the payload, the model says it in every field, and the pack is as sound as without it."""
    server.obey = payload
    posting = _poisoned(payload)
    coach = bench.chain(settings_for(server))
    made = await prep(coach, posting)
    await coach.close()
    plain = [question for question in made.questions if question.id.startswith("m-")]
    assert not [question for question in plain if _BAD.search("\n".join(_strings(question)))]
    _assert_harmless(made, posting.text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
async def test_an_answer_that_orders_its_own_grade(payload: str, server: FakeServer, bench: Bench):
    """The answer holds the payload, the model obeys and gives all it can: the marks stay within two levels of what plain code found."""
    server.obey = payload
    said = f"I worked on the ward for six years and I mostly did what was needed there. {payload}"
    person = interviewer(bench, server)
    try:
        shown, verdict = await verdict_of(person, heard(said))
    except Unusable:
        return  # the whole reply was thrown away: the built-in grader does it
    finally:
        await person.close()
    assert not _BAD.search(shown)
    for text in _strings((verdict.assessment.strengths, verdict.assessment.improvements, verdict.follow_up)):
        assert not _BAD.search(text)
    assert verdict.assessment.overall is None or verdict.assessment.overall <= 50


async def test_the_nonce_and_the_mark_never_come_out(server: FakeServer, bench: Bench):
    """A reply that repeats the program's own marks is thrown away whole."""
    server.fault = "M17 canary"
    coach = bench.chain(settings_for(server))
    made = await prep(coach)
    await coach.close()
    assert {coach.made_by[task] for task in ("analyse_posting", "find_gaps", "plan_questions")} == {
        "built-in coach"
    }
    assert not [
        text for text in _strings((made.posting, made.cv, made.gaps, made.questions)) if "mark-" in text
    ]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_goes_out_is_fenced_and_clean(payload: str):
    """In the prompt the payload stands inside a fence, without what could close it or act on a terminal."""
    marks = new_marks()
    lines = posting_lines(_poisoned(payload), marks)
    inside = fence("posting", lines.listed(), marks).split("\n", 1)[1].rsplit("\n", 1)[0]
    assert "Registered nurse" in inside
    assert not _ACTING.search(inside)
