"""The measures of a window summed up: times by percentile, tokens and cost, hits, slow calls. Arithmetic only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview_cli.store.metrics import Measure, SessionFigures

SLOW_MS: Final = 5_000.0
_MOST_SLOW: Final = 20
_MONTH_DAYS: Final = 30.0
_DAY: Final = 86_400.0
K = TypeVar("K", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Times:
    """A number of times in milliseconds. Percentiles are of the nearest rank: each is a time that was measured."""

    count: int
    min: float
    mean: float
    p50: float
    p95: float
    p99: float
    max: float
    total: float


@dataclass(frozen=True, slots=True)
class StageFigures:
    """A stage (or a command, or a task of a model) with its times; `cached` of them came from the cache."""

    name: str
    times: Times
    cached: int = 0


@dataclass(frozen=True, slots=True)
class CallFigures:
    """Calls by task and model. `cost_usd` is None as soon as one price is unknown."""

    task: str
    model: str
    count: int
    failed: int
    times: Times | None
    first_token: Times | None
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class CacheFigures:
    """Looks into the cache for a kind of thing. `rate` is the share found, 0-1."""

    kind: str
    hits: int
    misses: int
    rate: float


@dataclass(frozen=True, slots=True)
class SlowCall:
    """A call that took more than 5 s. `at` is in seconds since the epoch."""

    at: float
    command: str
    task: str
    model: str
    ms: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A window of measures, summed up. `month_usd` is what 30 days like these would cost."""

    runs: tuple[StageFigures, ...]
    stages: tuple[StageFigures, ...]
    calls: tuple[CallFigures, ...]
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    cached_share: float | None
    cost_usd: float | None
    month_usd: float | None
    answered_share: float | None
    cache: tuple[CacheFigures, ...]
    dropped: dict[str, int]
    mended: dict[str, int]
    first_pass_share: float | None
    slow: tuple[SlowCall, ...]
    sessions: SessionFigures
    waits: Times | None


def _sums(measures: Sequence[Measure]) -> dict[str, int]:
    return {name: sum(m.number for m in group) for name, group in _grouped(measures, lambda m: m.name)}


def summarise(measures: Sequence[Measure], sessions: SessionFigures, *, now: float, since: float) -> Summary:
    """The measures between `since` and `now`, both in seconds since the epoch."""
    kinds: dict[str, list[Measure]] = {}
    for measure in measures:
        kinds.setdefault(measure.kind, []).append(measure)
    calls = kinds.get("call", [])
    mended = _sums(kinds.get("mended", []))
    answered = sum(not m.failed for m in calls)
    tokens_in = sum(m.tokens_in for m in calls)
    tokens_cached = sum(m.tokens_cached for m in calls)
    cost = _cost(calls)
    began = max(since, measures[0].at) if measures else now
    days = max(1.0, (now - began) / _DAY)
    return Summary(
        runs=_stages(kinds.get("run", [])),
        stages=_stages(kinds.get("stage", [])),
        calls=tuple(_calls(key, group) for key, group in _grouped(calls, lambda m: (m.name, m.detail))),
        tokens_in=tokens_in,
        tokens_out=sum(m.tokens_out for m in calls),
        tokens_cached=tokens_cached,
        cached_share=round(tokens_cached / tokens_in, 4) if tokens_in else None,
        cost_usd=cost,
        month_usd=None if cost is None else round(cost / days * _MONTH_DAYS, 4),
        answered_share=round(sum(not m.failed for m in calls) / len(calls), 4) if calls else None,
        cache=tuple(
            _cache(kind, group) for kind, group in _grouped(kinds.get("cache", []), lambda m: m.name)
        ),
        dropped=_sums(kinds.get("dropped", [])),
        mended=mended,
        first_pass_share=round(1 - mended.get("re-asked", 0) / answered, 4) if answered else None,
        slow=_slow(calls),
        sessions=sessions,
        waits=times_of(sessions.waits_ms),
    )


def times_of(values: Iterable[float | None]) -> Times | None:
    """The times summed up; None when there are none."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    total = math.fsum(known)

    def rank(share: float) -> float:
        return round(known[max(0, math.ceil(share * len(known)) - 1)], 3)

    return Times(
        count=len(known),
        min=round(known[0], 3),
        mean=round(total / len(known), 3),
        p50=rank(0.50),
        p95=rank(0.95),
        p99=rank(0.99),
        max=round(known[-1], 3),
        total=round(total, 3),
    )


def _grouped(measures: Iterable[Measure], key: Callable[[Measure], K]) -> list[tuple[K, list[Measure]]]:
    groups: dict[K, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(key(measure), []).append(measure)
    return sorted(groups.items())


def _stages(measures: Iterable[Measure]) -> tuple[StageFigures, ...]:
    rows = []
    for name, group in _grouped(measures, lambda m: m.name):
        if times := times_of(m.ms for m in group):
            rows.append(StageFigures(name, times, sum(m.hits for m in group)))
    return tuple(rows)


def _calls(key: tuple[str, str], group: Sequence[Measure]) -> CallFigures:
    answered = [m for m in group if not m.failed]
    return CallFigures(
        task=key[0],
        model=key[1],
        count=len(group),
        failed=len(group) - len(answered),
        times=times_of(m.ms for m in answered),
        first_token=times_of(m.wait_ms for m in answered),
        tokens_in=sum(m.tokens_in for m in group),
        tokens_out=sum(m.tokens_out for m in group),
        tokens_cached=sum(m.tokens_cached for m in group),
        cost_usd=_cost(group),
    )


def _cost(calls: Iterable[Measure]) -> float | None:
    costs = [m.cost_usd for m in calls]
    return None if None in costs else round(math.fsum(cost or 0.0 for cost in costs), 6)


def _cache(kind: str, group: Sequence[Measure]) -> CacheFigures:
    looks, hits = sum(m.number for m in group), sum(m.hits for m in group)
    return CacheFigures(kind, hits, looks - hits, round(hits / looks, 4) if looks else 0.0)


def _slow(calls: Sequence[Measure]) -> tuple[SlowCall, ...]:
    slow = sorted((m for m in calls if (m.ms or 0.0) > SLOW_MS), key=lambda m: -(m.ms or 0.0))
    return tuple(SlowCall(m.at, m.command, m.name, m.detail, m.ms or 0.0) for m in slow[:_MOST_SLOW])
