"""One small recorder: stages, waits and cache look-ups of a run, on a monotonic clock. Receipts are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from interview_cli.models import CacheCount, Receipt, Stage
from interview_cli.ports import Clock, Screen


@dataclass(slots=True)
class Mark:
    """What a stage says of itself while it runs."""

    cached: bool = False


class Recorder:
    """Collects what a run takes. Stages may overlap; each is told to the screen as it begins and ends."""

    def __init__(self, *, clock: Clock, screen: Screen) -> None:
        self._clock = clock
        self._screen = screen
        self._began = clock.monotonic()
        self._stages: list[Stage] = []
        self._cache: dict[str, CacheCount] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Mark]:
        """Time what happens inside as stage `name`; set `cached` on the mark when it came from the cache."""
        mark = Mark()
        began = self._clock.monotonic()
        self._screen.stage_started(name)
        try:
            yield mark
        finally:
            ms = round((self._clock.monotonic() - began) * 1000, 3)
            self._stages.append(Stage(name, ms, mark.cached))
            self._screen.stage_done(name, ms, cached=mark.cached)

    def looked_up(self, kind: str, *, hit: bool) -> None:
        """Count one look into the cache."""
        seen = self._cache.get(kind, CacheCount())
        self._cache[kind] = CacheCount(seen.hits + hit, seen.misses + (not hit))

    def notice(self, text: str) -> None:
        """Tell the person one line."""
        self._screen.notice(text)

    def receipt(self) -> Receipt:
        """What the run took so far. Without a model there are no calls, and they cost nothing."""
        wall = round((self._clock.monotonic() - self._began) * 1000, 3)
        return Receipt(cache=dict(self._cache), stages=tuple(self._stages), wall_ms=wall)
