"""A company's name in a text: where it is meant, and where it is a word or a part of a longer name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interview_cli.research.data import load_file
from interview_cli.research.wording import interview_after, words

_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;\n\"“(\[]\s*|[-–—|/]\s+)\Z")
_INITIALS: Final = re.compile(
    r"\b[A-Z]{2,5}s?\b"
)  # people who write "im at otter" write SQL in capitals all the same
_IN: Final = re.compile(
    r"\b(?:in|near|around|outside|of|to|from)\s\Z", re.IGNORECASE
)  # "in Halden" is the town


@dataclass(frozen=True, slots=True)
class Name:
    """A company's name as a pattern. `plain` names are everyday words; `strict` ones need more than "NAME interview".

    A `short` name is what people make of a longer one ("Halden" for "Halden Clinics"): it may be a town's name as well.
    """

    spelt: str
    pattern: re.Pattern[str]
    plain: bool
    strict: bool
    senses: re.Pattern[str] | None
    short: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands, and whether it begins with a capital."""

    start: int
    end: int
    capital: bool


@lru_cache(maxsize=64)
def name_of(company: str) -> Name:
    """`company` with what makes it hard to find."""
    parts = company.casefold().split()
    table = load_file("names")
    sense = table["senses"].get(company.casefold())
    plain = len(parts) == 1 and (
        len(company) <= 3 or parts[0] in table["common"].split() or sense is not None
    )
    senses = "|".join(re.escape(word) for word in sense["words"]) if sense else ""
    return Name(
        company,
        name_pattern(company),
        plain,
        bool(sense and sense.get("strict")),
        re.compile(rf"(?<![\w-])(?:{senses})(?![\w])", re.IGNORECASE) if senses else None,
    )


@lru_cache(maxsize=64)
def short_name_of(company: str) -> Name | None:
    """What people call `company` when they leave off what kind of house it is; None when nothing is left off."""
    parts = company.split()
    kept = parts
    while len(kept) > 1 and kept[-1].casefold().rstrip(".") in words("houses") | words("tails"):
        kept = kept[:-1]
    short = " ".join(kept)
    if kept == parts or len(short) < 4 or name_of(short).plain:
        return None
    return Name(short, name_pattern(short), plain=True, strict=False, senses=None, short=True)


@lru_cache(maxsize=64)
def name_pattern(company: str) -> re.Pattern[str]:
    """The company's name in any case: "&" or "and", spaces or hyphens, not inside another word."""
    parts = [
        "(?:&|and|n)" if word.casefold() in {"&", "and"} else re.escape(word).replace("'", "['’]")
        for word in company.split()
    ]
    return re.compile(rf"(?<![\w@#/-]){'[ -]?'.join(parts)}(?=['’]s(?!\w)|(?![\w-]|\.\w))", re.IGNORECASE)


def find_mentions(text: str, name: Name, role: str = "") -> list[Mention]:
    """Where `text` names the company, not a word like it and not a longer name. Words of `role` after it leave it a name."""
    found = []
    for match in name.pattern.finditer(text):
        spelt = match[0]
        capital = spelt[:1].isupper() or not spelt[:1].isalpha()
        if name.plain:
            shouted = spelt.isupper() and len(spelt) > 3
            if not capital and not _lowercase_writer(text):
                continue
            if capital and not shouted and _is_longer(text, match):
                continue
            if name.short and _IN.search(text, max(0, match.start() - 12), match.start()):
                continue
            if capital and begins_sentence(text, match.start()) and _reads_as_word(text, match, role):
                continue
        elif _is_longer(text, match, before=False):
            continue
        found.append(Mention(match.start(), match.end(), capital))
    return found


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a clause begins at `start`, so that a capital there says nothing."""
    return bool(_SENTENCE_START.search(text[max(0, start - 8) : start]))


def _lowercase_writer(text: str) -> bool:
    """Whether the writer uses no capitals at all, so that a small letter says nothing."""
    letters = [c for c in _INITIALS.sub("", text) if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) <= len(letters) * 0.01


def _is_longer(text: str, match: re.Match[str], *, before: bool = True) -> bool:
    """Whether a capitalised word beside the name makes another name of it: "Harbour View", "Green Lantern"."""
    following = re.match(r"[ -]([^\W_][\w'’.-]*)", text[match.end() :])
    initials = following and following[1].isupper() and len(following[1]) <= 5  # HRBP, SQL, QA
    if following and following[1][:1].isupper() and not initials and not is_neighbour(following[1]):
        return before or following[1].lower().rstrip(".,:;!?'’") not in words("houses")
    if not before:
        return False
    preceding = re.search(r"([^\W_][\w'’.-]*)[ -]\Z", text[max(0, match.start() - 40) : match.start()])
    if not preceding or preceding[1].endswith((".", "!", "?")):
        return False
    return preceding[1][:1].isupper() and not is_neighbour(preceding[1])


def is_neighbour(word: str) -> bool:
    """Whether `word` may stand capitalised beside a name and leave it what it is."""
    bare = word.lower().rstrip(".,:;!?'’")
    return bare in words("neighbours") or bare.removesuffix("'s").removesuffix("’s") in words("neighbours")


def _reads_as_word(text: str, match: re.Match[str], role: str) -> bool:
    """Whether an everyday word that begins a sentence goes on as the word it is: "Anchor high in the interview"."""
    following = re.match(r"\s+([a-z][\w'’-]*)", text[match.end() :])
    if not following:
        return False
    if any(following[1][:4] == word[:4] for word in role.lower().split()):
        return False
    tail = text[match.end() : match.end() + 70]
    return interview_after().match(tail) is None and following[1] not in words("after_name")
