"""What the person asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What the person asked for.

    `cv` is None when there is none; then the pack has no gaps. `threads` are files with threads the person saved;
    `research` says whether to look further.
    """

    source: str
    cv: str | None
    questions: int
    language: str = "en"
    company: str | None = None
    role: str | None = None
    threads: tuple[str, ...] = ()
    research: bool = True
