from __future__ import annotations

import asyncio
import json
import time

import pytest

from interview_cli.research.gather import Ask
from interview_cli.research.settings import ResearchSettings
from tests.research.fakeweb import FakeWeb
from tests.research.rig import ASK, Rig


async def test_a_key_gets_reddit_with_its_comments(web: FakeWeb):
    """With a key the threads come from Reddit, off-topic ones are dropped, and the dossier has lines from post and comment."""
    findings = await Rig(web).run()
    assert [found.thread.source for found in findings.threads if found.kept] == [
        "reddit",
        "hackernews",
        "reddit",
    ]
    assert [found.thread.title for found in findings.threads if not found.kept] == ["Tessaro raises prices"]
    lines = {line.text for line in findings.dossier.lines}
    assert "Asked: Tell me how you would handle a late parcel feed" in lines
    assert "Asked: Explain a bug you had fixed in production" in lines
    assert {question.text for question in findings.asked} >= {"Explain a bug you had fixed in production."}
    assert [question.text for question in findings.dossier.asked] == [
        question.text for question in findings.asked
    ]
    assert all(
        reported.sources[0].quote == asked.quote
        for reported, asked in zip(findings.dossier.asked, findings.asked, strict=True)
    )


async def test_without_a_key_the_archive_stands_in(web: FakeWeb):
    """Without a key nothing goes to Reddit's own interface; one quiet line says so."""
    findings = await Rig(web, key=False).run()
    assert not {"token", "search", "comments", "feed"} & web.counts.keys()
    assert findings.dossier.notices == (
        "Reddit itself was left out (no key); its public archive stands in for it.",
    )
    assert any("& clear names" in line.text for line in findings.dossier.lines)
    assert findings.dossier.searched[-1] == "Hacker News"


async def test_a_repeat_within_a_day_asks_nothing(web: FakeWeb):
    """The second run is the same to the letter, and makes no request."""
    rig = Rig(web)
    first = await rig.run()
    before = len(web.asked)
    second = await rig.run()
    assert len(web.asked) == before
    assert second.cached
    assert second.dossier == first.dossier
    assert second.asked == first.asked


async def test_fresh_looks_past_the_cache(web: FakeWeb):
    """`fresh` asks again."""
    rig = Rig(web, key=False)
    await rig.run()
    before = len(web.asked)
    await rig.run(fresh=True)
    assert len(web.asked) > before


async def test_what_a_stranger_put_into_the_cache_is_no_batch(web: FakeWeb):
    """An entry of another shape counts as none."""
    rig = Rig(web, key=False)
    await rig.run()
    for key in rig.cache.kept:
        rig.cache.kept[key] = b'{"threads": [{"id": 7}], "searched": "x"}'
    before = len(web.asked)
    assert (await rig.run()).dossier.lines
    assert len(web.asked) > before


async def test_the_cache_holds_json(web: FakeWeb):
    """Values are JSON, and hold no key or token."""
    rig = Rig(web)
    await rig.run()
    assert rig.cache.kept
    for value in rig.cache.kept.values():
        json.loads(value)
        assert b"tok" not in value.replace(b"token", b"")


async def test_caps(web: FakeWeb):
    """A hundred good threads: at most 12 queries, 25 comment trees, 10 connections, 35 threads kept."""
    for number in range(10, 110):
        name = web.add(
            number,
            f"Tessaro interview report {number}",
            f"Report number {number} on the process, with a panel and a take-home for group {number}.",
        )
        web.say(name, "They asked me how I would plan the week.")
    web.delay = 0.02
    findings = await Rig(web).run()
    assert web.counts["search"] <= 12
    assert web.counts["comments"] + web.counts["tree"] + web.counts["item"] <= 25
    assert web.busiest <= 10
    assert sum(found.kept for found in findings.threads) <= 35
    assert all(len(found.thread.comments) <= 5 for found in findings.threads)


async def test_progress_counts_up(web: FakeWeb):
    """Progress tells queries done, threads found and comments read, and ends with all of them."""
    rig = Rig(web)
    await rig.run()
    last = rig.steps[-1]
    assert (last.queries_done, last.threads, last.comments_read) == (last.queries, 3, 3)
    assert [step.queries_done for step in rig.steps] == sorted(step.queries_done for step in rig.steps)


async def test_the_deadline_cuts_and_late_answers_are_kept(web: FakeWeb):
    """R12: a stage past its deadline ends with what it has; what comes later is there next time without a request."""
    web.delays = {"archive": 0.7}
    rig = Rig(web, key=False, settings=ResearchSettings(planned_seconds=0.3, hard_seconds=5))
    began = time.monotonic()
    first = await rig.run()
    assert time.monotonic() - began < 0.6
    assert first.cut
    assert any("kept for next time" in notice for notice in first.dossier.notices)
    await asyncio.sleep(0.8)
    web.delays = {}
    before = web.counts["archive"]
    second = await rig.run()
    assert web.counts["archive"] == before
    assert any(found.kept and found.thread.source == "archive" for found in second.threads)


async def test_cancelling_takes_effect_at_once(web: FakeWeb):
    """A cancelled run ends within half a second, whatever its threads are waiting for."""
    web.delays = {"search": 20.0, "archive": 20.0}
    task = asyncio.create_task(Rig(web).run())
    await asyncio.sleep(0.4)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < 0.5


async def test_nothing_found_is_said_plainly(web: FakeWeb):
    """An unknown company gives no lines and one sentence on where it was looked for."""
    findings = await Rig(web, key=False).run(Ask("Quillanby", "Chef", (), ("food-service",)))
    assert findings.dossier.lines == ()
    assert findings.dossier.notices[-1].startswith("Searched r/KitchenConfidential")
    assert findings.dossier.notices[-1].endswith("nothing about interviews at Quillanby.")


async def test_the_feed_is_the_last_resort(web: FakeWeb):
    """The feed is asked once, and only when the archive gave nothing."""
    web.faults["archive"] = "429"
    web.stories.clear()
    findings = await Rig(web, key=False).run()
    assert web.counts["feed"] == 1
    assert {found.thread.source for found in findings.threads if found.kept} == {"feed"}
    assert any("& clear names" in line.text for line in findings.dossier.lines)


async def test_no_company_is_no_research(web: FakeWeb):
    """Without a company's name nothing is asked."""
    findings = await Rig(web).run(Ask("  ", ASK.role))
    assert not web.asked
    assert findings.dossier.notices == ("No research: the company has no name.",)


async def test_doubles_are_folded(web: FakeWeb):
    """A post put into several subreddits counts once."""
    body = "Recruiter call, then a panel, then references. They asked me how I would plan a week of routes for six vans."
    for number in (20, 21):
        web.add(number, "Tessaro interview, all of it", body, subreddit=f"jobs{number}")
    findings = await Rig(web, key=False).run()
    assert (
        sum(found.kept and found.thread.title == "Tessaro interview, all of it" for found in findings.threads)
        == 1
    )
