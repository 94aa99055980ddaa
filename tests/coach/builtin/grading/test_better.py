"""A better answer comes from the answer alone."""

from __future__ import annotations

from tests.coach.builtin.grading.answers import CHANGE, STORY, grade

RAMBLING = (
    "So, um, I ran the counter at a bus depot with one colleague, and, you know, everyone thought we were slow. "
    "By the way, the coffee machine there was broken as well. "
    "So I, um, I took a tally sheet and for two weeks I wrote down what each mechanic asked for. "
    "What I learned is to count first. "
    "I put the thirty most common parts on an open shelf, and the queue went from twenty minutes to five."
)


def test_fillers_and_detours_go_and_the_lesson_comes_last() -> None:
    """What is left are the answer's own sentences, tidied and in order."""
    better = grade("Think of a queue that you made shorter.", RAMBLING).better_answer
    assert better is not None
    assert "um" not in better.replace(",", "").split()
    assert "coffee machine" not in better
    assert "I I" not in better
    assert better.endswith("What I learned is to count first.")
    assert better.startswith("I ran the counter")


def test_an_answer_that_is_fine_stays_as_it_is() -> None:
    """Nothing to gain, nothing to show."""
    assert grade(CHANGE, STORY).better_answer is None


def test_a_worthless_answer_is_not_made_better() -> None:
    """There is nothing to make it of."""
    assert (
        grade(CHANGE, "I am a team player. I always give my best. I love working with people.").better_answer
        is None
    )
