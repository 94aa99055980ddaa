"""SOURCE -> Posting: a web address, a file, or standard input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from interview_cli.errors import BadInput
from interview_cli.models import Posting
from interview_cli.ports import Web
from interview_cli.posting.facts import fill_facts
from interview_cli.posting.fields import place_of
from interview_cli.posting.files import Origin, ReadDocument, load_file, read_bytes, split_fragment
from interview_cli.posting.urls import is_url
from interview_cli.untrusted import clean, clean_line, web_link

MAX_TEXT: Final = 60_000
_LONE_URL: Final = re.compile(rb"\s*<?(https?://[^\s<>\"']{4,2000})>?\s*\Z", re.IGNORECASE)


async def read_posting(  # noqa: PLR0913 - the door of the package: a source, what reads it, and two overrides
    source: str,
    *,
    web: Web,
    read_document: ReadDocument,
    stdin: Callable[[], bytes],
    company: str | None = None,
    role: str | None = None,
) -> Posting:
    """The posting at `source`: an http(s) URL, a file (`FILE#ID` picks one of several jobs), or "-" for `stdin`.

    `company` and `role` win over what is found. Everything in the result is clean; requirements and skills are left
    to a coach. Raises `BadInput` and its kinds.
    """
    posting = await _read(source.strip(), web=web, read_document=read_document, stdin=stdin)
    return finish_posting(posting, company=company, role=role)


async def _read(source: str, *, web: Web, read_document: ReadDocument, stdin: Callable[[], bytes]) -> Posting:
    from interview_cli.posting.online import read_url

    if not source:
        raise BadInput("No posting was named.", "Give a web address, a file, or - and paste the text.")
    if source == "-":
        body, name, job = stdin(), "The pasted text", ""
    else:
        path, job = split_fragment(source)
        if is_url(source) and not path.exists():
            return await read_url(source, web=web, read_document=read_document)
        body, name = load_file(path), str(path)
    lone = _LONE_URL.match(body[:4000]) if len(body) < 4000 else None
    if lone:
        return await read_url(lone[1].decode("ascii", "ignore"), web=web, read_document=read_document)
    return read_bytes(body, Origin(name, job), read_document=read_document)


def finish_posting(posting: Posting, *, company: str | None = None, role: str | None = None) -> Posting:
    """`posting` cleaned, capped, with the overrides, and with the facts that only its text states."""
    notices = list(posting.notices)
    text = _capped(_tidy(clean(posting.text)), notices)
    title = clean_line(role or posting.title, 160)
    name = clean_line(company or posting.company, 100)
    if not title:
        notices.append("No job title was found. Name it with --role.")
    if not name:
        notices.append("Nothing names the company. Name it with --company to look up how it interviews.")
    location = "; ".join(
        filter(
            None,
            (place_of(*place.split(",")) for place in clean_line(posting.location or "", 160).split(";")),
        )
    )
    return fill_facts(
        replace(
            posting,
            title=title,
            company=name,
            text=text,
            location=location or None,
            employment_type=clean_line(posting.employment_type or "", 60) or None,
            url=web_link(posting.url),
            logo=web_link(posting.logo),
            notices=tuple(dict.fromkeys(clean_line(notice, 400) for notice in notices)),
        )
    )


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line not in {"-", "##"})


def _capped(text: str, notices: list[str]) -> str:
    if len(text) <= MAX_TEXT:
        return text
    notices.append(
        f"The posting is very long; the first {MAX_TEXT // 1000},000 of its {len(text):,} characters were read."
    )
    cut = text[:MAX_TEXT]
    return cut[: cut.rfind("\n")] if "\n" in cut[MAX_TEXT // 2 :] else cut
