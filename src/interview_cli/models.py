"""The nouns of the program: frozen, plain, and free of behaviour.

They are standard dataclasses, so that reading them costs no import; `store.codec` turns them into JSON and back,
checked by pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from interview_cli.vocabulary import (
    AnswerKind as AnswerKind,
    ClaimStatus as ClaimStatus,
    FeedbackWhen as FeedbackWhen,
    GapStatus as GapStatus,
    Importance as Importance,
    Kind as Kind,
    Level as Level,
    Origin as Origin,
    Period as Period,
    Persona as Persona,
    Priority as Priority,
    StarPart as StarPart,
    Style as Style,
    Workplace as Workplace,
)


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


@dataclass(frozen=True, slots=True)
class Profile:
    """An account elsewhere, as in JSON Resume `basics.profiles`."""

    network: str
    username: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Basics:
    """Who the CV is of. `location` is free text."""

    name: str = ""
    label: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    summary: str = ""
    location: str = ""
    profiles: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A job (or volunteering). Dates are ISO 8601, cut to what is known: "2021", "2021-04"; `end` "" is "to this day"."""

    name: str = ""
    position: str = ""
    location: str = ""
    start: str = ""
    end: str = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Education:
    """A school. `study_type` is the degree, `area` the subject."""

    institution: str = ""
    area: str = ""
    study_type: str = ""
    start: str = ""
    end: str = ""
    score: str = ""
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """A line of the CV's own skills section: "Databases: PostgreSQL, Redis"."""

    name: str = ""
    level: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project, publication or award with its lines."""

    name: str = ""
    description: str = ""
    highlights: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A spoken language."""

    language: str
    fluency: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate or licence."""

    name: str
    issuer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class SkillShown:
    """A skill the CV shows: the line that shows it, and where ("work: Northwind", "skills", "summary")."""

    name: str
    evidence: str
    where: str


@dataclass(frozen=True, slots=True)
class CV:
    """A CV in the shape of JSON Resume, with the text it was read from. `shown` is empty until a coach has read it."""

    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    volunteer: tuple[Work, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    projects: tuple[Project, ...] = ()
    languages: tuple[Language, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    text: str = ""
    pages: int = 1
    shown: tuple[SkillShown, ...] = ()
    warnings: tuple[str, ...] = ()


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
class DimensionScore:
    """A level (1-5) on one dimension of the rubric, the answer's own words that show it, and why; None is not graded."""

    score: int | None
    evidence: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Star:
    """The parts of a STAR story as the answer's own words hold them; None where a part is missing."""

    situation: str | None = None
    task: str | None = None
    action: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A number or a claim of an answer, and how it stands against the CV and earlier answers (`against` quotes them)."""

    text: str
    status: ClaimStatus
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer was given. `wpm` and `pauses` are None where they can't be measured; `i_share` is I/(I+we), 0-1."""

    words: int
    seconds: float | None = None
    wpm: float | None = None
    fillers: int = 0
    hedges: int = 0
    i_share: float | None = None
    pauses: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an answer is worth, with the words that show it. `overall` is 0-100, or None when it was not graded."""

    question: str
    answer: str
    graded: bool
    overall: int | None
    dimensions: dict[str, DimensionScore]
    star: Star
    claims: tuple[Claim, ...]
    delivery: Delivery
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    better_answer: str | None = None
    made_by: str = "built-in coach"


@dataclass(frozen=True, slots=True)
class CacheCount:
    """How often a kind of thing was found in the cache, and how often not."""

    hits: int = 0
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a run. `ms` is wall time on a monotonic clock.

    `share_ms` is its share of the run: where stages overlap, each moment is divided among them, so that the shares of
    a receipt add up to its `wall_ms`.
    """

    name: str
    ms: float
    cached: bool = False
    share_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run took. `cost_usd` is None when a price is unknown."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost_usd: float | None = 0.0
    cache: dict[str, CacheCount] = field(default_factory=dict)
    waits_ms: tuple[float, ...] = ()
    stages: tuple[Stage, ...] = ()
    wall_ms: float = 0.0


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
