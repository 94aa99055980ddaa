"""The interviewer on a language model. It serves the `Interviewer` port: one streamed call an answer, never two."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from interview_cli.coach.builtin.overlap import stems
from interview_cli.coach.builtin.plan import are_alike
from interview_cli.coach.model import assess as grading, review
from interview_cli.coach.model.assess import Hearing
from interview_cli.coach.model.context import cv_block, cv_lines, posting_block
from interview_cli.coach.model.desk import Desk, Prompt, Task
from interview_cli.coach.model.fences import defuse, fence
from interview_cli.coach.model.prompts import fill
from interview_cli.coach.model.questions import looks_like_question
from interview_cli.coach.model.replies import AssessmentReply, VariantReply, VariantsReply
from interview_cli.coach.model.sound import quotes_stand
from interview_cli.coach.model.speaking import Feedback, Pieces
from interview_cli.coach.personas import read_manner
from interview_cli.coach.rubric import Rubric
from interview_cli.models import Assessment, Debrief, Kind, Pack, Question, Turn
from interview_cli.ports import Heard, Variants, Verdict
from interview_cli.untrusted import clean_line, fold

if TYPE_CHECKING:
    from interview_cli.llm.client import Answered
    from interview_cli.llm.faults import ModelFault

ASSESS: Final = Task("assess answer", 1_400, cache="reply")
VARY: Final = Task("ask variants", 500, cache="reply")
_EARLIER_CHARS: Final = 500
Measure = Callable[[Heard], Assessment]


class ModelInterviewer:
    """Listens with one provider's models. `measure` is the built-in grader: it hears what a model can't, and bounds it.

    Every method raises `ModelFault` when the model is of no use; `coach.listening` then goes on with the next.
    """

    def __init__(self, desk: Desk, *, measure: Measure, rubric: Rubric) -> None:
        self._desk = desk
        self._measure = measure
        self._rubric = rubric
        self.name = desk.client.name

    @property
    def resting(self) -> ModelFault | None:
        """Why the provider is left alone just now, or None."""
        return self._desk.client.resting

    async def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
        """The feedback as it comes in, then the verdict. An answer of a few words is left to plain code."""
        hearing = self._hearing(heard)
        if not hearing.worth_asking:
            raise_too_short()
        pieces = Pieces()
        feedback = Feedback(fold(hearing.answer), self._desk, pieces.put)
        task = asyncio.ensure_future(self._ask(hearing, feedback))
        task.add_done_callback(lambda _: pieces.end())
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            answered = await task
        finally:
            task.cancel()
        self.name = answered.made_by
        assessment = grading.grade(answered.reply, hearing, self._desk, answered.made_by)
        yield Verdict(assessment, self._follow_up(heard, answered.reply.follow_up))

    async def _ask(self, hearing: Hearing, feedback: Feedback) -> Answered[AssessmentReply]:
        heard = hearing.heard
        words = {
            "kind": hearing.kind,
            "level": hearing.level,
            "turn": fence("answer", grading.turn_text(heard, self._desk), self._desk.marks),
            "manner": read_manner(heard.terms.persona).about,
            "dimensions": ", ".join(hearing.dimensions),
            "anchors": grading.anchors_text(hearing),
            "follow_up": 'one question that presses on what is missing or vague, at most 25 words; "" if the answer is complete'
            if heard.may_probe
            else 'always ""',
        }
        prompt = Prompt(lambda share: self._blocks(heard, share), words, self._rules())
        return await self._desk.ask(
            ASSESS,
            AssessmentReply,
            prompt,
            check=lambda reply: grading.complaint(reply, hearing),
            listener=feedback,
        )

    def _hearing(self, heard: Heard) -> Hearing:
        kind: Kind = heard.turn.question.kind
        level = heard.terms.level or heard.pack.posting.level or "mid"
        return Hearing(
            heard, self._rubric, "screening" if kind == "ask-them" else kind, level, self._measure(heard)
        )

    def _rules(self) -> str:
        return fill("interviewer", rules=self._desk.rules(), rubric=grading.rubric_text(self._rubric))

    def _blocks(self, heard: Heard, share: float) -> list[str]:
        """CV and posting first, as in every call of the session; then what was said before."""
        return [*pack_blocks(heard.pack, self._desk, share), *self._before(heard, share)]

    def _before(self, heard: Heard, share: float) -> list[str]:
        marks = self._desk.marks
        said = [turn for turn in heard.earlier if turn.last and turn.last.text]
        rows = [defuse(clean_line(heard.summary, 1_500), marks)] if heard.summary else []
        for turn in said[-max(1, int(10 * share)) :]:
            answer = turn.last.text if turn.last else ""
            rows += [
                f"Asked: {defuse(clean_line(turn.question.text, 300), marks)}",
                f"Said: {defuse(clean_line(answer, _EARLIER_CHARS), marks)}",
            ]
        return ["The interview so far:\n" + fence("before", "\n".join(rows), marks)] if rows else []

    def _follow_up(self, heard: Heard, text: str) -> Question | None:
        question = heard.turn.question
        told = self._desk.sound(text) if heard.may_probe else None
        answer = heard.turn.last.text if heard.turn.last else ""
        if (
            not told
            or not looks_like_question(told)
            or not quotes_stand(told, fold(f"{answer}\n{question.text}"))
        ):
            return None
        known = (question, *(turn.question for turn in heard.earlier))
        if any(are_alike(told, other.text) for other in known):
            return None
        return replace(
            question,
            id=f"{question.id.split('~')[0]}~m{heard.turn.n}",
            text=told,
            why="It follows from what you said.",
            probes=(),
        )

    async def vary(self, question: Question, heard: Heard) -> Variants:
        """The question made easier and harder; a variant that is off its subject or too like it is left out."""
        marks = self._desk.marks
        words = {"question": fence("question", defuse(clean_line(question.text, 500), marks), marks)}
        prompt = Prompt(lambda share: pack_blocks(heard.pack, self._desk, share), words, self._rules())
        answered = await self._desk.ask(VARY, VariantsReply, prompt)
        reply = answered.reply
        known = (question, heard.turn.question, *(turn.question for turn in heard.earlier))
        return Variants(
            easier=self._variant(reply.easier, question, -1, known),
            harder=self._variant(reply.harder, question, 1, known),
        )

    def _variant(
        self, reply: VariantReply, question: Question, step: int, known: tuple[Question, ...]
    ) -> Question | None:
        text = self._desk.sound(reply.text, limit=420)
        subject = stems(f"{question.text} {question.skill or ''} {' '.join(question.strong_answer)}")
        if not text or not looks_like_question(text) or not stems(text) & subject:
            return None
        if any(fold(text) == fold(other.text) for other in known) or not quotes_stand(
            text, fold(question.text)
        ):
            return None
        digest = hashlib.sha256(fold(text).encode()).hexdigest()[:6]
        return replace(
            question,
            id=f"{question.id}+{'harder' if step > 0 else 'easier'}-{digest}",
            text=text,
            why=self._desk.sound(reply.why, limit=160) or question.why,
            difficulty=min(5, max(1, question.difficulty + step)),
            strong_answer=self._desk.sounds(reply.strong, most=4) or question.strong_answer,
            probes=(),
        )

    async def improve(self, heard: Heard) -> str | None:
        """A stronger version of the answer out of its own facts and the CV's; None when nothing sound came."""
        blocks = pack_blocks(heard.pack, self._desk, 1.0)
        return await review.improve(heard, blocks, self._desk, self._rules())

    async def summarise(self, summary: str, turns: tuple[Turn, ...]) -> str:
        """`summary` and `turns` in one summary; "" when nothing sound came."""
        return await review.summarise(summary, turns, self._desk)

    async def debrief(self, drawn: Debrief, pack: Pack, turns: tuple[Turn, ...]) -> Debrief:
        """The debrief in better words; figures and quotes stay as they are."""
        blocks = pack_blocks(pack, self._desk, 1.0)
        made = await review.debrief(drawn, turns, blocks, self._desk, self._rules())
        return replace(made, made_by=self._desk.client.name)

    async def warm(self) -> None:
        """Open the connection while the person reads or types."""
        await self._desk.client.warm()

    async def close(self) -> None:
        """Close the connection."""
        await self._desk.client.close()


def raise_too_short() -> None:
    """Leave an answer of a few words to plain code, which can tell as much of it as anybody."""
    from interview_cli.llm.faults import NotWorthAsking

    raise NotWorthAsking("the answer is too short to ask a model about")


def pack_blocks(pack: Pack, desk: Desk, share: float) -> list[str]:
    """CV and posting of a pack, as they stand in every prompt of a session."""
    cv = [cv_block(cv_lines(pack.cv, desk.marks), desk.marks, share)] if pack.cv else []
    return [*cv, posting_block(pack.posting, desk.marks, share)]
