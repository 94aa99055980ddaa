"""What every source of threads can do, and how it fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from interview_cli.research.queries import Plan
from interview_cli.research.thread import Thread


class SourceFailed(Exception):
    """One request failed; others may work. `str()` says why, in a few words."""


class SourceClosed(SourceFailed):
    """The source will not answer in this run: a bad key, a block, a used-up limit."""


@dataclass(frozen=True, slots=True)
class Search:
    """One request for threads. `where` is a subreddit or several ("a+b"), `field` what is searched."""

    text: str
    where: str = ""
    field: str = ""


class Source(Protocol):
    """Where threads come from. `label` is what "searched" says; a `last_resort` is asked only when the others gave nothing."""

    name: str
    label: str
    last_resort: bool

    def searches(self, plan: Plan) -> tuple[Search, ...]:
        """The requests worth making for `plan`, the most valuable first."""

    async def search(self, search: Search) -> tuple[Thread, ...]:
        """The threads one request finds; raises `SourceFailed`."""

    def can_read(self, thread: Thread) -> bool:
        """Whether this source can fetch the comments of `thread`."""

    async def read(self, thread: Thread) -> Thread:
        """`thread` with its best comments; raises `SourceFailed`."""

    def close(self) -> None:
        """Drop what is not begun."""
