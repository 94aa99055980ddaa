"""How people write about interviews, as patterns made of `data/wording.toml`."""

from __future__ import annotations

import re
from functools import cache

from interview_cli.research.data import load_file


@cache
def words(key: str) -> frozenset[str]:
    """The list `key` of wording.toml."""
    return frozenset(load_file("wording")[key])


@cache
def breaks() -> frozenset[str]:
    """Words that break the way from an interview to a name."""
    return words("breaks")


def _any_of(key: str) -> str:
    return "|".join(load_file("wording")[key])


@cache
def telling() -> re.Pattern[str]:
    """A word that says people sat there."""
    return re.compile(rf"(?<![\w-])(?:{_any_of('telling')})(?![\w])", re.IGNORECASE)


@cache
def elsewhere() -> re.Pattern[str]:
    """Interviews that are no job interviews."""
    return re.compile(rf"(?<![\w-])(?:{_any_of('elsewhere')})(?![\w])", re.IGNORECASE)


@cache
def employed() -> re.Pattern[str]:
    """Employment rather than an interview."""
    return re.compile(rf"\b(?:{_any_of('employed')})(?!\w)", re.IGNORECASE)


@cache
def interview_word() -> re.Pattern[str]:
    """What can be had at a company, or stand after its name."""
    return re.compile(rf"(?<![\w-])(?:{_any_of('interview')})(?!\w)", re.IGNORECASE)


@cache
def to_name() -> re.Pattern[str]:
    """From an interview word to the name: a gap and a preposition, a colon, or a bracket."""
    return re.compile(
        r"(?:(?P<gap>[^.!?\n]{0,60}?)[ ,]\b(?:at|with|for|from|by)(?:\s+(?:the|an?))?|(?:\s+\w+){0,1}:)\s+|(?:\s+\w+){0,2}\s*[(\[]\s*",
        re.IGNORECASE,
    )


@cache
def interview_after() -> re.Pattern[str]:
    """After a name: a gap and an interview word that is no verb."""
    return re.compile(
        rf"(?:['’]s)?(?P<gap>[^.!?,;\n]{{0,45}}?)[ :–-]+(?!(?:{_any_of('verbs')})\b)(?:{_any_of('interview')})(?!\w)",
        re.IGNORECASE,
    )


@cache
def answer_after() -> re.Pattern[str]:
    """After a name: what a company does with an application."""
    return re.compile(rf"(?:['’]s)?\s+(?:{_any_of('answers')})(?!\w)", re.IGNORECASE)


@cache
def rival_pattern() -> re.Pattern[str]:
    """An interview at a capitalised name."""
    return re.compile(
        rf"(?i:\b(?:{_any_of('interview')})\s+(?:at|with|for)\s+)(?P<rival>[A-Z][\w&'’-]*(?:\s+[A-Z][\w&'’-]*)*)"
    )
