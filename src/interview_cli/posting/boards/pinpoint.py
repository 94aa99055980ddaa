"""Pinpoint: {company}.pinpointhq.com/{xx}/postings/{id}."""

from __future__ import annotations

import itertools
from typing import Any, Final

from interview_cli.models import Posting, Salary
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections
from interview_cli.posting.company import company_from_slug
from interview_cli.posting.fields import (
    Json,
    day_of,
    dicts_at,
    employment_of,
    flag_at,
    line_at,
    place_of,
    salary_of,
    text_at,
)
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts
from interview_cli.posting.workplace import workplace_of

NAME: Final = "pinpoint"
_SECTIONS: Final = ("key_responsibilities", "skills_knowledge_expertise", "benefits")
_HEADINGS: Final = ("Key responsibilities", "Skills, knowledge and expertise", "Benefits")


def matches(url: str) -> Target | None:
    """{company}.pinpointhq.com/[xx/]postings/{id} and the older /jobs/{id}."""
    host, parts = host_of(url), path_parts(url)
    if not host.endswith(".pinpointhq.com") or host.split(".")[0] in {"www", "api", "app"}:
        return None
    job = next((after for word, after in itertools.pairwise(parts) if word in {"postings", "jobs"}), "")
    return Target(host, host.split(".")[0], job, url)


def calls(target: Target) -> tuple[Call, ...]:
    """All of the company's postings."""
    return (Call(f"https://{target.host}/postings.json"),)


def company_call(target: Target) -> Call | None:
    """The careers page names the brand."""
    return Call(f"https://{target.host}/", accept="text/html")


def company_name(payload: Any) -> str:
    """`og:site_name` of the careers page."""
    if not isinstance(payload, str):
        return ""
    from interview_cli.posting.meta import read_meta

    return read_meta(payload).site


def jobs(payload: Any) -> list[Json] | None:
    """The postings in `data`, or one of them."""
    if _is_job(payload):
        return [payload]
    data = payload.get("data") if isinstance(payload, dict) else None
    if isinstance(data, dict) and _is_job(data):
        return [data]
    found = dicts_at(payload, "data")
    return found if found and all(_is_job(job) for job in found) else None


def _is_job(job: Any) -> bool:
    return (
        isinstance(job, dict)
        and "title" in job
        and ("key_responsibilities" in job or "/postings/" in text_at(job, "path"))
    )


def job_ids(job: Json) -> tuple[str, ...]:
    """The id, the last part of the path, and the requisition."""
    path = text_at(job, "path").rstrip("/").split("/")[-1]
    ids = (text_at(job, "id"), path, text_at(job, "job", "id"), text_at(job, "job", "requisition_id"))
    return tuple(dict.fromkeys(i for i in ids if i))


def is_open(job: Json) -> bool:
    """What is listed is open."""
    return bool(job)


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting, its sections under the headings the company chose."""
    title = line_at(job, "title")
    if not title:
        return None
    headed = (
        (text_at(job, f"{n}_header") or h, text_at(job, n)) for n, h in zip(_SECTIONS, _HEADINGS, strict=True)
    )
    text, hidden = join_sections(("", text_at(job, "description")), *headed)
    url = text_at(job, "url")
    slug = target.tenant if target else host_of(url).split(".")[0]
    return Posting(
        title=clean_title(title, from_board=True),
        company=company_from_slug(slug),
        text=text,
        location=place_of(line_at(job, "location", "name")) or place_of(text_at(job, "location", "city")),
        workplace=workplace_of(text_at(job, "workplace_type")),
        employment_type=employment_of(text_at(job, "employment_type")),
        salary=_salary(job),
        board=NAME,
        url=url or (target.url if target else None),
        closes=day_of(job.get("deadline_at")),
        notices=hidden_notice(hidden),
    )


def _salary(job: Json) -> Salary | None:
    if flag_at(job, "compensation_visible") is False:
        return None
    low, high = job.get("compensation_minimum"), job.get("compensation_maximum")
    return salary_of(low, high, text_at(job, "compensation_currency"), text_at(job, "compensation_frequency"))
