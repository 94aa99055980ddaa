"""What stands around a name: whether it lets the name be the skill."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.coach.builtin.tokens import Alias, Hit, Token, folded

_REACH: Final = 4


def is_excluded(alias: Alias, tokens: list[Token], at: int) -> bool:
    """Whether the words before or after say that this is something else."""
    skill, end = alias.skill, at + len(alias.words)
    if skill.not_before:
        after = " ".join(t.folded for t in tokens[end : end + _REACH]) + " "
        if any(after.startswith(words + " ") for words in folded(skill.not_before)):
            return True
    if skill.not_after:
        before = " " + " ".join(t.folded for t in tokens[max(0, at - _REACH) : at])
        if any(before.endswith(" " + words) for words in folded(skill.not_after)):
            return True
    return False


def has_context(alias: Alias, tokens: list[Token], at: int) -> bool:
    """Whether a word the skill needs stands in the line, or in the name itself if that has several words."""
    size = len(alias.words)
    around = tokens if size > 1 else tokens[:at] + tokens[at + 1 :]
    words = " " + " ".join(t.folded for t in around) + " "
    return any(f" {need} " in words or f" {need}s " in words for need in folded(alias.skill.needs))


def trust_in_lists(line: str, certain: list[Hit], doubtful: list[Hit]) -> list[Hit]:
    """An everyday word is a skill when it stands in a list of skills: two certain ones near it, commas between."""
    return [hit for hit in doubtful if sum(1 for other in certain if _in_one_list(line, hit, other)) >= 2]


def _in_one_list(line: str, one: Hit, other: Hit) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    between = line[first.end : second.start]
    return bool(re.search(r"[,/|;•·]|\band\b|\bor\b", between)) and len(between) < 90
