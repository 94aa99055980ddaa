"""The nouns of an interview held."""

from __future__ import annotations

from dataclasses import dataclass, field

from interview_cli.models.grade import Assessment
from interview_cli.models.pack import Question
from interview_cli.vocabulary import AnswerKind, FeedbackWhen, Level, Persona, Style


@dataclass(frozen=True, slots=True)
class Terms:
    """What an interview was agreed to be. `time_limit` is in minutes, `budget` in US dollars; None is no limit.

    `scores` False keeps the numbers off the screen; they are taken all the same. `rubric` is the path of a rubric of
    the person's own, laid over the built-in one.
    """

    questions: int = 6
    style: Style = "mixed"
    level: Level | None = None
    persona: Persona = "neutral"
    feedback: FeedbackWhen = "each"
    scores: bool = True
    time_limit: float | None = None
    budget: float | None = None
    language: str = "en"
    rubric: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One attempt at a question. `kind` "skip" has no text; `seconds` is the time it took on a monotonic clock.

    `at` is in seconds since the epoch. `assessment` is None until it has been made; `follow_up` is the question it
    called for, asked or not.
    """

    attempt: int
    kind: AnswerKind
    text: str
    at: float
    seconds: float | None = None
    hints: int = 0
    assessment: Assessment | None = None
    follow_up: Question | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question put to the candidate, and every attempt at it, in order. `n` counts from 1 in a session.

    `place` is the planned question's place in the plan, from 0; None for a follow-up.
    """

    n: int
    question: Question
    place: int | None
    asked: float
    answers: tuple[Answer, ...] = ()

    @property
    def follow_up(self) -> bool:
        """Whether this question came of the answer before it."""
        return self.place is None

    @property
    def last(self) -> Answer | None:
        """The attempt that counts: the last one."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a debrief: what it says, the candidate's own words that show it ("" if none), and in which turn."""

    text: str
    quote: str = ""
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Debrief:
    """What an interview comes to. `overall` is the mean of the graded answers, 0-100, or None when none was graded.

    `dimensions` are means of 1-5; `before` is the same over earlier sessions, empty for the first.
    `study` says what to read up on; `redo` are turns to answer again, with the reason.
    """

    overall: int | None
    strengths: tuple[Point, ...] = ()
    improvements: tuple[Point, ...] = ()
    dimensions: dict[str, float] = field(default_factory=dict)
    overall_before: int | None = None
    before: dict[str, float] = field(default_factory=dict)
    sessions_before: int = 0
    study: tuple[str, ...] = ()
    redo: tuple[Point, ...] = ()
    closing: str = ""
    made_by: str = "built-in coach"


@dataclass(frozen=True, slots=True)
class Session:
    """An interview as lists show it. `started` is in seconds since the epoch; `pack` is the pack's id."""

    id: str
    started: float
    title: str
    company: str
    pack: str
    terms: Terms
    asked: int = 0
    answered: int = 0
    overall: int | None = None
    finished: bool = False
