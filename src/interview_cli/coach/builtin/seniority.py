"""Levels, years and degrees: what a title or a line of text says about them, in several languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.wording import Phrases, fold_words
from interview_cli.models import Level

_TITLES: Final[tuple[Level, ...]] = ("staff", "senior", "junior")
_RANKS: Final = (8, 7, 6, 5, 4)

_YEARS: Final = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:\s?(?:\+|plus))?(?:\s?(?:-|–|to|bis|à|a)\s?(\d{1,2})\+?)?\s?(?:\+\s?)?"
    r"(?:(?:full|whole|good)\s)?(?:years?|yrs?|jahren?|jährige|ans|années?|años|anni|jaar|anos|lat(?:a)?|års?|år)(?:['’]s?)?(?!\w)",
    re.IGNORECASE,
)
_YEAR_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "due": 2, "tre": 3, "cinque": 5, "twee": 2, "drie": 3, "vijf": 5,
}  # fmt: skip
_WORD_YEARS: Final = re.compile(
    rf"\b({'|'.join(_YEAR_WORDS)})\s(?:\(\d\)\s)?(?:or more\s)?(?:years?|jahren?|ans|années|años|anni|jaar|anos)\b",
    re.IGNORECASE,
)
_EXPERIENCE: Final = re.compile(
    r"experien|erfahrung|expérien|esperienz|ervaring|doświadcz|experiên|erfaren|erfaring|background|track record|"
    r"working|work in|practice|industry|role|develop|manag|teach|nurs|sell|lead|professional|hands",
    re.IGNORECASE,
)


def guess_level(title: str, musts: list[str]) -> Level:
    """The level a posting is for: what its title says, else the years its musts ask for, else `mid`."""
    folded = fold_words(title)
    for level in _TITLES:
        if _words("titles", level).found_in(folded):
            return level
    years = max((n for line in musts if (n := years_asked(line)) is not None), default=None)
    if years is None:
        return "mid"
    return "senior" if years >= 6 else "junior" if years <= 1 else "mid"


def years_asked(line: str) -> int | None:
    """The least number of years of experience that `line` asks for (0-30), or None."""
    for match in _YEARS.finditer(line):
        years = int(match.group(1))
        if years <= 30 and (_EXPERIENCE.search(line) or "+" in match.group()):
            return years
    word = _WORD_YEARS.search(line)
    if word and _EXPERIENCE.search(line):
        return _YEAR_WORDS[word.group(1).lower()]
    return None


@cache
def _words(table: str, name: str) -> Phrases:
    return Phrases(load_file("levels")[table][name])


def degree_rank(text: str) -> int | None:
    """The highest degree `text` names, as a level of the European Qualifications Framework (4-8), or None."""
    folded = fold_words(text)
    return next((rank for rank in _RANKS if _words("degrees", str(rank)).found_in(folded)), None)


def least_degree(text: str) -> int | None:
    """The lowest degree `text` names ("Bachelor's or Master's"): what a posting really asks for, or None."""
    folded = fold_words(text)
    return next((rank for rank in reversed(_RANKS) if _words("degrees", str(rank)).found_in(folded)), None)
