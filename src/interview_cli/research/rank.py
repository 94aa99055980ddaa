"""Which threads come first: those that are surely about it, recent, liked, and rich in detail."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final

from interview_cli.research.about import Verdict
from interview_cli.research.queries import Ask, short_role
from interview_cli.research.thread import Thread

_DETAIL: Final = re.compile(
    r"\b(?:asked|rounds?|stages?|panel|take-?home|recruiter|hiring manager|questions?|weeks?|offer|feedback|case|lesson|trial shift)\b",
    re.IGNORECASE,
)
_HALF_LIFE_YEARS: Final = 1.5
OLD_DAYS: Final = 730


def worth(thread: Thread, verdict: Verdict, ask: Ask, *, today: date) -> float:
    """0 and up: relevance (0-3), recency (0-2, half after a year and a half), score (0-1) and detail (0-2) together."""
    return _relevance(thread, verdict, ask) + _recency(thread, today) + _liked(thread) + _detail(thread)


def _relevance(thread: Thread, verdict: Verdict, ask: Ask) -> float:
    said = f"{thread.title} {thread.body}".lower()
    words = [word for word in short_role(ask.role).lower().split() if len(word) > 2]
    named = sum(word in said for word in words) / len(words) if words else 0.0
    return min(verdict.points, 6.0) / 3 + named


def _recency(thread: Thread, today: date) -> float:
    age = age_days(thread.date, today)
    return 0.5 if age is None else float(2 * 0.5 ** (max(age, 0) / 365 / _HALF_LIFE_YEARS))


def _liked(thread: Thread) -> float:
    return min(math.log10(max(thread.score or 0, 0) + 1) / 3, 1.0)


def _detail(thread: Thread) -> float:
    said = f"{thread.title} {thread.body}"
    return min(len(thread.body) / 1500, 1.0) * 0.8 + min(len(set(_DETAIL.findall(said.lower()))), 6) / 5


def age_days(day: str, today: date) -> int | None:
    """Days since `day` (ISO 8601), None when there is none."""
    try:
        return (today - date.fromisoformat(day)).days
    except ValueError:
        return None


def is_old(day: str, today: date) -> bool:
    """Whether `day` lies more than two years back."""
    age = age_days(day, today)
    return age is not None and age > OLD_DAYS


def fold_doubles(threads: list[Thread]) -> list[Thread]:
    """`threads` without doubles: the same id, or the same words posted in several places; the best-scored stays."""
    by_words: dict[str, Thread] = {}
    for thread in threads:
        words = re.sub(r"\W+", " ", f"{thread.title} {thread.body[:300]}").casefold().strip()
        key = words if len(words) >= 60 else thread.id
        other = by_words.get(key)
        if other is None or (thread.score or 0, len(thread.comments)) > (
            other.score or 0,
            len(other.comments),
        ):
            by_words[key] = thread
    return list({thread.id: thread for thread in by_words.values()}.values())
