"""Delivery: what is typed, what is spoken, and what can't be measured."""

from __future__ import annotations

from interview_cli.coach.builtin.grading.ask import WordTiming
from tests.coach.builtin.grading.answers import CHANGE, STORY, grade, scores


def spoken(text: str, words_a_minute: float, *, pauses: int = 0) -> tuple[WordTiming, ...]:
    """Timings for a text at a steady speed, with long silences spread over it."""
    words = text.split()
    step = 60 / words_a_minute
    every = len(words) // (pauses + 1)
    timings, at = [], 0.0
    for n, word in enumerate(words):
        if pauses and n and n % every == 0:
            at += 3.0
        timings.append(WordTiming(word, at, at + step * 0.9))
        at += step
    return tuple(timings)


def test_a_typed_answer_has_no_pace_and_no_pauses() -> None:
    """What can't be heard is null with its reason, also when the seconds are known."""
    found = grade(CHANGE, STORY, seconds=90.0)
    assert found.dimensions["pauses"].why == "typed answer: no pauses"
    assert found.dimensions["pace"].score is None
    assert found.delivery.seconds == 90.0
    assert found.delivery.wpm is not None
    assert found.delivery.pauses is None


def test_pace_is_graded_from_timings() -> None:
    """A speed one can follow is a 5, rushing is not."""
    assert scores(grade(CHANGE, STORY, timings=spoken(STORY, 140)))["pace"] == 5
    assert (scores(grade(CHANGE, STORY, timings=spoken(STORY, 250)))["pace"] or 5) <= 2
    assert (scores(grade(CHANGE, STORY, timings=spoken(STORY, 60)))["pace"] or 5) == 1


def test_long_silences_are_counted() -> None:
    """Silences of more than two seconds are pauses; many of them in a short answer cost."""
    found = grade(CHANGE, STORY, timings=spoken(STORY, 140, pauses=6))
    assert found.delivery.pauses is not None
    assert found.delivery.pauses >= 5
    assert (scores(found)["pauses"] or 5) <= 2
    assert scores(grade(CHANGE, STORY, timings=spoken(STORY, 140)))["pauses"] == 5


def test_fillers_are_counted_as_phrases() -> None:
    """ "You know" and "kind of" count once each, "I know" and "kind" do not."""
    found = grade(
        CHANGE, "So, um, I know, you know, it was kind of a kind man who led the team with me last year."
    )
    assert found.delivery.fillers == 3


def test_hedges_lower_confidence_and_fillers_fluency() -> None:
    """The same story with hedges and fillers is worth less, and only there."""
    shaky = STORY.replace(". ", ", I guess. Um, you know, maybe, ").replace(
        "I trained", "I sort of, um, trained"
    )
    plain, poor = scores(grade(CHANGE, STORY)), scores(grade(CHANGE, shaky))
    assert (poor["confidence"] or 5) < (plain["confidence"] or 0)
    assert (poor["fluency"] or 5) < (plain["fluency"] or 0)
    assert poor["star"] == plain["star"]


def test_too_few_words_say_nothing_of_fluency() -> None:
    """A short answer is not called fluent."""
    found = grade("Why this job?", "Because I like to teach children.")
    assert found.dimensions["fluency"].score is None
    assert found.dimensions["fluency"].why == "too few words to tell"
