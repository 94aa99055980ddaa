from __future__ import annotations

import json

import pytest

from interview_cli.research.about import judge
from interview_cli.research.queries import Ask
from interview_cli.research.thread import Batch, best_comments, day, from_reddit, tidy, whole_number
from interview_cli.store.codec import from_json, to_json

ODD: list[object] = [
    None,
    "",
    7,
    -1,
    1e400,
    float("nan"),
    True,
    [],
    {},
    ["x"],
    "\ud800",
    "\x1b[2J",
    "x" * 50_000,
    "&#x1b;&lt;script&gt;",
    10**30,
]
KEYS = [
    "id",
    "title",
    "selftext",
    "subreddit",
    "created_utc",
    "score",
    "num_comments",
    "over_18",
    "quarantine",
    "removed_by_category",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_odd_values_make_a_clean_thread_or_none(key: str, value: object):
    """Whatever a server puts into a field, the thread is clean, can be judged, and can be kept; or there is none."""
    post = {
        "id": "ab1",
        "title": "Tessaro interview",
        "selftext": "Four rounds.",
        "subreddit": "jobs",
        "created_utc": 1_775_000_000,
        "score": 3,
        "num_comments": 2,
    }
    thread = from_reddit(post | {key: value}, "archive")
    if thread is not None:
        judge(thread, Ask("Tessaro", "Nurse"))
        assert from_json(Batch, to_json(Batch((thread,)))).threads == (thread,)
        assert "\x1b" not in json.dumps(thread.title + thread.body + thread.place)
        assert len(thread.body) <= 2_000


def test_entities_are_resolved_once():
    """`&amp;lt;` is what somebody wrote as `&lt;`."""
    assert tidy("a &amp;lt; b &amp; c", 100) == "a &lt; b & c"


def test_a_long_text_is_cut_at_a_sentence():
    """The cut never comes in the middle of a word."""
    cut = tidy("One two three. " * 300, 2_000)
    assert len(cut) <= 2_000
    assert cut.endswith("three.")


def test_numbers_and_days():
    """Numbers of no sane size, and times that are none, are not known."""
    assert whole_number(float("inf")) is None
    assert whole_number("7") is None
    assert day(1_775_000_000) == "2026-03-31"
    assert day("soon") == day(None) == day(1e30) == ""


def test_comments_keep_the_best_five():
    """The best by score, those gone or too short left out."""
    found = best_comments(
        [
            ("too short", 90),
            ("[deleted]", 80),
            *((f"A comment worth reading, number {n}", n) for n in range(9)),
        ]
    )
    assert [comment.score for comment in found] == [8, 7, 6, 5, 4]
