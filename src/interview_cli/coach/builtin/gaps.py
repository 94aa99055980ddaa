"""Each requirement against the CV: met, partial or missing, with the line that proves it and what to say when asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin import advice
from interview_cli.coach.builtin.alternatives import group_skills
from interview_cli.coach.builtin.judging import Reading, Verdict, judge
from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.seniority import least_degree, years_asked
from interview_cli.coach.builtin.wording import is_condition
from interview_cli.models import Gap, GapStatus, Posting, Priority, Requirement

MAX_ROWS: Final = 40
_WEIGHT: Final[dict[Priority, float]] = {"critical": 3.0, "important": 2.0, "minor": 1.0}
_CREDIT: Final[dict[GapStatus, float]] = {"met": 1.0, "partial": 0.5, "missing": 0.0}
_STATUS_ORDER: Final[dict[GapStatus, int]] = {"missing": 0, "partial": 1, "met": 2}
_PRIORITY_ORDER: Final[dict[Priority, int]] = {"critical": 0, "important": 1, "minor": 2}

_STRESSED: Final = re.compile(
    r"\b(?:must|required|essential|mandatory|minimum|at least|expert|proven|zwingend|erforderlich|"
    r"exigée?|obligatoire|indispensable|imprescindible|obbligatori\w+|vereist|wymagan\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for: a requirement, the skills of it that count as one, and how much it matters."""

    requirement: Requirement
    group: tuple[str, ...]
    priority: Priority


def find_gaps(posting: Posting, reading: Reading) -> tuple[Gap, ...]:
    """A row for each skill a requirement names, or for the requirement itself; worst first, at most 40 rows.

    A skill asked for twice has one row, at its strongest. Alternatives ("Python or Java") share a row, met by any.
    """
    voice = advice.Voice()
    gaps: list[Gap] = []
    asked: set[str] = set()
    for requirement in posting.requirements:
        for group in _groups(requirement, reading.lexicon):
            if asked.isdisjoint(group):
                asked.update(group)
                ask = Ask(requirement, group, _priority(posting, requirement, group, reading.lexicon))
                gaps.append(_row(ask, reading, voice))
    gaps.sort(key=lambda gap: (_STATUS_ORDER[gap.status], _PRIORITY_ORDER[gap.priority]))
    kept = sorted(gaps, key=lambda gap: _PRIORITY_ORDER[gap.priority])[:MAX_ROWS]
    return tuple(gap for gap in gaps if gap in kept)


def _groups(requirement: Requirement, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The skills of a requirement; a degree is one thing, whatever subjects it may be in."""
    if least_degree(requirement.text) and years_asked(requirement.text) is None:
        return [()]
    return group_skills(requirement, lexicon)


def fit(gaps: Iterable[Gap], posting: Posting) -> int | None:
    """The share of what is asked that the CV shows, 0-100: met counts 1, partial ½, weighted 3:2:1 by priority.

    Wishes and duties weigh half of what a must of their priority weighs. Conditions to agree to (nights, travel, a
    permit) say nothing about fit and are left out.
    """
    rows = [gap for gap in gaps if gap.skill or not is_condition(gap.requirement)]
    if not rows:
        return None
    musts = {requirement.text for requirement in posting.requirements if requirement.importance == "must"}
    weights = [_WEIGHT[gap.priority] * (1.0 if gap.requirement in musts else 0.5) for gap in rows]
    credit = sum(weight * _CREDIT[gap.status] for weight, gap in zip(weights, rows, strict=True))
    return round(100 * credit / sum(weights))


def _named(group: tuple[str, ...], verdict: Verdict, reading: Reading) -> str | None:
    """The skill a row is about: of alternatives the one the CV shows, else the first."""
    if not group:
        return None
    if verdict.skill:
        return verdict.skill
    if verdict.status == "met":
        return next((name for name in group if name in reading.proved), group[0])
    return group[0]


def _priority(
    posting: Posting, requirement: Requirement, group: tuple[str, ...], lexicon: Lexicon
) -> Priority:
    """Importance by prominence: stressed wording, a place in the title, or a mention in several lines lifts it."""
    if requirement.importance == "nice":
        return "minor"
    if not group and is_condition(requirement.text):
        return "minor"
    kind = lexicon.skills[group[0]].kind if group else "general"
    mentions = sum(1 for other in posting.requirements if set(group) & set(other.skills)) if group else 1
    in_title = bool(set(group) & set(lexicon.names(posting.title)))
    if requirement.importance == "duty":
        return "important" if group and kind != "soft" and (mentions > 1 or in_title) else "minor"
    if kind == "soft":
        return "important" if mentions > 1 else "minor"
    stressed = bool(_STRESSED.search(requirement.text)) or years_asked(requirement.text) is not None
    if in_title or (group and (mentions > 1 or stressed)) or (kind == "certificate"):
        return "critical"
    return "critical" if stressed and _early(posting, requirement) else "important"


def _early(posting: Posting, requirement: Requirement) -> bool:
    """Whether a must stands in the first third of the musts: what is asked first matters most."""
    musts = [r for r in posting.requirements if r.importance == "must"]
    return requirement in musts[: max(2, len(musts) // 3)]


def _row(ask: Ask, reading: Reading, voice: advice.Voice) -> Gap:
    verdict = judge(ask.requirement, ask.group, reading)
    if not ask.group and verdict.status != "met" and is_condition(ask.requirement.text):
        verdict = Verdict("missing", topic="condition")
    skill = _named(ask.group, verdict, reading)
    words = {
        "skill": advice.speak(skill, reading.lexicon) if skill else "this",
        "related": verdict.related,
        "where": advice.place(verdict.where),
        "asked": "a year" if verdict.asked == 1 else f"{verdict.asked} years",
        "have": advice.span(verdict.have),
        "need": advice.shorten(ask.requirement.text),
    }
    told = voice.tell(verdict.status, _topic(ask, verdict), words)
    return Gap(ask.requirement.text, skill, verdict.status, ask.priority, verdict.evidence, told)


def _topic(ask: Ask, verdict: Verdict) -> str:
    if verdict.status != "missing" or verdict.topic != "hard":
        return verdict.topic
    if ask.requirement.importance == "nice":
        return "nice"
    return "critical" if ask.priority == "critical" else "hard"
