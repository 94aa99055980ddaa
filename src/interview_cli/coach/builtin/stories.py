"""The CV lines worth telling: matched to the competencies they serve, with the STAR parts they do not hold yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from interview_cli.coach.builtin.competencies import find_competencies
from interview_cli.coach.builtin.cvreading import CVLine
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.wording import Phrases, fold_words
from interview_cli.models import Posting, StarPart, Story

MAX_STORIES: Final = 8
_PARTS: Final[tuple[StarPart, ...]] = ("situation", "task", "action", "result")
_TOLD: Final = ("work", "volunteer", "project")
_MIN_WORDS: Final = 4

# A figure that measures something, not a year and not a version.
_FIGURE: Final = re.compile(
    r"(?<![\w.])(?:[€$£]\s?\d|\d+(?:[.,]\d+)*\s?(?:%|percent|prozent|pour cent|x\b|k\b|m\b|million|bn\b)|(?!(?:19|20)\d\d\b)\d{1,3}(?:[.,]\d{3})*(?![\w.,]*\d)\b)",
    re.IGNORECASE,
)


def find_stories(lines: Iterable[CVLine], posting: Posting | None = None) -> tuple[Story, ...]:
    """At most eight lines, the fullest first; lines that serve a competency the posting names come before others."""
    wanted = asked_competencies(posting) if posting else ()
    scored = []
    for place, line in enumerate(lines):
        story = _story(line) if line.part in _TOLD else None
        if story:
            scored.append((_worth(story, wanted), -place, story))
    scored.sort(key=lambda item: item[:2], reverse=True)
    return tuple(story for _, _, story in _spread(scored)[:MAX_STORIES])


def asked_competencies(posting: Posting) -> tuple[str, ...]:
    """The competencies a posting names, the most often named first."""
    counts: dict[str, int] = {}
    for requirement in posting.requirements:
        for name in find_competencies(requirement.text, "asks"):
            counts[name] = counts.get(name, 0) + (1 if requirement.importance == "duty" else 2)
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def has_figure(text: str) -> bool:
    """Whether a line holds a figure that measures something (a year does not)."""
    return bool(_FIGURE.search(text))


def _story(line: CVLine) -> Story | None:
    competencies = find_competencies(line.text, "shows")
    if len(line.text.split()) < _MIN_WORDS or not competencies or " — " in line.text:
        return None
    figure = has_figure(line.text)
    missing = tuple(part for part in _PARTS if not _holds(part, line.text, figure=figure))
    return Story(
        line.text, line.where, competencies[:4], missing, figure, _prompt(missing, line.text, figure=figure)
    )


def _holds(part: StarPart, text: str, *, figure: bool) -> bool:
    if part == "action":
        return True
    folded = fold_words(text)
    if part == "result":
        return _pattern(part).found_in(folded) or (figure and "%" in text)
    return _pattern(part).found_in(folded)


@cache
def _pattern(part: StarPart) -> Phrases:
    return Phrases(load_file("star")[part]["shows"])


def _prompt(missing: tuple[StarPart, ...], text: str, *, figure: bool) -> str:
    """What to work out before telling it: one question for each part that is missing, a figure if there is none."""
    table = load_file("star")
    asked = [table[part]["ask"][len(text) % len(table[part]["ask"])] for part in missing]
    if not figure and "result" not in missing:
        asked += table["number"]["ask"]
    return " ".join(asked[:3])


def _worth(story: Story, wanted: tuple[str, ...]) -> float:
    served = sum(1 for name in story.competencies if name in wanted)
    at_work = 1.0 if story.where.startswith("work") else 0.0
    return (
        2.0 * served
        + 1.5 * story.has_number
        + at_work
        - 0.5 * len(story.missing)
        + min(len(story.line), 160) / 160
    )


def _spread(scored: list[tuple[float, int, Story]]) -> list[tuple[float, int, Story]]:
    """No more than three stories from one place first; the rest follow."""
    seen: Counter[str] = Counter()
    first, later = list[tuple[float, int, Story]](), list[tuple[float, int, Story]]()
    for item in scored:
        seen[item[2].where] += 1
        (first if seen[item[2].where] <= 3 else later).append(item)
    return first + later
