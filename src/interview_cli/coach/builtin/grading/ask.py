"""What the grader is given: a question, an answer, and whatever is known around them."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.coach.rubric import Rubric
from interview_cli.models import CV, Kind, Level, Question


@dataclass(frozen=True, slots=True)
class WordTiming:
    """A spoken word, with its start and end in seconds from the beginning of the answer."""

    word: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ask:
    """One answer to be assessed.

    `kind` None takes the question's own kind, or finds it from the wording. `reference` is a strong answer to compare
    with. `earlier` are the candidate's earlier answers. `seconds` is how long the answer took, typed or spoken;
    `timings` (in order) come with a recording and make it a spoken answer. `rubric` None is the built-in one.
    """

    question: Question | str
    answer: str
    level: Level = "mid"
    kind: Kind | None = None
    reference: str | None = None
    cv: CV | None = None
    earlier: tuple[str, ...] = ()
    seconds: float | None = None
    timings: tuple[WordTiming, ...] = ()
    rubric: Rubric | None = None
