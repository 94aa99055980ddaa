"""Threads as sentences that can be quoted: each stands verbatim in its thread, and tells of no other company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from interview_cli.models import Source
from interview_cli.research.names import name_pattern, short_name_of
from interview_cli.research.thread import Thread, texts_of
from interview_cli.research.wording import words
from interview_cli.untrusted import clean_line, find_quote, fold

MAX_QUOTE: Final = 280
_BREAK: Final = re.compile(
    r"\n+|\*\*:?\s+|(?<=[.!?…])\s+(?=[\"“‘'(]?[\w£$€])|(?<=[.!?…][\"”’')])\s+(?=[\"“‘'(]?[A-Z\d£$€])"
)
_MARKER: Final = re.compile(r"^(?:>+\s*|#+\s*|[-*+•]\s+|\d{1,2}[.)]\s+|\*{1,3}|_{1,2})+|(?:\*{1,3}|_{1,2})$")
_NOISE: Final = re.compile(r"https?://|www\.|\]\(|\bu/\w|&#|<\w+>|```", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"\b(?:at|from|with)\s+(?:an?other|other|small|different|most|some|several|many|two other)\b",
    re.IGNORECASE,
)
_AT: Final = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Ii]nterview(?:s|ed|ing)? (?:with|for))\s+(?:the\s+)?([A-Z][\w&'’.-]+)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence. `quote` stands verbatim in `thread`; `before` is the line above it in the same text; `score` is of its post or comment."""

    thread: Thread
    quote: str
    before: str
    place: int
    score: int | None


def sentences_of(thread: Thread, company: str) -> Iterator[Said]:
    """The sentences of `thread` that may be quoted, in order. `place` counts the text: title 0, body 1, comments from 2."""
    rivals = _rivals(thread, company)
    for place, (text, score) in enumerate(texts_of(thread)):
        folded, before = fold(text), ""
        for line in split(text):
            if _fits(line, company, rivals) and find_quote(line, folded):
                yield Said(thread, line, before, place, score)
            before = line


def split(text: str) -> Iterator[str]:
    """The sentences and list items of `text`, without list marks."""
    for part in _BREAK.split(text):
        line = part.strip()
        for _ in range(3):
            line = _MARKER.sub("", line).strip()
        if line:
            yield line


def _fits(line: str, company: str, rivals: tuple[str, ...]) -> bool:
    """Whether the sentence can be printed, and is about no other company."""
    if len(line) > MAX_QUOTE or _NOISE.search(line) or _ELSEWHERE.search(line):
        return False
    if any(rival in line for rival in rivals):
        return False
    short = short_name_of(company)
    names = [name_pattern(company)] + ([short.pattern] if short else [])
    return all(
        any(name.match(line, found.start(1)) for name in names)
        or found[1].isupper()
        or found[1].lower().rstrip(".,'’s") in words("neighbours")
        for found in _AT.finditer(line)
    )


def _rivals(thread: Thread, company: str) -> tuple[str, ...]:
    """Companies named in one breath with this one: "Harbour and St Edith's", "Lantern vs Calloway"."""
    said = f"{thread.title}\n{thread.body}"
    other = r"((?:St\.? )?[A-Z][\w&’'-]+)"
    name = name_pattern(company).pattern
    found = re.findall(rf"(?i:{name}(?:,| and| or| vs\.?| versus| &) ){other}", said)
    found += re.findall(rf"{other}(?i:(?:,| and| or| vs\.?| versus) {name})", said)
    return tuple(
        {
            rival
            for rival in found
            if rival.lower() not in words("neighbours") and not name_pattern(company).fullmatch(rival)
        }
    )


def source_of(said: Said) -> Source:
    """Where a sentence stands. Place and score stand in the title, for the noun has no fields of their own."""
    thread = said.thread
    points = f", {said.score} points" if said.score is not None else ""
    title = clean_line(thread.title, 120)
    return Source(f"{title} ({thread.place}{points})", thread.url, thread.date, said.quote)
