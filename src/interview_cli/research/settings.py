"""`[research]` and `[reddit]` of the config file, and the caps that keep us a polite guest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

MAX_SUBREDDITS: Final = 4
MAX_QUERIES: Final = 12
MAX_THREADS: Final = 35
MAX_READ: Final = 25
MAX_COMMENTS: Final = 5
MAX_BODY: Final = 2_000
MAX_COMMENT: Final = 1_500
CONNECTIONS: Final = 10
RESULTS_A_QUERY: Final = 25

_STRICT: Final = {"extra": "forbid"}


@dataclass(frozen=True)
class RedditSettings:
    """`[reddit]`: the key of a script app that Reddit approved; without one the public archive is searched.

    `feed_user` and `feed_token` are the `user=` and `feed=` of reddit.com/prefs/feeds: a secret, never shown or kept.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    user_agent: str = "python:interview-cli:v1 (read-only interview research)"
    feed_user: str = ""
    feed_token: str = field(default="", repr=False)
    oauth_url: str = "https://oauth.reddit.com"
    reddit_url: str = "https://www.reddit.com"

    @property
    def has_key(self) -> bool:
        """Whether there is a key to search Reddit's own interface with."""
        return bool(self.client_id and self.client_secret)


@dataclass(frozen=True)
class ResearchSettings:
    """`[research]`: whether to look at all, for how many seconds, and where.

    After `planned_seconds` the run goes on with what it has; what is under way may reach the cache until
    `hard_seconds`. One search is waited for `search_seconds`, one thread's comments `read_seconds`. `connections` is capped at
    10. An empty base URL leaves that source out.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    enabled: bool = True
    planned_seconds: float = 20.0
    hard_seconds: float = 45.0
    search_seconds: float = 10.0
    read_seconds: float = 8.0
    connections: int = CONNECTIONS
    archive_url: str = "https://arctic-shift.photon-reddit.com"
    feed_url: str = "https://www.reddit.com"
    hackernews_url: str = "https://hn.algolia.com"
