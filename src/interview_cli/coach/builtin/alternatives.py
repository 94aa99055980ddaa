"""Which skills of a requirement are alternatives ("Python or Java") and which are asked for side by side."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.tokens import Hit
from interview_cli.models import Requirement

_MAX_PER_REQUIREMENT: Final = 4
_EITHER: Final = re.compile(
    r"\b(?:or|oder|ou|o|of|lub|eller|und/oder|and/or|and or|versus)\b|/", re.IGNORECASE
)
_LISTED: Final = re.compile(r"[\s,;()]*", re.IGNORECASE)
_SUCH_AS: Final = re.compile(
    r"(?:\be\.?g\.?|such as|like|for example|for instance|one of|any of|similar|comparable|equivalent|z\. ?B\.|wie|"
    r"p\. ?ex\.|par exemple|tels? que|type|como|por ejemplo|ad esempio|bijv\.|zoals|np\.|t\.ex\.)",
    re.IGNORECASE,
)


def group_skills(requirement: Requirement, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The skills of a requirement, alternatives together; one empty group when it names none."""
    text = requirement.text
    hits = _without_details(text, lexicon.find(text), lexicon)
    groups: list[list[str]] = []
    for i, hit in enumerate(hits):
        if groups and _is_alternative(text, hits, i):
            groups[-1].append(hit.name)
        else:
            groups.append([hit.name])
    unique = list(dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups))
    hard = [group for group in unique if lexicon.skills[group[0]].kind != "soft"]
    chosen = _without_broader(hard, lexicon) or unique[:1]
    return chosen[:_MAX_PER_REQUIREMENT] or [()]


def _without_details(text: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Hits less what only spells a technology out ("PostgreSQL: schema design, query plans")."""
    if len(hits) < 2 or lexicon.skills[hits[0].name].kind != "technology":
        return hits
    if text[hits[0].end : hits[1].start].strip() not in (":", "–", "—", "-", "("):
        return hits
    return [hit for hit in hits if lexicon.skills[hit.name].kind == "technology"]


def _without_broader(groups: list[tuple[str, ...]], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Groups less those that another group of the same line implies ("SQL" beside "PostgreSQL")."""
    return [
        group
        for group in groups
        if not any(group != other and set(group) <= _all_proved(other, lexicon) for other in groups)
    ]


def _all_proved(group: tuple[str, ...], lexicon: Lexicon) -> set[str]:
    return set().union(*(lexicon.proves(name) for name in group))


def _is_alternative(text: str, hits: list[Hit], i: int) -> bool:
    """Whether hit `i` is another way to satisfy what hit `i - 1` asks for."""
    between = text[hits[i - 1].end : hits[i].start]
    if len(between) > 24:
        return False
    if between.strip() == "(":  # "event streaming (Kafka, Pulsar)"
        return True
    if _EITHER.search(between):
        return True
    if not _LISTED.fullmatch(between):
        return False
    before, after = text[: hits[i - 1].start][-48:], text[hits[i].end :][:90]
    return bool(_SUCH_AS.search(before)) or bool(re.match(r"[^.;]{0,60}?,?\s\b(?:or|oder|ou|o|lub)\b", after))
