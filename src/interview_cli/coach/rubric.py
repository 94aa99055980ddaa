"""The rubric: what an answer is graded by, how much each dimension weighs, and the one place where scores are added up.

`rubric.toml` beside this file is the built-in rubric. A user's own file lies over it: what it holds replaces, what
it leaves out stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any, Final, Literal

from interview_cli.coach.rubriccheck import check_rubric, merge
from interview_cli.errors import UsageError
from interview_cli.models import Kind, Level

Group = Literal["communication", "content", "behaviour", "delivery"]
Reason = Literal[
    "kind",
    "follow-up",
    "fact",
    "typed-pace",
    "typed-pauses",
    "no-timings",
    "no-points",
    "too-short",
    "unknown",
]

LOWEST: Final = 1
HIGHEST: Final = 5


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that is graded. `anchors` are five, from 1 to 5; `by_kind` holds those that differ by question kind."""

    name: str
    group: Group
    title: str
    asks: str
    anchors: tuple[str, ...]
    by_kind: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rubric:
    """The dimensions by name, in order, with their weights by kind, and the factors and expectations by level."""

    dimensions: Mapping[str, Dimension]
    groups: Mapping[str, str]
    weights: Mapping[str, Mapping[str, float]]
    factors: Mapping[str, Mapping[str, float]]
    expects: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]

    def anchors(self, name: str, kind: Kind) -> tuple[str, ...]:
        """The five anchors of a dimension for a kind of question, from 1 to 5."""
        dimension = self.dimensions[name]
        return dimension.by_kind.get(kind, dimension.anchors)

    def weight(self, name: str, *, kind: Kind, level: Level) -> float:
        """What a dimension weighs; 0 when it is not asked of that kind."""
        basic = self.weights[_graded_as(kind)].get(name, 0.0)
        return basic * self.factors[level].get(name, 1.0)

    def needs(self, kind: Kind) -> tuple[str, ...]:
        """The dimensions that apply to a kind of question, in the order of the rubric."""
        weights = self.weights[_graded_as(kind)]
        return tuple(name for name in self.dimensions if weights.get(name, 0.0) > 0)

    def reason(self, reason: Reason, kind: Kind) -> str:
        """Why a dimension has no grade, as a person reads it: "typed answer: no pauses"."""
        return Template(self.reasons[reason]).substitute(kind=kind)


def load_rubric(path: Path | None = None) -> Rubric:
    """The built-in rubric, or with `path` the user's own laid over it. Raises `UsageError` when the file is wrong."""
    if path is None:
        return _builtin()
    try:
        own = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"The rubric {path} can't be read: {error.strerror or error}.",
            "Check the path given to --rubric.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The rubric {path} is not valid TOML: {error}.", "Mend the line it names."
        ) from error
    table = merge(_table(), own)
    if problem := check_rubric(own, table):
        raise UsageError(
            f"The rubric {path} can't be used: {problem}", "Leave out what you don't want to change."
        )
    return _build(table)


def overall(scores: Mapping[str, int | None], *, kind: Kind, level: Level, rubric: Rubric) -> int | None:
    """The weighted mean of what is graded, 1-5 mapped to 0-100 and rounded; None when nothing that weighs is graded."""
    total = weight = 0.0
    for name, score in scores.items():
        if score is not None and name in rubric.dimensions:
            share = rubric.weight(name, kind=kind, level=level)
            total += share * score
            weight += share
    if weight <= 0:
        return None
    mean = total / weight
    return int((mean - LOWEST) / (HIGHEST - LOWEST) * 100 + 0.5)


def _graded_as(kind: Kind) -> str:
    """Questions a candidate asks are never graded by themselves; should one come here, it is read as screening."""
    return "screening" if kind == "ask-them" else kind


def _table() -> dict[str, Any]:
    return tomllib.loads((files("interview_cli.coach") / "rubric.toml").read_text("utf-8"))


@cache
def _builtin() -> Rubric:
    return _build(_table())


def _build(table: dict[str, Any]) -> Rubric:
    dimensions = {
        name: Dimension(
            name=name,
            group=row["group"],
            title=row["title"],
            asks=row["asks"],
            anchors=tuple(row["anchors"]),
            by_kind={kind: tuple(texts) for kind, texts in row.get("kinds", {}).items()},
        )
        for name, row in table["dimensions"].items()
    }
    levels: dict[str, dict[str, Any]] = table["levels"]
    return Rubric(
        dimensions=MappingProxyType(dimensions),
        groups=MappingProxyType(dict(table["groups"])),
        weights=MappingProxyType({kind: MappingProxyType(row) for kind, row in table["weights"].items()}),
        factors=MappingProxyType({level: row.get("weights", {}) for level, row in levels.items()}),
        expects=MappingProxyType({level: row.get("expects", {}) for level, row in levels.items()}),
        reasons=MappingProxyType(dict(table["reasons"])),
    )
