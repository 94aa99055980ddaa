"""What a test needs to run research against the fake web: sources on loopback, a cache in memory, a still clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date

from interview_cli.posting.fetch import GuardedWeb, WebSettings
from interview_cli.research.gather import Ask, Findings, Progress, Sources, research
from interview_cli.research.network import open_sources
from interview_cli.research.settings import RedditSettings, ResearchSettings
from tests.research.fakeweb import FakeWeb

ASK = Ask("Tessaro", "Backend Engineer", ("SQL", "Kafka"), ("backend-frameworks",))


@dataclass
class MemoryCache:
    """A cache in memory; it counts what was put into it."""

    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> bytes | None:
        return self.kept.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.kept[kind, key] = value


class StillClock:
    """21 November 2026, for ever."""

    def now(self) -> float:
        return 1_795_000_000.0

    def monotonic(self) -> float:
        return time.monotonic()

    def today(self) -> date:
        return date(2026, 11, 21)


@dataclass
class Rig:
    """Research against one fake web. `key` gives it a Reddit key."""

    web: FakeWeb
    key: bool = True
    settings: ResearchSettings = field(default_factory=ResearchSettings)
    cache: MemoryCache = field(default_factory=MemoryCache)
    steps: list[Progress] = field(default_factory=list)
    archive: bool = True
    offline: bool = False

    def sources(self) -> Sources:
        """The sources, all of them on loopback."""
        url = self.web.url
        limits = replace(
            self.settings, archive_url=url if self.archive else "", feed_url=url, hackernews_url=url
        )
        key = {"client_id": "abc", "client_secret": "def"} if self.key else {}
        reddit = RedditSettings(oauth_url=url, reddit_url=url, **key)
        web = GuardedWeb(
            WebSettings(allow_private=frozenset({url.removeprefix("http://")})),
            seconds=20,
            pause=lambda: 0.01,
        )
        return open_sources(limits, reddit, web=web, offline=self.offline)

    async def run(self, ask: Ask = ASK, *, fresh: bool = False, sources: Sources | None = None) -> Findings:
        """One run."""
        return await research(
            ask,
            sources=sources or self.sources(),
            cache=self.cache,
            clock=StillClock(),
            settings=self.settings,
            progress=self.steps.append,
            fresh=fresh,
        )
