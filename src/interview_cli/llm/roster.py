"""Which model of a provider is used now: those set, in order, less those that are gone or at their limit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from interview_cli.llm.faults import ModelGone, RateLimited
from interview_cli.llm.settings import Provider
from interview_cli.store.cache import key_of

if TYPE_CHECKING:
    from interview_cli.llm.client import Around

LIMIT_SECONDS: Final = 60.0
_MOST_GONE: Final = 4
# What a list of models holds besides those that can hold a conversation.
_UNFIT: Final = (
    "embed", "whisper", "tts", "audio", "image", "guard", "moderation", "realtime", "transcri", "live", "rerank",
    "search",
)  # fmt: skip


class Roster:
    """The models of one provider. `ask_list` gives the ids it lists; what stands in for a missing one is remembered."""

    def __init__(
        self, provider: Provider, around: Around, ask_list: Callable[[], Awaitable[list[str]]]
    ) -> None:
        self._provider = provider
        self._around = around
        self._ask_list = ask_list
        self._lock = asyncio.Lock()
        self._gone: set[str] = set()
        self._limited: dict[str, float] = {}
        self._models = self._remembered()

    @property
    def known(self) -> bool:
        """Whether there is a model to ask."""
        return bool(self._models)

    @property
    def now(self) -> str:
        """The model to use now: the first that is not at its limit."""
        at = self._around.clock.monotonic()
        free = [name for name in self._models if self._limited.get(name, 0.0) <= at]
        return (free or self._models)[0]

    async def choose(self) -> None:
        """A model for a provider that has none set: the first it lists. Raises `ModelGone` when it lists none."""
        async with self._lock:
            if not self._models:
                self._models = await self._listed()
            if not self._models:
                raise ModelGone(
                    f"{self._provider.name} at {self._provider.host} lists no model",
                    "Pull or load one there, or name it in the config.",
                )

    def has_another(self, model: str) -> bool:
        """Whether `model` is the one in use and another is set beside it."""
        return model == self.now and len(self._models) > 1

    async def move_on(self, model: str, why: str, *, for_good: bool) -> None:
        """Use the next model, once for all questions that run into the same one; raises `ModelGone` at the end.

        With `for_good` the next run begins with the one found now.
        """
        async with self._lock:
            if model in self._gone:
                return
            self._gone.add(model)
            rest = [name for name in self._models if name not in self._gone] or await self._listed()
            if not rest or len(self._gone) > _MOST_GONE:
                raise ModelGone(
                    f"{why}, and none of its others answers",
                    f"Set another: [providers.{self._provider.name}] models",
                )
            self._models = rest
            if for_good:
                self._around.keep("model", self._key(), rest[0].encode())
            self._around.recorder.notice(f"{why}; using {rest[0]}.")

    def leave_alone(self, event: RateLimited, model: str) -> None:
        """Limits are a model's own: use another meanwhile. Raises `event` when all are at theirs."""
        at = self._around.clock.monotonic()
        known = self._limited.get(model, 0.0) > at
        self._limited[model] = at + LIMIT_SECONDS
        if self._limited.get(self.now, 0.0) > at:
            raise event
        if not known:
            self._around.recorder.notice(f"{event} for {model}; using {self.now} meanwhile.")

    async def _listed(self) -> list[str]:
        """The models the provider lists that can hold a conversation, nearest in name to those set first."""
        listed = [name.removeprefix("models/") for name in await self._ask_list()]
        fit = [n for n in listed if n not in self._gone and not any(word in n.lower() for word in _UNFIT)]
        wanted = {part for name in self._provider.models for part in _parts(name)}
        return sorted(fit, key=lambda name: -len(wanted & _parts(name)))[:4]

    def _remembered(self) -> list[str]:
        """The models set, the one that stood in for a missing one last time first."""
        models = list(self._provider.models)
        found = self._around.lookup("model", self._key()) if models else None
        if found:
            name = found.decode("utf-8", "replace")
            models = [name, *(model for model in models if model != name)]
        return models

    def _key(self) -> str:
        return key_of("model", self._provider.base_url, *self._provider.models)


def _parts(name: str) -> set[str]:
    return set(name.replace("/", "-").split("-"))
