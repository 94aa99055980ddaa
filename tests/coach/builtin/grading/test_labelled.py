"""The grader against people: the answers that were ranked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from interview_cli.coach.builtin.bank import read_bank
from interview_cli.untrusted import clean
from tests.coach.builtin.grading.answers import grade, labelled

QUESTIONS = [pytest.param(question, id=question["id"]) for question in labelled()]


def assessed(question: dict[str, Any]) -> list[Any]:
    return [
        grade(
            question["question"],
            answer["text"].strip(),
            question["kind"],
            level=question["level"],
            reference=question.get("reference"),
        )
        for answer in question["answer"]
    ]


def ranks(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def correlation(one: list[float], other: list[float]) -> float:
    """Spearman's: Pearson's correlation of ranks, ties sharing their mean rank."""
    a, b = ranks(one), ranks(other)
    mean = (len(a) + 1) / 2
    shared = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return float(shared / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5)


def test_the_set_is_large_and_complete() -> None:
    """At least 120 answers to 12 questions, of every kind and band, some of them held back from tuning."""
    answers = [answer for question in labelled() for answer in question["answer"]]
    assert len(answers) >= 120
    assert sum(len(question["answer"]) >= 10 for question in labelled()) >= 12
    assert {question["kind"] for question in labelled()} == {
        "behavioural",
        "technical",
        "system-design",
        "screening",
        "case",
    }
    assert {answer["band"] for answer in answers} == {"worthless", "weak", "fair", "good", "excellent"}
    assert sum(bool(question.get("held_back")) for question in labelled()) >= 4
    bank = {question.id: question.text for question in read_bank()}
    for question in labelled():
        assert question.get("bank") is None or bank[question["bank"]] == question["question"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_ranks_as_people_do(question: dict[str, Any]) -> None:
    """Within each question the scores follow the hand-made ranks."""
    found = assessed(question)
    wanted = [float(answer["rank"]) for answer in question["answer"]]
    assert correlation(wanted, [float(one.overall or 0) for one in found]) >= 0.85


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_worthless_and_the_excellent_are_told(question: dict[str, Any]) -> None:
    """Worthless answers stay under 25, excellent ones rise over 75."""
    for answer, one in zip(question["answer"], assessed(question), strict=True):
        assert one.graded
        if answer["band"] == "worthless":
            assert one.overall < 25, answer["style"]
        if answer["band"] == "excellent":
            assert one.overall > 75, answer["style"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_stands_in_the_answer(question: dict[str, Any]) -> None:
    """Evidence, STAR parts and claims are the answer's own words; a better answer adds none."""
    for answer, one in zip(question["answer"], assessed(question), strict=True):
        text = clean(answer["text"].strip())
        assert one.answer == text
        quotes = [quote for dimension in one.dimensions.values() for quote in dimension.evidence]
        quotes += [claim.text for claim in one.claims]
        quotes += [
            part for part in (one.star.situation, one.star.task, one.star.action, one.star.result) if part
        ]
        for quote in quotes:
            assert quote in text
        if one.better_answer:
            assert set(one.better_answer.lower().replace(".", " ").replace(",", " ").split()) <= set(
                text.lower().replace(".", " ").replace(",", " ").split()
            )


@pytest.mark.parametrize("question", QUESTIONS)
def test_feedback_is_complete_and_short(question: dict[str, Any]) -> None:
    """At most three strengths and three improvements; a poor answer is always told what to do next."""
    for answer, one in zip(question["answer"], assessed(question), strict=True):
        assert len(one.strengths) <= 3
        assert len(one.improvements) <= 3
        if answer["band"] in ("worthless", "weak", "fair"):
            assert one.improvements
        if answer["band"] in ("good", "excellent"):
            assert one.strengths
        for text in (*one.strengths, *one.improvements):
            assert "$" not in text
            assert "“”" not in text


def test_the_same_answer_gets_the_same_assessment() -> None:
    """Nothing depends on chance or on what was graded before."""
    question = labelled()[0]
    assert assessed(question) == assessed(question)
