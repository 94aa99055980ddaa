"""One snapshot a prompt: what a provider gets, whole. A change to a prompt is seen here before it is sent.

With INTERVIEW_SNAPSHOTS=write in the environment the snapshots are written anew.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.model import cv, gaps, posting, questions
from interview_cli.coach.model.desk import Desk
from interview_cli.coach.model.digest import digest_threads
from interview_cli.coach.model.interviewer import ModelInterviewer
from interview_cli.coach.model.prompts import fill
from interview_cli.coach.rubric import load_rubric
from interview_cli.models import Answer, Debrief, Gap, Point, Requirement, Turn
from tests.coach.model.hearing import ANSWER, PACK, QUESTION, heard, measure, verdict_of
from tests.coach.model.test_digest import THREADS
from tests.llm.building import CV_OF_IDA, POSTING, Bench
from tests.llm.fake_server import FakeServer

_FOLDER = Path(__file__).parent / "snapshots"
# Written out here, so that a change to the word lists is no change to a prompt.
_READ = dataclasses.replace(
    POSTING,
    requirements=(
        Requirement("Registered nurse with a current licence", "must"),
        Requirement("Infection control certificate", "nice"),
    ),
)
_ROWS = (
    Gap(
        "Registered nurse with a current licence",
        "Nurse registration",
        "missing",
        "critical",
        "",
        "Bring it.",
    ),
    Gap("Infection control certificate", None, "missing", "minor", "", "Say what you know of it."),
)
_TURN = Turn(1, QUESTION, 0, 0.0, (Answer(1, "answer", ANSWER, 0.0),))
_DRAWN = Debrief(overall=60, strengths=(Point("You name your own step.", "I called the doctor at once", 1),))


def _person(desk: Desk) -> ModelInterviewer:
    return ModelInterviewer(desk, measure=measure, rubric=load_rubric())


async def _ask_about_gaps(desk: Desk) -> None:
    await gaps.find_gaps(_READ, CV_OF_IDA, _ROWS, desk)


async def _ask_for_questions(desk: Desk) -> None:
    await questions.plan_questions(_READ, CV_OF_IDA, _ROWS[:1], (QUESTION, QUESTION), desk)


TASKS: dict[str, Callable[[Desk], Awaitable[object]]] = {
    "analyse_posting": lambda desk: posting.analyse_posting(POSTING, read_lexicon(), desk),
    "analyse_cv": lambda desk: cv.analyse_cv(CV_OF_IDA, read_lexicon(), desk),
    "find_gaps": _ask_about_gaps,
    "plan_questions": _ask_for_questions,
    "ask_variants": lambda desk: _person(desk).vary(QUESTION, heard()),
    "assess_answer": lambda desk: verdict_of(_person(desk), heard(earlier=(_TURN,))),
    "improve_answer": lambda desk: _person(desk).improve(heard()),
    "debrief": lambda desk: _person(desk).debrief(_DRAWN, PACK, (_TURN,)),
    "summarise_history": lambda desk: _person(desk).summarise("They told of two patients.", (_TURN,)),
    "digest_threads": lambda desk: digest_threads("Linden Clinic", "Ward Nurse", THREADS, desk),
}


@pytest.mark.parametrize("task", TASKS)
async def test_a_prompt_is_as_it_was_agreed(task: str, server: FakeServer, bench: Bench):
    """The messages of the task's first call, word for word."""
    desk = bench.desk(server)
    await TASKS[task](desk)
    await desk.client.close()
    sent = server.calls[0].body["messages"]
    text = "\n\n".join(f"=== {message['role']}\n{message['content']}" for message in sent) + "\n"
    path = _FOLDER / f"{task}.md"
    if os.environ.get("INTERVIEW_SNAPSHOTS") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_every_task_has_a_snapshot():
    """No prompt file without one, and none too many."""
    prompts = Path(posting.__file__).parent / "prompts"
    frames = {"system", "interviewer"}  # these stand at the head of the others
    assert {path.stem for path in prompts.glob("*.md")} - frames == set(TASKS)


def test_a_missing_name_is_an_error():
    """A prompt is never sent with a hole in it."""
    with pytest.raises(KeyError):
        fill("find_gaps")


async def test_the_beginning_is_the_same_bytes_in_every_call_of_a_session(server: FakeServer, bench: Bench):
    """Rules, rubric, CV and posting come first and do not change from one answer to the next: over 1,024 tokens."""
    person = _person(bench.desk(server))
    await verdict_of(person, heard())
    await verdict_of(person, heard(ANSWER.replace("Last winter", "In spring"), earlier=(_TURN,)))
    await person.close()
    first, second = (call.prompt for call in server.calls)
    shared = first[: next(n for n, pair in enumerate(zip(first, second, strict=False)) if len(set(pair)) > 1)]
    assert len(shared) // 4 >= 1024
    assert "wound care" in shared
    assert "Title: Ward Nurse" in shared
