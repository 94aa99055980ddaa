"""An interview by hand: a question, an answer, and a plain measure in place of the built-in grader."""

from __future__ import annotations

from interview_cli.coach.model.interviewer import ModelInterviewer
from interview_cli.coach.rubric import load_rubric
from interview_cli.models import (
    Answer,
    Assessment,
    Delivery,
    DimensionScore,
    Pack,
    Question,
    Star,
    Terms,
    Turn,
)
from interview_cli.ports import Heard, Interviewer, Verdict
from tests.llm.building import CV_OF_IDA, POSTING, Bench
from tests.llm.fake_server import FakeServer

QUESTION = Question(
    id="handover",
    kind="behavioural",
    text="Tell me about a time when a handover between two shifts went wrong.",
    why="The posting asks for calm handovers.",
    source="posting",
    difficulty=3,
    strong_answer=("says what went wrong", "names the own step", "says what changed after it"),
)
ANSWER = (
    "Last winter two patients got their evening tablets twice, because the late shift wrote on paper and we used the "
    "screen. I called the doctor at once and stayed with both of them. The next week I wrote one handover sheet for "
    "both wards and trained four colleagues. Since then no dose was given twice."
)
PACK = Pack(
    id="p", created="2026-11-21", posting=POSTING, cv=CV_OF_IDA, gaps=(), questions=(QUESTION,), ask_them=()
)


def measure(heard: Heard) -> Assessment:
    """What plain code would find of a weak answer: level 1 on everything that is asked, and the words counted."""
    text = heard.turn.last.text if heard.turn.last else ""
    rubric = load_rubric()
    scores = {name: DimensionScore(1, (), "measured") for name in rubric.needs("behavioural")}
    scores |= {name: DimensionScore(None, (), "typed answer") for name in ("pace", "pauses")}
    return Assessment(
        question=heard.turn.question.text,
        answer=text,
        graded=True,
        overall=0,
        dimensions=scores,
        star=Star(action="I called the doctor at once"),
        claims=(),
        delivery=Delivery(words=len(text.split())),
        strengths=(),
        improvements=("Say what came of it.",),
    )


def fair_measure(heard: Heard) -> Assessment:
    """The same without any grade, so that only the model's levels count."""
    measured = measure(heard)
    scores = {name: DimensionScore(None, (), "not measured") for name in measured.dimensions}
    return Assessment(**{**{f: getattr(measured, f) for f in measured.__slots__}, "dimensions": scores})


def heard(text: str = ANSWER, *, may_probe: bool = True, earlier: tuple[Turn, ...] = ()) -> Heard:
    """An answer as the interview hands it over."""
    answer = Answer(1, "answer", text, at=0.0, seconds=90.0)
    turn = Turn(len(earlier) + 1, QUESTION, 0, 0.0, (answer,))
    return Heard("s1", PACK, Terms(), turn, earlier=earlier, may_probe=may_probe)


def interviewer(bench: Bench, server: FakeServer, *, fair: bool = False) -> ModelInterviewer:
    """The interviewer on a model of the fake server."""
    return ModelInterviewer(
        bench.desk(server), measure=fair_measure if fair else measure, rubric=load_rubric()
    )


async def verdict_of(person: Interviewer, given: Heard) -> tuple[str, Verdict]:
    """All that was shown, and the verdict."""
    shown = ""
    verdict: Verdict | None = None
    async for piece in person.assess(given):
        if isinstance(piece, Verdict):
            verdict = piece
        else:
            shown += piece
    assert verdict is not None
    return shown, verdict
