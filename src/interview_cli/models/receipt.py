"""The nouns of a receipt."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CacheCount:
    """How often a kind of thing was found in the cache, and how often not."""

    hits: int = 0
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a run. `ms` is wall time on a monotonic clock.

    `share_ms` is its share of the run: where stages overlap, each moment is divided among them, so that the shares of
    a receipt add up to its `wall_ms`.
    """

    name: str
    ms: float
    cached: bool = False
    share_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run took. `cost_usd` is None when a price is unknown.

    `dropped` is how much of the models' replies was not shown, by kind: "quote" for words that stand nowhere.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost_usd: float | None = 0.0
    cache: dict[str, CacheCount] = field(default_factory=dict)
    waits_ms: tuple[float, ...] = ()
    stages: tuple[Stage, ...] = ()
    wall_ms: float = 0.0
    dropped: dict[str, int] = field(default_factory=dict)
