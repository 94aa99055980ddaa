"""What stands around a name: whether it lets the name be the skill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.tokens import Alias, Hit, Token, folded, singulars

_REACH: Final = 4
_TITLE: Final = 6  # words: "the Senior Data Engineering Team Lead"
_LINKS: Final = frozenset(
    {"and", "or", "by", "with", "for", "to", "in", "on", "of", "who", "that", "as", "from", "at", "while"}
)
_SPACE: Final = re.compile(r"[ \t\-/&]+")


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


def find_colleagues(line: str, tokens: list[Token]) -> frozenset[int]:
    """The places of the words that name somebody to work with: "reporting to the site manager"."""
    words = [token.folded for token in tokens]
    people, phrases = _colleagues()
    places: set[int] = set()
    for at in (at for at, word in enumerate(words) if word in phrases):
        for rest in phrases[words[at]]:
            start = at + 1 + len(rest)
            if tuple(words[at + 1 : start]) == rest:
                run = list(_one_phrase(line, tokens[start : start + _TITLE]))
                named = [i for i, word in enumerate(run) if not people.isdisjoint(singulars(word))]
                places.update(range(start, start + named[-1] + 1) if named else ())
    return frozenset(places)


def _one_phrase(line: str, tokens: list[Token]) -> Iterator[str]:
    """The words up to the first sign or linking word."""
    for at, token in enumerate(tokens):
        if token.folded in _LINKS or (at and not _SPACE.fullmatch(line[tokens[at - 1].end : token.start])):
            return
        yield token.folded


@cache
def _colleagues() -> tuple[frozenset[str], dict[str, list[tuple[str, ...]]]]:
    """The words that job titles end in, and the phrases that lead to a colleague by their first word."""
    table = load_file("colleagues")
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in folded(tuple(table["before"])):
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append(tuple(rest))
    return frozenset(table["people"]), phrases


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
