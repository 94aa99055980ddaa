from __future__ import annotations

import pytest

from interview_cli.research.about import judge
from interview_cli.research.queries import Ask
from interview_cli.research.thread import Thread, from_reddit
from tests.research.labelled import describe, measure, read_labelled


def post(title: str, body: str = "", more: dict[str, object] | None = None) -> Thread:
    thread = from_reddit(
        {"id": "abc1", "title": title, "selftext": body, "subreddit": "jobs"} | (more or {}), "reddit"
    )
    assert thread is not None
    return thread


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_precision_and_recall(part: str):
    """Few that are wrong are kept and most that are right, on threads the rules were made on and on those held back."""
    precision, recall = measure(read_labelled(part))
    assert precision >= 0.95
    assert recall >= 0.6


def test_figures_are_printed(capsys: pytest.CaptureFixture[str]):
    """The figures of each part stand in the test's output."""
    told = describe()
    with capsys.disabled():
        print(f"\n{told}")  # noqa: T201 - the figures are the point
    assert "precision" in told


def test_there_are_enough_labelled_threads():
    """At least sixty threads over at least eight companies, a third of them held back."""
    tuned, held = read_labelled("tuned"), read_labelled("held")
    assert len(tuned) + len(held) >= 60
    assert len({entry.ask.company for entry in tuned + held}) >= 8
    assert len(held) * 2 >= len(tuned)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Visa interview at the embassy", "Visa"),
        ("Interview at Harbour View Hospital", "Harbour"),
        ("My sales target came up in an interview", "Target"),
        ("Notion template for interviews", "Notion"),
        ("Block your calendar before the interview", "Block"),
        ("Green Lantern interview", "Lantern"),
        ("TARGETED interview prep", "Target"),
        ("Interview on Zoom, camera on?", "Zoom"),
        ("Interview with Tessarotti", "Tessaro"),
    ],
)
def test_words_that_are_not_the_company(title: str, company: str):
    """A name that is a word, or part of a longer name, is not taken for the company."""
    assert not judge(post(title), Ask(company)).kept


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Interview at Visa for a data analyst role", "Visa"),
        ("Target team lead interview tomorrow", "Target"),
        ("Marlow and Finch interview", "Marlow & Finch"),
        ("tessaro phone screen", "Tessaro"),
        ("Tessaro's take-home", "Tessaro"),
    ],
)
def test_wording_that_ties_the_name_to_an_interview(title: str, company: str):
    """An interview at, with or right after the name is enough in a title."""
    assert judge(post(title), Ask(company)).kept


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"over_18": True}, "adult"),
        ({"quarantine": True}, "quarantined"),
        ({"selftext": "[removed]"}, "removed"),
        ({"selftext": "[deleted]"}, "deleted"),
        ({"removed_by_category": "moderator"}, "removed"),
    ],
)
def test_what_is_gone_is_dropped(more: dict[str, object], why: str):
    """Deleted, removed, quarantined and adult posts are dropped, and the verdict says why."""
    verdict = judge(post("Tessaro interview", more=more), Ask("Tessaro"))
    assert not verdict.kept
    assert why in verdict.why


def test_a_verdict_says_why():
    """The reason names the phrase that was found."""
    assert "“onsite with Tessaro”" in judge(post("My onsite with Tessaro went fine"), Ask("Tessaro")).why
    assert judge(post("Interview tips"), Ask("Tessaro")).why == "does not name Tessaro"


def test_hostile_text_is_judged_in_linear_time():
    """Twenty copies of the longest body take no time worth noting."""
    import time

    began = time.perf_counter()
    for unit in ("interview at ", "Tessaro Tessaro ", "interview with the ", "((((", "Target interview at "):
        judge(post(unit * 20, unit * 200), Ask("Tessaro"))
        judge(post(unit * 20, unit * 200), Ask("Target"))
    assert time.perf_counter() - began < 1.5
