"""The interviewer without a model: the built-in grader's findings put into words. It serves the `Interviewer` port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.probing import find_follow_up
from interview_cli.coach.builtin.variants import vary
from interview_cli.coach.personas import Manner, read_manner
from interview_cli.models import Assessment, Debrief, Pack, Question, Turn
from interview_cli.ports import Heard, Variants, Verdict

# Under this score it is said that nothing landed; above it what is weak speaks for itself.
_NOTHING: Final = 25

BUILTIN: Final = "built-in coach"

Grade = Callable[[Ask], Assessment]


class BuiltinInterviewer:
    """Grades by rules, probes by what is missing. `grade` is the grader."""

    name = BUILTIN

    def __init__(self, grade: Grade) -> None:
        self._grade = grade

    async def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
        """The feedback line by line, then the verdict."""
        manner = read_manner(heard.terms.persona)
        assessment = self._grade(ask_of(heard))
        for line in put_into_words(assessment, manner):
            yield line
        yield Verdict(assessment, find_follow_up(heard, assessment, manner))

    async def vary(self, question: Question, heard: Heard) -> Variants:
        """The bank's easier and harder questions on the same matter."""
        taken = (question, heard.turn.question, *(turn.question for turn in heard.earlier))
        level = heard.terms.level or heard.pack.posting.level or "mid"
        easier, harder = (vary(question, step, level=level, taken=taken) for step in (-1, 1))
        return Variants(easier, harder)

    async def summarise(self, summary: str, turns: tuple[Turn, ...]) -> str:  # noqa: ARG002
        """Nothing: rules need no summary."""
        return ""

    async def debrief(self, drawn: Debrief, pack: Pack, turns: tuple[Turn, ...]) -> Debrief:  # noqa: ARG002
        """The debrief as it was drawn up."""
        return drawn

    async def improve(self, heard: Heard) -> str | None:
        """The answer's own sentences in a better order, or None when there is nothing to be gained by that."""
        answer = heard.turn.last
        found = answer.assessment if answer else None
        return found.better_answer if found else None

    async def warm(self) -> None:
        """Read the grader's data, in a thread, so that the first answer need not wait for it."""
        await asyncio.to_thread(
            self._grade, Ask(question="What did you do?", answer="I did this and that today.")
        )

    async def close(self) -> None:
        """Nothing is open."""


def ask_of(heard: Heard) -> Ask:
    """What the grader is given. Skipped questions count for nothing."""
    answer = heard.turn.last
    assert answer is not None
    return Ask(
        question=heard.turn.question,
        answer=answer.text,
        level=heard.terms.level or heard.pack.posting.level or "mid",
        cv=heard.pack.cv,
        earlier=tuple(turn.last.text for turn in heard.earlier if turn.last and turn.last.text),
        seconds=answer.seconds,
    )


def put_into_words(assessment: Assessment, manner: Manner) -> list[str]:
    """An assessment as the pieces of a short spoken feedback: what landed, then what to sharpen."""
    pieces: list[str] = []
    if assessment.strengths:
        pieces.append(f"{manner.lines['landed'][0]}\n")
        pieces += [f"- {line}\n" for line in assessment.strengths]
    elif assessment.overall is not None and assessment.overall < _NOTHING:
        pieces.append(f"{manner.lines['nothing_landed'][0]}\n")
    if assessment.improvements:
        pieces.append(
            f"{manner.lines['sharpen'][0]}\n" if not pieces else f"\n{manner.lines['sharpen'][0]}\n"
        )
        pieces += [f"- {line}\n" for line in assessment.improvements]
    return pieces
