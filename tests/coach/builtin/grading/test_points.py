"""Expected points: met, touched, missed, and the wrong way round."""

from __future__ import annotations

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.expected import expect, guess_kind
from interview_cli.coach.builtin.grading.hearing import hear
from interview_cli.coach.builtin.grading.points import judge_points, light_stem
from interview_cli.coach.builtin.grading.reading import read_answer
from tests.coach.builtin.grading.answers import grade, scores

INDEX = "You added an index, but the query is as slow as before. What could be the reason?"
SOUP = "How do you cool a large pot of stock?"
SOUP_POINTS = (
    "Divide it into shallow trays so that the heat gets out. Use an ice bath or a blast chiller and stir. "
    "Never put the hot pot in the fridge. Measure with a probe: below 10 degrees within two hours."
)


def statuses(question: str, answer: str, reference: str | None = None) -> list[str]:
    ask = Ask(question, answer, reference=reference)
    expected = expect(ask)
    return [one.status for one in judge_points(hear(ask, expected, read_answer(answer)))]


def test_points_of_the_bank_are_found_by_their_signals() -> None:
    """A bank question typed in is known, and its points are looked for, in any form of the word."""
    found = statuses(
        INDEX,
        "I'd look at the execution plan. If a function is wrapped around the column the index is no use. "
        "And the statistics may be outdated.",
    )
    assert found == ["met", "met", "missed", "met"]


def test_keywords_in_a_row_meet_no_point() -> None:
    """Signals count in sentences only."""
    assert set(statuses(INDEX, "execution plan function wildcard cast statistics selectivity")) == {"missed"}


def test_points_of_a_reference_are_found_by_their_words() -> None:
    """Synonyms count: flat trays are shallow trays, and a thermometer is a probe."""
    found = statuses(
        SOUP,
        "I pour it into flat trays so the heat can leave. Then an ice bath, and I stir it. "
        "I measure it with a thermometer: it has to be below 10 degrees in two hours.",
        SOUP_POINTS,
    )
    assert found[0] == "met"
    assert found[1] == "met"
    assert found[3] == "met"


def test_what_the_reference_warns_of_is_wrong() -> None:
    """The thing one must not do, done, is held against the answer; said as a warning it is met."""
    wrong = statuses(SOUP, "I put the hot pot in the fridge straight away and close the door.", SOUP_POINTS)
    right = statuses(SOUP, "I never put the hot pot in the fridge, because it warms the rest.", SOUP_POINTS)
    assert wrong[2] == "wrong"
    assert right[2] == "met"


def test_missing_points_are_named() -> None:
    """What an expert would wait for is said, in the words of the point."""
    found = grade(INDEX, "I'd look at the execution plan first, because it says if the index is used at all.")
    assert any("statistics" in text or "rightly scan" in text for text in found.improvements)
    assert found.dimensions["technical_accuracy"].why == "1 of 4 expected points"


def test_without_points_accuracy_is_not_graded() -> None:
    """A question nobody has points for gets no grade for accuracy, with the reason."""
    found = grade(
        "What is idempotency?", "Doing it twice has the same effect as doing it once, so retries are safe."
    )
    assert scores(found)["technical_accuracy"] is None
    assert "no expected points" in found.dimensions["technical_accuracy"].why


def test_kinds_are_told_from_the_wording() -> None:
    """A question without a kind gets one."""
    assert guess_kind("Tell me about a time you failed.") == "behavioural"
    assert guess_kind("Design a service for parking tickets.") == "system-design"
    assert guess_kind("Why do you want to work here?") == "screening"
    assert guess_kind("How would you estimate the number of taxis in Rome?") == "case"
    assert guess_kind("What does a mutex do?") == "technical"
    assert guess_kind("Erzählen Sie von einem Fehler.") == "behavioural"


def test_light_stems_meet() -> None:
    """The forms of a word meet, and short words stay apart."""
    assert len({light_stem(word) for word in ("score", "scores", "scored", "scoring")}) == 1
    assert light_stem("bleeding") == light_stem("bleed")
    assert light_stem("planned") == light_stem("plans")
    assert light_stem("queries") == "query"
    assert light_stem("class") == "class"
