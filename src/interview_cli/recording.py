"""One small recorder: stages, waits and cache look-ups of a run, on a monotonic clock. Receipts are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise

from interview_cli.models import CacheCount, Receipt, Stage
from interview_cli.ports import Clock, Screen
from interview_cli.vocabulary import BETWEEN


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a model. Times are in milliseconds: `wait_ms` to the first token, `ms` in all.

    `cost_usd` is None when the price is unknown. A call that `failed` is counted, with the tokens that are known.
    """

    task: str
    provider: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost_usd: float | None = 0.0
    ms: float = 0.0
    wait_ms: float = 0.0
    failed: bool = False


@dataclass(slots=True)
class Mark:
    """What a stage says of itself while it runs."""

    cached: bool = False


def share_time(spans: list[tuple[float, float]]) -> list[float]:
    """The milliseconds of each span (seconds, begin and end), every moment divided among the spans that hold it."""
    borders = sorted({border for span in spans for border in span})
    shares = [0.0] * len(spans)
    for begin, end in pairwise(borders):
        held = [i for i, (first, last) in enumerate(spans) if first <= begin and end <= last]
        for i in held:
            shares[i] += (end - begin) * 1000 / len(held)
    return [round(share, 3) for share in shares]


class Recorder:
    """Collects what a run takes. Stages may overlap; each is told to the screen as it begins and ends."""

    def __init__(self, *, clock: Clock, screen: Screen) -> None:
        self._clock = clock
        self._screen = screen
        self._began = clock.monotonic()
        self._stages: list[tuple[Stage, float, float]] = []
        self._cache: dict[str, CacheCount] = {}
        self._calls: list[Call] = []
        self._dropped: dict[str, int] = {}
        self._mended: dict[str, int] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Mark]:
        """Time what happens inside as stage `name`; set `cached` on the mark when it came from the cache."""
        mark = Mark()
        began = self._clock.monotonic()
        self._screen.stage_started(name)
        try:
            yield mark
        finally:
            ended = self._clock.monotonic()
            ms = round((ended - began) * 1000, 3)
            self._stages.append((Stage(name, ms, mark.cached), began, ended))
            self._screen.stage_done(name, ms, cached=mark.cached)

    def looked_up(self, kind: str, *, hit: bool) -> None:
        """Count one look into the cache."""
        seen = self._cache.get(kind, CacheCount())
        self._cache[kind] = CacheCount(seen.hits + hit, seen.misses + (not hit))

    def called(self, call: Call) -> None:
        """Count one call of a model."""
        self._calls.append(call)

    def dropped(self, kind: str, count: int = 1) -> None:
        """Count what of a model's replies was not shown: a quote that stands nowhere, a link, a number out of range."""
        if count:
            self._dropped[kind] = self._dropped.get(kind, 0) + count

    def mended(self, how: str) -> None:
        """Count what it took to get a usable reply: "re-asked", "shortened", "tried again", "fell back"."""
        self._mended[how] = self._mended.get(how, 0) + 1

    @property
    def mendings(self) -> dict[str, int]:
        """How often something had to be mended, by how."""
        return dict(self._mended)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls of models so far, in the order they ended."""
        return tuple(self._calls)

    @property
    def left_out(self) -> dict[str, int]:
        """How much of the models' replies was not shown, by kind."""
        return dict(self._dropped)

    def notice(self, text: str) -> None:
        """Tell the person one line."""
        self._screen.notice(text)

    def receipt(self) -> Receipt:
        """What the run took so far. Without a model there are no calls, and they cost nothing.

        The last stage, "between stages", is what belongs to none of them: start-up, drawing, waiting for a person.
        """
        wall = round((self._clock.monotonic() - self._began) * 1000, 3)
        shares = share_time([(began, ended) for _, began, ended in self._stages])
        stages = [
            replace(stage, share_ms=share) for (stage, _, _), share in zip(self._stages, shares, strict=True)
        ]
        rest = round(max(0.0, wall - sum(shares)), 3)
        costs = [call.cost_usd for call in self._calls]
        return Receipt(
            calls=len(self._calls),
            tokens_in=sum(call.tokens_in for call in self._calls),
            tokens_out=sum(call.tokens_out for call in self._calls),
            tokens_cached=sum(call.tokens_cached for call in self._calls),
            cost_usd=None if None in costs else round(sum(cost or 0.0 for cost in costs), 6),
            cache=dict(self._cache),
            waits_ms=tuple(call.wait_ms for call in self._calls if not call.failed),
            stages=(*stages, Stage(BETWEEN, rest, share_ms=rest)),
            wall_ms=wall,
            dropped=self.left_out,
        )
