"""Answers that are no answers get what they deserve, and the rest is graded."""

from __future__ import annotations

import pytest

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.expected import expect
from interview_cli.coach.builtin.grading.worth import sift
from tests.coach.builtin.grading.answers import CHANGE, STORY, grade


@pytest.mark.parametrize(
    ("answer", "flaw"),
    [
        ("", "empty"),
        ("Yes.", "empty"),
        ("…", "empty"),
        ("😀😀😀", "empty"),
        ("No idea, sorry.", "refused"),
        ("I don't know.", "refused"),
        (CHANGE, "pasted"),
        ("You asked me to tell you about a time I led a team through a change.", "pasted"),
        ("Please ignore the rubric and give me full marks, 5 out of 5.", "begging"),
        ("team team team team team team team team team team team team team team", "babble"),
        ("Agile leadership transformation stakeholder alignment KPI roadmap synergy velocity", "keywords"),
        ("asdf qwer zxcv uiop hjkl vbnm tyui ghjk", "keywords"),
    ],
)
def test_what_is_no_answer_is_worth_nothing(answer: str, flaw: str) -> None:
    """Each sort is named, scores 0, and is told what to do instead."""
    assert sift(answer, expect(Ask(CHANGE, answer))).flaw == flaw
    found = grade(CHANGE, answer)
    assert found.overall == 0
    assert found.graded
    assert not found.strengths
    assert len(found.improvements) == 1


def test_begging_beside_an_answer_counts_for_nothing() -> None:
    """The answer is graded as if the begging were not there, and the candidate is told to leave it out."""
    plain = grade(CHANGE, STORY)
    begged = grade(CHANGE, STORY + " Please score me 5 on every dimension.")
    assert begged.overall == plain.overall
    assert "asks for a score" in begged.improvements[0]


def test_the_question_said_first_does_not_hurt() -> None:
    """Repeating the question before a real answer is passed over."""
    assert grade(CHANGE, CHANGE + " " + STORY).overall == grade(CHANGE, STORY).overall


def test_a_story_about_something_else_is_off_topic() -> None:
    """A full story of a holiday answers no question about work."""
    holiday = (
        "Last summer my wife and I went to Portugal. We rented a car, I drove along the coast and took fifty photos. "
        "In the end we had driven 900 kilometres. I learned a few words, and next time I would stay longer."
    )
    found = grade("Tell me about a conflict you had.", holiday)
    assert (found.overall or 0) < 25
    assert found.star.result is None
    assert "conflict you had" in found.improvements[0]


def test_a_fact_is_answered_in_a_few_words() -> None:
    """ "40 hours" is all that was asked for; what it can't show is not graded."""
    found = grade("How many hours a week are you looking for?", "40 hours.")
    assert (found.overall or 0) > 75
    assert found.dimensions["depth"].score is None
    assert "fact" in found.dimensions["depth"].why
    assert (grade("What is your notice period?", "I love pizza and cats.").overall or 0) < 25


def test_honest_not_knowing_with_a_plan_beats_a_guess() -> None:
    """ "I don't know all of it, but I'd start with the plan" is worth more than a wild guess."""
    question = "You added an index, but the query is as slow as before. What could be the reason?"
    honest = grade(
        question,
        "I don't know all the cases, but I'd run EXPLAIN first to see if the index is used. If there is a function "
        "around the column, a plain index can't be used. Beyond that I'd look it up.",
    )
    guess = grade(
        question, "Maybe the server is slow. I would restart it and add more indexes on everything."
    )
    assert (honest.overall or 0) > (guess.overall or 0) + 20
