"""The skill lexicon: what skills there are, how people write them, and where a text names them.

Matching is by words, not by characters: a text line becomes tokens, and an alias matches where its tokens stand in a
row. Case, accents, plural "s" and the signs between words ("CI/CD", "CI-CD", "CI CD") make no difference, unless a
skill says so, because "Go", "R" and "Excel" are everyday words too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from interview_cli.coach.builtin.data import load_folder

_TOKEN: Final = re.compile(r"(?:(?<![\w.])\.(?=[A-Za-z]))?[^\W_]+(?:\+{1,2}(?!\w)|#)?")
_JOINT: Final = re.compile(r"[ \t\-‐‑–/.&'’_+]{0,3}\Z")
_SENTENCE_END: Final = re.compile(r"[.!?][ \t]")


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
    """One way to write a skill. `exact` aliases match only in this capitalisation."""

    words: tuple[str, ...]
    surface: tuple[str, ...]
    skill: Skill
    exact: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A skill named in a line, at characters `start` to `end`."""

    name: str
    start: int
    end: int


_PAPER: Final = re.compile(
    r"\b(?:registration|licen[cs]e|certificate|certification|accreditation|chartership)\Z", re.IGNORECASE
)
_UNLIKE: Final = frozenset({"office-software", "enterprise-software", "it-support"})
_SHARED: Final = ("needs", "not_before", "not_after")

# A way to write a skill as the data has it: text, whether its capitals count, and the skill's name.
Way = tuple[str, bool, str]


class Lexicon:
    """All skills by name, the families' titles, and the ways to write each skill by their first word.

    There are tens of thousands of ways and a posting needs a few hundred: they are taken apart when first asked for.
    """

    def __init__(
        self, skills: dict[str, Skill], families: dict[str, str], ways: dict[str, list[Way]]
    ) -> None:
        self.skills = skills
        self.families = families
        self._ways = ways
        self._aliases: dict[str, tuple[Alias, ...]] = {}

    def aliases(self) -> Iterator[Alias]:
        """Every way to write every skill."""
        for first in self._ways:
            yield from self._beginning_with(first)

    def _beginning_with(self, first: str) -> tuple[Alias, ...]:
        """The aliases whose first word is `first`, the longest first, those with capitals before the others."""
        if first not in self._ways:
            return ()
        if first not in self._aliases:
            found = [_alias(text, self.skills[name], exact=exact) for text, exact, name in self._ways[first]]
            self._aliases[first] = tuple(sorted(found, key=lambda a: (-len(a.words), not a.exact)))
        return self._aliases[first]

    def find(self, line: str) -> list[Hit]:
        """The skills that `line` names, in order, without overlaps; the longest name wins."""
        tokens = tokenise(line)
        certain: list[Hit] = []
        doubtful: list[tuple[Hit, Skill]] = []
        at = 0
        while at < len(tokens):
            found = self._match(line, tokens, at)
            if found is None:
                at += 1
                continue
            alias, size = found
            hit = Hit(alias.skill.name, tokens[at].start, tokens[at + size - 1].end)
            # A name of several words needs no company to be understood.
            if alias.skill.needs and size == 1 and not _has_context(alias.skill, tokens, at, size):
                doubtful.append((hit, alias.skill))
            else:
                certain.append(hit)
            at += size
        if doubtful:
            certain += _trust_in_lists(line, certain, doubtful)
            certain.sort(key=lambda hit: hit.start)
        return certain

    def without(self, name: str) -> Lexicon:
        """The lexicon less the skill called `name`, if there is one."""
        own = name.casefold()
        if not any(known.casefold() == own for known in self.skills):
            return self
        ways = {
            first: [way for way in group if way[2].casefold() != own] for first, group in self._ways.items()
        }
        return Lexicon(self.skills, self.families, ways)

    def names(self, line: str) -> tuple[str, ...]:
        """The names of the skills in `line`, each once, in order."""
        return tuple(dict.fromkeys(hit.name for hit in self.find(line)))

    def proves(self, name: str) -> frozenset[str]:
        """Every skill that having `name` implies, `name` included, over any number of steps."""
        seen: set[str] = set()
        todo = [name]
        while todo:
            current = todo.pop()
            if current not in seen and current in self.skills:
                seen.add(current)
                todo.extend(self.skills[current].implies)
        return frozenset(seen)

    def are_related(self, one: str, other: str) -> bool:
        """Whether two skills are close enough that the one helps with the other: same family, or said so."""
        a, b = self.skills.get(one), self.skills.get(other)
        if a is None or b is None or one == other:
            return False
        if other in a.related or one in b.related:
            return True
        # Within a trade one thing rarely stands for another; one database does for the next.
        return a.family == b.family and a.kind == b.kind == "technology" and a.family not in _UNLIKE

    def _match(self, line: str, tokens: list[Token], at: int) -> tuple[Alias, int] | None:
        for key in _singulars(tokens[at].folded):
            for alias in self._beginning_with(key):
                size = len(alias.words)
                if _fits(alias, line, tokens, at) and not _is_excluded(alias.skill, tokens, at, size):
                    return alias, size
        return None


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


def _singulars(word: str) -> tuple[str, ...]:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        if word.endswith("ies"):
            return word, word[:-3] + "y"
        if word.endswith("es"):
            return word, word[:-1], word[:-2]
        return word, word[:-1]
    return (word,)


def _fits(alias: Alias, line: str, tokens: list[Token], at: int) -> bool:
    size = len(alias.words)
    if at + size > len(tokens):
        return False
    run = tokens[at : at + size]
    for i, (word, token) in enumerate(zip(alias.words, run, strict=True)):
        forms = _singulars(token.folded) if i == size - 1 else (token.folded,)
        if word not in forms:
            return False
        if alias.exact and alias.surface[i] != token.raw:
            return False
        if i and not _joined(line, run[i - 1], token):
            return False
    return True


def _joined(line: str, left: Token, right: Token) -> bool:
    between = line[left.end : right.start]
    return bool(_JOINT.match(between)) and not _SENTENCE_END.match(between)


def _is_excluded(skill: Skill, tokens: list[Token], at: int, size: int) -> bool:
    if skill.not_before:
        after = " ".join(t.folded for t in tokens[at + size : at + size + 4]) + " "
        if any(after.startswith(words + " ") for words in _folded(skill.not_before)):
            return True
    if skill.not_after:
        before = " " + " ".join(t.folded for t in tokens[max(0, at - 4) : at])
        if any(before.endswith(" " + words) for words in _folded(skill.not_after)):
            return True
    return False


def _has_context(skill: Skill, tokens: list[Token], at: int, size: int) -> bool:
    around = [t.folded for t in tokens[:at] + tokens[at + size :]]
    words = " " + " ".join(around) + " "
    return any(f" {need} " in words or f" {need}s " in words for need in _folded(skill.needs))


def _trust_in_lists(line: str, certain: list[Hit], doubtful: list[tuple[Hit, Skill]]) -> list[Hit]:
    """An everyday word is a skill when it stands in a list of skills: two certain ones near it, commas between."""
    return [hit for hit, _ in doubtful if sum(1 for other in certain if _in_one_list(line, hit, other)) >= 2]


def _in_one_list(line: str, one: Hit, other: Hit) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    between = line[first.end : second.start]
    return bool(re.search(r"[,/|;•·]|\band\b|\bor\b", between)) and len(between) < 90


@cache
def read_lexicon() -> Lexicon:
    """The lexicon from the data files of this package."""
    tables: dict[str, Any] = {}
    for table in load_folder("skills").values():
        for family, content in table.items():
            known = tables.setdefault(family, {**content, "skills": {}})
            known["skills"].update(content.get("skills", {}))
    return build_lexicon(tables)


def build_lexicon(tables: dict[str, Any]) -> Lexicon:
    """A lexicon from family tables: `{id: {title, kind, skills: {name: {aliases, implies, …}}}}`.

    `needs`, `not_before` and `not_after` may stand at the family, for all of its skills that have none of their own.
    """
    skills: dict[str, Skill] = {}
    ways: dict[str, list[Way]] = {}
    for family, content in tables.items():
        for name, options in content["skills"].items():
            shared = {key: content[key] for key in _SHARED if key in content}
            skills.setdefault(name, _skill(name, family, content["kind"], {**shared, **options}))
            for way in _ways_to_write(name, options):
                first = _TOKEN.search(way[0])
                if first:
                    ways.setdefault(fold_word(first.group()), []).append(way)
    return Lexicon(skills, {family: content["title"] for family, content in tables.items()}, ways)


def _kind(name: str, kind: str) -> str:
    """The kind of a skill that says none: what is written like "Web accessibility" is no product, and papers are papers."""
    if _PAPER.search(name):
        return "certificate"
    later = [word for word in name.split()[1:] if word not in ("on", "of", "for", "and", "in", "the")]
    return "method" if kind == "technology" and any(word.islower() for word in later) else kind


def _skill(name: str, family: str, kind: str, options: dict[str, Any]) -> Skill:
    return Skill(
        name=name,
        family=family,
        kind=options.get("kind") or _kind(name, kind),
        implies=tuple(options.get("implies", ())),
        related=tuple(options.get("related", ())),
        not_before=tuple(options.get("not_before", ())),
        not_after=tuple(options.get("not_after", ())),
        needs=tuple(options.get("needs", ())),
    )


def _ways_to_write(name: str, options: dict[str, Any]) -> Iterator[Way]:
    yield name, bool(options.get("exact")), name
    for text in options.get("aliases", ()):
        yield text, False, name
    for text in options.get("exact_aliases", ()):
        yield text, True, name


def _alias(text: str, skill: Skill, *, exact: bool) -> Alias:
    tokens = tokenise(text)
    return Alias(tuple(t.folded for t in tokens), tuple(t.raw for t in tokens), skill, exact)


@cache
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases as they stand in a folded line."""
    return tuple(" ".join(t.folded for t in tokenise(phrase)) for phrase in phrases)
