"""Ownership and reflection: whose doing it was, and what was taken from it."""

from __future__ import annotations

from typing import Final

from interview_cli.coach.builtin.grading.hearing import Hearing, quotes
from interview_cli.coach.builtin.grading.reading import Reading, word_set
from interview_cli.models import DimensionScore

_FEW: Final = 2
_SEVERAL: Final = 3
_MANY: Final = 5
_WE_HEAVY: Final = 0.34
_MIXED: Final = 0.55
_LESSON_WORDS: Final = 8


def share_of_i(reading: Reading) -> float | None:
    """I / (I + we), 0-1, by the words people use for themselves; None when they use neither.

    Spanish drops its pronouns, so its verbs do not count here.
    """
    first, us = (
        word_set("i", reading.language) | word_set("i", "en"),
        word_set("we", reading.language) | word_set("we", "en"),
    )
    i = sum(word.folded in first for word in reading.words)
    we = sum(word.folded in us for word in reading.words)
    return round(i / (i + we), 2) if i + we else None


def grade_ownership(hearing: Hearing) -> DimensionScore:
    """The candidate's own part: deeds with "I", decisions, and answering for what went wrong."""
    reading, deeds = hearing.reading, hearing.deeds
    own = [deed for deed in deeds if deed.who == "i"]
    share = share_of_i(reading)
    decides = reading.count("decision")
    blames = reading.hits.get("blame", ())
    # "It wasn't my fault" holds the words "my fault".
    owns = sum(
        not any(b.start <= hit.start < b.end for b in blames) for hit in reading.hits.get("owning", ())
    )
    shown = quotes(
        reading.first_quote("owning", "decision"), hearing.quote_deed(own[0]) if own else None, most=2
    )
    if not deeds:
        return DimensionScore(1, shown[:1], "nothing is told that the candidate did")
    if blames and not owns:
        return DimensionScore(
            1 if len(own) < _SEVERAL else 2, quotes(reading.first_quote("blame")), "puts it on others"
        )
    if share is not None and share < _WE_HEAVY:
        team = next((deed for deed in deeds if deed.who == "we"), deeds[0])
        return DimensionScore(2, (hearing.quote_deed(team),), "“we” nearly all through")
    if len(own) < _FEW or (share is not None and share < _MIXED):
        return DimensionScore(3, shown, "own part is there, in few words or mixed with the team's")
    if len(own) >= _MANY and (decides or owns):
        return DimensionScore(5, shown, "own steps and own decisions")
    return DimensionScore(4 if len(own) >= _SEVERAL else 3, shown, "main steps in the first person")


def grade_reflection(hearing: Hearing) -> DimensionScore:
    """What was taken from it; in a design or a case, how the own result is questioned."""
    if hearing.expected.kind in ("case", "system-design"):
        return _doubt(hearing)
    if hearing.expected.kind == "screening":
        return _knows_limits(hearing)
    return _lessons(hearing)


def _lessons(hearing: Hearing) -> DimensionScore:
    reading = hearing.reading
    if reading.count("flawless"):
        return DimensionScore(1, quotes(reading.first_quote("flawless")), "sees nothing to learn from")
    differently, lesson, habit = (reading.count(name) for name in ("differently", "lesson", "habit"))
    full = any(
        reading.sentence_of(hit).last - hit.end >= _LESSON_WORDS
        for name in ("lesson", "differently")
        for hit in reading.hits.get(name, ())
    )
    reasoned = any(
        reading.hits_in(reading.sentence_of(hit), "reason") for hit in reading.hits.get("differently", ())
    )
    shown = quotes(
        reading.first_quote("differently"), reading.first_quote("lesson"), reading.first_quote("habit")
    )
    if differently and (lesson or habit or reasoned):
        return DimensionScore(5, shown, "says what was learned and what would be done differently")
    if full or (habit and hearing.deeds) or (lesson and habit):
        return DimensionScore(4, shown, "a lesson or a habit that follows from the story")
    if lesson or differently:
        return DimensionScore(3, shown, "a lesson in a few words")
    common = reading.first_quote("commonplace")
    why = "a commonplace" if common else "nothing on what was taken from it"
    return DimensionScore(2 if common else 1, quotes(common), why)


def _doubt(hearing: Hearing) -> DimensionScore:
    """Ranges, weak spots, checks and costs that the candidate names."""
    reading = hearing.reading
    kinds = ("range", "check", "cost", "condition")
    amount = sum(min(reading.count(name), 2) for name in kinds[:3]) + 0.5 * min(reading.count("condition"), 2)
    present = sum(bool(reading.count(name)) for name in kinds[:3])
    score = (
        1 + (amount >= 1) + (amount >= 2) + (amount >= 3 and present >= 2) + (amount >= 5 and present >= 2)
    )
    shown = quotes(*(reading.first_quote(name) for name in kinds[:3]))
    why = "questions the own result" if score > 2 else "hardly a doubt about the own result"
    return DimensionScore(score, shown if score > 1 else (), why)


def _knows_limits(hearing: Hearing) -> DimensionScore:
    reading = hearing.reading
    amount = (
        2.0 * min(reading.count("range"), 2)
        + 1.5 * min(reading.count("lesson", "differently"), 2)
        + 1.0 * min(reading.count("seeks"), 2)
    )
    if reading.count("cliche") >= _FEW:
        amount -= 1.0
    score = 1 + (amount >= 0.5) + (amount >= 1) + (amount >= 2) + (amount >= 3)
    shown = quotes(*(reading.first_quote(name) for name in ("range", "lesson", "seeks")), most=2)
    return DimensionScore(
        score,
        shown,
        "says what is sought or still to be learned" if score > 2 else "little on what is sought or missing",
    )
