"""The public archive of Reddit (Arctic Shift): no key, newest first, one subreddit a request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from interview_cli.ports import Web
from interview_cli.research.queries import Plan
from interview_cli.research.replies import read_json
from interview_cli.research.settings import MAX_SUBREDDITS
from interview_cli.research.source import Search, SourceFailed
from interview_cli.research.thread import Thread, best_comments, from_reddit

_POSTS: Final = 100  # the most the archive gives at once; it sorts by date only, so relevance is ours to find
_COMMENTS: Final = 50
_SECONDS: Final = 15.0


class ArchiveSource:
    """Implements `source.Source`."""

    name = "archive"
    label = "the Reddit archive"
    last_resort = False

    def __init__(self, web: Web, *, base_url: str) -> None:
        self._web = web
        self._base = base_url.rstrip("/")

    def searches(self, plan: Plan) -> tuple[Search, ...]:
        """Titles that name the company in each subreddit, then texts that name it and an interview."""
        name = f'"{plan.company}"'
        places = plan.subreddits[:MAX_SUBREDDITS]
        titles = tuple(Search(name, place, "title") for place in places)
        return titles + tuple(Search(f"{name} interview", place, "selftext") for place in places)

    async def search(self, search: Search) -> tuple[Thread, ...]:
        """The newest posts whose title or text matches."""
        wanted = {"subreddit": search.where, search.field: search.text, "limit": _POSTS, "sort": "desc"}
        data = await self._ask("posts/search", wanted)
        posts = data.get("data") if isinstance(data, dict) else None
        if not isinstance(posts, list):
            raise SourceFailed("the archive sent an answer that can't be read")
        found = (from_reddit(post, self.name) for post in posts if isinstance(post, dict))
        return tuple(thread for thread in found if thread)

    def can_read(self, thread: Thread) -> bool:
        """Whether it is a post on Reddit."""
        return thread.id.startswith("reddit:")

    async def read(self, thread: Thread) -> Thread:
        """The thread with its best comments. Scores stand as they were about a day and a half after the post."""
        wanted = {"link_id": f"t3_{thread.id.removeprefix('reddit:')}", "limit": _COMMENTS}
        data = await self._ask("comments/tree", wanted)
        tree = data.get("data") if isinstance(data, dict) else None
        if not isinstance(tree, list):
            raise SourceFailed("the archive sent an answer that can't be read")
        found = [(comment.get("body"), comment.get("score")) for comment in _top(tree)]
        return replace(thread, comments=best_comments(found))

    def close(self) -> None:
        """There is nothing to drop."""

    async def _ask(self, path: str, wanted: dict[str, Any]) -> Any:
        return await read_json(
            self._web, f"{self._base}/api/{path}?{urlencode(wanted)}", "the archive", _SECONDS
        )


def _top(tree: list[Any]) -> Iterator[dict[str, Any]]:
    """The comments at the top of a tree; "more" holds none."""
    for item in tree:
        data = item.get("data") if isinstance(item, dict) else None
        if isinstance(data, dict) and item.get("kind") != "more":
            yield data
