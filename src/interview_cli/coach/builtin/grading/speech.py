"""How an answer is delivered: fillers, hedges, pace and pauses; what can't be measured is None."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from interview_cli.coach.builtin.grading.ask import Ask, WordTiming
from interview_cli.coach.builtin.grading.behaviour import share_of_i
from interview_cli.coach.builtin.grading.hearing import Hearing, descend, quotes, scale
from interview_cli.coach.builtin.grading.shape import rate
from interview_cli.models import Delivery, DimensionScore

ENOUGH_WORDS: Final = 15
_MIN_SECONDS: Final = 5.0
_MIN_TIMINGS: Final = 10


def measure_delivery(hearing: Hearing) -> Delivery:
    """The figures of the delivery. Words a minute come from timings, else from the seconds given."""
    ask, reading = hearing.ask, hearing.reading
    seconds = spoken_seconds(ask)
    return Delivery(
        words=reading.size,
        seconds=round(seconds, 1) if seconds is not None else None,
        wpm=_words_a_minute(reading.size, ask, seconds),
        fillers=reading.count("filler"),
        hedges=reading.count("hedge"),
        i_share=share_of_i(reading),
        pauses=count_pauses(ask.timings) if ask.timings else None,
    )


def spoken_seconds(ask: Ask) -> float | None:
    """How long the answer took, by its timings or as it was said."""
    if ask.timings:
        return max(0.0, ask.timings[-1].end - ask.timings[0].start)
    return ask.seconds


def _words_a_minute(words: int, ask: Ask, seconds: float | None) -> float | None:
    if seconds is None or seconds < _MIN_SECONDS:
        return None
    return round(60 * (len(ask.timings) or words) / seconds, 1)


def count_pauses(timings: Sequence[WordTiming]) -> int:
    """Silences between two words that are longer than two seconds."""
    longest = scale("pauses")["long"]
    return sum(after.start - before.end > longest for before, after in pairwise(timings))


def grade_fluency(hearing: Hearing) -> DimensionScore:
    """By fillers in 100 words."""
    amount = rate(hearing, "filler")
    score = descend(amount, scale("fluency")["fillers"])
    said = hearing.reading.hits.get("filler", ())
    why = f"{len(said)} fillers in {hearing.reading.size} words" if said else "no fillers"
    return DimensionScore(score, quotes(hearing.reading.quote_hit(said[0]) if said else None), why)


def grade_confidence(hearing: Hearing) -> DimensionScore:
    """By hedges in 100 words. In a case, guessing aloud is the task, so only half of them count."""
    amount = rate(hearing, "hedge") * (0.5 if hearing.expected.kind == "case" else 1.0)
    score = descend(amount, scale("confidence")["hedges"])
    said = hearing.reading.hits.get("hedge", ())
    why = f"{len(said)} hedges in {hearing.reading.size} words" if said else "no hedges"
    return DimensionScore(score, quotes(hearing.reading.quote_hit(said[0]) if said else None), why)


def grade_pace(wpm: float) -> DimensionScore:
    """By words a minute."""
    table = scale("pace")
    for score, name in ((5, "five"), (4, "four"), (3, "three"), (2, "two")):
        low, high = table[name]
        if low <= wpm <= high:
            return DimensionScore(score, (), f"{wpm:.0f} words a minute")
    return DimensionScore(1, (), f"{wpm:.0f} words a minute")


def grade_pauses(timings: Sequence[WordTiming], seconds: float) -> DimensionScore:
    """By long silences a minute."""
    found = count_pauses(timings)
    score = descend(60 * found / max(seconds, 1.0), scale("pauses")["a_minute"])
    if found <= 1:
        score = 5
    return DimensionScore(score, (), f"{found} silences of more than two seconds")


def has_timings(ask: Ask) -> bool:
    """Whether there are enough word timings to hear pauses and pace from."""
    return len(ask.timings) >= _MIN_TIMINGS
