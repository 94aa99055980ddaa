from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.research.fakeweb import FakeWeb, serve


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A fake Reddit, archive, feed and Algolia on loopback, with a few threads on the invented company Tessaro."""
    fake = FakeWeb()
    first = fake.add(
        1,
        "Tessaro interview process, backend engineer",
        "Recruiter call, then a take-home, then a panel. They asked how I would handle a late parcel feed. It took two weeks in total.",
        score=40,
    )
    second = fake.add(
        2,
        "Had my onsite with Tessaro",
        "Four rounds in one day. They care about tests & clear names. I heard back after six days.",
    )
    fake.add(3, "Tessaro raises prices", "The new plan costs twice as much.")
    fake.say(
        first,
        "They asked me to explain a bug I had fixed in production.",
        "Same process for me, the panel was two people.",
    )
    fake.say(second, "The interviewer wanted examples with numbers in them.")
    fake.stories.append(
        {
            "objectID": "4242",
            "title": "Interview at Tessaro: how it went",
            "story_text": "<p>Three rounds and a system design.</p>",
            "points": 55,
            "num_comments": 4,
            "created_at_i": 1_775_000_000,
        }
    )
    server = serve(fake)
    yield fake
    server.shutdown()
    server.server_close()
