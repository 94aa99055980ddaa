"""How much a text tells of being interviewed, whatever words it uses: how many kinds of sign it holds, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from interview_cli.research.data import load_file
from interview_cli.research.names import Mention, begins_sentence
from interview_cli.research.wording import breaks, words

STRONG: Final = 0.75
WEAK: Final = 0.4
_HIRING: Final = {"event", "test", "recruit"}
_SAT: Final = ("event", "test")
_SEVERAL: Final = 3
_MANY: Final = 4
_LONGEST_LABEL: Final = 7
_ENDS: Final = re.compile(r"[.!?:;()\[\]\n|]|\s[-–—~>]+\s|\s?->\s?|,\s")
_SENTENCE: Final = re.compile(r"[.!?;\n]")
_WORD: Final = re.compile(r"[^\W_][\w'’&.+-]*")
_LIST: Final = re.compile(r"(?:,| and| or) (?:the )?[A-Z][\w&'’-]+(?:,| and| or) ")


@dataclass(frozen=True, slots=True)
class Signs:
    """The kinds of sign a text holds, strong ones first."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]

    @property
    def points(self) -> float:
        """What they are worth together: nothing where nobody is hired or set a task, whatever was asked and answered."""
        every = self.strong + self.weak
        if _HIRING & set(self.strong) or ("role" in self.strong and len(every) >= _MANY):
            return STRONG * len(self.strong) + WEAK * len(self.weak)
        return WEAK * len(every) if "task" in self.weak else 0.0


def find_signs(text: str, *, role_beside: bool, role_named: bool) -> Signs:
    """The kinds of sign in `text`, with whether the role stands beside the name, or anywhere."""
    found = {kind: strong for kind, (strong, pattern) in _kinds().items() if pattern.search(text)}
    if len({hit.lower() for kind in _SAT for hit in _kinds()[kind][1].findall(text)}) >= _SEVERAL:
        found["several"] = False
    if role_beside or role_named:
        found["role"] = role_beside
    return Signs(
        tuple(kind for kind, strong in found.items() if strong),
        tuple(kind for kind, strong in found.items() if not strong),
    )


def speaks_against(text: str, *, always: bool) -> Iterator[str]:
    """For each reason why what is told is another matter the words that say so; only those that `always` count, or the others."""
    for pattern in _against(always):
        if found := pattern.search(text):
            yield " ".join(found[0].split())


def is_employed(text: str, mention: Mention) -> bool:
    """Whether the words before the name say that somebody works, worked or buys there."""
    return bool(_ending("employed", "before").search(text[max(0, mention.start - 60) : mention.start]))


def is_placed(text: str, mention: Mention, *, label: bool = True) -> bool:
    """Whether the name stands as a place where one applies: beside words of hiring or, where `label`, as one of its own."""
    before, after = text[max(0, mention.start - 80) : mention.start], text[mention.end : mention.end + 80]
    if _LIST.match(after) and not begins_sentence(text, mention.start):
        return False
    if _ending("place", "sat").search(before):
        return True
    return not is_employed(text, mention) and (
        (label and _is_label(before, after))
        or bool(_ending("place", "before").search(before))
        or bool(_starting("place", "after").match(after))
    )


def _is_label(before: str, after: str) -> bool:
    """Whether the name stands in a short piece of text without a verb: "Nimbrix, senior backend.", "AE role (Lantern)"."""
    piece = f"{_ENDS.split(before)[-1]} {_ENDS.split(after)[0]}"
    found = [word.lower() for word in _WORD.findall(piece)]
    return len(found) < _LONGEST_LABEL and not set(found) & breaks()


def is_beside_role(text: str, mention: Mention, role: str) -> bool:
    """Whether the role, its initials or another word for a job stands beside the name: "Osprey DE", "Ternbridge role"."""
    before, after = text[max(0, mention.start - 50) : mention.start], text[mention.end : mention.end + 50]
    found = _WORD.findall(_SENTENCE.split(before)[-1])[-4:] + _WORD.findall(_SENTENCE.split(after)[0])[:4]
    return any(_is_role(word, role.split()) for word in found)


def _is_role(word: str, role: list[str]) -> bool:
    initials = "".join(part[0] for part in role).upper()
    if len(initials) > 1 and word in {initials, initials[-2:]}:
        return True
    return word.lower() in words("jobs") or any(
        len(part) > 3 and word.lower()[:4] == part.lower()[:4] for part in role
    )


@cache
def _kinds() -> dict[str, tuple[bool, re.Pattern[str]]]:
    return {
        kind: (entry.get("strong", False), _whole(entry["words"]))
        for kind, entry in load_file("signals")["kinds"].items()
    }


@cache
def _against(always: bool) -> tuple[re.Pattern[str], ...]:  # noqa: FBT001 - the key of a cache
    groups = load_file("signals")["against"].values()
    return tuple(_whole(group["words"]) for group in groups if group.get("always", False) == always)


@cache
def _ending(table: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(load_file('signals')[table][key])})\s+\Z", re.IGNORECASE)


@cache
def _starting(table: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(load_file('signals')[table][key])})(?!\w)", re.IGNORECASE)


def _whole(found: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
