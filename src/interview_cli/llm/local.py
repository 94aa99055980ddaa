"""Whether a model server runs on this machine: asked at the usual ports, without any library that costs time."""

from __future__ import annotations

import json
import socket
from typing import Final
from urllib.parse import urlsplit

from interview_cli.llm.settings import Provider

_CONNECT_SECONDS: Final = 0.1
_ANSWER_SECONDS: Final = 0.5
_MAX_BYTES: Final = 500_000


def is_running(provider: Provider) -> bool:
    """Whether the provider's own server answers `/models` as such servers do. A closed port takes well under 1 ms."""
    parts = urlsplit(provider.base_url)
    host, port = parts.hostname or "", parts.port or 80
    try:
        socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()
    except (OSError, ValueError):
        return False
    import http.client  # 5 ms, which only those wait for whose port is open

    try:
        connection = http.client.HTTPConnection(host, port, timeout=_ANSWER_SECONDS)
        try:
            connection.request("GET", f"{parts.path}/models", headers={"Accept": "application/json"})
            answer = connection.getresponse()
            body = answer.read(_MAX_BYTES)
        finally:
            connection.close()
        listed = json.loads(body) if answer.status == 200 else None
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return False
    return isinstance(listed, dict) and bool(listed.get("data")) and isinstance(listed["data"], list)
