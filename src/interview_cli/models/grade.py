"""The nouns of a graded answer."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.vocabulary import ClaimStatus


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
