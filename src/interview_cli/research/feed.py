"""Reddit's own feeds (Atom): the last resort. About one request a minute without a token, and no scores."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlencode

from interview_cli.ports import Web
from interview_cli.research.queries import Plan
from interview_cli.research.replies import fetch
from interview_cli.research.source import Search, SourceFailed
from interview_cli.research.thread import Thread, from_reddit

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_LINK: Final = re.compile(r"https?://[\w.]+/r/(\w{2,40})/comments/([0-9a-z]{2,13})/")
_SECONDS: Final = 10.0
_WITH_TOKEN: Final = 4


class FeedSource:
    """Implements `source.Source`. `user` and `token` are the person's own feed key; they go into the request only."""

    name = "feed"
    label = "Reddit's feeds"
    last_resort = True

    def __init__(self, web: Web, *, base_url: str, user: str = "", token: str = "") -> None:
        self._web = web
        self._base = base_url.rstrip("/")
        self._key = {"feed": token, "user": user} if user and token else {}

    def searches(self, plan: Plan) -> tuple[Search, ...]:
        """One query over all subreddits; a few more with a token."""
        where = "+".join(plan.subreddits)
        general = f'"{plan.company}" interview'
        queries = [general, *(query for query in plan.queries if query != general)]
        return tuple(Search(query, where) for query in queries[: _WITH_TOKEN if self._key else 1])

    async def search(self, search: Search) -> tuple[Thread, ...]:
        """The posts of one search feed."""
        wanted: dict[str, Any] = {
            "q": search.text,
            "restrict_sr": 1,
            "sort": "relevance",
            "t": "all",
            "limit": 50,
        }
        url = f"{self._base}/r/{search.where}/search.rss?{urlencode(wanted | self._key)}"
        reply = await fetch(self._web, url, "Reddit's feed", "application/atom+xml", _SECONDS)
        return read_feed(reply.body)

    def can_read(self, thread: Thread) -> bool:  # noqa: ARG002 - the protocol's signature
        """Never: a feed of comments would cost another minute."""
        return False

    async def read(self, thread: Thread) -> Thread:
        """The thread as it is."""
        return thread

    def close(self) -> None:
        """There is nothing to drop."""


def read_feed(body: bytes) -> tuple[Thread, ...]:
    """The posts in an Atom feed; raises `SourceFailed` when it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise SourceFailed("Reddit's feed sent an answer that can't be read") from None
    if root.tag != f"{_ATOM}feed":
        raise SourceFailed("Reddit's feed sent an answer that can't be read")
    found = (_entry(entry) for entry in root.findall(f"{_ATOM}entry"))
    return tuple(thread for thread in found if thread)


def _entry(entry: Any) -> Thread | None:
    from interview_cli.research.thread import tidy

    link = entry.find(f"{_ATOM}link")
    place = _LINK.match(link.get("href", "") if link is not None else "")
    if not place:
        return None
    post = {
        "id": place[2],
        "subreddit": place[1],
        "title": entry.findtext(f"{_ATOM}title", ""),
        "selftext": tidy(plain_text(entry.findtext(f"{_ATOM}content", "")), 20_000),
        "created_utc": _seconds(
            entry.findtext(f"{_ATOM}published") or entry.findtext(f"{_ATOM}updated") or ""
        ),
    }
    return from_reddit(post, FeedSource.name)


def plain_text(markup: str) -> str:
    """The text of a post's HTML, a paragraph or list item a line, without Reddit's "submitted by" tail."""
    if not markup.strip():
        return ""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup[:200_000])
    body = tree.css_first("div.md") or tree.body
    if body is None:
        return ""
    for block in body.css("p, li, br, div, h1, h2, h3, blockquote"):
        block.insert_after("\n")
    text = body.text(separator="")
    text = re.sub(r"\s*submitted by\s+/?u/.*\Z", "", text, flags=re.DOTALL)
    return re.sub(r"[ \t]*\n\s*", "\n", text).strip()


def _seconds(stamp: str) -> float | None:
    from datetime import datetime

    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        return None
