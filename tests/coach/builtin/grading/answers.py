"""The labelled answers, and an answer of each sort to grade."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.grade import assess
from interview_cli.models import Assessment, Kind

FOLDER = Path(__file__).parent.parent / "answers"

STORY = (
    "In 2021 I led eight people in the billing team of a water company when we moved to a new system. "
    "My task was to move 4,000 customers by March. I trained two people first, asked them to teach the others, "
    "and moved 50 customers a day. Some were against it, so I sat with each of them for an hour, because they "
    "feared for their jobs. We finished on 12 March, and wrong bills fell from 3 per cent to 0.4. "
    "Next time I would start with those who were against it, because they knew the old bills best."
)
CHANGE = "Tell me about a time you led a team through a change."


@cache
def labelled() -> tuple[dict[str, Any], ...]:
    """Every labelled question with its answers."""
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml")))


def grade(question: str, answer: str, kind: Kind | None = None, **more: Any) -> Assessment:
    """An answer, assessed."""
    return assess(Ask(question, answer, kind=kind, **more))


def scores(found: Assessment) -> dict[str, int | None]:
    """The grades by dimension."""
    return {name: one.score for name, one in found.dimensions.items()}
