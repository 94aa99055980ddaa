"""Greenhouse: boards.greenhouse.io, job-boards.greenhouse.io, their EU hosts, embeds, and `?gh_jid=` on company pages."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting, Salary
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.fields import (
    Json,
    day_of,
    dict_at,
    dicts_at,
    employment_of,
    line_at,
    number,
    place_of,
    salary_of,
    text_at,
)  # fmt: skip
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts, query_value

NAME: Final = "greenhouse"
_HOST: Final = re.compile(r"(?:boards|job-boards|boards-api)(?:\.eu)?\.greenhouse\.io\Z")
_TOKEN: Final = re.compile(
    r"greenhouse\.io/(?:embed/job_(?:board|app)(?:/js)?\?(?:[^\"'\s<>]{0,200}?(?:&amp;|&))?for=|v1/boards/)([\w-]{1,80})"
    r"|(?:job-)?boards(?:\.eu)?\.greenhouse\.io/(?!embed\b)([\w-]{1,80})"
    r"|[\"']?board_?token[\"']?\s*[:=]\s*[\"']([\w-]{1,80})[\"']",
    re.IGNORECASE,
)


def matches(url: str) -> Target | None:
    """A job on a Greenhouse host; `?gh_jid=` on other hosts gives a target without a tenant."""
    host = host_of(url)
    parts = path_parts(url)
    if _HOST.match(host):
        if parts[:1] == ["embed"]:
            tenant, job = query_value(url, "for"), query_value(url, "token") or query_value(url, "gh_jid")
        elif parts[:2] == ["v1", "boards"]:
            tenant, job = ([*parts, "", "", ""])[2], (parts + [""] * 5)[4]
        else:
            tenant = parts[0] if parts else ""
            job = parts[2] if len(parts) > 2 and parts[1] == "jobs" else query_value(url, "gh_jid")
        return Target(host, tenant, re.sub(r"\D.*", "", job), url) if tenant else None
    job = query_value(url, "gh_jid")
    return Target(host, "", job, url) if job.isdigit() else None


def find_in_page(page: str, url: str) -> Target | None:
    """The job behind a company's own page: `gh_jid` from the address, the board's token from the page."""
    job = query_value(url, "gh_jid")
    found = _TOKEN.search(page) if job.isdigit() else None
    tenant = next((token for token in found.groups() if token), "") if found else ""
    return Target("boards-api.greenhouse.io", tenant, job, url) if tenant else None


def calls(target: Target) -> tuple[Call, ...]:
    """The job's own answer; without a job, the whole board."""
    if not target.tenant:
        return ()
    base = f"https://boards-api.greenhouse.io/v1/boards/{target.tenant}/jobs"
    return (Call(f"{base}/{target.job}?pay_transparency=true" if target.job else f"{base}?content=true"),)


def company_call(target: Target) -> Call | None:
    """The board itself, which has the name."""
    return Call(f"https://boards-api.greenhouse.io/v1/boards/{target.tenant}") if target.tenant else None


def company_name(payload: Any) -> str:
    """The board's name."""
    return line_at(payload, "name")


def jobs(payload: Any) -> list[Json] | None:
    """One job, or a board's `jobs`."""
    if _is_job(payload):
        return [payload]
    found = dicts_at(payload, "jobs")
    return found if found and all(_is_job(job) for job in found) else None


def _is_job(job: Any) -> bool:
    return isinstance(job, dict) and "title" in job and "absolute_url" in job


def job_ids(job: Json) -> tuple[str, ...]:
    """The post's id, the internal one, and the requisition."""
    keys = ("id", "internal_job_id", "requisition_id")
    return tuple(value for key in keys if (value := text_at(job, key)))


def is_open(job: Json) -> bool:
    """A job that the API gives is open."""
    return bool(job)


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting; `content` is HTML that was escaped once more."""
    title = line_at(job, "title")
    if not title:
        return None
    text, hidden = join_sections(("", text_at(job, "content")))
    url = text_at(job, "absolute_url")
    slug = ([*path_parts(url), ""])[0] if _HOST.match(host_of(url)) else ""
    tenant = target.tenant if target and target.tenant else slug
    company = clean_company(line_at(job, "company_name")) or company_from_slug(tenant)
    offices = [line_at(office, "location") or line_at(office, "name") for office in dicts_at(job, "offices")]
    return Posting(
        title=clean_title(title, from_board=True),
        company=company,
        text=text,
        location=place_of(line_at(job, "location", "name")) or place_of(*offices[:3]),
        employment_type=_employment(job),
        salary=_salary(job),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("first_published")) or day_of(job.get("updated_at")),
        closes=day_of(job.get("application_deadline")),
        notices=hidden_notice(hidden),
    )


def _salary(job: Json) -> Salary | None:
    for pay in dicts_at(job, "pay_input_ranges"):
        low, high = number(pay.get("min_cents")), number(pay.get("max_cents"))
        found = salary_of(low and low / 100, high and high / 100, text_at(pay, "currency_type"), "")
        if found:
            unit = text_at(pay, "title") + " " + text_at(pay, "blurb")[:300]
            top = found.max or found.min or 0
            guess = "hour" if re.search(r"hour", unit, re.IGNORECASE) or top < 500 else "year"
            return salary_of(found.min, found.max, found.currency or "", guess)
    return None


def _employment(job: Json) -> str | None:
    for entry in dicts_at(job, "metadata"):
        if re.search(r"employment|time type|job type|contract", text_at(entry, "name"), re.IGNORECASE):
            return employment_of(dict_at(entry, "value") or entry.get("value"))
    return None
