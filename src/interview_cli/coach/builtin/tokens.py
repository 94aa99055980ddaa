"""The words of a line, and what a skill is: its name, the ways to write it, and the company it keeps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

_TOKEN: Final = re.compile(r"(?:(?<![\w.])\.(?=[A-Za-z]))?[^\W_]+(?:\+{1,2}(?!\w)|#)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a line: as written, folded for comparing, and where it stands."""

    raw: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill. `kind` is technology, method, domain, soft, certificate or language; `family` is a family's id."""

    name: str
    family: str
    kind: str
    implies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a skill. `exact` ones match only in this capitalisation; `sure` ones need no context words."""

    words: tuple[str, ...]
    surface: tuple[str, ...]
    skill: Skill
    exact: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A skill named in a line, at characters `start` to `end`."""

    name: str
    start: int
    end: int


def tokenise(line: str) -> list[Token]:
    """The words of `line`; "C++", "C#" and ".NET" are words."""
    return [Token(m.group(), fold_word(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(line)]


@cache
def fold_word(word: str) -> str:
    """`word` without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def first_word(text: str) -> str:
    """The first word of `text`, folded; empty if it has none."""
    found = _TOKEN.search(text)
    return fold_word(found.group()) if found else ""


@cache
def folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases as they stand in a folded line."""
    return tuple(" ".join(t.folded for t in tokenise(phrase)) for phrase in phrases)


def singulars(word: str) -> tuple[str, ...]:
    """A folded word and what it may be the plural of."""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        if word.endswith("ies"):
            return word, word[:-3] + "y"
        if word.endswith("es"):
            return word, word[:-1], word[:-2]
        return word, word[:-1]
    return (word,)
