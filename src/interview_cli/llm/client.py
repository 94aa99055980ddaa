"""A question to one provider, answered in a shape, or a fault that says why not.

The policy: one more try where it can help, one re-ask with the error for a reply that does not fit, the
next model for one that is gone, and a rest for a provider that failed, so that ten calls do not wait for it in turn.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

from interview_cli.llm.connection import Connection, Cut
from interview_cli.llm.counting import Bill
from interview_cli.llm.faults import (
    Flaky,
    Gone,
    ModelFault,
    Overlong,
    ProviderDown,
    RateLimited,
    TooLong,
    Unsupported,
    Unusable,
)
from interview_cli.llm.manners import Manners, request_body
from interview_cli.llm.prices import Budget, Tokens, estimate_tokens
from interview_cli.llm.roster import Roster
from interview_cli.llm.settings import LLMSettings, Provider
from interview_cli.llm.structured import Misshapen, Reply, Tally, read_partial, read_reply
from interview_cli.ports import Clock
from interview_cli.recording import Recorder
from interview_cli.store.cache import key_of

R = TypeVar("R", bound=Reply)
# What a step of mending is called in the figures; the rest is "tried again".
_HOW: Final[dict[type[Exception], str]] = {
    Misshapen: "re-asked",
    Cut: "given more room",
    Overlong: "shortened",
    Gone: "another model",
    RateLimited: "another model",
    Unsupported: "asked in another form",
}
CacheKind = Literal["analysis", "reply", "insight"]
Lookup = Callable[[str, str], bytes | None]
Keep = Callable[[str, str, bytes], None]

REST_SECONDS: Final = 60.0
_RETRY_SECONDS: Final = 0.25
# Tries of all sorts in one question: parameters learnt, models changed, one retry, one re-ask.
_MAX_STEPS: Final = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `secrets` must not come back and do not count for the cache; `shorten` gives a shorter `user`."""

    task: str
    system: str
    user: str
    max_tokens: int
    cache: CacheKind
    secrets: tuple[str, ...] = ()
    shorten: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Answered(Generic[R]):
    """A reply that fits, who made it, and how much of it was left out."""

    reply: R
    made_by: str
    dropped: int


class Listener(Protocol):
    """One who reads along while a reply comes in."""

    def grew(self, partial: dict[str, Any]) -> None:
        """The object as far as it has come."""

    def again(self) -> None:
        """What came so far does not count: the reply is asked for once more."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a client needs of the program: settings, cache, clock, recorder and budget."""

    settings: LLMSettings
    lookup: Lookup
    keep: Keep
    clock: Clock
    recorder: Recorder
    budget: Budget


@dataclass(slots=True)
class _Progress:
    """How far one question has come: what may still be tried, and what is sent."""

    ask: Ask
    correction: str = ""
    may_retry: bool = True
    may_reask: bool = True
    may_shorten: bool = True
    max_tokens: int = 0


@dataclass(slots=True)
class _Standing:
    """Until when the provider is left alone and why, and whether it was introduced."""

    rests_until: float = 0.0
    fault: ModelFault | None = None
    introduced: bool = False


class ModelClient:
    """One provider: asks, checks, retries, counts. Safe for many questions at once."""

    def __init__(self, provider: Provider, key: str, around: Around) -> None:
        self.provider = provider
        self._around = around
        self._connection = Connection(provider, key, around.settings)
        self._roster = Roster(provider, around, self._connection.models)
        self._standing = _Standing()
        self._manners = Manners(
            provider.structured, effort=bool(provider.effort), limit_field=provider.limit_field
        )
        self._slots = asyncio.Semaphore(provider.parallel)

    @property
    def name(self) -> str:
        """Provider and model: "groq/openai/gpt-oss-120b"."""
        return f"{self.provider.name}/{self._roster.now}" if self._roster.known else self.provider.name

    @property
    def resting(self) -> ModelFault | None:
        """The fault for which the provider is left alone just now, or None."""
        return self._standing.fault if self._around.clock.monotonic() < self._standing.rests_until else None

    async def warm(self) -> None:
        """Build the client and open a connection while the person reads; choose a model where none is set. Never fails."""
        await asyncio.to_thread(self._connection.open)
        if self._roster.known:
            await self._connection.models(seconds=2.0)
            return
        with contextlib.suppress(ModelFault):  # the first question will say so
            await self._roster.choose()

    async def close(self) -> None:
        """Close the connections."""
        await self._connection.close()

    async def ask(
        self,
        ask: Ask,
        kind: type[R],
        *,
        check: Callable[[R], str | None] | None = None,
        listener: Listener | None = None,
    ) -> Answered[R]:
        """The reply to `ask` as a `kind`; from the cache when it was asked before. Raises `ModelFault`.

        `check` says what is wrong with a reply that fits but is of no use; it is then asked for once more.
        """
        if fault := self.resting:
            raise fault
        if not self._roster.known:
            await self._roster.choose()
        if found := self._from_cache(ask, kind, listener):
            return found
        async with self._slots:
            if fault := self.resting:
                raise fault
            try:
                return await self._ask(ask, kind, check, listener)
            except ModelFault as fault:
                if fault.rest:
                    self._standing.fault = fault
                    self._standing.rests_until = self._around.clock.monotonic() + REST_SECONDS
                raise

    async def _ask(
        self, ask: Ask, kind: type[R], check: Callable[[R], str | None] | None, listener: Listener | None
    ) -> Answered[R]:
        progress = _Progress(ask, max_tokens=ask.max_tokens)
        for _ in range(_MAX_STEPS):
            model, manners = self._roster.now, self._manners
            try:
                text = await self._call(progress, model, manners, kind, listener)
                tally = Tally()
                reply = _read(kind, text, tally, check)
            except (Flaky, Cut, Overlong, Misshapen, Gone, Unsupported, RateLimited) as event:
                await self._mend(event, progress, model, manners)
                if listener:
                    listener.again()
                continue
            self._around.keep(ask.cache, self._key(ask, model), text.encode())
            return Answered(reply, f"{self.provider.name}/{model}", tally.dropped)
        raise ProviderDown(f"{self.provider.name} gave no usable reply")

    async def _call(
        self, progress: _Progress, model: str, manners: Manners, kind: type[Reply], listener: Listener | None
    ) -> str:
        """One request, counted and paid for; raises what went wrong with it."""
        ask = progress.ask
        user = ask.user + progress.correction
        worst = Tokens(estimate_tokens(len(ask.system) + len(user)), progress.max_tokens)
        reserved = self._around.budget.reserve(self.provider, model, worst)
        cost: float | None = 0.0 if reserved == 0.0 else None
        self._introduce(model)
        bill = Bill(ask.task, self.provider, model, worst, self._around.recorder)
        body = request_body(
            replace(ask, user=user, max_tokens=progress.max_tokens), model, self.provider, manners, kind
        )
        said = ""

        def hear(text: str) -> None:
            nonlocal said
            said = text
            if listener:
                listener.grew(read_partial(text))

        try:
            received = await self._connection.complete(body, hear)
            cost = bill.count(received)
        except (Cut, asyncio.CancelledError):
            bill.count_failed(said)  # begun and perhaps charged: the worst is booked
            raise
        except (ModelFault, Flaky, Gone, Overlong, Unsupported):
            cost = bill.count_failed(said)
            raise
        finally:
            self._around.budget.settle(reserved, cost)
        if any(secret in received.text for secret in ask.secrets):
            raise Misshapen("it repeated what must stay in the instructions")
        return received.text

    def _introduce(self, model: str) -> None:
        """Say once who is asked and where the text goes."""
        if self._standing.introduced:
            return
        self._standing.introduced = True
        where = (
            "on this machine"
            if self.provider.is_local
            else f"({self.provider.host}); your CV text is sent there"
        )
        self._around.recorder.notice(f"questions and feedback by {self.provider.name}/{model} {where}")

    async def _mend(self, event: Exception, progress: _Progress, model: str, manners: Manners) -> None:
        """Change what the next try sends, or raise the fault that ends the question."""
        self._around.recorder.mended(_HOW.get(type(event), "tried again"))
        if isinstance(event, Flaky):
            await self._mend_flaky(event, progress, model)
        elif isinstance(event, Gone):
            await self._roster.move_on(
                model, f"{self.provider.name} has no model {model} any more", for_good=True
            )
        elif isinstance(event, RateLimited):
            self._roster.leave_alone(event, model)
        elif isinstance(event, Unsupported):
            self._learn(str(event), manners)
        elif isinstance(event, Misshapen):
            if not progress.may_reask:
                raise Unusable(f"{self.provider.name} sent a reply that can't be used") from event
            progress.may_reask = False
            progress.correction = (
                f"\n\nYour last reply could not be used: {event}. Send the JSON object again, whole."
            )
        elif not progress.may_shorten:
            what = "the reply" if isinstance(event, Cut) else "the text"
            raise TooLong(f"{what} is too long for {model}") from event
        else:
            progress.may_shorten = False
            if isinstance(event, Cut):
                progress.max_tokens *= 2
            elif progress.ask.shorten is None:
                raise TooLong(f"the text is too long for {model}") from event
            else:
                progress.ask = replace(progress.ask, user=progress.ask.shorten())

    async def _mend_flaky(self, event: Flaky, progress: _Progress, model: str) -> None:
        if progress.may_retry:
            progress.may_retry = False
            await asyncio.sleep(event.after or _RETRY_SECONDS)
            return
        if event.model_may_differ and self._roster.has_another(model):
            await self._roster.move_on(model, f"{model} keeps failing ({event})", for_good=False)
            return
        raise ProviderDown(str(event)) from event

    def _learn(self, said: str, sent: Manners) -> None:
        """Leave out what the provider refused. Other questions may have learnt it already."""
        if self._manners != sent:
            return
        learnt = sent.without(said)
        if learnt is None:
            raise ProviderDown(f"{self.provider.name} does not take the request: {said[:120]}")
        self._manners = learnt

    def _key(self, ask: Ask, model: str) -> str:
        """A key over task, model, and the whole prompt (so its version, too), less what is new each run."""
        text = f"{ask.system}\0{ask.user}"
        for secret in ask.secrets:
            text = text.replace(secret, "#")
        return key_of(ask.task, self.provider.name, model, text)

    def _from_cache(self, ask: Ask, kind: type[R], listener: Listener | None) -> Answered[R] | None:
        model = self._roster.now
        data = self._around.lookup(ask.cache, self._key(ask, model))
        if data is None:
            return None
        tally, text = Tally(), data.decode("utf-8", "replace")
        try:
            reply = read_reply(kind, text, tally)
        except Misshapen:
            return None
        if listener:
            listener.grew(read_partial(text))
        return Answered(reply, f"{self.provider.name}/{model}", tally.dropped)


def _read(kind: type[R], text: str, tally: Tally, check: Callable[[R], str | None] | None) -> R:
    """The reply in `text`; raises `Misshapen` when it has not the shape, or `check` finds it of no use."""
    reply = read_reply(kind, text, tally)
    if check and (complaint := check(reply)):
        raise Misshapen(complaint)
    return reply
