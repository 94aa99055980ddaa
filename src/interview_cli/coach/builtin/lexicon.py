"""The skill lexicon: what skills there are, how people write them, and where a text names them.

Matching is by words, not by characters: a text line becomes tokens, and an alias matches where its tokens stand in a
row. Case, accents, plural "s" and the signs between words ("CI/CD", "CI-CD", "CI CD") make no difference, unless a
skill says so, because "Go", "R" and "Excel" are everyday words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from interview_cli.coach.builtin.context import find_colleagues, has_context, is_excluded, trust_in_lists
from interview_cli.coach.builtin.data import load_folder
from interview_cli.coach.builtin.tokens import Alias, Hit, Skill, Token, first_word, singulars, tokenise

_JOINT: Final = re.compile(r"[ \t\-‐‑–/.&'’_+]{0,3}\Z")
_SENTENCE_END: Final = re.compile(r"[.!?][ \t]")


_PAPER: Final = re.compile(
    r"\b(?:registration|licen[cs]e|certificate|certification|accreditation|chartership)\Z", re.IGNORECASE
)
_UNLIKE: Final = frozenset({"office-software", "enterprise-software", "it-support"})
_SHARED: Final = ("needs", "not_before", "not_after")

# A way to write a skill as the data has it: text, whether its capitals count, whether it needs no context words, and
# the skill's name.
Way = tuple[str, bool, bool, str]


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
        """The aliases whose first word is `first`, the longest first, those with capitals and sure ones before the others."""
        if first not in self._ways:
            return ()
        if first not in self._aliases:
            found = [
                _alias(text, self.skills[name], exact=exact, sure=sure)
                for text, exact, sure, name in self._ways[first]
            ]
            self._aliases[first] = tuple(
                sorted(found, key=lambda a: (-len(a.words), not a.exact, not a.sure))
            )
        return self._aliases[first]

    def find(self, line: str) -> list[Hit]:
        """The skills that `line` names, in order, without overlaps; the longest name wins."""
        tokens = tokenise(line)
        colleagues = find_colleagues(line, tokens)
        certain: list[Hit] = []
        doubtful: list[Hit] = []
        at = 0
        while at < len(tokens):
            found = self._match(line, tokens, at)
            # Products are called managers and designers too, and nobody reports to them.
            if found is None or (at in colleagues and found[0].skill.kind != "technology"):
                at += 1
                continue
            alias, size = found
            hit = Hit(alias.skill.name, tokens[at].start, tokens[at + size - 1].end)
            if alias.skill.needs and not alias.sure and not has_context(alias, tokens, at):
                doubtful.append(hit)
            else:
                certain.append(hit)
            at += size
        if doubtful:
            certain += trust_in_lists(line, certain, doubtful)
            certain.sort(key=lambda hit: hit.start)
        return certain

    def without(self, name: str) -> Lexicon:
        """The lexicon less the skill called `name`, if there is one."""
        own = name.casefold()
        if not any(known.casefold() == own for known in self.skills):
            return self
        ways = {
            first: [way for way in group if way[3].casefold() != own] for first, group in self._ways.items()
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
        for key in singulars(tokens[at].folded):
            for alias in self._beginning_with(key):
                if _fits(alias, line, tokens, at) and not is_excluded(alias, tokens, at):
                    return alias, len(alias.words)
        return None


def _fits(alias: Alias, line: str, tokens: list[Token], at: int) -> bool:
    size = len(alias.words)
    if at + size > len(tokens):
        return False
    run = tokens[at : at + size]
    for i, (word, token) in enumerate(zip(alias.words, run, strict=True)):
        forms = singulars(token.folded) if i == size - 1 else (token.folded,)
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

    `needs`, `not_before` and `not_after` may stand at the family, for all of its skills; what a skill has is added to it.
    """
    skills: dict[str, Skill] = {}
    ways: dict[str, list[Way]] = {}
    for family, content in tables.items():
        for name, options in content["skills"].items():
            company = {key: (*content.get(key, ()), *options.get(key, ())) for key in _SHARED}
            skills.setdefault(name, _skill(name, family, content["kind"], {**options, **company}))
            for way in _ways_to_write(name, options):
                first = first_word(way[0])
                if first:
                    ways.setdefault(first, []).append(way)
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
        not_before=options["not_before"],
        not_after=options["not_after"],
        needs=options["needs"],
    )


def _ways_to_write(name: str, options: dict[str, Any]) -> Iterator[Way]:
    yield name, bool(options.get("exact")), False, name
    for text in options.get("aliases", ()):
        yield text, False, False, name
    for text in options.get("exact_aliases", ()):
        yield text, True, False, name
    for text in options.get("sure_aliases", ()):
        yield text, False, True, name


def _alias(text: str, skill: Skill, *, exact: bool, sure: bool) -> Alias:
    tokens = tokenise(text)
    return Alias(
        words=tuple(t.folded for t in tokens),
        surface=tuple(t.raw for t in tokens),
        skill=skill,
        exact=exact,
        sure=sure,
    )
