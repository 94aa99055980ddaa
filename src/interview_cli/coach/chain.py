"""Coaches in a row: the first that can, does; each fall-back is one notice; the built-in coach is always last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from interview_cli.llm.faults import ModelFault
from interview_cli.llm.settings import LLMSettings, Provider, all_providers, check_address
from interview_cli.models import CV, Dossier, Gap, Insight, Posting, Question, Story
from interview_cli.ports import Clock, Coach
from interview_cli.recording import Recorder

if TYPE_CHECKING:
    from interview_cli.coach.model.coach import ModelCoach
    from interview_cli.coach.model.desk import Desk
    from interview_cli.coach.model.digest import ThreadText

T = TypeVar("T")
BUILTIN: Final = "built-in coach"
# What a person calls each task, as in "the questions come from the built-in coach".
_CALLED: Final = {
    "analyse_posting": "posting",
    "analyse_cv": "CV",
    "find_gaps": "gaps",
    "plan_questions": "questions",
}


class ChainedCoach:
    """Serves the `Coach` port through the coaches it was given, in order; `builtin` is asked last and never fails."""

    def __init__(self, coaches: tuple[ModelCoach, ...], *, builtin: Coach, recorder: Recorder) -> None:
        self._coaches = coaches
        self._builtin = builtin
        self._recorder = recorder
        self._told: set[tuple[str, str]] = set()
        self._made: dict[str, str] = {}
        self.name = self.wanted_name

    @property
    def wanted_name(self) -> str:
        """Who does the work when all goes well: for cache keys, before anything ran."""
        return self._coaches[0].name if self._coaches else self._builtin.name

    def _did(self, task: str, who: str) -> None:
        """Note who did a task; `name` says it: "groq/…", or "groq/… (questions by the built-in coach)"."""
        self._made[task] = who
        made = {name: by for name, by in self._made.items() if name in _CALLED}
        if not made:
            return
        counts = list(made.values())
        main = max(dict.fromkeys(counts), key=counts.count)
        others = [
            f"{_CALLED[name]} by {'the ' if by == BUILTIN else ''}{by}"
            for name, by in made.items()
            if by != main
        ]
        self.name = f"{main} ({', '.join(others)})" if others else main

    @property
    def made_by(self) -> Mapping[str, str]:
        """Who did each task so far, by the name of the port's method."""
        return dict(self._made)

    @property
    def degraded(self) -> bool:
        """Whether a task fell to another coach than the first: such a result is not to be cached under its name."""
        return any(who != self.wanted_name for who in self._made.values())

    async def analyse_posting(self, posting: Posting) -> Posting:
        """`posting` with requirements, skills and level filled in."""
        return await self._try("analyse_posting", lambda coach: coach.analyse_posting(posting))

    async def analyse_cv(self, cv: CV) -> CV:
        """`cv` with the skills it shows filled in."""
        return await self._try("analyse_cv", lambda coach: coach.analyse_cv(cv))

    async def find_gaps(self, posting: Posting, cv: CV) -> tuple[Gap, ...]:
        """Each requirement against the CV, worst first."""
        return await self._try("find_gaps", lambda coach: coach.find_gaps(posting, cv))

    async def plan_questions(
        self, posting: Posting, cv: CV | None, gaps: tuple[Gap, ...], dossier: Dossier, count: int
    ) -> tuple[Question, ...]:
        """`count` questions to expect, in the order an interview would ask them."""
        return await self._try(
            "plan_questions", lambda coach: coach.plan_questions(posting, cv, gaps, dossier, count)
        )

    async def plan_ask_them(self, posting: Posting) -> tuple[Question, ...]:
        """Questions for the candidate to ask: always from the bank."""
        return await self._builtin.plan_ask_them(posting)

    async def find_stories(self, posting: Posting, cv: CV) -> tuple[Story, ...]:
        """The CV lines worth telling: always by plain code."""
        return await self._builtin.find_stories(posting, cv)

    async def digest_threads(
        self, company: str, role: str, threads: tuple[ThreadText, ...]
    ) -> tuple[Insight, ...]:
        """How the company interviews, as a model reads the threads; nothing when no model can, for plain code has been."""
        for at, coach in enumerate(self._coaches):
            try:
                return await coach.digest_threads(company, role, threads)
            except ModelFault as fault:
                self._tell(coach, fault, at)
        return ()

    async def _try(self, task: str, ask: Callable[[Coach], Awaitable[T]]) -> T:
        for at, coach in enumerate(self._coaches):
            try:
                result = await ask(coach)
            except ModelFault as fault:
                self._tell(coach, fault, at)
                continue
            self._did(task, coach.name)
            return result
        result = await ask(self._builtin)
        self._did(task, self._builtin.name)
        return result

    def _tell(self, coach: ModelCoach, fault: ModelFault, at: int) -> None:
        """One notice a provider and reason, however many tasks run into it."""
        self._recorder.mended("fell back")
        if (coach.name, str(fault)) in self._told:
            return
        self._told.add((coach.name, str(fault)))
        following = next((other.name for other in self._coaches[at + 1 :] if not other.resting), None)
        text = f"{fault}; going on with {following or f'the {BUILTIN}'}. {fault.hint}"
        self._recorder.notice(text.strip())

    async def warm(self) -> None:
        """Open the first coach's connection before it is needed."""
        if self._coaches:
            await self._coaches[0].warm()

    async def close(self) -> None:
        """Close all connections."""
        import asyncio

        await asyncio.gather(*(coach.close() for coach in self._coaches))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What coaches need of the program. `keys` is the folder of the key file; `lookup` and `keep` are the cache's."""

    environ: Mapping[str, str]
    keys: Path
    lookup: Callable[[str, str], bytes | None]
    keep: Callable[[str, str, bytes], None]
    clock: Clock
    recorder: Recorder


def build_coaches(settings: LLMSettings, *, builtin: Coach, around: Surroundings) -> Coach:
    """The coaches of this run in a chain; `builtin` itself, with nothing imported, when no provider can be used.

    Raises `UsageError` for a config that can't be meant, and `SetupNeeded` for a keyring that can't be opened.
    """
    usable = find_providers(settings, around)
    if not usable:
        return builtin
    from interview_cli.coach.model.coach import ModelCoach

    coaches = tuple(ModelCoach(desk, builtin=builtin) for desk in build_clients(settings, usable, around))
    return ChainedCoach(coaches, builtin=builtin, recorder=around.recorder)


def build_clients(
    settings: LLMSettings, usable: list[tuple[Provider, str]], around: Surroundings
) -> list[Desk]:
    """A desk for each provider, with one budget and one set of marks between them."""
    from interview_cli.coach.model.desk import Desk
    from interview_cli.coach.model.fences import new_marks
    from interview_cli.llm.client import Around, ModelClient
    from interview_cli.llm.prices import Budget

    budget = Budget(settings.budget.usd or None)
    inside = Around(settings, around.lookup, around.keep, around.clock, around.recorder, budget)
    marks = new_marks()
    return [Desk(ModelClient(provider, key, inside), marks, around.recorder) for provider, key in usable]


def find_providers(settings: LLMSettings, around: Surroundings) -> list[tuple[Provider, str]]:
    """The providers this run may use, with their keys: those with a key, and servers on this machine that answer.

    Why a provider that the config names can't be used is said.
    """
    if settings.offline or not settings.model.enabled:
        return []
    usable = []
    for provider in all_providers(settings, around.environ):
        named = provider.name in settings.model.use
        key, why = _key_or_why(provider, settings, around, named=named)
        if key:
            usable.append((provider, key))
        elif named:
            around.recorder.notice(f"{provider.name} is not used: {why}.")
    return usable


def _key_or_why(
    provider: Provider, settings: LLMSettings, around: Surroundings, *, named: bool
) -> tuple[str | None, str]:
    from interview_cli.llm.keys import find_key
    from interview_cli.llm.local import is_running

    if why := check_address(provider, settings):
        return None, why
    key = find_key(provider, around.environ, around.keys)
    if key is None and not provider.key_env and provider.host in settings.model.local_hosts:
        key = "no-key-needed"
    if key is None:
        return (
            None,
            f"there is no key in {provider.key_env or 'the key file'} (interview config set-key {provider.name})",
        )
    # A key put into the environment for an address on this machine (a gateway, a proxy) was put there on purpose.
    chosen = named or provider.name in settings.providers or bool(provider.key_env)
    if provider.is_local and not chosen:
        running = settings.model.find_local and is_running(provider)
        return (key if running else None), f"no server answers at {provider.base_url}"
    return key, ""
