"""Bytes of a posting, of whatever kind they turn out to be: HTML, JSON, XML, PDF, DOCX, or plain text."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from interview_cli.errors import BadInput, UnreadableFile
from interview_cli.models import Posting
from interview_cli.posting.charset import decode, is_binary
from interview_cli.posting.headline import read_headline
from interview_cli.posting.plain import shape_text
from interview_cli.posting.saved import read_saved

MAX_FILE: Final = 10_000_000
_MIN_TEXT: Final = 80
_HTML: Final = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_SOME_TAG: Final = re.compile(r"</?(?:p|div|ul|li|h[1-6]|br|span|strong|table)\b[^<>]{0,300}>", re.IGNORECASE)
_KINDS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc). Save it as .docx or PDF"),
    (b"{\\rtf", "an RTF file. Save it as .docx or PDF"),
    (b"\x89PNG", "a picture (PNG). Paste the text instead"),
    (b"\xff\xd8\xff", "a picture (JPEG). Paste the text instead"),
    (b"GIF8", "a picture (GIF). Paste the text instead"),
    (b"SQLite format", "a database"),
    (b"\x1f\x8b", "a compressed file. Unpack it first"),
)


class Document(Protocol):
    """The text of a PDF or DOCX, as the CV reader's worker hands it back."""

    @property
    def text(self) -> str:
        """The text, in reading order."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out, or could not be read."""


ReadDocument = Callable[[bytes], Document]


def split_fragment(source: str) -> tuple[Path, str]:
    """`FILE#ID` as a path and an id; a file whose own name holds a "#" wins."""
    path = Path(source).expanduser()
    if "#" in source and not path.exists():
        name, _, job = source.rpartition("#")
        return Path(name).expanduser(), job
    return path, ""


def load_file(path: Path) -> bytes:
    """The bytes of a file; raises `UnreadableFile` for what is no file, can't be opened, is empty or over 10 MB."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableFile(f"{path} is a folder, not a file.", "Name the file of the posting.")
        pipe = stat.S_ISFIFO(mode) and str(path).startswith(("/dev/fd/", "/proc/self/fd/"))
        if not stat.S_ISREG(mode) and not pipe:
            raise UnreadableFile(
                f"{path} is no ordinary file.", "Name the file of the posting, or use - for standard input."
            )
        with path.open("rb") as file:
            body = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise UnreadableFile(
            f"There is no file {path}.", "Check the path; a web address begins with https://"
        ) from None
    except OSError as error:
        raise UnreadableFile(
            f"{path} can't be read: {os.strerror(error.errno or 5)}.", "Check its permissions."
        ) from None
    if len(body) > MAX_FILE:
        raise UnreadableFile(
            f"{path} is larger than {MAX_FILE // 1_000_000} MB.",
            "Paste the text of the posting: interview prep -",
        )
    return body


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from. `name` is for messages; `job` picks one of several; `charset` is the HTTP header's.

    `asked` is the address that was fetched, `url` the one that answered.
    """

    name: str = "The file"
    job: str = ""
    charset: str | None = None
    url: str = ""
    asked: str = ""


def read_bytes(body: bytes, origin: Origin, *, read_document: ReadDocument) -> Posting:
    """The posting in `body`, told by its content and not by its name; raises `BadInput` and its kinds."""
    name, charset = origin.name, origin.charset
    if not body.strip():
        raise UnreadableFile(f"{name} is empty.", "Paste the text of the posting: interview prep -")
    if body[:1024].lstrip().startswith(b"%PDF-") or body.startswith(b"PK\x03\x04"):
        document = read_document(body)
        return _from_text(document.text, name=name, notices=tuple(document.warnings))
    for magic, kind in _KINDS:
        if body.startswith(magic):
            raise UnreadableFile(
                f"{name} is {kind}.", "A posting can be .html, .json, .pdf, .docx, .md or .txt."
            )
    if is_binary(body):
        raise UnreadableFile(
            f"{name} is not text of any kind.", "A posting can be .html, .json, .pdf, .docx, .md or .txt."
        )
    if re.match(
        rb"(?:From|Date|MIME-Version|Subject|Snapshot-Content-Location):", body[:2000].lstrip(), re.IGNORECASE
    ):
        body, charset = _from_mail(body, charset)
    return read_text(decode(body, charset), origin)


def read_text(text: str, origin: Origin) -> Posting:
    """The posting in `text`: JSON, XML, HTML or plain."""
    stripped = text.lstrip()
    if stripped[:1] in {"{", "["}:
        try:
            payload = json.loads(stripped, strict=False)
        except (ValueError, RecursionError):
            payload = None
        if isinstance(payload, dict | list):
            return read_saved(payload, job=origin.job, name=origin.name)
    if "<workzag-jobs" in stripped[:2000]:
        return read_saved(stripped, job=origin.job, name=origin.name)
    if _HTML.search(stripped[:5000]) or len(_SOME_TAG.findall(stripped[:20_000])) > 5:
        from interview_cli.posting.page import read_page

        return read_page(text, url=origin.url, asked=origin.asked)
    return _from_text(text, name=origin.name)


def _from_text(text: str, *, name: str, notices: tuple[str, ...] = ()) -> Posting:
    shaped = shape_text(text)
    if len(shaped) < _MIN_TEXT:
        raise BadInput(
            f"{name} holds too little text to be a posting ({len(shaped)} characters).",
            "Paste the whole text of the posting: interview prep -",
        )
    head = read_headline(shaped)
    return Posting(
        title=head.title, company=head.company, text=shaped, location=head.location or None, notices=notices
    )


def _from_mail(body: bytes, charset: str | None) -> tuple[bytes, str | None]:
    """The HTML (or text) part of a page saved as .mhtml, or of a mail; `body` itself when it has none."""
    from email import message_from_bytes

    message = message_from_bytes(body)
    if not message.get("Content-Type"):
        return body, charset
    for wanted in ("text/html", "text/plain"):
        for part in message.walk():
            payload = part.get_payload(decode=True) if part.get_content_type() == wanted else None
            if isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    return body, charset
