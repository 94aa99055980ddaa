"""Addresses: what counts as one, what is refused, and how they are shown."""

from __future__ import annotations

import pytest

from interview_cli.errors import FetchFailed
from interview_cli.posting.urls import check_url, is_url, keep_url, show_host, show_url


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://acme.com/jobs/1", True), ("www.acme.com/jobs/1", True), ("acme.co.uk", True), ("<https://acme.com>", True),
        ("file:///etc/passwd", True), ("posting.html", False), ("jobs/posting.json", False), ("-", False), ("job.pdf", False),
        ("board.json#12", False), ("acme.com/job.html", True),
    ],
)  # fmt: skip
def test_addresses_are_told_from_files(source: str, expected: bool) -> None:
    """A domain with a path is an address, a file name with a suffix is not."""
    assert is_url(source) is expected


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (" HTTPS://Acme.COM:443/Jobs/1?x=1#apply ", "https://acme.com/Jobs/1?x=1"),
        ("acme.com/a b", "https://acme.com/a%20b"),
        ("http://acme.com", "http://acme.com/"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("http://acme.com:8080/x", "http://acme.com:8080/x"),
        ("https://acme.com/caf%C3%A9/é", "https://acme.com/caf%C3%A9/%C3%A9"),
    ],
)
def test_addresses_are_normalised(given: str, used: str) -> None:
    """Scheme and host in lower case, spaces escaped, names in ASCII, fragments and default ports gone."""
    assert check_url(given) == used


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("ftp://acme.com/", "http and https"), ("javascript:alert(1)", "http and https"), ("http://me:pw@acme.com/", "user name"),
        ("http://acme.com\\@evil.example/", "can be used"), ("http://ac me.com/", "host"), ("http:///x", "no host"),
        ("http://acme.com:99999/", "can be used"), ("http://acme.com/\x00", "can be used"), ("https://" + "a" * 5000, "can be used"),
    ],
)  # fmt: skip
def test_unusable_addresses_are_refused(given: str, says: str) -> None:
    """Other schemes, credentials, backslashes and nonsense are named, and secrets are not repeated."""
    with pytest.raises(FetchFailed, match=says) as caught:
        check_url(given)
    assert "pw" not in str(caught.value)


def test_a_lookalike_host_is_shown_as_what_it_is() -> None:
    """A Cyrillic "apple" shows its punycode next to its looks."""
    assert show_host(check_url("https://аррӏе.com/x")) == "xn--80ak6aa92e.com (looks like аррӏе.com)"


def test_shown_addresses_hide_queries() -> None:
    """A token in the query is in no message."""
    assert show_url("https://acme.com:8443/a?token=secret#x") == "https://acme.com:8443/a"


def test_kept_addresses_lose_only_tracking() -> None:
    """The job's id stays, the campaign goes."""
    kept = keep_url("https://acme.com/jobs?gh_jid=12&utm_source=mail&gclid=1#top")
    assert kept == "https://acme.com/jobs?gh_jid=12"
