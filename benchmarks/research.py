"""How fast research is, against a Reddit on loopback that takes 0.35 s for every answer.

    python benchmarks/research.py

Prints measured against the ideal schedule for ten connections, in parallel against one after another, how long it takes to
cancel and to interrupt while PRAW sleeps, the way without key and network, a repeat, and the labelled threads.
"""

from __future__ import annotations

import asyncio
import math
import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from interview_cli.research.settings import ResearchSettings  # noqa: E402
from tests.research.fakeweb import FakeWeb, serve  # noqa: E402
from tests.research.labelled import describe  # noqa: E402
from tests.research.rig import MemoryCache, Rig  # noqa: E402

DELAY = 0.35
CONNECTIONS = 10
PATIENT = ResearchSettings(planned_seconds=60, hard_seconds=60, search_seconds=60, read_seconds=60)


def make_web(threads: int = 40) -> FakeWeb:
    """A fake web with forty threads worth keeping, each with three comments."""
    web = FakeWeb(delay=DELAY)
    for number in range(threads):
        body = f"Report {number}: recruiter call, then a take-home, then a panel. They asked how I would plan week {number} of the rota."
        name = web.add(number, f"Tessaro interview report {number}", body)
        web.say(name, "They care about tests.", "I heard back after eight days.", "Four rounds for me.")
    serve(web)
    return web


async def measure_run(
    settings: ResearchSettings, *, key: bool, reddit_only: bool = False
) -> tuple[float, FakeWeb]:
    """Seconds of one run with an empty cache, and what the server saw."""
    web = make_web()
    rig = Rig(web, key=key, settings=settings)
    sources = rig.sources()
    if reddit_only:
        sources = replace(sources, asked=tuple(source for source in sources.asked if source.name == "reddit"))
    began = time.perf_counter()
    await rig.run(sources=sources)
    return time.perf_counter() - began, web


def ideal(web: FakeWeb) -> float:
    """The shortest schedule for the requests made, ten at a time without a pause; Reddit's own wait for the token."""
    token = web.counts["token"]
    reddit = web.counts["search"] + web.counts["comments"]
    return DELAY * max(math.ceil(len(web.asked) / CONNECTIONS), token + math.ceil(reddit / CONNECTIONS))


async def print_schedules() -> None:
    """Measured against ideal, and against one after another."""
    for name, key, only in (
        ("Reddit with a key", True, True),
        ("all sources, key", True, False),
        ("all sources, no key", False, False),
    ):
        runs = [await measure_run(PATIENT, key=key, reddit_only=only) for _ in range(3)]
        seconds = statistics.median(run[0] for run in runs)
        web = runs[-1][1]
        best = ideal(web)
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(web.counts.items()))
        print(
            f"{name}: {seconds:.2f} s, ideal {best:.2f} s, ratio {seconds / best:.2f} (at most 1.3); {counts}"
        )
        print(f"    at most {web.busiest} requests at a time")
        if only:
            alone, _ = await measure_run(replace(PATIENT, connections=1), key=key, reddit_only=only)
            print(f"    one after another {alone:.2f} s: {alone / seconds:.1f} times as long (at least 5)")


async def print_cancel() -> None:
    """Cancelling while every request hangs."""
    times = []
    for kind in ("search", "comments", "token"):
        web = make_web()
        web.delay, web.delays = 0.0, {kind: 30.0}
        task = asyncio.create_task(Rig(web).run())
        await asyncio.sleep(0.6)
        began = time.perf_counter()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        times.append(time.perf_counter() - began)
    print(f"cancel while requests hang: {max(times) * 1000:.1f} ms at most (at most 500)")


SLEEPER = """
import asyncio, sys
from interview_cli.research.reddit import RedditSource
from interview_cli.research.settings import RedditSettings
url = sys.argv[1]
source = RedditSource(RedditSettings(client_id="a", client_secret="b", oauth_url=url, reddit_url=url))
def work(reddit):
    for number in range(2):
        list(reddit.subreddit("jobs").search('"Tessaro"', limit=5))
        print("asleep", flush=True)
async def main():
    await source._run(work)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
"""


def print_interrupt() -> None:
    """Ctrl-C in a process of its own, while PRAW's rate limiter sleeps for 580 s."""
    web = make_web()
    web.delay, web.faults = 0.0, {"search": "used up"}
    times = []
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", SLEEPER, web.url],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2)
        assert process.poll() is None
        began = time.perf_counter()
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=30)
        times.append(time.perf_counter() - began)
        process.stdout.close()
    print(
        f"Ctrl-C while PRAW sleeps 580 s: {max(times) * 1000:.0f} ms at most to the end of the process (at most 500), exit {code}"
    )


async def print_quick_ways() -> None:
    """No key and no network, and a repeat."""
    web = make_web()
    began = time.perf_counter()
    findings = await Rig(web, key=False, offline=True).run()
    print(
        f"no key, --offline: {(time.perf_counter() - began) * 1000:.1f} ms, {len(web.asked)} requests, says {findings.dossier.notices}"
    )
    web.delay = 0.0
    rig = Rig(web, cache=MemoryCache())
    await rig.run()
    before, began = len(web.asked), time.perf_counter()
    await rig.run()
    print(
        f"repeat within a day: {(time.perf_counter() - began) * 1000:.1f} ms, {len(web.asked) - before} requests"
    )


def main() -> None:
    """Print all of it."""
    asyncio.run(print_schedules())
    asyncio.run(print_cancel())
    print_interrupt()
    asyncio.run(print_quick_ways())
    print(describe())


if __name__ == "__main__":
    main()
