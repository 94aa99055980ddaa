"""Which addresses may be connected to: public ones, checked at the moment of connecting.

A page may redirect anywhere, and a name may resolve to anything; on a cloud machine 169.254.169.254 hands out keys.
`is_global` alone lets multicast, NAT64, 6to4 and a few reserved ranges through (seen in Python 3.11).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from typing import Final

from interview_cli.errors import FetchFailed

_DENIED: Final = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2002::/16", "3fff::/20", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
_LOCAL_NAMES: Final = ("localhost", "localhost.localdomain", "metadata.google.internal")
_LOCAL_SUFFIXES: Final = (".localhost", ".internal", ".local", ".lan", ".home.arpa")
_RESOLVE_SECONDS: Final = 3.0


class NetworkSilent(FetchFailed):
    """Names are not resolved here at all: asking for another host would only wait as long again."""


_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PRIVATE_HINT: Final = "If this is your own network, allow the address you typed with --allow-private-url, or paste the text: interview prep -"


def is_public(address: str) -> bool:
    """Whether an IP address (as text, a zone allowed) is one of the public internet."""
    try:
        ip: _Address = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if any(ip.version == net.version and ip in net for net in _DENIED):
        return False
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """The IP address that `host` spells, in any of the old ways too (2130706433, 0x7f.1), or None for a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%", 1)[0]))
    except ValueError:
        pass
    if not host or host[0] not in "0123456789":
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def refuse_private_literal(host: str) -> None:
    """Raise `FetchFailed` if `host` is private by its spelling: all that can be told behind a proxy, which resolves."""
    address = literal_address(host)
    if address is not None:
        if not is_public(address):
            raise FetchFailed(f"{host} is a private address ({address}); it is not read.", PRIVATE_HINT)
    elif host in _LOCAL_NAMES or host.endswith(_LOCAL_SUFFIXES):
        raise FetchFailed(f"{host} is a name inside a private network; it is not read.", PRIVATE_HINT)


async def resolve(host: str, port: int, *, seconds: float = _RESOLVE_SECONDS) -> list[str]:
    """The addresses of `host`, resolved once.

    In a daemon thread: the resolver can't be cancelled, and a thread of the default executor would hold up the
    program's exit until it gives up.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str]) -> None:
        if not future.done():
            future.set_result(addresses)

    def work() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(info[4][0]) for info in infos))
        except (OSError, UnicodeError):
            found = []
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=work, daemon=True, name="resolve").start()
    try:
        addresses = await asyncio.wait_for(future, seconds)
    except TimeoutError:
        raise NetworkSilent(
            f"No answer to the question where {host} is, for {seconds:g} s. Is the network up?"
        ) from None
    if not addresses:
        raise FetchFailed(
            f"There is no address for {host}. Check the spelling, and whether the network is up."
        )
    return addresses


def check_public(host: str, addresses: list[str]) -> None:
    """Raise `FetchFailed` if any of the addresses `host` resolved to is private."""
    for address in addresses:
        if not is_public(address):
            raise FetchFailed(
                f"{host} leads to a private address ({address}); that is refused, so that no page can reach "
                "into your network.",
                PRIVATE_HINT,
            )
