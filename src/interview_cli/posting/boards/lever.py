"""Lever: jobs.lever.co and jobs.eu.lever.co. The requirements stand in `lists`, not in the description."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting, Salary
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections
from interview_cli.posting.company import company_from_slug
from interview_cli.posting.fields import (
    Json,
    day_of,
    dict_at,
    dicts_at,
    employment_of,
    line_at,
    list_at,
    place_of,
    salary_of,
    text_at,
)  # fmt: skip
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts
from interview_cli.posting.workplace import workplace_of

NAME: Final = "lever"
_HOST: Final = re.compile(r"(?:jobs|hire|api)(\.eu)?\.lever\.co\Z")


def matches(url: str) -> Target | None:
    """jobs[.eu].lever.co/{site}/{id}[/apply], or the API's own address."""
    host, parts = host_of(url), path_parts(url)
    found = _HOST.match(host)
    if not found:
        return None
    if parts[:2] == ["v0", "postings"]:
        parts = parts[2:]
    if not parts:
        return None
    return Target(host, parts[0], parts[1] if len(parts) > 1 else "", url, found[1] or "")


def calls(target: Target) -> tuple[Call, ...]:
    """The posting, or all of the site's."""
    base = f"https://api{target.site}.lever.co/v0/postings/{target.tenant}"
    return (Call(f"{base}/{target.job}" if target.job else f"{base}?mode=json"),)


def company_call(target: Target) -> Call | None:
    """Lever's API has no name; the page has one."""
    if not target.job:
        return None
    return Call(f"https://jobs{target.site}.lever.co/{target.tenant}/{target.job}", accept="text/html")


def company_name(payload: Any) -> str:
    """The name in the page's title, "Company - Job title"."""
    if not isinstance(payload, str):
        return ""
    found = re.search(
        r"<title>\s*([^<]{2,80}?)\s+[-–]\s+[^<]{2,200}</title>", payload[:200_000], re.IGNORECASE
    )
    return line_at({"name": found[1]}, "name").replace("&amp;", "&") if found else ""


def jobs(payload: Any) -> list[Json] | None:
    """One posting or a list of them."""
    if _is_job(payload):
        return [payload]
    if isinstance(payload, list) and payload and all(_is_job(job) for job in payload):
        return payload
    return None


def _is_job(job: Any) -> bool:
    if not isinstance(job, dict) or not isinstance(job.get("text"), str):
        return False
    return "lever.co" in text_at(job, "hostedUrl") or ("categories" in job and "lists" in job)


def job_ids(job: Json) -> tuple[str, ...]:
    """The posting's UUID."""
    return tuple(filter(None, (text_at(job, "id"),)))


def is_open(job: Json) -> bool:
    """A posting that the API gives is open."""
    return bool(job)


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting. `description` is `opening` and `descriptionBody` joined, so only one of them is read."""
    title = line_at(job, "text")
    if not title:
        return None
    description = text_at(job, "description") or text_at(job, "opening") + text_at(job, "descriptionBody")
    sections = [("", description or text_at(job, "descriptionPlain"))]
    sections += [(text_at(entry, "text"), f"<ul>{_content(entry)}</ul>") for entry in dicts_at(job, "lists")]
    sections += [
        ("", text_at(job, "salaryDescription")),
        ("", text_at(job, "additional") or text_at(job, "additionalPlain")),
    ]
    text, hidden = join_sections(*sections)
    url = text_at(job, "hostedUrl")
    slug = target.tenant if target else ([*path_parts(url), ""])[0]
    places = [place for place in list_at(job, "categories", "allLocations") if isinstance(place, str)]
    return Posting(
        title=clean_title(title, from_board=True),
        company=company_from_slug(slug),
        text=text,
        location=place_of(line_at(job, "categories", "location")) or place_of(*places[:3]),
        workplace=workplace_of(text_at(job, "workplaceType")),
        employment_type=employment_of(text_at(job, "categories", "commitment")),
        salary=_salary(job),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("createdAt")),
        notices=hidden_notice(hidden),
    )


def _content(entry: Json) -> str:
    content = text_at(entry, "content")
    return content if "<li" in content.lower() or not content else f"<li>{content}</li>"


def _salary(job: Json) -> Salary | None:
    pay = dict_at(job, "salaryRange")
    return salary_of(pay.get("min"), pay.get("max"), text_at(pay, "currency"), text_at(pay, "interval"))
