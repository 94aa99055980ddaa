"""Hacker News, through Algolia's public search: no key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from interview_cli.ports import Web
from interview_cli.research.feed import plain_text
from interview_cli.research.queries import Plan
from interview_cli.research.replies import read_json
from interview_cli.research.settings import MAX_BODY
from interview_cli.research.source import Search, SourceFailed
from interview_cli.research.thread import Thread, best_comments, day, tidy, whole_number
from interview_cli.untrusted import clean_line

_SECONDS: Final = 10.0
_WHO: Final = "Hacker News"
# Monthly threads of job adverts: a company on its own interviews is not somebody who sat there.
_ADVERTS: Final = re.compile(
    r"\bwho is hiring\b|\bwho wants to be hired\b|\bis hiring\b|\bfreelancer\?", re.IGNORECASE
)


class HackerNewsSource:
    """Implements `source.Source`. A comment that tells of an interview counts as a thread of its own."""

    name = "hackernews"
    label = "Hacker News"
    last_resort = False

    def __init__(self, web: Web, *, base_url: str) -> None:
        self._web = web
        self._base = base_url.rstrip("/")

    def searches(self, plan: Plan) -> tuple[Search, ...]:
        """Stories, then comments; none for trades that don't meet there."""
        if not plan.hackernews:
            return ()
        text = f'"{plan.company}" interview'
        return (Search(text, field="story"), Search(text, field="comment"))

    async def search(self, search: Search) -> tuple[Thread, ...]:
        """One page of results."""
        wanted = {"query": search.text, "tags": search.field, "hitsPerPage": 30, "advancedSyntax": "true"}
        data = await read_json(self._web, f"{self._base}/api/v1/search?{urlencode(wanted)}", _WHO, _SECONDS)
        hits = data.get("hits") if isinstance(data, dict) else None
        if not isinstance(hits, list):
            raise SourceFailed(f"{_WHO} sent an answer that can't be read")
        found = (_thread(hit) for hit in hits if isinstance(hit, dict))
        return tuple(thread for thread in found if thread)

    def can_read(self, thread: Thread) -> bool:
        """Whether it is one of its own."""
        return thread.id.startswith("hackernews:")

    async def read(self, thread: Thread) -> Thread:
        """The thread with the comments at its top, in the order the site ranks them."""
        number = thread.id.removeprefix("hackernews:")
        data = await read_json(self._web, f"{self._base}/api/v1/items/{number}", _WHO, _SECONDS)
        return replace(thread, comments=best_comments(_children(data)))

    def close(self) -> None:
        """There is nothing to drop."""


def _children(data: Any) -> Iterator[tuple[object, object]]:
    children = data.get("children") if isinstance(data, dict) else None
    for child in children[:200] if isinstance(children, list) else ():
        if isinstance(child, dict) and isinstance(child.get("text"), str):
            yield plain_text(child["text"]), child.get("points")


def _thread(hit: dict[str, Any]) -> Thread | None:
    number = str(hit.get("objectID") or "")
    title = hit.get("title") or hit.get("story_title")
    if not number.isdigit() or len(number) > 12 or not isinstance(title, str) or _ADVERTS.search(title):
        return None
    text = hit.get("comment_text") or hit.get("story_text") or ""
    is_comment = bool(hit.get("comment_text"))
    return Thread(
        id=f"hackernews:{number}",
        source=HackerNewsSource.name,
        place="Hacker News",
        title=clean_line(tidy(title, 600), 300),
        body=tidy(plain_text(text), MAX_BODY) if isinstance(text, str) else "",
        url=f"https://news.ycombinator.com/item?id={number}",
        date=day(hit.get("created_at_i")),
        score=whole_number(hit.get("points")),
        replies=0 if is_comment else whole_number(hit.get("num_comments")),
    )
