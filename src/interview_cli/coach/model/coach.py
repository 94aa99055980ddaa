"""The coach on a language model. It serves the `Coach` port, one function a task; what no model betters is left to plain code."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.model import (
    cv as cv_task,
    gaps as gaps_task,
    posting as posting_task,
    questions as questions_task,
)
from interview_cli.coach.model.desk import Desk
from interview_cli.models import CV, Dossier, Gap, Insight, Posting, Question, Story
from interview_cli.ports import Coach

if TYPE_CHECKING:
    from interview_cli.coach.model.digest import ThreadText
    from interview_cli.llm.faults import ModelFault

T = TypeVar("T")


class ModelCoach:
    """One provider's models as a coach. `builtin` makes the rows and plans that the model's replies are checked into.

    Every method raises `ModelFault` when the model is of no use; `coach.chain` then goes on with the next coach.
    """

    def __init__(self, desk: Desk, *, builtin: Coach) -> None:
        self._desk = desk
        self._builtin = builtin
        self.name = desk.client.name

    def _named(self, result: T) -> T:
        """`result`, with `name` saying which model made it: another may have had to stand in."""
        self.name = self._desk.client.name
        return result

    @property
    def resting(self) -> ModelFault | None:
        """Why the provider is left alone just now, or None."""
        return self._desk.client.resting

    async def analyse_posting(self, posting: Posting) -> Posting:
        """`posting` with requirements, skills and level filled in."""
        base = await self._builtin.analyse_posting(posting)
        return self._named(await posting_task.analyse_posting(base, read_lexicon(), self._desk))

    async def analyse_cv(self, cv: CV) -> CV:
        """`cv` with the skills it shows filled in."""
        base = await self._builtin.analyse_cv(cv)
        return self._named(await cv_task.analyse_cv(base, read_lexicon(), self._desk))

    async def find_gaps(self, posting: Posting, cv: CV) -> tuple[Gap, ...]:
        """Each requirement against the CV, worst first."""
        base = await self._builtin.find_gaps(posting, cv)
        return self._named(await gaps_task.find_gaps(posting, cv, base, self._desk))

    async def plan_questions(
        self, posting: Posting, cv: CV | None, gaps: tuple[Gap, ...], dossier: Dossier, count: int
    ) -> tuple[Question, ...]:
        """`count` questions to expect, in the order an interview would ask them."""
        base = await self._builtin.plan_questions(posting, cv, gaps, dossier, count)
        return self._named(await questions_task.plan_questions(posting, cv, gaps, base, self._desk))

    async def plan_ask_them(self, posting: Posting) -> tuple[Question, ...]:
        """Questions to ask the interviewer: from the bank, which needs no model."""
        return await self._builtin.plan_ask_them(posting)

    async def find_stories(self, posting: Posting, cv: CV) -> tuple[Story, ...]:
        """The CV lines worth telling: found by plain code, word for word."""
        return await self._builtin.find_stories(posting, cv)

    async def warm(self) -> None:
        """Open the connection before it is needed."""
        await self._desk.client.warm()

    async def close(self) -> None:
        """Close the connection."""
        await self._desk.client.close()

    async def digest_threads(
        self, company: str, role: str, threads: tuple[ThreadText, ...]
    ) -> tuple[Insight, ...]:
        """How the company interviews, as the threads tell it; each finding with a quote that stands in its thread."""
        from interview_cli.coach.model import digest

        return self._named(await digest.digest_threads(company, role, threads, self._desk))
