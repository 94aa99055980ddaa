"""The wording of advice: templates of `advice.toml`, used in turn."""

from __future__ import annotations

import re
from collections import Counter
from string import Template
from typing import TYPE_CHECKING, Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.models import GapStatus
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from interview_cli.coach.builtin.lexicon import Lexicon


class Voice:
    """Picks the next wording for a situation, so that rows beside each other differ."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, str]] = Counter()

    def tell(self, status: GapStatus, topic: str, words: dict[str, str]) -> str:
        """The next advice for a status and topic, with `words` filled in; a missing word raises `KeyError`."""
        table = load_file("advice")[status]
        if topic not in table:
            topic = "general"
        if words["where"] == _NOWHERE and f"{topic}_unplaced" in table:
            topic = f"{topic}_unplaced"
        ways: list[str] = table[topic]
        way = ways[self._used[status, topic] % len(ways)]
        self._used[status, topic] += 1
        told = re.sub(r"\.\.(?=\s|$)", ".", Template(way).substitute(words))
        return told[0].upper() + told[1:]


def speak(skill: str, lexicon: Lexicon) -> str:
    """A skill's name as it stands inside a sentence: methods and domains without their capital."""
    entry = lexicon.skills.get(skill)
    if entry is None or entry.kind in ("technology", "certificate", "language"):
        return skill
    first, _, rest = skill.partition(" ")
    if first[1:].islower() and first[:1].isupper():
        return " ".join(filter(None, (first.lower(), rest)))
    return skill


_NOWHERE: Final = "on your CV"
_AT: Final = {"work": "at", "volunteer": "at", "education": "at", "project": "in your project"}
_ELSEWHERE: Final = {
    "work": "in your work history",
    "volunteer": "in your volunteering",
    "education": "in your education",
    "project": "in your projects",
    "certificate": "among your certificates",
    "language": "under languages",
    "summary": "in your summary",
    "skills": "in your skills list",
}


def place(where: str) -> str:
    """Where a line stands, as an adverb: "work: Northwind" is "at Northwind"."""
    part, _, at = where.partition(": ")
    if at and part in _AT:
        name = re.split(r" \(| – ", clean_line(at, 60))[0].rstrip(".")
        return f"{_AT[part]} {name}"
    return _ELSEWHERE.get(part, _NOWHERE)


def shorten(requirement: str) -> str:
    """A requirement short enough to say."""
    return clean_line(requirement, 90).rstrip(".;,")


def span(years: float) -> str:
    """A number of years as one says it: "about 3 years"."""
    whole = round(years)
    if whole < 1:
        return "less than a year"
    return "about a year" if whole == 1 else f"about {whole} years"
