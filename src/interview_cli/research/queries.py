"""What to ask for, and where: at most 4 subreddits and 12 queries, the most valuable first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interview_cli.research.data import load_file
from interview_cli.research.settings import MAX_QUERIES, MAX_SUBREDDITS
from interview_cli.untrusted import clean_line


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose interviews to look for. `families` are the role's families of skills, the most central first."""

    company: str
    role: str = ""
    skills: tuple[str, ...] = ()
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to look and what for. `company` and `role` are as one would type them into a search box."""

    company: str
    role: str
    subreddits: tuple[str, ...]
    queries: tuple[str, ...]
    hackernews: bool


def plan_queries(ask: Ask) -> Plan:
    """The plan for `ask`; its company must not be empty."""
    company, role = search_words(ask.company, 60), short_role(ask.role)
    group = _group(ask.families)
    return Plan(
        company,
        role,
        _subreddits(ask, group),
        _queries(company, role, ask, group),
        _on_hackernews(ask, group),
    )


def search_words(text: str, limit: int) -> str:
    """`text` without anything a search box would take for an operator."""
    return clean_line(re.sub(r"[^\w&'’.+#/ -]|(?<=\s)-", " ", text), limit).strip(" .…")


def short_role(role: str) -> str:
    """A job title as people say it: "Senior Backend Engineer (m/f/d), Payments - Berlin" -> "Backend Engineer"."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", role)
    bare = re.split(r"\s[-–—|:/]\s|,", bare)[0]
    levels = r"\b(?:senior|junior|sr\.?|jr\.?|lead|principal|staff(?!\s+nurse)|graduate|trainee(?!\s+solicitor)|ii+|[1-5])(?=\s|$)"
    short = " ".join(re.sub(levels, " ", bare, flags=re.IGNORECASE).split())
    return search_words(short or bare, 60)


def _group(families: tuple[str, ...]) -> dict[str, Any] | None:
    groups: dict[str, dict[str, Any]] = load_file("families")["group"]
    return next(
        (group for family in families for group in groups.values() if family in group["families"]), None
    )


def _subreddits(ask: Ask, group: dict[str, Any] | None) -> tuple[str, ...]:
    """The trade's own places; the company's own in the last of the four, a general one where there is room."""
    table = load_file("families")
    own = table["own"].get(ask.company.casefold().strip())
    places = list(group["subreddits"][: MAX_SUBREDDITS - 1]) if group else []
    places += [own] if own else []
    places += table["everywhere"]["subreddits"]
    return tuple(dict.fromkeys(places))[:MAX_SUBREDDITS]


def _on_hackernews(ask: Ask, group: dict[str, Any] | None) -> bool:
    """Whether Hacker News is worth asking: for its own trades, and when the trade is not known."""
    return bool(group.get("hackernews")) if group else not ask.families


def _queries(company: str, role: str, ask: Ask, group: dict[str, Any] | None) -> tuple[str, ...]:
    name = f'"{company}"'
    found = [f'{name} "{role}" interview'] if role else []
    found += [f"{name} interview", f"{name} interview process", f"{name} interview questions"]
    found += [f'{name} "{words}"' for words in (group or {}).get("also", ())]
    found += [
        f"{name} hiring process",
        f"{name} final round",
        f"{name} recruiter call",
        f"{name} interview experience",
    ]
    found += [f'{name} interview "{search_words(skill, 40)}"' for skill in ask.skills[:2]]
    found += [f"{name} rejected interview", f"{name} offer interview"]
    return tuple(dict.fromkeys(found))[:MAX_QUERIES]
