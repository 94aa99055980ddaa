"""Teamtailor: {company}.teamtailor.com/jobs/{id}-{slug}; the board is a JSON Feed with schema.org inside."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections, no_company_call
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.fields import Json, day_of, dict_at, dicts_at, line_at, text_at
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts

NAME: Final = "teamtailor"
company_call = no_company_call  # its answers name the company


def matches(url: str) -> Target | None:
    """{company}.teamtailor.com/[xx/]jobs/{id}-{slug}."""
    host, parts = host_of(url), path_parts(url)
    if not host.endswith(".teamtailor.com") or host.split(".")[0] in {"www", "api", "app", "docs"}:
        return None
    found = re.match(r"\d+", parts[parts.index("jobs") + 1]) if "jobs" in parts[:-1] else None
    company = "" if host.split(".")[0] in {"career", "careers", "jobs"} else host.split(".")[0]
    return Target(host, company, found[0] if found else "", url)


def calls(target: Target) -> tuple[Call, ...]:
    """None for a job: its page holds schema.org data in full. The feed for a whole board."""
    return () if target.job else (Call(f"https://{target.host}/jobs.json"),)


def company_name(payload: Any) -> str:
    """The feed's title."""
    return line_at(payload, "title")


def jobs(payload: Any) -> list[Json] | None:
    """The feed's items, or the `data` of the company's own API."""
    if isinstance(payload, dict) and "jsonfeed.org" in text_at(payload, "version"):
        items = dicts_at(payload, "items")
        return [item | {"_company": line_at(payload, "title")} for item in items] or None
    data = payload.get("data") if isinstance(payload, dict) else None
    entries = data if isinstance(data, list) else [data]
    found = [entry for entry in entries if isinstance(entry, dict) and entry.get("type") == "jobs"]
    return [_flat(entry) for entry in found] or None


def _flat(entry: Json) -> Json:
    """A JSON:API job as a feed item."""
    attributes = dict_at(entry, "attributes")
    body = " ".join(text_at(attributes, key) for key in ("pitch", "body"))
    url = text_at(entry, "links", "careersite-job-url")
    return {"id": text_at(entry, "id"), "title": text_at(attributes, "title"), "content_html": body, "url": url,
            "date_published": text_at(attributes, "created-at")}  # fmt: skip


def job_ids(job: Json) -> tuple[str, ...]:
    """The number in the address, and the feed's id."""
    found = re.search(r"/jobs/(\d+)", text_at(job, "url"))
    return tuple(filter(None, (found[1] if found else "", text_at(job, "id"))))


def is_open(job: Json) -> bool:
    """What the feed lists is open."""
    return bool(job)


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting: schema.org where the item has it, the item's HTML for the text."""
    from interview_cli.posting.jobposting import posting_from

    title = line_at(job, "title")
    if not title:
        return None
    schema = dict_at(job, "_jobposting")
    body = text_at(job, "content_html") or text_at(schema, "description") or text_at(job, "content_text")
    text, hidden = join_sections(("", body))
    base = posting_from(schema) if schema else None
    slug = target.tenant if target else ""
    company = (
        clean_company(line_at(job, "_company")) or (base.company if base else "") or company_from_slug(slug)
    )
    return Posting(
        title=clean_title(title, from_board=True),
        company=company,
        text=text,
        location=base.location if base else None,
        workplace=base.workplace if base else None,
        employment_type=base.employment_type if base else None,
        salary=base.salary if base else None,
        board=NAME,
        url=text_at(job, "url") or (target.url if target else None),
        posted=day_of(job.get("date_published")),
        notices=hidden_notice(hidden),
    )
