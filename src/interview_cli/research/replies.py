"""Answers of the public sources: fetched through the guarded web, refusals in our words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from interview_cli.errors import FetchFailed
from interview_cli.research.source import SourceClosed, SourceFailed

if TYPE_CHECKING:
    from interview_cli.ports import Reply, Web


async def fetch(web: Web, url: str, who: str, accept: str, seconds: float) -> Reply:
    """The answer at `url`; raises `SourceClosed` on a block or a limit, else `SourceFailed`. Names `who`, never the URL."""
    try:
        reply = await web.get(url, accept=accept, limit_seconds=seconds)
    except FetchFailed:
        raise SourceFailed(f"{who} could not be reached") from None
    if reply.status == 429:
        raise SourceClosed(f"{who} asks to wait (429)")
    if reply.status in (401, 403, 451):
        raise SourceClosed(f"{who} does not let us in ({reply.status})")
    if reply.status >= 400:
        raise SourceFailed(f"{who} answered {reply.status}")
    return reply


async def read_json(web: Web, url: str, who: str, seconds: float) -> Any:
    """The JSON at `url`; an HTML page in its place is a failure, whatever its status."""
    reply = await fetch(web, url, who, "application/json", seconds)
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        raise SourceFailed(f"{who} sent an answer that can't be read") from None
