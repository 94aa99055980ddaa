from __future__ import annotations

import subprocess
import sys
import time

from interview_cli.posting.fetch import GuardedWeb, WebSettings
from interview_cli.research.allowance import Way
from interview_cli.research.network import any_resolves, open_sources
from interview_cli.research.settings import RedditSettings, ResearchSettings
from tests.research.rig import ASK, MemoryCache, StillClock


async def test_hosts_that_do_not_exist_are_told_in_under_a_second():
    """No address for any host means no network, told in time."""
    began = time.monotonic()
    assert not await any_resolves(("https://nothing.invalid", "https://nowhere.invalid"))
    assert time.monotonic() - began < 1


async def test_this_machine_is_always_there():
    """Loopback needs no network."""
    assert await any_resolves(("http://127.0.0.1:9",))


async def test_behind_a_proxy_names_are_the_proxys_to_find():
    """With a proxy there is no look-up of our own."""
    sources = open_sources(
        ResearchSettings(),
        RedditSettings(),
        web=GuardedWeb(WebSettings()),
        way=Way(proxy="http://proxy.invalid:3128"),
    )
    assert sources.online is not None
    assert await sources.online()


def test_which_sources_the_settings_allow():
    """A key adds Reddit; an empty address leaves a source out."""
    web = GuardedWeb(WebSettings())
    plain = open_sources(ResearchSettings(), RedditSettings(), web=web)
    keyed = open_sources(
        ResearchSettings(hackernews_url=""), RedditSettings(client_id="a", client_secret="b"), web=web
    )
    assert [source.name for source in plain.asked] == ["archive", "hackernews", "feed"]
    assert [source.name for source in keyed.asked] == ["reddit", "archive", "feed"]


async def test_research_that_is_off_is_silent():
    """`enabled = false` asks nothing and says nothing."""
    from interview_cli.research.gather import Sources, research

    findings = await research(
        ASK,
        sources=Sources(),
        cache=MemoryCache(),
        clock=StillClock(),
        settings=ResearchSettings(enabled=False),
    )
    assert (findings.threads, findings.dossier.lines, findings.dossier.notices) == ((), (), ())


def test_importing_research_loads_nothing_heavy():
    """PRAW, requests, httpx, lxml, selectolax, rapidfuzz and pydantic come when they are needed."""
    heavy = [
        "praw",
        "prawcore",
        "requests",
        "httpx",
        "lxml",
        "selectolax",
        "rapidfuzz",
        "pydantic",
        "diskcache",
    ]
    code = f"import sys, interview_cli.research.network, interview_cli.research.imported; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
