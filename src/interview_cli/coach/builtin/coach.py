"""The coach without a model: plain, fast and the same every time. It serves the `Coach` port."""

from __future__ import annotations

from datetime import date

from interview_cli.coach.builtin import cvreading, gaps, judging, plan, requirements, stories
from interview_cli.coach.builtin.bank import read_bank
from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.builtin.sources import Setting
from interview_cli.models import CV, Dossier, Gap, Posting, Question, Story


class BuiltinCoach:
    """Reads with the lexicon, judges by rules, asks from the bank. `today` dates jobs that go on to this day."""

    name = "built-in coach"

    def __init__(self, *, today: date) -> None:
        self._today = today

    async def analyse_posting(self, posting: Posting) -> Posting:
        """`posting` with requirements, skills and level filled in."""
        return requirements.analyse(posting, read_lexicon())

    async def analyse_cv(self, cv: CV) -> CV:
        """`cv` with the skills it shows filled in."""
        return cvreading.analyse(cv, read_lexicon())

    async def find_gaps(self, posting: Posting, cv: CV) -> tuple[Gap, ...]:
        """Each requirement against the CV, worst first. Both must have been analysed."""
        return gaps.find_gaps(posting, judging.read_cv(cv, read_lexicon(), self._today))

    async def plan_questions(
        self, posting: Posting, cv: CV | None, gaps: tuple[Gap, ...], dossier: Dossier, count: int
    ) -> tuple[Question, ...]:
        """`count` questions to expect, in the order an interview would ask them."""
        return plan.plan_questions(self._setting(posting, cv, gaps, dossier), count)

    async def plan_ask_them(self, posting: Posting) -> tuple[Question, ...]:
        """Questions to ask the interviewer."""
        return plan.plan_ask_them(self._setting(posting, None, (), Dossier()))

    async def find_stories(self, posting: Posting, cv: CV) -> tuple[Story, ...]:
        """The CV lines worth telling, best first."""
        return stories.find_stories(cvreading.read_lines(cv), posting)

    def _setting(self, posting: Posting, cv: CV | None, found: tuple[Gap, ...], dossier: Dossier) -> Setting:
        told = stories.find_stories(cvreading.read_lines(cv), posting) if cv else ()
        return Setting(posting, found, told, dossier, read_lexicon(), read_bank())
