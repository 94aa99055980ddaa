"""The guarded web against a server that misbehaves."""

from __future__ import annotations

import asyncio
import resource
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from interview_cli.errors import PASTE_HINT, FetchFailed
from interview_cli.posting.fetch import GuardedWeb, WebSettings, bypasses
from tests.posting.servers import PAGE, Faults, fault_server, redirect, send


@pytest.fixture
async def faults() -> AsyncIterator[Faults]:
    async with fault_server() as server:
        yield server


def web_for(faults: Faults, *, seconds: float = 5.0, **settings: object) -> GuardedWeb:
    allowed = frozenset({faults.host_port})
    return GuardedWeb(WebSettings(allow_private=allowed, **settings), seconds=seconds, pause=lambda: 0.0)  # type: ignore[arg-type]


async def failure(web: GuardedWeb, url: str) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        await web.get(url)
    return caught.value


@pytest.mark.parametrize("path", ["/job", "/gzip", "/deflate", "/raw-deflate"])
async def test_a_page_comes_whole_however_it_was_packed(faults: Faults, path: str) -> None:
    """Plain, gzip and both kinds of deflate give the same bytes."""
    reply = await web_for(faults).get(faults.origin + path)
    assert (reply.status, reply.body, reply.media_type, reply.charset) == (200, PAGE, "text/html", "utf-8")


async def test_only_gzip_is_asked_for_and_no_cookie_or_referer_is_sent(faults: Faults) -> None:
    """The request names gzip alone, the given user agent, and nothing about the person."""
    await web_for(faults, user_agent="agent/1").get(faults.origin + "/job#apply")
    _, path, headers = faults.seen[0]
    assert headers["accept-encoding"] == "gzip"
    assert headers["user-agent"] == "agent/1"
    assert path == "/job"
    assert not {"cookie", "referer", "authorization"} & headers.keys()


async def test_loopback_is_refused_unless_that_very_port_was_allowed(faults: Faults) -> None:
    """Without permission, or with permission for another port, no connection is made."""
    for allowed in (frozenset[str](), frozenset({"127.0.0.1:1"})):
        web = GuardedWeb(WebSettings(allow_private=allowed))
        error = await failure(web, faults.origin + "/job")
        assert "private address (127.0.0.1)" in str(error)
        assert "--allow-private-url" in error.hint
    assert faults.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://0/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://10.1.2.3/", "http://localhost/", "http://[fe80::1]/",
    ],
)  # fmt: skip
async def test_private_addresses_are_refused_in_every_spelling(url: str) -> None:
    """Decimal, hexadecimal, mapped and translated spellings of private addresses are all seen through."""
    error = await failure(GuardedWeb(WebSettings()), url)
    assert "private" in str(error)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/to-metadata", "169.254.169.254"),
        ("/to-file", "file"),
        ("/to-user", "user name"),
        ("/circle", "in a circle"),
        ("/hop0", "more than 5 times"),
    ],
)
async def test_redirects_are_followed_only_to_where_they_may_lead(
    faults: Faults, path: str, says: str
) -> None:
    """Private targets, other schemes, credentials, circles and long chains are refused and named."""
    assert says in str(await failure(web_for(faults), faults.origin + path))


async def test_a_redirect_chain_is_named(faults: Faults) -> None:
    """The message shows the hosts on the way."""
    assert str(await failure(web_for(faults), faults.origin + "/circle")).count("127.0.0.1") == 3


async def test_a_plain_redirect_is_followed_and_the_fragment_dropped(faults: Faults) -> None:
    """The reply carries the final address."""
    reply = await web_for(faults).get(faults.origin + "/to-job")
    assert (reply.url, reply.body) == (faults.origin + "/job", PAGE)


async def test_permission_for_one_private_host_does_not_reach_another(faults: Faults) -> None:
    """127.0.0.1 is allowed, localhost on the same port is not."""
    assert "private address" in str(await failure(web_for(faults), faults.origin + "/to-loopback"))


@pytest.mark.parametrize("path", ["/drip", "/never"])
async def test_a_slow_server_is_cut_off_at_the_total_deadline(faults: Faults, path: str) -> None:
    """Neither silence nor a byte now and then holds the program up."""
    start = time.monotonic()
    error = await failure(web_for(faults, seconds=0.3), faults.origin + path)
    assert "within 0.3 s" in str(error)
    assert time.monotonic() - start < 2
    assert error.hint == PASTE_HINT


@pytest.mark.parametrize(
    "path", ["/bomb", "/endless", "/huge-length", "/double", "/brotli", "/not-gzip", "/half-gzip"]
)
async def test_bombs_and_oversized_pages_are_refused_without_the_memory_they_want(
    faults: Faults, path: str
) -> None:
    """60 MB of zeros, an endless page and a 10 GB announcement end early, within 40 MB more than before."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = await failure(web_for(faults), faults.origin + path)
    assert any(word in str(error) for word in ("MB", "packed", "damaged", "incomplete"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


async def test_a_failing_server_gets_one_more_try(faults: Faults) -> None:
    """503 and a broken connection are mended by the second try, and there is no third."""
    web = web_for(faults)
    assert (await web.get(faults.origin + "/busy-once")).body == PAGE
    assert (await web.get(faults.origin + "/cut-once")).body == PAGE
    assert (await web.get(faults.origin + "/busy")).status == 503
    assert "broke the connection off" in str(await failure(web, faults.origin + "/cut"))
    assert (faults.count("/busy"), faults.count("/cut")) == (2, 2)


async def test_too_many_requests_is_handed_back_at_once(faults: Faults) -> None:
    """A 429 is neither slept on nor tried again; the wait it asks for comes with it."""
    reply = await web_for(faults).get(faults.origin + "/wait")
    assert (reply.status, reply.retry_after, faults.count("/wait")) == (429, "30", 1)


@pytest.mark.parametrize("path", ["/video", "/bytes"])
async def test_files_without_text_are_refused_before_their_body(faults: Faults, path: str) -> None:
    """A video or unknown bytes hold no posting."""
    assert "holds no posting text" in str(await failure(web_for(faults), faults.origin + path))


async def test_an_accepted_type_is_let_through(faults: Faults) -> None:
    """A caller that asks for a kind of file gets it."""
    reply = await web_for(faults).get(faults.origin + "/video", accept="video/*")
    assert reply.media_type == "video/mp4"


async def test_headers_without_end_are_refused(faults: Faults) -> None:
    """400 kB of header is an error with a name, not a crash."""
    assert isinstance(await failure(web_for(faults), faults.origin + "/headers"), FetchFailed)


async def test_offline_opens_no_connection(faults: Faults) -> None:
    """The error names --offline, and the server hears nothing."""
    web = web_for(faults, offline=True)
    assert "--offline" in str(await failure(web, faults.origin + "/job"))
    with pytest.raises(FetchFailed, match="--offline"):
        await web.post_json(faults.origin + "/job", {})
    assert faults.seen == []


async def test_a_closed_port_says_so() -> None:
    """A refused connection names the host."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    web = GuardedWeb(WebSettings(allow_private=frozenset({f"127.0.0.1:{port}"})))
    assert "does not take connections" in str(await failure(web, f"http://127.0.0.1:{port}/"))


async def test_a_dead_proxy_is_named(faults: Faults) -> None:
    """With a proxy that is not there, the proxy is to blame, and its password is not shown."""
    web = GuardedWeb(WebSettings(proxy="http://me:secret@127.0.0.1:9"))
    error = await failure(web, "http://jobs.example.com/1")
    assert "The proxy 127.0.0.1:9 does not answer" in str(error)
    assert "secret" not in str(error) + error.hint


async def test_a_proxy_is_used_and_private_literals_are_refused_before_it(faults: Faults) -> None:
    """Plain requests go through the proxy; a private address never leaves."""
    async with fault_server({"*": _page}) as proxy:
        web = GuardedWeb(WebSettings(proxy=f"127.0.0.1:{proxy.port}"))
        assert (await web.get("http://jobs.example.com/1")).body == PAGE
        assert proxy.seen[0][1] == "http://jobs.example.com/1"
        assert "private address" in str(await failure(web, "http://169.254.169.254/"))
        assert len(proxy.seen) == 1


async def _page(writer: asyncio.StreamWriter, faults: Faults) -> None:
    await send(PAGE)(writer, faults)


async def test_no_proxy_sends_a_host_direct(faults: Faults) -> None:
    """A host in NO_PROXY is reached without the (dead) proxy."""
    web = web_for(faults, proxy="http://127.0.0.1:9", no_proxy="example.com, 127.0.0.0/8")
    assert (await web.get(faults.origin + "/job")).status == 200


@pytest.mark.parametrize(
    ("no_proxy", "direct"),
    [
        ("*", True),
        ("acme.com", True),
        (".acme.com", True),
        ("jobs.acme.com:443", True),
        ("me.com", False),
        ("", False),
    ],
)
def test_no_proxy_entries(no_proxy: str, direct: bool) -> None:
    """Hosts, domains with and without a dot, ports and the star; a mere ending of a name is no match."""
    assert bypasses("jobs.acme.com", "jobs.acme.com:443", no_proxy) is direct


async def test_a_missing_certificate_file_is_named(faults: Faults) -> None:
    """A wrong SSL_CERT_FILE is told apart from a bad page."""
    error = await failure(web_for(faults, ca_file="/nowhere/ca.pem"), faults.origin + "/job")
    assert "/nowhere/ca.pem" in str(error)
    assert "SSL_CERT_FILE" in error.hint


async def test_a_plain_port_is_no_secure_page(faults: Faults) -> None:
    """https on a port that speaks http fails with a word on the secure connection."""
    error = await failure(web_for(faults), faults.origin.replace("http:", "https:") + "/job")
    assert "secure connection" in str(error)


async def test_a_handshake_that_hangs_leaves_no_connection_open(faults: Faults) -> None:
    """A port that never answers the greeting is given up at the deadline (an open socket would fail the test)."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        web = GuardedWeb(WebSettings(allow_private=frozenset({f"127.0.0.1:{port}"})), seconds=0.2)
        assert "within 0.2 s" in str(await failure(web, f"https://127.0.0.1:{port}/"))


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key, fresh for the test."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


async def test_an_unknown_certificate_is_refused_and_a_company_ca_makes_it_good(
    certificate: tuple[Path, Path],
) -> None:
    """There is no way round verification but to name the authority's file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    async with fault_server(tls=context) as faults:
        url = f"https://127.0.0.1:{faults.port}/job"
        error = await failure(web_for(faults), url)
        assert "certificate of 127.0.0.1 can't be trusted" in str(error)
        assert "SSL_CERT_FILE" in error.hint
        reply = await web_for(faults, ca_file=str(certificate[0])).get(url)
        assert reply.body == PAGE


async def test_https_to_http_is_refused(certificate: tuple[Path, Path], faults: Faults) -> None:
    """A redirect may not take the encryption away."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    async with fault_server({"*": redirect(faults.origin + "/job")}, tls=context) as secure:
        allowed = frozenset({secure.host_port, faults.host_port})
        web = GuardedWeb(WebSettings(allow_private=allowed, ca_file=str(certificate[0])))
        assert "unencrypted" in str(await failure(web, f"https://127.0.0.1:{secure.port}/"))
    assert faults.seen == []


async def test_a_post_is_sent_once_and_redirects_are_refused(faults: Faults) -> None:
    """A board's API gets its JSON; a redirect of it is not followed."""
    web = web_for(faults)
    assert (await web.post_json(faults.origin + "/job", {"limit": 20})).status == 200
    assert faults.seen[0][2]["content-type"] == "application/json"
    with pytest.raises(FetchFailed, match="redirect"):
        await web.post_json(faults.origin + "/to-job", {})
