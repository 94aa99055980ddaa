"""Depth and specificity: what stands behind the statements, and what of it could be checked."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.coach.builtin.grading.figures import find_years
from interview_cli.coach.builtin.grading.hearing import Hearing, climb, quotes, scale
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.models import DimensionScore

# What a cue is worth, and how often it counts at most.
_STORY: Final = {
    "reason": (1.0, 3), "alternative": (0.8, 2), "cost": (1.2, 2), "resistance": (0.8, 2), "decision": (1.2, 2),
    "check": (0.8, 2), "condition": (0.3, 2), "differently": (0.8, 1),
}  # fmt: skip
_MATTER: Final = {
    "reason": (1.0, 4), "alternative": (0.8, 3), "cost": (1.2, 3), "condition": (0.6, 4), "example": (0.8, 2),
    "check": (0.7, 3), "decision": (0.8, 2), "assumption": (0.5, 4), "range": (0.7, 3),
}  # fmt: skip
_WORTH: Final = {
    "behavioural": _STORY,
    "screening": {
        "reason": (1.0, 3), "result": (0.8, 2), "seeks": (0.8, 2), "decision": (0.8, 2), "cost": (0.8, 1),
        "range": (1.0, 2), "example": (0.6, 2), "alternative": (0.4, 2), "lesson": (0.6, 1), "resistance": (0.6, 1),
    },
}  # fmt: skip
_DEED: Final = 0.45
_MAX_DEEDS: Final = 10
_WORDS_A_POINT: Final = 30
_NAME: Final = re.compile(r"(?<=[a-z,;:] )(?:[A-Z][\w&-]*[a-z\d][\w&-]*|[A-Z]{2,}\w*)|\b[A-Z]{2,}\d*\b")
_NO_NAMES: Final = frozenset({"I", "OK", "CV", "TV", "I'd", "I'm", "I've", "I'll"})


def grade_depth(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    """Steps, reasons, alternatives, costs, cases and examples."""
    reading, kind = hearing.reading, hearing.expected.kind
    worth = _WORTH.get(kind, _MATTER)
    points = sum(value * min(reading.count(name), most) for name, (value, most) in worth.items())
    if kind in ("behavioural", "screening"):
        points += _DEED * min(len(hearing.deeds), _MAX_DEEDS) * (1.0 if kind == "behavioural" else 0.6)
    else:
        points += 0.8 * sum(one.status == "met" for one in judged)
        points += 0.4 * min(len(hearing.figures), 5) * (kind != "technical")
    points = min(points, points * 0.6 + reading.size / _WORDS_A_POINT)
    score = climb(points / hearing.demand, scale("depth")[_scale_kind(kind)])
    if kind == "behavioural" and not hearing.deeds:
        score = min(score, 2)
    shown = quotes(
        *(reading.first_quote(name) for name in ("cost", "decision", "alternative", "reason")), most=2
    )
    return DimensionScore(score, shown if score > 1 else (), _why_depth(hearing, score))


def _why_depth(hearing: Hearing, score: int) -> str:
    reading = hearing.reading
    there = [
        name
        for name, cues in (
            ("reasons", ("reason",)),
            ("alternatives", ("alternative",)),
            ("what it cost", ("cost",)),
            ("checks", ("check",)),
        )
        if reading.count(*cues)
    ]
    if there:
        return "gives " + ", ".join(there)
    return "no reasons and no alternatives" if score < 4 else "many steps"


def grade_specificity(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    """Figures, comparisons, years, names, decisions and named steps, less generalities."""
    reading, kind = hearing.reading, hearing.expected.kind
    points = 1.0 * min(len(hearing.figures), 8 if kind in ("case", "system-design") else 5)
    points += 1.0 * min(compared(hearing), 2)
    points += 0.5 * min(len(find_years(reading.text)) + reading.count("time"), 2)
    points += 0.5 * min(len(find_names(hearing)), 4)
    points += 0.7 * min(reading.count("decision"), 2)
    points += 0.25 * min(len(hearing.deeds), 8)
    points += 0.4 * sum(one.status == "met" for one in judged)
    points -= 0.35 * reading.count("cliche") + 0.15 * min(reading.count("vague"), 6)
    score = climb(points, scale("specificity")[_scale_kind(kind)])
    shown = quotes(
        *(hearing.quote_figure(figure) for figure in hearing.figures[:2]), *_named(hearing), most=2
    )
    if score > 2:
        return DimensionScore(
            score,
            shown,
            f"{_counted(len(hearing.figures), 'figure')}, {_counted(len(find_names(hearing)), 'name')}",
        )
    return DimensionScore(
        score, quotes(reading.first_quote("vague", "cliche")), "little that could be checked"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def compared(hearing: Hearing) -> int:
    """How often the answer holds two figures against each other: "from 48 to 66 per cent"."""
    found = 0
    for left, right in zip(hearing.figures, hearing.figures[1:], strict=False):
        between = hearing.reading.text[left.end : right.start].lower()
        found += len(between) < 60 and bool(
            re.search(r"\b(?:to|from|against|instead|not|auf|à|a|was)\b", between)
        )
    return found


def find_names(hearing: Hearing) -> tuple[str, ...]:
    """Names and abbreviations: capitals inside a sentence. German writes all nouns so, hence none there."""
    if hearing.reading.language == "de":
        return ()
    found = (match.group() for match in _NAME.finditer(hearing.reading.text))
    return tuple(dict.fromkeys(name for name in found if name not in _NO_NAMES))


def _named(hearing: Hearing) -> list[str]:
    names = find_names(hearing)[:1]
    found = []
    for name in names:
        for sentence in hearing.reading.sentences:
            if name in sentence.text:
                at = next(
                    (
                        i
                        for i in range(sentence.first, sentence.last)
                        if hearing.reading.words[i].start >= sentence.start + sentence.text.index(name)
                    ),
                    sentence.first,
                )
                found.append(hearing.reading.quote(at, at + 1))
                break
    return found


def _scale_kind(kind: str) -> str:
    return "screening" if kind == "ask-them" else kind
