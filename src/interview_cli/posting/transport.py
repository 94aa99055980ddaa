"""The one file that knows httpx: connections that reach public addresses only, and its errors in our words."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import certifi
import httpcore
import httpx

from interview_cli.errors import FetchFailed
from interview_cli.posting.guard import check_public, literal_address, resolve

_CONNECT_SECONDS: Final = 4.0


class Flaky(Exception):  # an event to retry, never shown
    """The connection broke in a way that a second try may mend. `str()` says how."""


@dataclass(slots=True)
class Head:
    """The head of an answer, with the way to its raw body."""

    status: int
    headers: httpx.Headers
    chunks: AsyncIterator[bytes]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves once, refuses private addresses, and connects to the very addresses that were checked."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()
        self.allowed: frozenset[str] = frozenset()
        self._opened: list[httpcore.AsyncNetworkStream] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Open a connection to `host`; the caller still does TLS for the host's name."""
        literal = literal_address(host)
        addresses = [literal] if literal else await resolve(host, port)
        if f"{host}:{port}" not in self.allowed:
            check_public(host, addresses)
        wait = _CONNECT_SECONDS if len(addresses) > 1 else timeout
        for address in addresses[:-1]:
            try:
                stream = await self._inner.connect_tcp(address, port, wait, local_address, socket_options)
                break
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        else:
            stream = await self._inner.connect_tcp(
                addresses[-1], port, timeout, local_address, socket_options
            )
        self._opened.append(stream)
        return stream

    async def close(self) -> None:
        """Close every connection: httpcore leaves one open when it is cancelled in the middle of a TLS handshake."""
        for stream in self._opened:
            await stream.aclose()
        self._opened.clear()

    async def sleep(self, seconds: float) -> None:
        """Sleep; httpcore asks for it between its own retries, of which there are none."""
        await self._inner.sleep(seconds)


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The usual authorities, and those of `ca_file` (a company's own) besides. Always verifies."""
    context = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        folder = Path(ca_file).is_dir()
        try:
            context.load_verify_locations(capath=ca_file) if folder else context.load_verify_locations(
                ca_file
            )
        except (OSError, ssl.SSLError) as error:
            reason = getattr(error, "strerror", None) or "no certificates in it"
            raise FetchFailed(
                f"The certificate file {ca_file} can't be used: {reason}.",
                "Mend SSL_CERT_FILE or REQUESTS_CA_BUNDLE, or unset it.",
            ) from None
    return context


@asynccontextmanager
async def open_client(
    *, context: ssl.SSLContext, backend: GuardedBackend, proxy: str | None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client for one page: guarded when direct; through `proxy` the proxy resolves, and connects."""
    transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False, proxy=proxy, retries=0)
    if proxy is None:
        # httpx has no public way to hand in a network backend; tests/posting/test_fetch.py holds this in place.
        transport._pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=backend)  # noqa: SLF001
    timeout = httpx.Timeout(None)  # the caller's total deadline rules: a read timeout is per read
    try:
        async with httpx.AsyncClient(
            transport=transport, timeout=timeout, trust_env=False, follow_redirects=False
        ) as client:
            yield client
    finally:
        await backend.close()


@asynccontextmanager
async def send(
    client: httpx.AsyncClient, method: str, url: str, headers: dict[str, str], content: bytes | None
) -> AsyncIterator[Head]:
    """Send one request and hold its answer open; raises `Flaky` or `FetchFailed`."""
    host = httpx.URL(url).host
    try:
        async with client.stream(method, url, headers=headers, content=content) as response:
            yield Head(response.status_code, response.headers, _raw(response, host))
    except httpx.ProxyError as error:
        raise FetchFailed(f"The proxy did not let us through to {host}: {error}.", _PROXY_HINT) from None
    except httpx.TransportError as error:
        raise explain(error, host) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(f"{host} could not be read: {error}.") from None


_PROXY_HINT: Final = "Check HTTPS_PROXY and NO_PROXY, or paste the text of the posting: interview prep -"
_TLS_HINT: Final = (
    "If your company checks encrypted traffic, name its certificate file in SSL_CERT_FILE; "
    "or paste the text: interview prep -"
)


async def _raw(response: httpx.Response, host: str) -> AsyncIterator[bytes]:
    try:
        async for chunk in response.aiter_raw():
            yield chunk
    except httpx.TransportError as error:
        raise explain(error, host) from None


def explain(error: httpx.TransportError, host: str) -> Exception:
    """An httpx error in our words: `Flaky` when a second try may help, else `FetchFailed`."""
    tls = _cause(error, ssl.SSLError)
    if isinstance(tls, ssl.SSLCertVerificationError):
        return FetchFailed(
            f"The certificate of {host} can't be trusted: {tls.verify_message or tls.reason}.", _TLS_HINT
        )
    if tls is not None:
        return FetchFailed(
            f"No secure connection to {host} could be made ({tls.reason or 'TLS'}).", _TLS_HINT
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return FetchFailed(f"{host} does not take connections ({error or 'refused'}).")
    if isinstance(error, httpx.UnsupportedProtocol):
        return FetchFailed(f"{host} asked for a protocol that is not read.")
    return Flaky(f"{host} broke the connection off ({error or type(error).__name__}).")


def _cause(error: BaseException, kind: type[ssl.SSLError]) -> ssl.SSLError | None:
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return None
        if isinstance(seen, kind):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
