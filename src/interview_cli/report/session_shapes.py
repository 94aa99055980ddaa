"""A session's report as plain data: what is printed, drawn and exported, and what the JSON Schema describes.

Every text in it is cleaned. Scores are 0-100, dimensions 1-5; None is "not graded". Places in an answer are counted
in characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from interview_cli.models import ClaimStatus, Delivery, Receipt, StarPart, Terms

SCHEMA_VERSION: Final = 1
State = Literal["answered", "skipped", "open"]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension over the whole session. `before` is last time's mean, `change` the difference to it."""

    name: str
    title: str
    group: str
    score: float | None
    before: float | None
    change: float | None
    answers: int
    why: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of dimensions: the mean of those that are graded."""

    name: str
    title: str
    score: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A session in the trend, oldest first. `day` is ISO 8601; `current` marks the session reported on."""

    session_id: str
    day: str
    overall: int
    current: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    """A strength, an improvement, or an answer to give again. `n` is the turn, `quote` the candidate's own words."""

    text: str
    quote: str
    n: int | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim and how it stands against the CV and earlier answers. `words` says the status as a person would."""

    n: int
    text: str
    status: ClaimStatus
    words: str
    against: str


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted place in the answer. `label` is S, T, A or R, or a number that the evidence of a dimension refers to."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class AnswerDimension:
    """One dimension of one answer. `refs` are the labels of the spans its evidence stands in."""

    name: str
    title: str
    group: str
    score: int | None
    why: str
    evidence: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StarRow:
    """A part of a STAR story, with the words that tell it; "" when it is missing."""

    part: StarPart
    quote: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An earlier attempt at the same question."""

    attempt: int
    answer: str
    overall: int | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, what was answered, and what that was worth. `number` is "3", or "3a" for a follow-up to it."""

    n: int
    number: str
    follow_up: bool
    kind: str
    kind_words: str
    topic: str
    text: str
    why: str
    origin: str
    difficulty: int
    difficulty_words: str
    state: State
    answer: str
    seconds: float | None
    hints: int
    graded: bool
    overall: int | None
    dimensions: tuple[AnswerDimension, ...]
    star: tuple[StarRow, ...]
    spans: tuple[Span, ...]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    better_answer: str
    strong_answer: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    delivery: Delivery | None
    attempts: tuple[AttemptRow, ...]
    made_by: str

    @property
    def star_held(self) -> str:
        """The STAR parts there are, a dot for each that is not: "ST·R"."""
        return "".join(row.part[0].upper() if row.quote else "·" for row in self.star)


@dataclass(frozen=True, slots=True)
class FitRow:
    """The pack's fit to the posting, and how many requirements it counts."""

    percent: int | None
    words: str
    met: int
    partial: int
    missing: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a line on the company comes from. `url` is a checked http(s) link or ""."""

    number: int
    title: str
    url: str
    day: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One session, whole. `started` is ISO 8601 in UTC; `state` says in words how far it came."""

    schema_version: int
    session_id: str
    pack: str
    title: str
    company: str
    started: str
    day: str
    language: str
    finished: bool
    state: str
    terms: Terms
    numbers: bool
    redacted: bool
    asked: int
    answered: int
    skipped: int
    graded: int
    overall: int | None
    overall_before: int | None
    dimensions: tuple[DimensionRow, ...]
    groups: tuple[GroupRow, ...]
    trend: tuple[TrendPoint, ...]
    strengths: tuple[PointRow, ...]
    improvements: tuple[PointRow, ...]
    study: tuple[str, ...]
    redo: tuple[PointRow, ...]
    closing: str
    claims: tuple[ClaimRow, ...]
    fit: FitRow
    questions: tuple[QuestionRow, ...]
    sources: tuple[SourceRow, ...]
    receipt: Receipt
    made_by: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def name(self) -> str:
        """Role and company in one line."""
        return f"{self.title}, {self.company}" if self.company else self.title
