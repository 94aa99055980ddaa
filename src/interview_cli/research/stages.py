"""How many rounds, and which, in the order people tell them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from interview_cli.models import Insight
from interview_cli.research.data import load_file
from interview_cli.research.sentences import Said, source_of
from interview_cli.research.thread import Thread

_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_MAX_STAGES: Final = 7
_MAX_SOURCES: Final = 4
_WRITTEN: Final = ("no", *_NUMBERS)


def tell_stages(threads: tuple[Thread, ...], said: list[Said]) -> Iterator[Insight]:
    """At most two lines: the stages in order, and how many rounds people count."""
    by_thread = {
        thread.id: [s for s in said if s.thread.id == thread.id and s.place > 0] for thread in threads
    }
    told = {key: _stages(sentences) for key, sentences in by_thread.items()}
    yield from _order({key: stages for key, stages in told.items() if len(stages) >= 2})
    yield from _counts(said)


def _stages(said: list[Said]) -> dict[str, Said]:
    """Stage -> the sentence that names it, in the order of telling, over one thread."""
    found: dict[str, Said] = {}
    for sentence in said:
        if sentence.quote.endswith("?"):
            continue
        for name in stages_in(sentence.quote):
            found.setdefault(name, sentence)
    return found


def stages_in(text: str) -> list[str]:
    """The stages `text` names, in order. Where two begin together the longer words count."""
    hits = sorted(
        (match.start(), -len(match[0]), name)
        for name, pattern in _patterns().items()
        for match in pattern.finditer(text)
    )
    found: list[str] = []
    end = -1
    for start, minus, name in hits:
        if start >= end:
            found.append(name)
            end = start - minus
    return list(dict.fromkeys(found))


def _order(told: dict[str, dict[str, Said]]) -> Iterator[Insight]:
    """The stages in the mean order of the threads; with many threads, those that a quarter of them name."""
    counts = Counter(name for stages in told.values() for name in stages)
    places: dict[str, list[float]] = {name: [] for name in counts}
    for stages in told.values():
        for place, name in enumerate(stages):
            places[name].append(place / max(1, len(stages) - 1))
    common = [name for name, _ in counts.most_common() if counts[name] * 4 >= len(told)][:_MAX_STAGES]
    rank = list(_patterns())
    if len(told) == 1:
        common = [name for name in next(iter(told.values())) if name in common]
    else:  # people tell the end first now and then: the usual order has half the say
        common.sort(key=lambda name: sum(places[name]) / len(places[name]) + rank.index(name) / len(rank))
    if len(common) < 2:
        return
    best = sorted(told.values(), key=lambda stages: -len(set(stages) & set(common)))[:_MAX_SOURCES]
    sources = tuple(
        source_of(max(stages.values(), key=lambda said: len(stages_in(said.quote)))) for stages in best
    )
    support: Literal["one", "many"] = "many" if len(told) > 1 else "one"
    yield Insight(f"Rounds, in the order people tell them: {', '.join(common)}", sources, support)


def _counts(said: list[Said]) -> Iterator[Insight]:
    """How many rounds people count, the most frequent number first."""
    found: dict[str, tuple[int, Said]] = {}
    for sentence in said:
        match = _count().search(sentence.quote)
        if match and sentence.place > 0 and not sentence.quote.endswith("?"):
            number = _NUMBERS.get(match["n"].lower()) or int(match["n"])
            if 2 <= number <= 12:
                found.setdefault(sentence.thread.id, (number, sentence))
    if not found:
        return
    counts = Counter(number for number, _ in found.values())
    spoken = [
        _spell(number) + (f" ({times} people)" if times > 1 else "")
        for number, times in counts.most_common(3)
    ]
    sources = tuple(source_of(sentence) for _, sentence in list(found.values())[:_MAX_SOURCES])
    yield Insight(
        f"Number of rounds, as told: {', '.join(spoken)}", sources, "many" if len(found) > 1 else "one"
    )


def _spell(number: int) -> str:
    return _WRITTEN[number] if number < len(_WRITTEN) else str(number)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        stage["name"]: re.compile(rf"\b(?:{'|'.join(stage['words'])})(?!\w)", re.IGNORECASE)
        for stage in load_file("digest")["stage"]
    }


@cache
def _count() -> re.Pattern[str]:
    return re.compile("|".join(load_file("digest")["rounds"]["counts"]), re.IGNORECASE)
