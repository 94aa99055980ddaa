"""The debrief, drawn up by plain arithmetic over the assessments; a model may put it into better words afterwards."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from interview_cli.models import Assessment, Debrief, Pack, Point, Turn

STRONG: Final = 3.7
WEAK: Final = 3.0
_MOST: Final = 5
_LEAST: Final = 3
_REDO: Final = 3
_REDO_BELOW: Final = 70
# What is praised of a single answer comes from one that held up as a whole.
_HOLDS: Final = 40
# Strengths that a sentence of the answer shows; the others are strong by what is not there.
_SHOWN_BY_WORDS: Final = frozenset(
    {"relevance", "depth", "technical_accuracy", "specificity", "star", "ownership", "reflection"}
)


def draw_up(turns: Sequence[Turn], *, pack: Pack, before: Sequence[Debrief] = ()) -> Debrief:
    """What the graded answers of a session come to; `before` are the debriefs of earlier ones, newest first."""
    graded = [(turn, found) for turn in turns if (found := _graded(turn))]
    dimensions = _means([found for _, found in graded])
    scores = [found.overall for _, found in graded if found.overall is not None]
    overall = round(sum(scores) / len(scores)) if scores else None
    earlier = [debrief.overall for debrief in before if debrief.overall is not None]
    return Debrief(
        overall=overall,
        strengths=tuple(_strengths(graded, dimensions)),
        improvements=tuple(_improvements(graded, dimensions)),
        dimensions=dimensions,
        overall_before=round(sum(earlier) / len(earlier)) if earlier else None,
        before=_means_before(before),
        sessions_before=len(before),
        study=tuple(_study(graded, dimensions, pack)),
        redo=tuple(_redo(graded)),
        closing=_closing(overall),
    )


def _graded(turn: Turn) -> Assessment | None:
    """The assessment that counts for a turn, if it has a number."""
    found = turn.last.assessment if turn.last else None
    return found if found and found.graded and found.overall is not None else None


def _means(found: Sequence[Assessment]) -> dict[str, float]:
    """The mean of each dimension over the assessments that grade it, 1-5, one decimal."""
    sums: dict[str, list[int]] = {}
    for assessment in found:
        for name, dimension in assessment.dimensions.items():
            if dimension.score is not None:
                sums.setdefault(name, []).append(dimension.score)
    return {name: round(sum(scores) / len(scores), 1) for name, scores in sums.items()}


def _means_before(before: Sequence[Debrief]) -> dict[str, float]:
    names = dict.fromkeys(name for debrief in before for name in debrief.dimensions)
    found = {name: [d.dimensions[name] for d in before if name in d.dimensions] for name in names}
    return {name: round(sum(values) / len(values), 1) for name, values in found.items()}


def _strengths(graded: Sequence[tuple[Turn, Assessment]], means: dict[str, float]) -> Iterable[Point]:
    """The best dimensions with the words that show them, then what was said of single answers; five at most."""
    best = sorted((name for name in means if means[name] >= STRONG), key=lambda name: -means[name])
    points = [_point(name, "strong", graded, best=True) for name in best if name in _lines()]
    points += [
        Point(line, "", turn.n)
        for turn, found in _by_score(graded, best=True)
        for line in found.strengths[:1]
        if (found.overall or 0) >= _HOLDS
    ]
    return _cut(points, len(best))


def _improvements(graded: Sequence[tuple[Turn, Assessment]], means: dict[str, float]) -> Iterable[Point]:
    """The weakest dimensions with the words that show them, then what was said of single answers; five at most."""
    worst = sorted((name for name in means if means[name] < WEAK), key=lambda name: means[name])
    points = [_point(name, "weak", graded, best=False) for name in worst if name in _lines()]
    points += [
        Point(line, "", turn.n)
        for turn, found in _by_score(graded, best=False)
        for line in found.improvements[:1]
    ]
    return _cut(points, len(worst))


def _cut(points: list[Point], own: int) -> list[Point]:
    """Each line once; at least three where there are so many, at most five."""
    unique = list({point.text: point for point in reversed(points)}.values())[::-1]
    return unique[: min(_MOST, max(_LEAST, own))]


def _point(name: str, side: str, graded: Sequence[tuple[Turn, Assessment]], *, best: bool) -> Point:
    """The line on a dimension, with the evidence of the answer where it showed most."""
    shown = [
        (found.dimensions[name].score or 0, turn.n, found.dimensions[name].evidence)
        for turn, found in graded
        if name in found.dimensions and found.dimensions[name].score is not None
    ]
    shown.sort(key=lambda row: (-row[0] if best else row[0], not row[2]))
    quoted = not best or name in _SHOWN_BY_WORDS
    quote = shown[0][2][0] if quoted and shown and shown[0][2] else ""
    return Point(_lines()[name][side], quote, shown[0][1] if shown else None)


def _by_score(graded: Sequence[tuple[Turn, Assessment]], *, best: bool) -> list[tuple[Turn, Assessment]]:
    return sorted(graded, key=lambda row: (row[1].overall or 0) * (-1 if best else 1))


def _study(graded: Sequence[tuple[Turn, Assessment]], means: dict[str, float], pack: Pack) -> Iterable[str]:
    """What to read up on: skills that went badly, musts the CV does not prove, and one exercise for each weak dimension."""
    failed = [
        turn.question.skill for turn, found in graded if (found.overall or 0) < 50 and turn.question.skill
    ]
    for skill in dict.fromkeys(failed):
        yield f"Your answer on {skill} was thin. Read the strong answer to it in your pack, then explain it aloud."
    open_gaps = [gap for gap in pack.gaps if gap.priority == "critical" and gap.status != "met"]
    for gap in open_gaps[:3]:
        if gap.skill not in failed:
            yield f"On {gap.skill}: {gap.advice}" if gap.skill else f"“{gap.requirement}”: {gap.advice}"
    weak = sorted(
        (name for name in means if means[name] < WEAK and name in _lines()), key=lambda name: means[name]
    )
    for name in weak[:3]:
        yield str(_lines()[name]["practise"])


def _redo(graded: Sequence[tuple[Turn, Assessment]]) -> Iterable[Point]:
    """The three weakest answers that are worth another try, with what to change first."""
    worst = [row for row in _by_score(graded, best=False) if (row[1].overall or 0) < _REDO_BELOW]
    for turn, found in worst[:_REDO]:
        change = found.improvements[0] if found.improvements else "Make it more specific."
        yield Point(change, turn.question.text, turn.n)


def _closing(overall: int | None) -> str:
    if overall is None:
        return str(_table()["closing_none"])
    return str(
        _table()["closing_strong" if overall >= 75 else "closing_fair" if overall >= 45 else "closing_weak"]
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "debrief.toml").read_text("utf-8"))


def _lines() -> dict[str, dict[str, str]]:
    return {name: row for name, row in _table().items() if isinstance(row, dict)}
