"""The nouns of a posting."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.vocabulary import Importance, Level, Period, Workplace


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay as the posting states it. `min` and `max` are in whole units of `currency` (ISO 4217) a `period`."""

    min: float | None
    max: float | None
    currency: str | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the posting asks for. `text` stands verbatim in `Posting.text`."""

    text: str
    importance: Importance
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillAsked:
    """A skill the posting names, with the line that names it."""

    name: str
    importance: Importance
    evidence: str


@dataclass(frozen=True, slots=True)
class Posting:
    """A job posting.

    `text` is the whole advert, cleaned, one block a line: headings as `## Heading`, list items as `- item`.
    `requirements`, `skills` and `level` are empty until a coach has read it.
    `company` is the brand people know, "" when nothing names it. `board` is the job board's name ("greenhouse")
    or None. `logo` is an http(s) URL the posting names, or None. `language` is an ISO 639-1 code.
    """

    title: str
    company: str
    text: str
    location: str | None = None
    remote: bool | None = None
    workplace: Workplace | None = None
    employment_type: str | None = None
    salary: Salary | None = None
    board: str | None = None
    url: str | None = None
    posted: str | None = None
    closes: str | None = None
    logo: str | None = None
    language: str = "en"
    level: Level | None = None
    requirements: tuple[Requirement, ...] = ()
    skills: tuple[SkillAsked, ...] = ()
    notices: tuple[str, ...] = ()
