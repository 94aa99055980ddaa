"""Reddit, its archive, its feeds and Algolia on loopback, in one server that PRAW itself talks to.

`faults` maps a kind of request (token search comments archive tree feed hn item) to what goes wrong with it.
"""

from __future__ import annotations

import html
import json
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

WHOA = "<html><head><title>Blocked</title></head><body>whoa there, pardner! Your request has been blocked.</body></html>"
ROUTES = (
    ("token", re.compile(r"/api/v1/access_token$")),
    ("feed", re.compile(r"/r/[^/]+/search\.rss$")),
    ("tree", re.compile(r"/api/comments/tree$")),
    ("search", re.compile(r"/r/(?P<where>[^/]+)/search/?$")),
    ("comments", re.compile(r"/comments/(?P<id>\w+)/?$")),
    ("archive", re.compile(r"/api/posts/search$")),
    ("hn", re.compile(r"/api/v1/search$")),
    ("item", re.compile(r"/api/v1/items/(?P<id>\d+)$")),
)


@dataclass
class FakeWeb:
    """What the server holds, how it behaves, and what it was asked."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    stories: list[dict[str, Any]] = field(default_factory=list)
    delay: float = 0.0
    delays: dict[str, float] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    slow_ids: frozenset[str] = frozenset()
    limit: tuple[int, int] = (990, 580)
    asked: list[tuple[str, str]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""

    @property
    def counts(self) -> Counter[str]:
        """Requests by kind."""
        return Counter(kind for kind, _ in self.asked)

    def add(self, number: int, title: str, body: str = "", **more: Any) -> str:
        """A post of ours, 20 days younger than the last; returns its id."""
        name = f"p{number:03d}"
        post = {
            "id": name, "name": f"t3_{name}", "title": title, "selftext": body, "subreddit": "jobs", "score": 12,
            "created_utc": 1_779_000_000.0 - number * 1_728_000, "num_comments": 3, "over_18": False, "quarantine": False,
            "author": "someone", "permalink": f"/r/jobs/comments/{name}/x/", "removed_by_category": None,
        }  # fmt: skip
        self.posts.append(post | more)
        return name

    def say(self, name: str, *texts: str) -> None:
        """Comments under the post `name`, the first the best liked."""
        self.comments[name] = [
            {"id": f"c{name}{n}", "name": f"t1_c{name}{n}", "body": text, "score": 20 - n, "author": "[deleted]",
             "parent_id": f"t3_{name}", "link_id": f"t3_{name}", "replies": "", "created_utc": 1_779_000_000.0, "subreddit": "jobs"}
            for n, text in enumerate(texts)
        ]  # fmt: skip


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    web: FakeWeb

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that walks away is no news; anything else is a fault of this server."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        """Quiet."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def _serve(self) -> None:
        web, parts = self.server.web, urlsplit(self.path)
        kind, match = next(((k, m) for k, p in ROUTES if (m := p.search(parts.path))), ("other", None))
        wanted = {key: values[0] for key, values in parse_qs(parts.query).items()}
        with web.lock:
            web.asked.append((kind, self.path))
            web.busy += 1
            web.busiest = max(web.busiest, web.busy)
        try:
            name = match.groupdict().get("id", "") if match else ""
            slow = name in web.slow_ids or wanted.get("link_id", "").removeprefix("t3_") in web.slow_ids
            time.sleep(30 if slow else web.delays.get(kind, web.delay))
            self._answer(web, kind, match.groupdict() if match else {}, wanted)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with web.lock:
                web.busy -= 1

    def _answer(self, web: FakeWeb, kind: str, path: dict[str, str], wanted: dict[str, str]) -> None:
        fault = web.faults.get(kind, "")
        if fault == "hang":
            time.sleep(30)
        elif fault == "reset":
            self.close_connection = True
        elif fault == "whoa":
            self._send(403, WHOA, "text/html")
        elif fault == "html":
            self._send(200, "<html><body>Log in to continue</body></html>", "text/html")
        elif fault == "429":
            self._send(429, "{}", retry={"retry-after": "580"}, left=0)
        elif fault.isdigit():
            self._send(int(fault), json.dumps({"message": "no", "error": int(fault)}))
        elif fault == "broken":
            self._send(200, '{"kind": "Listing", "data": {"children": [')
        elif fault == "shape":
            self._send(200, '{"kind": "Listing", "data": null}')
        elif kind == "token":
            good = self.headers.get("authorization", "").startswith("Basic ")
            granted = {"access_token": "tok", "token_type": "bearer", "expires_in": 3600, "scope": "*"}
            self._send(200 if good else 401, json.dumps(granted if good else {"error": 401}))
        else:
            body, media = _content(web, kind, path, wanted)
            self._send(200, body, media, left=0 if fault == "used up" else None)

    def _send(
        self,
        status: int,
        body: str,
        media: str = "application/json",
        *,
        retry: dict[str, str] | None = None,
        left: int | None = None,
    ) -> None:
        data = body.encode()
        web = self.server.web
        self.send_response(status)
        self.send_header("content-type", f"{media}; charset=UTF-8")
        self.send_header("content-length", str(len(data)))
        self.send_header("x-ratelimit-used", str(len(web.asked)))
        self.send_header(
            "x-ratelimit-remaining", str(web.limit[0] - len(web.asked) if left is None else left)
        )
        self.send_header("x-ratelimit-reset", str(web.limit[1]))
        if self.headers.get("connection", "").lower() == "close":  # prawcore asks for its token this way
            self.send_header("connection", "close")
        for key, value in (retry or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)


def _content(  # noqa: PLR0911 - one a kind
    web: FakeWeb, kind: str, path: dict[str, str], wanted: dict[str, str]
) -> tuple[str, str]:
    if kind == "search":
        found = [post for post in web.posts if _matches(post, wanted.get("q", ""))][
            : int(wanted.get("limit", 25))
        ]
        return json.dumps(_listing([{"kind": "t3", "data": post} for post in found])), "application/json"
    if kind == "comments":
        post = next(post for post in web.posts if post["id"] == path["id"])
        more = {
            "kind": "more",
            "data": {
                "count": 19_000,
                "children": ["zz1", "zz2"],
                "id": "zz1",
                "name": "t1_zz1",
                "parent_id": "t3_x",
            },
        }
        said: list[dict[str, Any]] = [
            {"kind": "t1", "data": comment} for comment in web.comments.get(path["id"], [])
        ]
        return json.dumps(
            [_listing([{"kind": "t3", "data": post}]), _listing([*said, more])]
        ), "application/json"
    if kind == "archive":
        text = wanted.get("title") or wanted.get("selftext") or ""
        found = [_escaped(post) for post in web.posts if _matches(post, text)]
        return json.dumps({"data": found}), "application/json"
    if kind == "tree":
        name = wanted["link_id"].removeprefix("t3_")
        tree: list[dict[str, Any]] = [
            {"kind": "t1", "data": comment} for comment in web.comments.get(name, [])
        ]
        return json.dumps(
            {"data": [*tree, {"kind": "more", "data": {"children": ["zz"]}}]}
        ), "application/json"
    if kind == "feed":
        return _feed(
            [post for post in web.posts if _matches(post, wanted.get("q", ""))]
        ), "application/atom+xml"
    if kind == "hn":
        return json.dumps({"hits": web.stories if wanted.get("tags") == "story" else []}), "application/json"
    if kind == "item":
        return json.dumps(
            {
                "id": path["id"],
                "children": [{"text": "<p>They asked how I would shard a queue.</p>", "points": None}],
            }
        ), "application/json"
    return "{}", "application/json"


def _matches(post: dict[str, Any], query: str) -> bool:
    """Whether the quoted name of the query stands in the post, in any case."""
    name = re.search(r'"([^"]+)"', query)
    return bool(name) and name[1].lower() in f"{post['title']} {post['selftext']}".lower() if name else False


def _listing(children: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": children, "after": None, "before": None, "modhash": ""}}


def _escaped(post: dict[str, Any]) -> dict[str, Any]:
    """The archive keeps Reddit's raw entities."""
    return post | {
        "title": html.escape(post["title"], quote=False),
        "selftext": html.escape(post["selftext"], quote=False),
    }


def _feed(posts: list[dict[str, Any]]) -> str:
    entries = "".join(
        f"<entry><author><name>/u/someone</name></author><id>t3_{post['id']}</id>"
        f'<link href="https://www.reddit.com/r/{post["subreddit"]}/comments/{post["id"]}/x/"/>'
        f'<published>2026-03-02T10:00:00+00:00</published><title>{html.escape(post["title"])}</title><content type="html">'
        + html.escape(
            f'<!-- SC_OFF --><div class="md"><p>{html.escape(post["selftext"])}</p></div><!-- SC_ON --> submitted by <a>/u/someone</a>'
        )
        + "</content></entry>"
        for post in posts
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>search</title>{entries}</feed>'


def serve(web: FakeWeb) -> ThreadingHTTPServer:
    """Start `web` on a free port of loopback; its address goes into `web.url`."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.web = web
    web.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
