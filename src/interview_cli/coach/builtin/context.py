"""What stands around a name: whether it lets the name be the skill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
_SENTENCE: Final = re.compile(r"[.;:!?()–—]")


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
    """The places of the words that name people to work with: "reporting to the site manager", "including designers"."""
    words = [token.folded for token in tokens]
    known = _colleagues()
    places: set[int] = set()
    for start in _after(known.before, words):
        run = list(_one_phrase(line, tokens[start : start + _TITLE]))
        named = [i for i, word in enumerate(run) if known.is_person(word)]
        places.update(range(start, start + named[-1] + 1) if named else ())
    for start in _after(known.beside, words):
        places.update(range(start, _end_of_list(line, tokens, start, known)))
    for at, word in enumerate(words):
        if word not in known.people and known.is_person(word):
            places.update(range(_begin_of_title(line, tokens, at), at + 1))
    return frozenset(places)


@dataclass(frozen=True, slots=True)
class Colleagues:
    """`colleagues.toml`, its phrases by their first word."""

    people: frozenset[str]
    before: dict[str, list[tuple[str, ...]]]
    beside: dict[str, list[tuple[str, ...]]]
    ends: frozenset[str]
    stops: frozenset[str]

    def is_person(self, word: str) -> bool:
        """Whether a job title ends in `word`, in the singular or the plural."""
        return not self.people.isdisjoint(singulars(word))


@cache
def _colleagues() -> Colleagues:
    table = load_file("colleagues")
    return Colleagues(
        people=frozenset(table["people"]),
        before=_by_first_word(table["before"]),
        beside=_by_first_word(table["beside"]),
        ends=frozenset(table["ends"]),
        stops=frozenset(folded(tuple(table["stops"]))),
    )


def _by_first_word(entries: list[str]) -> dict[str, list[tuple[str, ...]]]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in folded(tuple(entries)):
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append(tuple(rest))
    return phrases


def _after(phrases: dict[str, list[tuple[str, ...]]], words: list[str]) -> Iterator[int]:
    """The places right after each of `phrases` in `words`."""
    for at in (at for at, word in enumerate(words) if word in phrases):
        for rest in phrases[words[at]]:
            start = at + 1 + len(rest)
            if tuple(words[at + 1 : start]) == rest:
                yield start


def _one_phrase(line: str, tokens: list[Token]) -> Iterator[str]:
    """The words up to the first sign or linking word."""
    for at, token in enumerate(tokens):
        if token.folded in _LINKS or (at and not _SPACE.fullmatch(line[tokens[at - 1].end : token.start])):
            return
        yield token.folded


def _end_of_list(line: str, tokens: list[Token], start: int, known: Colleagues) -> int:
    """The place after a list of people and departments: its closing noun, or what one does with them."""
    for at in range(start, len(tokens)):
        if at > start and _SENTENCE.search(line[tokens[at - 1].end : tokens[at].start]):
            return at
        if tokens[at].folded in known.stops:
            return at
        if tokens[at].folded in known.ends:
            return at + 1
    return len(tokens)


def _begin_of_title(line: str, tokens: list[Token], at: int) -> int:
    """The first word of the title that ends at `at`: "technical project managers"."""
    begin = at
    while begin > max(0, at - _TITLE // 2):
        between = line[tokens[begin - 1].end : tokens[begin].start]
        if tokens[begin - 1].folded in _LINKS or not _SPACE.fullmatch(between):
            break
        begin -= 1
    return begin


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
