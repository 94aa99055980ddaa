"""Stand-ins for the outside world, written by hand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Self

from interview_cli.interview.dialogue import Asked, Event, Said
from interview_cli.models import Assessment, Debrief, Delivery, DimensionScore, Pack, Question, Star, Turn
from interview_cli.ports import Heard, Variants, Verdict

TODAY = date(2026, 11, 21)


class StillClock:
    """A clock that goes only when it is told to."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def now(self) -> float:
        return self.at

    def monotonic(self) -> float:
        return self.at

    def today(self) -> date:
        return TODAY


class HeardScreen:
    """A screen that remembers what it was told."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.stages: list[tuple[str, bool]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def stage_started(self, name: str) -> None:
        self.stages.append((f"{name} ...", False))

    def stage_done(self, name: str, ms: float, *, cached: bool) -> None:
        self.stages.append((name, cached))

    def detail(self, name: str, text: str) -> None:
        return None

    def notice(self, text: str) -> None:
        self.notices.append(text)


class MemoryCache:
    """A cache that keeps everything."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.kept.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.kept[kind, key] = value


class PacedInterviewer:
    """An interviewer that speaks at a model's pace: seconds to the first token, then tokens a second.

    The score is twice the number of words, 95 at most. `probes` are turns whose answer calls for a follow-up.
    """

    name = "paced model"

    def __init__(
        self,
        *,
        first: float = 0.0,
        rate: float = 0.0,
        feedback: int = 60,
        verdict: int = 120,
        probes: tuple[int, ...] = (),
    ) -> None:
        self.first, self.rate, self.feedback, self.verdict, self.probes = (
            first,
            rate,
            feedback,
            verdict,
            probes,
        )
        self.assessed: list[tuple[int, int]] = []
        self.varied: list[str] = []
        self.summarised: list[tuple[str, int]] = []
        self.heard: list[Heard] = []

    async def _say(self, tokens: int) -> None:
        if self.rate:
            await asyncio.sleep(tokens / self.rate)

    async def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
        answer = heard.turn.last
        assert answer is not None
        self.heard.append(heard)
        self.assessed.append((heard.turn.n, answer.attempt))
        await asyncio.sleep(self.first)
        for number in range(self.feedback // 3):
            await self._say(3)
            yield f"word{number} word word "
        await self._say(self.verdict)
        probe = None
        if heard.may_probe and heard.turn.n in self.probes:
            question = heard.turn.question
            probe = replace(question, id=f"{question.id}~{heard.turn.n}", text="And then?", probes=())
        yield Verdict(scored(heard.turn.question.text, answer.text), probe)

    async def vary(self, question: Question, heard: Heard) -> Variants:
        self.varied.append(question.id)
        await asyncio.sleep(self.first)
        await self._say(80)
        return Variants(
            replace(question, id=f"{question.id}-easier", text=f"Put simply: {question.id}?", difficulty=1),
            replace(question, id=f"{question.id}-harder", text=f"At scale: {question.id}?", difficulty=5),
        )

    async def summarise(self, summary: str, turns: tuple[Turn, ...]) -> str:
        self.summarised.append((summary, len(turns)))
        await asyncio.sleep(self.first)
        return f"{summary}{len(turns)} turns. "

    async def improve(self, heard: Heard) -> str | None:
        return "Outcome first."

    async def warm(self) -> None:
        await asyncio.sleep(0)

    async def close(self) -> None:
        return None

    async def debrief(self, drawn: Debrief, pack: Pack, turns: tuple[Turn, ...]) -> Debrief:
        return drawn


def scored(question: str, answer: str) -> Assessment:
    """An assessment that gives two points a word."""
    words = len(answer.split())
    overall = min(95, 2 * words)
    level = max(1, min(5, 1 + overall // 20))
    return Assessment(
        question=question,
        answer=answer,
        graded=True,
        overall=overall,
        dimensions={"clarity": DimensionScore(level, (answer[:60],), "by its length")},
        star=Star(),
        claims=(),
        delivery=Delivery(words=words),
        strengths=(f"You said {words} words.",),
        improvements=("Say one more.",),
        made_by="paced model",
    )


class ScriptedDialogue:
    """A candidate who says what stands in a script, and remembers what they were shown."""

    def __init__(self, *said: Said | str, spare: bool = True) -> None:
        self.script = [Said("answer", one) if isinstance(one, str) else one for one in said]
        self.events: list[Event] = []
        self.times: list[float] = []
        self.thinks = 0.0
        self._spare = spare

    def tell(self, event: Event) -> None:
        self.events.append(event)
        self.times.append(time.monotonic())

    async def hear(self, asked: Asked) -> Said:
        await asyncio.sleep(self.thinks)
        return self.script.pop(0) if self.script else Said("pause")

    def spare(self, still_planned: int) -> bool:
        return self._spare
