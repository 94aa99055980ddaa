"""Stand-ins for the outside world, written by hand."""

from __future__ import annotations

from datetime import date
from typing import Self

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
