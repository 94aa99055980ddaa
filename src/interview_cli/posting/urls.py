"""Addresses a person typed, or a redirect named: checked, normalised, and shown without their secrets."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from interview_cli.errors import FetchFailed
from interview_cli.untrusted import clean_line

MAX_URL: Final = 4000
_BAD_CHARACTERS: Final = re.compile(r"[\x00-\x1f\x7f]")
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|trk|trackingid|refid)\Z", re.IGNORECASE
)
_DOMAIN: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?\Z", re.IGNORECASE)
_FILE_SUFFIX: Final = re.compile(r"\.(?:html?|json|txt|md|pdf|docx?|xml|rtf|odt)\Z", re.IGNORECASE)
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~-._"


def is_url(source: str) -> bool:
    """Whether `source` is a web address rather than a file; "www.acme.com/jobs/7" counts, "job.html" does not."""
    text = source.strip().strip("<>\"'")
    if re.match(r"https?:", text, re.IGNORECASE):
        return True
    if re.match(r"(?:ftp|file|javascript|data|gopher|ws|wss):", text, re.IGNORECASE):
        return True
    head = re.split(r"[/?#]", text, maxsplit=1)[0]
    return bool(_DOMAIN.match(text)) and not (head == text.partition("#")[0] and _FILE_SUFFIX.search(head))


def check_url(text: str) -> str:
    """`text` as an http(s) URL with an ASCII host and no fragment; raises `FetchFailed` saying what is wrong."""
    url = text.strip().strip("<>\"'")
    if not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) or _DOMAIN.match(url):
        url = "https://" + url.removeprefix("//")
    if len(url) > MAX_URL or _BAD_CHARACTERS.search(url) or "\\" in url:
        raise FetchFailed(f"This is not a web address that can be used: {clean_line(url, 80)}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchFailed(f"This is not a web address that can be used: {clean_line(url, 80)}") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise FetchFailed(
            f"Only http and https addresses are read, and this one is {clean_line(parts.scheme, 20)}:"
        )
    if parts.username is not None or parts.password is not None:
        raise FetchFailed("The address holds a user name or a password. Leave them out.")
    if not parts.hostname or port == 0:
        raise FetchFailed(f"The address names no host: {clean_line(url, 80)}")
    host = _ascii_host(parts.hostname)
    netloc = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    if port not in {None, default}:
        netloc += f":{port}"
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = quote(parts.query, safe=_PATH_SAFE + "?[]")
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii():
        if re.search(r"[^a-z0-9.:_-]", host) or not host:
            raise FetchFailed(f"The address names no host that can exist: {clean_line(host, 80)}")
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise FetchFailed(f"The address names no host that can exist: {clean_line(host, 80)}") from None


def join_url(base: str, location: str) -> str:
    """Where a redirect from `base` leads; raises `FetchFailed` when that is no usable address."""
    try:
        return check_url(urljoin(base, location.strip()))
    except ValueError:
        raise FetchFailed(f"{show_host(base)} sends on to an address that can't be used.") from None


def host_of(url: str) -> str:
    """The host of a URL in lower case, "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def host_port(url: str) -> str:
    """`host:port` of a checked URL, the default port spelt out."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def show_host(url: str) -> str:
    """The host for messages. An internationalised name is shown as what it is: "xn--… (looks like …)"."""
    host = host_of(url)
    if "xn--" not in host:
        return host
    import idna

    try:
        looks = idna.decode(host)
    except idna.IDNAError:
        return host
    return f"{host} (looks like {clean_line(looks, 60)})"


def show_url(url: str) -> str:
    """A URL for messages: no user name, query or fragment, which may hold secrets."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return clean_line(url, 80)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return clean_line(f"{parts.scheme}://{host}{port}{parts.path}", 200)


def keep_url(url: str) -> str:
    """The URL to remember for a posting: no fragment, no tracking parameters."""
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def query_value(url: str, name: str) -> str:
    """The value of a query parameter, "" when it is not there."""
    return next((v for k, v in parse_qsl(urlsplit(url).query) if k.lower() == name.lower()), "")


def path_parts(url: str) -> list[str]:
    """The path's segments, empty ones left out."""
    return [part for part in urlsplit(url).path.split("/") if part]
