"""Strengths and improvements in words: templates of `grading-feedback.toml`, filled with the candidate's own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.hearing import Hearing, scale
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.coach.builtin.grading.star import Story
from interview_cli.coach.builtin.grading.worth import Flaw
from interview_cli.coach.rubric import Rubric
from interview_cli.models import DimensionScore
from interview_cli.untrusted import clean_line

_MOST: Final = 3
_GOOD: Final = 4
_WEAK: Final = 3
_QUOTE: Final = 140
_NEEDS_QUOTE: Final = ("relevance", "depth", "specificity", "star", "ownership", "reflection", "structure")
_MATTER: Final = ("technical", "system-design", "case")


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
    good.sort(key=lambda name: (-graded.grade(name) * graded.weight(name), name))
    used: set[str] = set()
    told = []
    for name in good:
        quote = next((q for q in graded.scores[name].evidence if q not in used), "")
        if name in _NEEDS_QUOTE and not quote:
            continue
        text = _tell(graded, "strengths", name, quote)
        if text:
            told.append(text)
            used.add(quote)
        if len(told) == _MOST:
            break
    return tuple(told)


def word_improvements(graded: Graded) -> tuple[str, ...]:
    """What to sharpen, the costliest first; each says what to do next."""
    lost = [
        (graded.weight(name) * (5 - graded.grade(name)), name)
        for name in graded.scores
        if 0 < graded.grade(name) <= (_GOOD if name in ("star", "technical_accuracy") else _WEAK)
        and graded.weight(name) > 0
    ]
    lost.sort(key=lambda item: (-item[0], item[1]))
    told = [text for _, name in lost for text in _improve(graded, name)]
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


def _improve(graded: Graded, name: str) -> Iterator[str]:
    quote = next(iter(graded.scores[name].evidence), "")
    situation, quote = _situation(graded, name, quote)
    if situation:
        text = _tell(graded, "improvements", situation, quote)
        if text:
            yield text


def _situation(graded: Graded, name: str, quote: str) -> tuple[str, str]:
    """Which wording fits, and the words to quote; "" when nothing is to be said."""
    if name == "star" and graded.story is not None:
        return _story_lack(graded, graded.story)
    if name == "conciseness":
        return _length_lack(graded, quote)
    if name in ("reflection", "ownership"):
        return _behaviour_lack(graded, name, quote)
    if name == "structure":
        return name, ""
    if name == "specificity" and graded.hearing.figures:
        return "specificity_good", ""
    return name, quote


def _behaviour_lack(graded: Graded, name: str, quote: str) -> tuple[str, str]:
    reading, kind = graded.hearing.reading, graded.hearing.expected.kind
    if name == "ownership":
        return (
            "ownership_blame" if reading.count("blame") and graded.grade(name) <= 2 else "ownership"
        ), quote
    if reading.count("flawless"):
        return "reflection_flawless", quote
    return {"screening": "reflection_screening", "behavioural": "reflection"}.get(
        kind, "reflection_doubt"
    ), ""


def _story_lack(graded: Graded, story: Story) -> tuple[str, str]:
    reading = graded.hearing.reading
    if not story.deeds:
        return "star_none", reading.quote(reading.sentences[0].first, reading.sentences[0].first + 1)
    for part in ("result", "action", "situation", "task"):
        if part not in story.parts:
            last = reading.sentences[-1]
            return f"star_{part}", reading.quote(
                max(last.first, last.last - 3), last.last
            ) if part == "result" else ""
    return ("star_measure", story.star.result or "") if not story.measured else ("", "")


def _length_lack(graded: Graded, quote: str) -> tuple[str, str]:
    kind = graded.hearing.expected.kind
    need = scale("length")["screening" if kind == "ask-them" else kind]
    if graded.hearing.reading.size < need["from"]:
        return ("conciseness_short_matter" if kind in _MATTER else "conciseness_short"), ""
    return "conciseness_long", quote


def _tell(graded: Graded, table: str, name: str, quote: str) -> str:
    """A wording that has all it needs, chosen by the answer."""
    words = {
        "quote": clean_line(quote, _QUOTE).rstrip(" .,;:") if quote else "",
        "points": _missed(graded),
        "n": str(_size(graded, name)),
    }
    ways: list[str] = load_file("grading-feedback")[table].get(name, [])
    fitting = [way for way in ways if all(words[key] for key in words if f"${key}" in way)]
    if not fitting:
        return ""
    quoting = [way for way in fitting if "$quote" in way] if words["quote"] else []
    chosen = quoting or fitting
    way = chosen[_number(graded.hearing.reading.text + name) % len(chosen)]
    return Template(way).substitute(words)


def _size(graded: Graded, name: str) -> int:
    size = graded.hearing.reading.size
    if name == "technical_accuracy":
        return sum(one.status == "met" for one in graded.judged)
    if name == "conciseness_long":
        kind = graded.hearing.expected.kind
        most = int(scale("length")["screening" if kind == "ask-them" else kind]["to"])
        return max(10, size - most) if size > most else max(60, round(size * 0.6 / 10) * 10)
    return size


def _missed(graded: Graded) -> str:
    """Up to two points that are missing, as they go on in a sentence."""
    open_points = [one for one in graded.judged if one.status in ("missed", "wrong")]
    open_points = open_points or [one for one in graded.judged if one.status == "touched"]
    texts = [one.point.text.strip().rstrip(".;") for one in open_points[:2]]
    return "; ".join(f"“{clean_line(text, 120)}”" for text in texts)


def _number(text: str) -> int:
    return zlib.crc32(text.encode())
