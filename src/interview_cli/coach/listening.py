"""Interviewers in a row: the first that can, listens; each fall-back is one notice; the built-in one is always last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeVar

from interview_cli.coach.chain import BUILTIN, Surroundings, build_clients, find_providers
from interview_cli.llm.faults import ModelFault, NotWorthAsking
from interview_cli.llm.settings import LLMSettings
from interview_cli.models import Assessment, Debrief, Pack, Question, Turn
from interview_cli.ports import Heard, Interviewer, Variants, Verdict
from interview_cli.recording import Recorder

if TYPE_CHECKING:
    from interview_cli.coach.model.interviewer import ModelInterviewer
    from interview_cli.coach.rubric import Rubric

T = TypeVar("T")
_LEAVE: Final = "\n\nThat reply broke off.\n\n"


class ChainedInterviewer:
    """Serves the `Interviewer` port through the interviewers it was given; `builtin` is asked last and never fails."""

    def __init__(
        self, interviewers: tuple[ModelInterviewer, ...], *, builtin: Interviewer, recorder: Recorder
    ) -> None:
        self._interviewers = interviewers
        self._builtin = builtin
        self._recorder = recorder
        self._told: set[tuple[str, str]] = set()
        self.name = interviewers[0].name if interviewers else builtin.name

    async def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
        """The feedback of the first that can, then its verdict. What one that failed had said does not count."""
        spoke = False
        for at, interviewer in enumerate(self._interviewers):
            try:
                async for piece in interviewer.assess(heard):
                    spoke = spoke or isinstance(piece, str)
                    yield piece
            except ModelFault as fault:
                self._tell(interviewer, fault, at)
                if spoke:
                    yield _LEAVE
                continue
            self.name = interviewer.name
            return
        self.name = self._builtin.name
        async for piece in self._builtin.assess(heard):
            yield piece

    async def vary(self, question: Question, heard: Heard) -> Variants:
        """The question easier and harder; what the model has not, the bank may have."""
        made = await self._try(lambda one: one.vary(question, heard))
        if made.easier and made.harder:
            return made
        bank = await self._builtin.vary(question, heard)
        return Variants(made.easier or bank.easier, made.harder or bank.harder)

    async def summarise(self, summary: str, turns: tuple[Turn, ...]) -> str:
        """`summary` and `turns` in one summary."""
        return await self._try(lambda one: one.summarise(summary, turns))

    async def debrief(self, drawn: Debrief, pack: Pack, turns: tuple[Turn, ...]) -> Debrief:
        """The debrief in better words, or as it was drawn up."""
        return await self._try(lambda one: one.debrief(drawn, pack, turns))

    async def improve(self, heard: Heard) -> str | None:
        """A stronger version of the answer, or None: plain code writes none."""
        for at, interviewer in enumerate(self._interviewers):
            try:
                return await interviewer.improve(heard)
            except ModelFault as fault:
                self._tell(interviewer, fault, at)
        return None

    async def _try(self, ask: Callable[[Interviewer], Awaitable[T]]) -> T:
        for at, interviewer in enumerate(self._interviewers):
            try:
                return await ask(interviewer)
            except ModelFault as fault:
                self._tell(interviewer, fault, at)
        return await ask(self._builtin)

    def _tell(self, interviewer: ModelInterviewer, fault: ModelFault, at: int) -> None:
        """One notice a provider and reason; an answer too short for a model needs none."""
        if isinstance(fault, NotWorthAsking) or (interviewer.name, str(fault)) in self._told:
            return
        self._told.add((interviewer.name, str(fault)))
        following = next((o.name for o in self._interviewers[at + 1 :] if not o.resting), None)
        self._recorder.notice(f"{fault}; going on with {following or f'the {BUILTIN}'}. {fault.hint}".strip())

    async def warm(self) -> None:
        """Open the first one's connection while the person reads or types."""
        if self._interviewers:
            await self._interviewers[0].warm()

    async def close(self) -> None:
        """Close all connections."""
        await asyncio.gather(*(interviewer.close() for interviewer in self._interviewers))


def build_interviewer(
    settings: LLMSettings,
    *,
    builtin: Interviewer,
    measure: Callable[[Heard], Assessment],
    rubric: Rubric,
    around: Surroundings,
) -> Interviewer:
    """The interviewers of this run in a chain; `builtin` itself, with nothing imported, when no provider can be used.

    `measure` grades by plain code: it hears pace and claims, and bounds what a model may say.
    """
    usable = find_providers(settings, around)
    if not usable:
        return builtin
    from interview_cli.coach.model.interviewer import ModelInterviewer

    interviewers = tuple(
        ModelInterviewer(desk, measure=measure, rubric=rubric)
        for desk in build_clients(settings, usable, around)
    )
    return ChainedInterviewer(interviewers, builtin=builtin, recorder=around.recorder)
