"""The guarded way to pages: public addresses, own redirects, a total deadline, and caps on size."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from interview_cli.errors import FetchFailed
from interview_cli.posting.guard import literal_address, refuse_private_literal
from interview_cli.posting.inflate import MAX_WIRE, Inflater
from interview_cli.posting.urls import check_url, host_of, host_port, join_url, show_host
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    import ssl

    import httpx

    from interview_cli.posting.transport import GuardedBackend, Head

MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_RETRIED: Final = {500, 502, 503, 504, 520, 521, 522, 523, 524}
_READABLE: Final = re.compile(
    r"text/(?:html|plain|xml|markdown|x-markdown|json)|application/(?:[\w.-]+\+)?(?:json|xml)"
    r"|application/xhtml\+xml|application/pdf|application/x-pdf"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document"
)
_DOCUMENT_PATH: Final = re.compile(r"\.(?:pdf|docx|html?|txt|md|json|xml)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How this machine reaches the web.

    `proxy` and `no_proxy` are as in HTTPS_PROXY and NO_PROXY; `ca_file` is a file or folder of certificates;
    `allow_private` holds `host:port` strings that the user allowed although they are private.
    """

    proxy: str | None = None
    no_proxy: str = ""
    ca_file: str | None = None
    allow_private: frozenset[str] = frozenset()
    offline: bool = False
    user_agent: str = "Mozilla/5.0 (compatible; interview-cli)"


@dataclass(slots=True)
class Fetched:
    """What a server answered: a `ports.Reply`, with `retry_after` as the server gave it."""

    url: str
    status: int
    media_type: str
    charset: str | None
    body: bytes
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: str
    headers: dict[str, str]
    content: bytes | None
    accept: str


class GuardedWeb:
    """Implements `ports.Web`. `seconds` is the total deadline a page; `pause` is the wait before the one retry."""

    def __init__(
        self,
        settings: WebSettings,
        *,
        seconds: float = 15.0,
        pause: Callable[[], float] = lambda: random.uniform(0.2, 0.6),  # noqa: S311 - jitter, not a secret
    ) -> None:
        self._settings = settings
        self._seconds = seconds
        self._pause = pause
        self._context: ssl.SSLContext | None = None

    async def get(
        self, url: str, *, accept: str = "text/html", limit_seconds: float | None = None
    ) -> Fetched:
        """Fetch `url`; raises `FetchFailed` when it can't be had. Statuses of 400 and over are returned."""
        headers = self._headers(f"{accept},*/*;q=0.5")
        return await self._fetch(_Request("GET", url, headers, None, accept), limit_seconds)

    async def post_json(self, url: str, payload: dict[str, object]) -> Fetched:
        """POST a JSON body to a board's API, under the same guard. Redirects are refused."""
        headers = self._headers("application/json") | {"Content-Type": "application/json"}
        content = json.dumps(payload).encode()
        return await self._fetch(_Request("POST", url, headers, content, "application/json"), None)

    def _headers(self, accept: str) -> dict[str, str]:
        return {
            "User-Agent": self._settings.user_agent,
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "Accept-Language": "en,*;q=0.5",
        }

    async def _fetch(self, request: _Request, limit: float | None) -> Fetched:
        if self._settings.offline:
            raise FetchFailed(
                f"{show_host(request.url) or 'The page'} was not fetched: --offline opens no connection.",
                "Save the page to a file and name that, or paste the text: interview prep -",
            )
        url = check_url(request.url)
        seconds = min(limit, self._seconds) if limit is not None else self._seconds
        try:
            async with asyncio.timeout(seconds):
                return await self._with_retry(request, url)
        except TimeoutError:
            raise FetchFailed(f"{show_host(url)} did not send the page within {seconds:g} s.") from None

    async def _with_retry(self, request: _Request, url: str) -> Fetched:
        """One more try after a 5xx or a broken connection; the second outcome stands."""
        from interview_cli.posting.transport import Flaky

        try:
            first = await self._follow(request, url)
        except Flaky:
            first = None
        if first is not None and first.status not in _RETRIED:
            return first
        await asyncio.sleep(self._pause())
        try:
            return await self._follow(request, url)
        except Flaky as error:
            raise FetchFailed(str(error)) from None

    async def _follow(self, request: _Request, url: str) -> Fetched:
        """The hops of one try, each checked; a private host is allowed only when every hop before was."""
        from interview_cli.posting.transport import GuardedBackend, open_client, tls_context

        if self._context is None:
            self._context = tls_context(self._settings.ca_file)
        chain = [url]
        backend = GuardedBackend()
        backend.allowed = self._settings.allow_private
        proxy = self._proxy_for(url)
        async with open_client(context=self._context, backend=backend, proxy=proxy) as client:
            while True:
                answer = await self._hop(client, backend, request, chain)
                if isinstance(answer, Fetched):
                    return answer
                chain.append(answer)
                self._check_hop(request, chain, backend, proxied=proxy is not None)

    def _check_hop(
        self, request: _Request, chain: list[str], backend: GuardedBackend, *, proxied: bool
    ) -> None:
        before, after = chain[-2], chain[-1]
        if request.method != "GET":
            raise FetchFailed(f"{show_host(before)} answered with a redirect instead of the posting.")
        if len(chain) > MAX_REDIRECTS + 1 or after in chain[:-1]:
            way = " -> ".join(show_host(url) for url in chain)
            kind = "in a circle" if after in chain[:-1] else f"on more than {MAX_REDIRECTS} times"
            raise FetchFailed(f"The page sends {kind}: {way}.")
        if before.startswith("https:") and after.startswith("http:"):
            raise FetchFailed(
                f"{show_host(before)} sends on to an unencrypted page ({show_host(after)}); refused."
            )
        if host_port(before) not in self._settings.allow_private:
            backend.allowed = frozenset()
        if not proxied and host_port(after) in self._settings.allow_private - backend.allowed:
            raise FetchFailed(
                f"{show_host(before)} sends on to the private address {host_port(after)}; refused."
            )

    async def _hop(
        self, client: httpx.AsyncClient, backend: GuardedBackend, request: _Request, chain: list[str]
    ) -> Fetched | str:
        """One request: the page, or the address it redirects to."""
        from interview_cli.posting.transport import send

        url = chain[-1]
        proxy = self._proxy_for(chain[0])
        if proxy is not None and host_port(url) not in backend.allowed:
            refuse_private_literal(host_of(url))
        try:
            async with send(client, request.method, url, request.headers, request.content) as head:
                location = head.headers.get("location")
                if head.status in _REDIRECTS and location:
                    return join_url(url, location)
                return await _read(head, url, request.accept)
        except FetchFailed as error:
            if proxy is not None and "does not take connections" in str(error):
                raise FetchFailed(
                    f"The proxy {host_port(proxy)} does not answer.",
                    "Check HTTPS_PROXY, or paste the text of the posting: interview prep -",
                ) from None
            raise

    def _proxy_for(self, url: str) -> str | None:
        """The proxy for `url`, or None for a direct connection."""
        proxy = (self._settings.proxy or "").strip()
        if not proxy or bypasses(host_of(url), host_port(url), self._settings.no_proxy):
            return None
        if "://" not in proxy:
            proxy = "http://" + proxy
        if urlsplit(proxy).scheme not in {"http", "https"}:
            raise FetchFailed(
                f"HTTPS_PROXY names a kind of proxy that is not known ({urlsplit(proxy).scheme}).",
                "Use an http:// proxy, or paste the text of the posting: interview prep -",
            )
        return proxy


async def _read(head: Head, url: str, accept: str) -> Fetched:
    """The body of an answer, within the limits and of a kind that can be read."""
    media_type, charset = _content_type(head.headers.get("content-type", ""))
    retry_after = head.headers.get("retry-after")
    if not _is_readable(media_type, url, accept):
        if head.status >= 400:
            return Fetched(url, head.status, media_type, charset, b"", retry_after)
        raise FetchFailed(f"{show_host(url)} sent a file of type {media_type}, which holds no posting text.")
    length = head.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_WIRE:
        raise FetchFailed(f"The page at {show_host(url)} is larger than {MAX_WIRE // 1_000_000} MB.")
    inflater = Inflater(head.headers.get("content-encoding", ""), show_host(url))
    async for chunk in head.chunks:
        inflater.feed(chunk)
    if not inflater.complete:
        raise FetchFailed(f"The page from {show_host(url)} came incomplete.")
    return Fetched(url, head.status, media_type, charset, inflater.body(), retry_after)


def _content_type(header: str) -> tuple[str, str | None]:
    media_type = clean_line(header.split(";", maxsplit=1)[0].strip().lower(), 80)
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", header, re.IGNORECASE)
    return media_type, found[1].lower() if found else None


def _is_readable(media_type: str, url: str, accept: str) -> bool:
    if not media_type or _READABLE.fullmatch(media_type):
        return True
    wanted = [kind.split(";")[0].strip() for kind in accept.split(",")]
    if media_type in wanted or any(w.endswith("/*") and media_type.startswith(w[:-1]) for w in wanted):
        return True
    is_bytes = media_type in {"application/octet-stream", "binary/octet-stream", "application/binary"}
    return is_bytes and bool(_DOCUMENT_PATH.search(urlsplit(url).path))


def bypasses(host: str, host_and_port: str, no_proxy: str) -> bool:
    """Whether NO_PROXY (hosts, domains, `host:port`, addresses and networks, `*`) lets `host` go direct."""
    for entry in (part.strip().lower() for part in no_proxy.split(",")):
        if not entry:
            continue
        bare = entry.lstrip("*").lstrip(".")
        if entry in ("*", host_and_port) or host == bare or host.endswith("." + bare):
            return True
        address = literal_address(host)
        if address and "/" in entry:
            try:
                if ipaddress.ip_address(address) in ipaddress.ip_network(entry, strict=False):
                    return True
            except ValueError:
                continue
    return False
