"""Threads -> dossier, by patterns: rounds and their order, questions, topics, what is valued, warnings, time, pay.

Every quote stands verbatim in its thread; the text of a line is made of what the quotes hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from interview_cli.models import Insight
from interview_cli.research.asked import AskedQuestion, find_asked
from interview_cli.research.data import load_file
from interview_cli.research.rank import is_old
from interview_cli.research.sentences import Said, sentences_of, source_of
from interview_cli.research.stages import tell_stages
from interview_cli.research.thread import Thread

MAX_SOURCES: Final = 4
_MAX_ASKED: Final = 8
_MAX_QUOTED: Final = 3
_MAX_VALUES: Final = 5
_SAME: Final = 72
_DURATION: Final = re.compile(
    r"(?:\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|couple of|few)|\b\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,2})?) (?:business |working )?(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)


def digest(
    threads: tuple[Thread, ...], company: str, skills: tuple[str, ...], *, today: date
) -> tuple[tuple[Insight, ...], tuple[AskedQuestion, ...]]:
    """The dossier's lines and the questions people report, from threads that are about the company, best first."""
    said = [sentence for thread in threads for sentence in sentences_of(thread, company)]
    asked = find_asked(said)
    lines = [
        *tell_stages(threads, said),
        *(_asked_line(question) for question in asked[:_MAX_ASKED]),
        *_skills(said, skills),
        *_gathered("Topics", said, _topic),
        *_quoted("Valued", said, _pattern("valued", "words")),
        *_quoted("Take care", said, _pattern("warning", "words")),
        *_gathered("Time, as told", said, _duration),
        *_gathered("Pay, as told", said, _pay),
    ]
    return tuple(mark_old(line, today) for line in lines), asked


def mark_old(line: Insight, today: date) -> Insight:
    """`line`, marked when none of its sources is younger than two years."""
    if not line.sources or not all(is_old(source.date, today) for source in line.sources):
        return line
    newest = max(source.date for source in line.sources)[:4]
    return Insight(f"{line.text} (from {newest}, more than two years old)", line.sources, line.support)


def insight(text: str, said: Iterable[Said]) -> Insight:
    """One line with one source a thread, at most four."""
    by_thread: dict[str, Said] = {}
    for sentence in said:
        by_thread.setdefault(sentence.thread.id, sentence)
    support: Literal["one", "many"] = "many" if len(by_thread) > 1 else "one"
    return Insight(
        text, tuple(source_of(sentence) for sentence in list(by_thread.values())[:MAX_SOURCES]), support
    )


def _asked_line(question: AskedQuestion) -> Insight:
    text = question.text if question.verbatim else question.text.rstrip(".")
    return Insight(f"Asked: {text}", question.sources, question.support)


def _quoted(label: str, said: list[Said], pattern: re.Pattern[str]) -> list[Insight]:
    """Whole sentences that match, the best threads' first, each with those that say the same."""
    from rapidfuzz.fuzz import token_set_ratio

    groups: list[list[Said]] = []
    for sentence in said:
        if not sentence.place or sentence.quote.endswith("?") or not pattern.search(sentence.quote):
            continue
        near = next(
            (g for g in groups if token_set_ratio(g[0].quote.lower(), sentence.quote.lower()) >= _SAME), None
        )
        if near:
            near.append(sentence)
        else:
            groups.append([sentence])
    groups.sort(key=lambda group: -len({sentence.thread.id for sentence in group}))
    return [insight(f"{label}: “{group[0].quote}”", group) for group in groups[:_MAX_QUOTED]]


def _gathered(label: str, said: list[Said], find: Callable[[Said], str | None]) -> list[Insight]:
    """One line of the values that `find` reads in the sentences: "Time: a week; eight days"."""
    found = [(value, sentence) for sentence in said if (value := find(sentence))]
    by_value: dict[str, Said] = {}
    for value, sentence in found:
        by_value.setdefault(value.casefold(), sentence)
    kept = list(by_value.items())[:_MAX_VALUES]
    if not kept:
        return []
    first = {value.casefold(): value for value, _ in reversed(found)}
    return [
        insight(f"{label}: {'; '.join(first[key] for key, _ in kept)}", [sentence for _, sentence in kept])
    ]


def _skills(said: list[Said], skills: tuple[str, ...]) -> list[Insight]:
    """A line for each skill of the posting that people name when they tell of the interview."""
    lines = []
    for skill in skills:
        pattern = re.compile(rf"(?<![\w+#.-]){re.escape(skill)}(?![\w+#]|-\w)", re.IGNORECASE)
        naming = [
            sentence
            for sentence in said
            if pattern.search(sentence.quote) and not sentence.quote.endswith("?")
        ]
        if naming and len(skill) > 1:
            lines.append(insight(f"Topics: {skill} comes up", naming))
    lines.sort(key=lambda line: -len(line.sources))
    return lines[:4]


def _topic(said: Said) -> str | None:
    """What a sentence says the questions were about: the words after "asked about", at most eight."""
    lead = _pattern("topics", "lead").search(said.quote)
    if (
        not lead
        or said.quote.endswith("?")
        or re.search(r"\bno \Z", said.quote[: lead.start()], re.IGNORECASE)
    ):
        return None
    if lead[0].lower().endswith(" questions"):
        return lead[0].lower()
    tail = re.split(
        r"[.!?;:()]|,? (?:but|which|because|so|and then|they|and they|who)\b", said.quote[lead.end() :]
    )[0].strip(" ,-")
    words = tail.split()
    if not 1 <= len(words) <= 8 or re.match(
        r"(?:how|what|why|if|whether|when|me|it|this|that|you)\b", tail, re.IGNORECASE
    ):
        return None
    return tail


def _duration(said: Said) -> str | None:
    if said.quote.endswith("?") or not _pattern("timeline", "words").search(said.quote):
        return None
    if not _pattern("timeline", "about").search(
        f"{said.thread.title} {said.quote}" if said.place > 1 else said.quote
    ):
        return None
    found = _DURATION.search(said.quote)
    return found[0] if found else None


def _pay(said: Said) -> str | None:
    """The amounts of a sentence, as said, with the year the sentence names, else the month it was written in."""
    if said.quote.endswith("?") or not _pattern("pay", "about").search(said.quote):
        return None
    amounts = [match[0].strip() for match in _pattern("pay", "amount").finditer(said.quote)]
    if not amounts:
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", said.quote)
    when = year[0] if year else said.thread.date[:7]
    return f"{' and '.join(amounts[:2])} ({when})" if when else " and ".join(amounts[:2])


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    words: list[Any] = load_file("digest")[table][key]
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)
