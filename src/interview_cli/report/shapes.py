"""The shapes of a shown pack: plain text that is cleaned, cut and numbered, free of markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled fact. `url` is a checked http(s) link or ""."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A titled list of lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FitView:
    """`percent` is 0-100 or None; the counts are requirements."""

    percent: int | None
    words: str
    met: int
    partial: int
    missing: int

    @property
    def asked(self) -> int:
        """How many requirements were compared."""
        return self.met + self.partial + self.missing


@dataclass(frozen=True, slots=True)
class GapView:
    """A requirement against the CV. `status` is met, partial or missing; `status_words` is for people."""

    requirement: str
    skill: str
    status: str
    status_words: str
    evidence: str
    advice: str


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps that call for the same effort."""

    anchor: str
    title: str
    note: str
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, numbered from 1 as first met. `url` is a checked link or ""; `day` is in words."""

    number: int
    title: str
    url: str
    host: str
    day: str


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One finding, how well it is supported in words, and its quotes with their sources."""

    text: str
    support: str
    quotes: tuple[tuple[str, SourceView], ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """What was found on the company. `empty` says plainly that there is nothing, or is ""."""

    lines: tuple[DossierLine, ...]
    empty: str
    searched: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question to expect. `difficulty` is 1-5; `topic` is a skill or a competency."""

    number: int
    text: str
    topic: str
    why: str
    origin: str
    difficulty: int
    difficulty_words: str
    strong_answer: tuple[str, ...]
    probes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of one kind."""

    anchor: str
    title: str
    note: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A CV line worth telling. `held` and `missing` are STAR parts."""

    line: str
    where: str
    competencies: tuple[str, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    has_number: bool
    prompt: str


@dataclass(frozen=True, slots=True)
class CvView:
    """The facts of the CV worth having to hand. Contact details stay out: packs are handed on."""

    name: str
    label: str
    roles: tuple[Fact, ...]
    skills: tuple[Fact, ...]
    others: tuple[ListGroup, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """All that a pack shows, in the order it is shown. `language` is the posting's (ISO 639)."""

    id: str
    role: str
    company: str
    title: str
    running_title: str
    day: str
    day_iso: str
    language: str
    logo: str
    made_by: str
    facts: tuple[Fact, ...]
    fit: FitView
    first_steps: tuple[str, ...]
    gap_groups: tuple[GapGroup, ...]
    gaps_empty: str
    dossier: DossierView
    questions: tuple[QuestionGroup, ...]
    questions_count: int
    questions_empty: str
    ask_them: QuestionGroup | None
    stories: tuple[StoryView, ...]
    stories_empty: str
    requirements: tuple[ListGroup, ...]
    posting_facts: tuple[Fact, ...]
    cv: CvView | None
    sources: tuple[SourceView, ...]
    notices: tuple[str, ...]
