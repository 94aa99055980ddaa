"""The one file that knows httpx2: connections to one provider and nowhere else.

A client is bound to its provider's own scheme, host and port. What openai's library would add from the shell
(organisation, custom headers) or about this machine is left out, redirects are not followed, replies are capped.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import httpx2

from interview_cli.llm.settings import LLMSettings, Provider, check_address, is_loopback

KEEP_ALIVE_SECONDS: Final = (
    180.0  # an answer takes minutes; the default of 5 s would mean a new handshake each turn
)
CONNECT_SECONDS: Final = 5.0
MAX_REPLY_BYTES: Final = 4_000_000  # 4,000 tokens stream as about 1 MB of server-sent events

_HEADERS: Final = frozenset(
    (
        "accept",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
    )
)
_OWN_HEADERS: Final = frozenset(("openai-organization", "openai-project"))


# What a connection can break with in the middle of a body, past the library above.
BROKEN: Final = (httpx2.HTTPError, httpx2.StreamError)


class Blocked(Exception):
    """The call was not let out; `str()` says why."""


class TooMuch(Exception):
    """The reply was larger than any honest reply."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where one client may go, and the headers of the provider's own that it may send."""

    scheme: str
    host: str
    port: int
    reason: str | None
    must_be_private: bool
    own_headers: frozenset[str]


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Lets requests out to `bound` alone, without any header that is not needed."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, bound: Bound) -> None:
        self._inner = inner
        self._bound = bound
        self._checked = not bound.must_be_private

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request` if it goes where it should; raises `Blocked` before a byte leaves otherwise."""
        self._check(request.url)
        if not self._checked:
            await check_private(self._bound.host, self._bound.port)
            self._checked = True
        allowed = _HEADERS | self._bound.own_headers
        request.headers = httpx2.Headers(
            [(k, v) for k, v in request.headers.multi_items() if k.lower() in allowed and v]
            + [("accept-encoding", "identity"), ("user-agent", "interview-cli")]
        )
        response = await self._inner.handle_async_request(request)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise TooMuch("the reply came compressed, which was not asked for")
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = Capped(response.stream)
        return response

    def _check(self, url: httpx2.URL) -> None:
        bound = self._bound
        if bound.reason:
            raise Blocked(bound.reason)
        port = url.port or (443 if url.scheme == "https" else 80)
        if (url.scheme, url.host, port) != (bound.scheme, bound.host, bound.port):
            raise Blocked(f"{url.host} is not {bound.host}")

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class Capped(httpx2.AsyncByteStream):
    """A body of at most `MAX_REPLY_BYTES`; raises `TooMuch` beyond."""

    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._inner:
            read += len(chunk)
            if read > MAX_REPLY_BYTES:
                raise TooMuch(f"the reply is over {MAX_REPLY_BYTES // 1_000_000} MB")
            yield chunk

    async def aclose(self) -> None:
        """Let the connection go."""
        await self._inner.aclose()


async def check_private(host: str, port: int) -> None:
    """Raise `Blocked` if any address of `host` lies outside this machine and private networks."""
    loop = asyncio.get_running_loop()
    try:
        infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Blocked(f"there is no address for {host}") from error
    for info in infos:
        address = ipaddress.ip_address(str(info[4][0]).split("%", 1)[0])
        if not (address.is_private or address.is_loopback):
            raise Blocked(f"--local: {host} leads to {address}, which is not on a private network")


def bound_of(provider: Provider, settings: LLMSettings) -> Bound:
    """Where the provider's client may go in this run."""
    parts = urlsplit(provider.base_url)
    return Bound(
        scheme=parts.scheme,
        host=(parts.hostname or "").lower(),
        port=parts.port or (443 if parts.scheme == "https" else 80),
        reason=check_address(provider, settings),
        must_be_private=settings.local and not is_loopback(provider.host),
        own_headers=_OWN_HEADERS if provider.organization or provider.project else frozenset(),
    )


def build_http(provider: Provider, settings: LLMSettings) -> httpx2.AsyncClient:
    """The provider's own client: its host only, no redirects, connections kept for three minutes."""
    bound = bound_of(provider, settings)
    proxy = None if goes_past_proxy(bound.host, settings) else settings.proxy
    inner = httpx2.AsyncHTTPTransport(
        verify=_trust(settings, bound.scheme),
        proxy=proxy,
        trust_env=False,
        limits=httpx2.Limits(
            max_connections=provider.parallel + 2,
            max_keepalive_connections=provider.parallel + 2,
            keepalive_expiry=KEEP_ALIVE_SECONDS,
        ),
    )
    return httpx2.AsyncClient(
        transport=GuardedTransport(inner, bound),
        follow_redirects=False,
        trust_env=False,
        timeout=httpx2.Timeout(settings.model.whole_seconds, connect=CONNECT_SECONDS),
    )


def _trust(settings: LLMSettings, scheme: str) -> ssl.SSLContext | bool:
    if scheme == "http" and not settings.proxy:
        return False
    return ssl.create_default_context(cafile=settings.ca_file) if settings.ca_file else True


def goes_past_proxy(host: str, settings: LLMSettings) -> bool:
    """Whether calls to `host` go straight out: this machine, named private hosts, and what NO_PROXY lists."""
    if is_loopback(host) or host in settings.model.local_hosts:
        return True
    entries = [entry.strip().lower().lstrip(".") for entry in settings.no_proxy.split(",") if entry.strip()]
    return any(entry in ("*", host) or host.endswith(f".{entry}") for entry in entries)
