"""The nouns of a prep pack: gaps, questions, stories, and the dossier on how a company interviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_cli.models.cv import CV
from interview_cli.models.posting import Posting
from interview_cli.vocabulary import GapStatus, Kind, Origin, Priority, StarPart


@dataclass(frozen=True, slots=True)
class Gap:
    """How one requirement stands against the CV.

    `evidence` is the CV line that proves it ("" when missing); `advice` is what to say when asked.
    `skill` is the skill the requirement is about, or None when it is about none that is known by name.
    """

    requirement: str
    skill: str | None
    status: GapStatus
    priority: Priority
    evidence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to expect. `strong_answer` is what a strong answer shows; `probes` are likely follow-ups.

    `why` says, in one line, why this question is in this pack. `difficulty` runs from 1 to 5.
    """

    id: str
    kind: Kind
    text: str
    why: str
    source: Origin
    difficulty: int
    skill: str | None = None
    competency: str | None = None
    strong_answer: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A CV line worth telling. `missing` are the STAR parts the line does not hold yet."""

    line: str
    where: str
    competencies: tuple[str, ...]
    missing: tuple[StarPart, ...]
    has_number: bool
    prompt: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dossier line comes from. `quote` stands verbatim at `url`; `date` is ISO 8601."""

    title: str
    url: str
    date: str
    quote: str


@dataclass(frozen=True, slots=True)
class Insight:
    """One line on how the company interviews."""

    text: str
    sources: tuple[Source, ...]
    support: Literal["one", "many"]


@dataclass(frozen=True, slots=True)
class ReportedQuestion:
    """A question people say they were asked there. `sources[0].quote` is how they put it; `text` can be asked as it is."""

    text: str
    sources: tuple[Source, ...]
    support: Literal["one", "many"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was found on how the company interviews, the questions people report, and where it was looked for."""

    lines: tuple[Insight, ...] = ()
    asked: tuple[ReportedQuestion, ...] = ()
    searched: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A prep pack: all that `interview prep` found out.

    `questions` are what to expect, in order; `ask_them` are questions for the candidate to ask. `fit` is the share of the requirements met, weighted by importance, 0-100, or None without a CV.
    `created` is a day, ISO 8601. `made_by` names the coach. `logo` is a `data:image/png` URL or None.
    """

    id: str
    created: str
    posting: Posting
    cv: CV | None
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]
    ask_them: tuple[Question, ...] = ()
    stories: tuple[Story, ...] = ()
    dossier: Dossier = Dossier()
    fit: int | None = None
    made_by: str = "built-in coach"
    notices: tuple[str, ...] = ()
    logo: str | None = None
