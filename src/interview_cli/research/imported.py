"""Threads the person brings (`--threads FILE`): an exported JSON, a saved page, or pasted text with its link."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from interview_cli.errors import UnreadableFile
from interview_cli.research.savedpage import read_page
from interview_cli.research.settings import MAX_BODY, MAX_COMMENT
from interview_cli.research.thread import Comment, Thread, best_comments, from_reddit, safe_link, tidy
from interview_cli.untrusted import clean_line

MAX_BYTES: Final = 6_000_000
_MAX_THREADS: Final = 200
_DEEPEST: Final = 40
_LINK: Final = re.compile(r"https?://[^\s<>\"']{4,2000}")
_POST_LINK: Final = re.compile(r"https?://(?:\w+\.)?reddit\.com/r/(\w{2,40})/comments/([0-9a-z]{2,13})")
_HINT: Final = "Save the page as HTML, or paste the thread's text with its link into a .txt file."


def read_threads(path: Path) -> tuple[Thread, ...]:
    """The threads in one file; raises `UnreadableFile` when it holds none."""
    text = _read(path)
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in "{[":
        found = _from_json(start)
    elif re.search(r"<(?:!doctype|html|body|shreddit-post)\b", start[:4000], re.IGNORECASE):
        found = read_page(start)
    else:
        found = tuple(_from_paste(part) for part in re.split(r"(?m)^-{3,}\s*$", start) if part.strip())
    threads = tuple(replace(thread, source="imported") for thread in found if thread.title or thread.body)[
        :_MAX_THREADS
    ]
    if not threads:
        raise UnreadableFile(f"{path.name} holds no thread that can be read.", _HINT)
    return threads


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise UnreadableFile(f"There is no file {path}.", _HINT)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{path} can't be read: {error.strerror}.", _HINT) from None
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB.", _HINT)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise UnreadableFile(f"{path.name} is not a text file.", _HINT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _from_json(text: str) -> tuple[Thread, ...]:
    """Posts and their comments, wherever they stand: Reddit's own listing, an archive's answer, or JSON Lines."""
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        values = [value for line in text.splitlines() if (value := _line(line)) is not None]
    items = [item for value in values for item in _walk(value, 0)]
    threads = {
        thread.id: thread for item in items if "title" in item and (thread := from_reddit(item, "imported"))
    }
    said: dict[str, list[tuple[object, object]]] = {}
    for item in items:
        if "title" not in item and isinstance(item.get("body"), str):
            post = str(item.get("link_id") or "").removeprefix("t3_") or (
                next(iter(threads), "").removeprefix("reddit:")
            )
            said.setdefault(f"reddit:{post}", []).append((item["body"], item.get("score")))
    return tuple(
        replace(thread, comments=best_comments(said.get(thread.id, ()))) for thread in threads.values()
    )


def _line(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if isinstance(value.get("title"), str) or isinstance(value.get("body"), str):
            yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth + 1)


def _from_paste(text: str) -> Thread:
    """Pasted text: the first link is where it is from, the first other line its title, the rest body and comments."""
    link = _LINK.search(text)
    rest = text.replace(link[0], "", 1) if link else text
    lines = [line.rstrip() for line in rest.strip().splitlines()]
    title = clean_line(tidy(next((line for line in lines if line.strip()), ""), 600), 300)
    body = "\n".join(lines[1:]).strip()
    url = safe_link(link[0].rstrip(").,;") if link else None)
    post = _POST_LINK.match(url)
    chunks = list(_chunks(body))
    return Thread(
        id=f"reddit:{post[2]}" if post else f"file:{hashlib.sha256(text.encode()).hexdigest()[:16]}",
        source="imported",
        place=f"r/{post[1]}" if post else "pasted text",
        title=title,
        body=tidy(chunks[0], MAX_BODY) if chunks else "",
        url=url,
        comments=tuple(Comment(tidy(chunk, MAX_COMMENT)) for chunk in chunks[1:6]),
    )


def _chunks(body: str) -> Iterator[str]:
    """`body` in pieces: the first of at most 2,000 characters, the next of 1,500, cut between paragraphs where one can."""
    rest, limit = body, MAX_BODY
    while rest.strip():
        if len(rest) <= limit:
            yield rest
            return
        cut = max(rest.rfind("\n", 0, limit), rest.rfind(". ", 0, limit) + 1)
        cut = cut if cut > limit // 3 else limit
        yield rest[:cut]
        rest, limit = rest[cut:].lstrip(), MAX_COMMENT
