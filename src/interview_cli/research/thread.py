"""A thread: a post with its best comments, cleaned at the door, whichever way it came."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from interview_cli.research.settings import MAX_BODY, MAX_COMMENT, MAX_COMMENTS
from interview_cli.untrusted import clean, clean_line, web_link

Gone = Literal["", "deleted", "removed", "adult", "quarantined"]
_EMPTY: Final = {"[deleted]": "deleted", "[removed]": "removed", "[ removed by reddit ]": "removed"}
_ID: Final = re.compile(r"[0-9a-z]{2,13}\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, cut to 1,500 characters. `score` is None where the source has none."""

    text: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A post, its body cut to 2,000 characters, and at most five comments.

    `id` is unique over all sources ("reddit:1abc2d", "hackernews:123", "file:…"); the same post from Reddit and from its
    archive has one id. `place` is "r/nursing", "Hacker News" or a file's name. `date` is ISO 8601, "" when unknown.
    `replies` is how many comments there are to read, None when that is not told. `gone` says why there is nothing to read.
    """

    id: str
    source: str
    place: str
    title: str
    body: str
    url: str
    date: str = ""
    score: int | None = None
    replies: int | None = None
    comments: tuple[Comment, ...] = ()
    gone: Gone = ""


def tidy(text: object, limit: int) -> str:
    """Text from a stranger: entities resolved, cleaned, cut at `limit` characters, at a sentence or a word."""
    if not isinstance(text, str):
        return ""
    whole = clean(html.unescape(text[: limit * 8])).replace("\u200b", "").strip()
    if len(whole) <= limit:
        return whole
    head = whole[:limit]
    cut = max(head.rfind(mark) + 1 for mark in (". ", "? ", "! ", "\n"))
    return head[: cut if cut > limit * 0.7 else max(head.rfind(" "), limit // 2)].rstrip()


def day(seconds: object) -> str:
    """The day of a time in seconds since the epoch (a number, or its digits), ISO 8601; "" when it is none."""
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def whole_number(value: object) -> int | None:
    """`value` as an int if it is a number of a sane size, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if abs(value) < 1e12 else None  # NaN compares false, too


def from_reddit(post: Mapping[str, Any], source: str) -> Thread | None:
    """A post as Reddit and its archives describe one; None when it has no id or no title."""
    name, title = str(post.get("id") or ""), clean_line(tidy(post.get("title"), 600), 300)
    if not _ID.match(name) or not title:
        return None
    body = tidy(post.get("selftext"), MAX_BODY)
    place = re.sub(r"\W", "", str(post.get("subreddit") or ""))[:40]
    return Thread(
        id=f"reddit:{name}",
        source=source,
        place=f"r/{place}" if place else "Reddit",
        title=title,
        body="" if body.lower() in _EMPTY else body,
        url=f"https://www.reddit.com/r/{place}/comments/{name}/" if place else f"https://redd.it/{name}",
        date=day(post.get("created_utc")),
        score=whole_number(post.get("score")),
        replies=whole_number(post.get("num_comments")),
        gone=_why_gone(post, title, body),
    )


def _why_gone(post: Mapping[str, Any], title: str, body: str) -> Gone:
    if post.get("over_18") is True:
        return "adult"
    if post.get("quarantine") is True:
        return "quarantined"
    taken = str(post.get("removed_by_category") or "")
    mark = _EMPTY.get(body.lower()) or _EMPTY.get(title.lower())
    if mark == "deleted" or taken in {"deleted", "author"}:
        return "deleted"
    return "removed" if mark or taken else ""


def best_comments(found: Iterable[tuple[object, object]]) -> tuple[Comment, ...]:
    """The five best of (text, score), those gone left out; order is kept among equals."""
    kept = []
    for text, score in found:
        cleaned = tidy(text, MAX_COMMENT)
        if len(cleaned) >= 15 and cleaned.lower() not in _EMPTY and "i am a bot" not in cleaned.lower():
            kept.append(Comment(cleaned, whole_number(score)))
    kept.sort(key=lambda comment: -(comment.score if comment.score is not None else 1))
    return tuple(kept[:MAX_COMMENTS])


def safe_link(url: object) -> str:
    """`url` if it may be shown and followed, else ""."""
    return web_link(url if isinstance(url, str) else None) or ""


def texts_of(thread: Thread) -> tuple[tuple[str, int | None], ...]:
    """What can be quoted: the title, the body, and each comment, with the score each has."""
    own = ((thread.title, thread.score), (thread.body, thread.score))
    return own + tuple((comment.text, comment.score) for comment in thread.comments)


@dataclass(frozen=True, slots=True)
class Batch:
    """Threads as they are kept in the cache, with where was looked and what was said about it."""

    threads: tuple[Thread, ...]
    searched: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
