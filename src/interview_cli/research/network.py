"""Whether there is a network at all, told in under a second; and the sources a run's settings allow."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from interview_cli.errors import FetchFailed
from interview_cli.research.allowance import Way
from interview_cli.research.archive import ArchiveSource
from interview_cli.research.feed import FeedSource
from interview_cli.research.gather import Sources
from interview_cli.research.hackernews import HackerNewsSource
from interview_cli.research.reddit import RedditSource
from interview_cli.research.settings import RedditSettings, ResearchSettings
from interview_cli.research.thread import Thread

if TYPE_CHECKING:
    from interview_cli.ports import Web
    from interview_cli.research.source import Source

_SECONDS: Final = 0.8


def open_sources(  # noqa: PLR0913 - the public door: all but the settings is by name
    research: ResearchSettings,
    reddit: RedditSettings,
    *,
    web: Web,
    way: Way = Way(),  # noqa: B008 - frozen
    imported: tuple[Thread, ...] = (),
    offline: bool = False,
) -> Sources:
    """The sources these settings allow; nothing is opened yet. `web` is the guarded way to pages."""
    found: list[Source] = []
    if reddit.has_key:
        found.append(RedditSource(reddit, way=way))
    if research.archive_url:
        found.append(ArchiveSource(web, base_url=research.archive_url))
    if research.hackernews_url:
        found.append(HackerNewsSource(web, base_url=research.hackernews_url))
    if research.feed_url:
        found.append(
            FeedSource(web, base_url=research.feed_url, user=reddit.feed_user, token=reddit.feed_token)
        )
    urls = (
        research.archive_url,
        research.hackernews_url,
        reddit.oauth_url if reddit.has_key else research.feed_url,
    )

    async def online() -> bool:
        return bool(way.proxy) or await any_resolves(tuple(url for url in urls if url))

    return Sources(tuple(found), imported, online, offline)


async def any_resolves(urls: tuple[str, ...], *, seconds: float = _SECONDS) -> bool:
    """Whether the host of any of `urls` has an address, asked all at once; False after `seconds`."""
    from interview_cli.posting.guard import literal_address, resolve
    from interview_cli.posting.urls import host_of

    hosts = {host_of(url) for url in urls}
    if any(literal_address(host) or host == "localhost" for host in hosts):
        return True

    async def has_address(host: str) -> bool:
        try:
            return bool(await resolve(host, 443, seconds=seconds))
        except FetchFailed:
            return False

    for answer in asyncio.as_completed([has_address(host) for host in hosts]):
        if await answer:
            return True
    return False
