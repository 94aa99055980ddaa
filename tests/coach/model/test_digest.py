"""Threads read by a model: a line stands only on words that stand in its thread, and links are the threads' own."""

from __future__ import annotations

import json

from interview_cli.coach.model.digest import ThreadText, digest_threads
from tests.llm.building import Bench
from tests.llm.fake_server import FakeServer

THREADS = (
    ThreadText("Linden Clinic interview", "https://forum.example/1", "2026-05-01", "First a call of twenty minutes, then a half day on the ward with the team."),
    ThreadText("My trial day", "https://forum.example/2", "2026-06-01", "They had me do a half day on the ward, and the ward manager asked about night shifts."),
)  # fmt: skip


async def test_findings_carry_the_threads_own_link_and_words(server: FakeServer, bench: Bench):
    """Two threads that say the same are one line borne out by many; what is quoted from nowhere is dropped."""
    lines = [
        {
            "source": 1,
            "quote": "a half day on the ward with the team",
            "text": "Candidates spend half a day on the ward.",
        },
        {
            "source": 2,
            "quote": "do a half day on the ward",
            "text": "Candidates spend half a day on the ward.",
        },
        {"source": 1, "quote": "five rounds with the board of directors", "text": "There are five rounds."},
        {"source": 7, "quote": "a call of twenty minutes", "text": "There is a call."},
        {
            "source": 1,
            "quote": "First a call of twenty minutes",
            "text": "See www.evil.example for the call.",
        },
        {"source": 1, "quote": "First a call of twenty minutes", "text": "The first call takes 45 minutes."},
    ]
    server.replies = [json.dumps({"lines": lines})]
    found = await digest_threads("Linden Clinic", "Ward Nurse", THREADS, bench.desk(server))
    assert [(insight.text, insight.support) for insight in found] == [
        ("Candidates spend half a day on the ward.", "many")
    ]
    assert [source.url for source in found[0].sources] == [
        "https://forum.example/1",
        "https://forum.example/2",
    ]
    assert bench.recorder.left_out == {"quote": 2, "text": 1, "number": 1}


async def test_without_threads_nothing_is_asked(server: FakeServer, bench: Bench):
    """No call is made for nothing."""
    assert await digest_threads("Linden Clinic", "Ward Nurse", (), bench.desk(server)) == ()
    assert server.calls == []
