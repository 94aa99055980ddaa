"""A saved page of a thread: Reddit new and old, Hacker News, or any page with a title and text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from interview_cli.research.feed import plain_text
from interview_cli.research.settings import MAX_BODY
from interview_cli.research.thread import Thread, best_comments, from_reddit, safe_link, tidy
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_POST: Final = re.compile(r"/r/(\w{2,40})/comments/([0-9a-z]{2,13})")


def read_page(markup: str) -> tuple[Thread, ...]:
    """The thread on a saved page; empty when the page has no text."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    for read in (_new_reddit, _old_reddit, _hacker_news, _any_page):
        thread = read(tree)
        if thread is not None:
            return (thread,)
    return ()


def _new_reddit(tree: LexborHTMLParser) -> Thread | None:
    post = tree.css_first("shreddit-post")
    place = _POST.search(_get(post, "permalink")) if post else None
    if post is None or place is None:
        return None
    body = post.css_first("[slot=text-body]") or tree.css_first("[slot=text-body]")
    thread = from_reddit(
        {
            "id": place[2],
            "subreddit": place[1],
            "title": _get(post, "post-title"),
            "selftext": plain_text(body.html or "") if body else "",
            "score": _number(_get(post, "score")),
            "created_utc": _seconds(_get(post, "created-timestamp")),
        },
        "imported",
    )
    said = []
    for comment in tree.css("shreddit-comment"):
        text = comment.css_first("[slot=comment]")
        said.append((plain_text(text.html or "") if text else "", _number(_get(comment, "score"))))
    return replace(thread, comments=best_comments(said)) if thread else None


def _old_reddit(tree: LexborHTMLParser) -> Thread | None:
    post = tree.css_first("div.thing.link")
    place = _POST.search(_get(post, "data-permalink")) if post else None
    if post is None or place is None:
        return None
    title, body = post.css_first("a.title"), post.css_first(".expando .md")
    stamp = _number(_get(post, "data-timestamp"))
    thread = from_reddit(
        {
            "id": place[2],
            "subreddit": place[1],
            "title": title.text() if title else "",
            "selftext": plain_text(body.html or "") if body else "",
            "score": _number(_get(post, "data-score")),
            "created_utc": stamp / 1000 if stamp else None,
        },
        "imported",
    )
    said = []
    for comment in tree.css(".comment .entry"):
        text, score = comment.css_first(".md"), comment.css_first(".score.unvoted")
        said.append(
            (plain_text(text.html or "") if text else "", _number(_get(score, "title")) if score else None)
        )
    return replace(thread, comments=best_comments(said)) if thread else None


def _hacker_news(tree: LexborHTMLParser) -> Thread | None:
    item, title = tree.css_first("tr.athing[id]"), tree.css_first(".titleline a")
    if item is None or title is None or not _get(item, "id").isdigit():
        return None
    number, body = _get(item, "id"), tree.css_first(".toptext")
    said = [(plain_text(node.html or ""), None) for node in tree.css(".commtext")]
    return Thread(
        id=f"hackernews:{number}",
        source="imported",
        place="Hacker News",
        title=clean_line(tidy(title.text(), 600), 300),
        body=tidy(plain_text(body.html or ""), MAX_BODY) if body else "",
        url=f"https://news.ycombinator.com/item?id={number}",
        comments=best_comments(said),
    )


def _any_page(tree: LexborHTMLParser) -> Thread | None:
    for junk in tree.css("script, style, nav, header, footer, noscript, svg, form"):
        junk.decompose()
    title, link = tree.css_first("title"), tree.css_first("link[rel=canonical]")
    main = tree.css_first("article") or tree.css_first("main") or tree.body
    text = plain_text(main.html or "") if main else ""
    if len(text) < 40:
        return None
    return Thread(
        id=f"file:{hashlib.sha256(text.encode()).hexdigest()[:16]}",
        source="imported",
        place="saved page",
        title=clean_line(title.text() if title else text[:80], 300),
        body=tidy(text, MAX_BODY),
        url=safe_link(_get(link, "href")) if link else "",
    )


def _get(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node else ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,15}", text) else None


def _seconds(stamp: str) -> float | None:
    from datetime import datetime

    try:
        return datetime.fromisoformat(stamp.replace("+0000", "+00:00")).timestamp()
    except ValueError:
        return None
