"""Which addresses count as public."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from interview_cli.errors import FetchFailed
from interview_cli.posting.guard import (
    NetworkSilent,
    check_public,
    is_public,
    literal_address,
    refuse_private_literal,
    resolve,
)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.88.99.1", "198.18.0.1", "::1", "::", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "fc00::1", "fe80::1%eth0", "fec0::1", "ff0e::1", "3fff::1", "not an address",
    ],
)  # fmt: skip
def test_private_and_reserved_addresses_are_not_public(address: str) -> None:
    """Also the ranges that `ipaddress.is_global` lets through."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    """Ordinary addresses of both families pass."""
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    """A name that resolves to both is a trap."""
    with pytest.raises(FetchFailed, match=r"10\.0\.0\.1"):
        check_public("mixed.example", ["1.1.1.1", "10.0.0.1"])


@pytest.mark.parametrize(
    ("host", "address"),
    [("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("[::1]", "::1"), ("acme.com", None)],
)
def test_old_spellings_of_addresses_are_read(host: str, address: str | None) -> None:
    """What the system's resolver would take for an address, we do too."""
    assert literal_address(host) == address


@pytest.mark.parametrize("host", ["localhost", "printer.local", "metadata.google.internal", "127.1"])
def test_local_names_are_refused_behind_a_proxy(host: str) -> None:
    """Names that only a private network knows are not asked of a proxy."""
    with pytest.raises(FetchFailed, match="private"):
        refuse_private_literal(host)


async def test_an_unknown_name_is_an_error_with_a_name() -> None:
    """A name that cannot exist fails within the resolver's limit."""
    with pytest.raises(FetchFailed, match=r"nowhere\.invalid"):
        await resolve("nowhere.invalid", 443)


async def test_a_resolver_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver waits for half a minute; a person does not."""
    told = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told.wait(10) and [])
    began = time.monotonic()
    with pytest.raises(NetworkSilent, match="Is the network up"):
        await resolve("jobs.example.com", 443, seconds=0.2)
    assert time.monotonic() - began < 2
    told.set()


async def test_this_machine_resolves() -> None:
    """The resolver answers with addresses as text."""
    assert "127.0.0.1" in await resolve("localhost", 80)
