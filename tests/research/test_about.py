from __future__ import annotations

from dataclasses import replace

import pytest

from interview_cli.research.about import judge
from interview_cli.research.queries import Ask
from interview_cli.research.thread import Comment, Thread, from_reddit
from tests.research.labelled import describe, measure, read_labelled


def post(title: str, body: str = "", more: dict[str, object] | None = None) -> Thread:
    thread = from_reddit(
        {"id": "abc1", "title": title, "selftext": body, "subreddit": "jobs"} | (more or {}), "reddit"
    )
    assert thread is not None
    return thread


@pytest.mark.parametrize("part", ["tuned", "seen", "held"])
def test_precision_and_recall(part: str):
    """Hardly any that are wrong are kept and most that are right, on threads the rules were made on and on those held back."""
    precision, recall = measure(read_labelled(part))
    assert precision >= 0.97
    assert recall >= 0.8


def test_figures_are_printed(capsys: pytest.CaptureFixture[str]):
    """The figures of each part stand in the test's output."""
    told = describe()
    with capsys.disabled():
        print(f"\n{told}")  # noqa: T201 - the figures are the point
    assert "precision" in told


def test_there_are_enough_labelled_threads():
    """Sixty to tune on and sixty on which no rule was mended, over at least eight companies; "seen" ones count as neither."""
    tuned, held = read_labelled("tuned"), read_labelled("held")
    assert min(len(tuned), len(held)) >= 60
    assert len({entry.ask.company for entry in tuned + held}) >= 8


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
    ("title", "body", "comments"),
    [
        (
            "Bombed it",
            "Tessaro, senior backend. 90 minutes debugging live while two of them watch, then crickets from the recruiter.",
            (),
        ),
        ("Tessaro SRE, what do I bring?", "Recruiter said four hours.", ()),
        ("tessaro next week", "", ("They asked me why I left. 45 mins, then a take-home.",)),
        ("Second interview (Tessaro)", "With the area manager.", ()),
        ("Tessaro want me in on Monday", "HR and a skills test, half an hour each.", ()),
    ],
)
def test_what_is_told_counts_whatever_its_words(title: str, body: str, comments: tuple[str, ...]):
    """Where the name stands as the place, several kinds of sign make a report of it, in post and comments together."""
    told = replace(post(title, body), comments=tuple(Comment(text) for text in comments))
    assert judge(told, Ask("Tessaro", "Backend Engineer")).kept


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Tessaro refund refused",
            "Asked twice, took a test call of 20 minutes, rejected, still waiting for an answer to my application.",
        ),
        (
            "Tessaro, nine years there",
            "I have an interview at a bank: panel, take-home, two managers.",
        ),
        ("Voluntary interview with Tessaro police", "They asked me in for an hour. Need a solicitor?"),
        ("Tessaro certified developer exam", "Practical test, two hours, I failed by a point."),
        ("My daughter's interview at Tessaro, year 7 entry", "A maths test and a group task."),
    ],
)
def test_other_matters_that_sound_like_an_interview(title: str, body: str):
    """Customers, people who work there, exams, school places and interviews elsewhere stay out."""
    verdict = judge(post(title, body), Ask("Tessaro", "Backend Engineer"))
    assert not verdict.kept
    assert "speaks of" in verdict.why


@pytest.mark.parametrize(
    ("title", "company", "kept"),
    [
        ("Interview at Halden on Monday", "Halden Clinics", True),
        ("Interview in Halden on Monday", "Halden Clinics", False),
        ("Interview at Halden Aviation on Monday", "Halden Clinics", False),
        ("Interview at Green on Monday", "Green Bank", False),
    ],
)
def test_people_leave_off_what_kind_of_house_it_is(title: str, company: str, kept: bool):
    """ "Halden" stands for "Halden Clinics", not for a town or another Halden; an everyday word is never cut to."""
    assert judge(post(title, "Band 6, panel of three."), Ask(company)).kept is kept


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
