"""What every task works with: the client, this run's marks, the recorder; and how a prompt is put together.

The order of a prompt is always the same, so that its beginning is the same bytes from call to call: the rules, then
the CV, then the posting, then the task.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from interview_cli.coach.model.fences import Marks
from interview_cli.coach.model.prompts import fill
from interview_cli.coach.model.sound import sound
from interview_cli.llm.client import Answered, Ask, CacheKind, Listener, ModelClient
from interview_cli.llm.faults import ModelFault
from interview_cli.llm.structured import Reply
from interview_cli.recording import Recorder

R = TypeVar("R", bound=Reply)
T = TypeVar("T")
Blocks = Callable[[float], list[str]]

_THOUGHT: Final = 1_500  # tokens a model may think before it writes, where it was told to think little


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, the shape of its reply, the length that may take, and how long a reply stays good."""

    name: str
    max_tokens: int
    cache: CacheKind = "analysis"
    rules: str = "system"

    @property
    def prompt(self) -> str:
        """The file its prompt is in."""
        return self.name.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a task is given: the blocks in their stable order (a share under 1 makes them shorter), and its `$names`.

    `system` stands in the place of the rules that every prompt begins with.
    """

    blocks: Blocks
    words: dict[str, str] = field(default_factory=dict)
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The client with the marks of this run. `language` is a language's English name."""

    client: ModelClient
    marks: Marks
    recorder: Recorder
    language: str = "English"

    async def ask(
        self,
        task: Task,
        kind: type[R],
        prompt: Prompt,
        *,
        check: Callable[[R], str | None] | None = None,
        listener: Listener | None = None,
    ) -> Answered[R]:
        """Ask the client; what was left out of the reply is counted. Raises `ModelFault`."""
        told = fill(task.prompt, **prompt.words)

        def user(share: float) -> str:
            return "\n\n".join([*prompt.blocks(share), told])

        thought = _THOUGHT if self.client.provider.effort else 0
        ask = Ask(
            task=task.name,
            system=prompt.system or self.rules(),
            user=user(1.0),
            max_tokens=task.max_tokens + thought,
            cache=task.cache,
            secrets=self.marks.secrets,
            shorten=lambda: user(0.5),
        )
        answered = await self.client.ask(ask, kind, check=check, listener=listener)
        self.recorder.dropped("reply", answered.dropped)
        return answered

    def rules(self) -> str:
        """The rules that stand first in every prompt."""
        return fill("system", nonce=self.marks.nonce, canary=self.marks.canary, language=self.language)

    def sound(self, text: str, *, limit: int = 300) -> str | None:
        """`text` if it may be shown, else None, counted."""
        kept = sound(text, self.marks.secrets, limit=limit)
        if kept is None and text.strip():
            self.recorder.dropped("text")
        return kept

    def sounds(self, texts: Iterable[str], *, most: int, limit: int = 200) -> tuple[str, ...]:
        """Those of `texts` that may be shown, at most `most`, each once."""
        kept = dict.fromkeys(text for text in (self.sound(t, limit=limit) for t in texts) if text)
        return tuple(kept)[:most]


async def side_by_side(calls: Iterable[Awaitable[T]]) -> tuple[list[T | None], list[ModelFault]]:
    """The results of calls made at once, None where one failed, and the faults. The client bounds how many run."""
    faults: list[ModelFault] = []

    async def guarded(call: Awaitable[T]) -> T | None:
        try:
            return await call
        except ModelFault as fault:
            faults.append(fault)
            return None

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(guarded(call)) for call in calls]
    return [task.result() for task in tasks], faults


def parts(items: list[T], parallel: int, *, least: int, most: int) -> list[list[T]]:
    """`items` in about as many parts as calls may run at once, each of `least` to `most`."""
    size = min(most, max(least, -(-len(items) // max(1, parallel))))
    return [items[at : at + size] for at in range(0, len(items), size)]
