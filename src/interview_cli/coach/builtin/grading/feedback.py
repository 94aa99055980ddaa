"""Strengths and improvements in words: templates of `grading-feedback.toml`, filled with the candidate's own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.hearing import Hearing
from interview_cli.coach.builtin.grading.lacks import Lack, find_lack, missed_points, urgency
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.coach.builtin.grading.star import STAR_PARTS, Story
from interview_cli.coach.builtin.grading.worth import Flaw
from interview_cli.coach.rubric import Rubric
from interview_cli.models import DimensionScore
from interview_cli.untrusted import clean_line

_MOST: Final = 3
_GOOD: Final = 4
_WEAK: Final = 3
_QUOTE: Final = 140
_MATTER: Final = ("technical", "system-design", "case")
# Praise for the form says little; one such line is enough, and only after what was said.
_FORM: Final = ("clarity", "conciseness", "fluency", "pace", "pauses", "confidence")
_NEEDS_QUOTE: Final = ("relevance", "depth", "specificity", "star", "ownership", "reflection", "structure")


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with its grades: all that feedback is worded from."""

    hearing: Hearing
    scores: Mapping[str, DimensionScore]
    judged: tuple[Judged, ...]
    story: Story | None
    rubric: Rubric

    def weight(self, name: str) -> float:
        """What a dimension weighs here."""
        return self.rubric.weight(name, kind=self.hearing.expected.kind, level=self.hearing.ask.level)

    def grade(self, name: str) -> int:
        """The grade of a dimension, 0 when it has none."""
        found = self.scores.get(name)
        return found.score or 0 if found else 0


def word_strengths(graded: Graded) -> tuple[str, ...]:
    """What landed, the weightiest first; each quotes the answer where it can."""
    good = [name for name in graded.scores if graded.grade(name) >= _GOOD and graded.weight(name) > 0]
    good.sort(key=lambda name: (name in _FORM, -graded.grade(name) * graded.weight(name), name))
    used: set[str] = set()
    told: list[str] = []
    for name in good:
        quote = next((q for q in graded.scores[name].evidence if q not in used), "")
        if (name in _NEEDS_QUOTE and not quote) or len(told) == _MOST:
            continue
        wording = "star_most" if name == "star" and not _is_complete(graded.story) else name
        lack = Lack(wording, quote, sum(one.status == "met" for one in graded.judged))
        if text := _tell(graded, "strengths", lack):
            told.append(text)
            used.add(quote)
        if name in _FORM:
            break
    return tuple(told)


def _is_complete(story: Story | None) -> bool:
    return story is not None and len(story.parts) == len(STAR_PARTS)


def word_improvements(graded: Graded) -> tuple[str, ...]:
    """What to sharpen, the costliest first; each says what to do next."""
    lost = []
    for name in graded.scores:
        bound = _GOOD if name in ("star", "technical_accuracy") else _WEAK
        if 0 < graded.grade(name) <= bound and graded.weight(name) > 0:
            cost = graded.weight(name) * (5 - graded.grade(name))
            lost.append((cost * urgency(name, graded.hearing), name))
    lost.sort(key=lambda item: (-item[0], item[1]))
    told = []
    for _, name in lost:
        lack = find_lack(name, graded.scores[name], graded.hearing, graded.story)
        if lack and (text := _tell(graded, "improvements", lack)):
            told.append(text)
    return tuple(dict.fromkeys(told))[:_MOST]


def word_flaw(flaw: Flaw, hearing: Hearing) -> tuple[str, ...]:
    """What to say to an answer that is none."""
    name = "empty_matter" if flaw == "empty" and hearing.expected.kind in _MATTER else flaw
    ways: list[str] = load_file("grading-feedback")["flaws"][name]
    text = ways[_number(hearing.ask.answer) % len(ways)]
    return (Template(text).substitute(question=clean_line(hearing.expected.text, 160)),)


def word_begged() -> str:
    """What to say when an answer asks for a score beside answering."""
    text: str = load_file("grading-feedback")["flaws"]["begged"][0]
    return text


def word_unread() -> tuple[str, ...]:
    """What to say when the answer's language is not one the grader knows."""
    return tuple(load_file("grading-feedback")["flaws"]["unread"])


def _tell(graded: Graded, table: str, lack: Lack) -> str:
    """A wording that has all it needs, chosen by the answer; one that quotes comes before one that does not."""
    words = {
        "quote": clean_line(lack.quote, _QUOTE).rstrip(" .,;:") if lack.quote else "",
        "points": missed_points(graded.judged),
        "n": str(lack.number) if lack.number else "",
    }
    ways: list[str] = load_file("grading-feedback")[table].get(lack.name, [])
    fitting = [way for way in ways if all(words[key] for key in words if f"${key}" in way)]
    chosen = [way for way in fitting if "$quote" in way] or fitting
    if not chosen:
        return ""
    way = chosen[_number(graded.hearing.reading.text + lack.name) % len(chosen)]
    return Template(way).substitute(words)


def _number(text: str) -> int:
    return zlib.crc32(text.encode())
