"""SmartRecruiters: jobs.smartrecruiters.com and careers.smartrecruiters.com. The text is split over four sections."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting, Salary
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections, no_company_call
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.countries import country_name
from interview_cli.posting.fields import (
    Json,
    day_of,
    dict_at,
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

NAME: Final = "smartrecruiters"
company_call = no_company_call  # its answers name the company
_ORDER: Final = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def matches(url: str) -> Target | None:
    """{host}/{Company}/{id}-{slug}; the slug after the id is cut."""
    host, parts = host_of(url), path_parts(url)
    if host not in {"jobs.smartrecruiters.com", "careers.smartrecruiters.com", "api.smartrecruiters.com"}:
        return None
    if parts[:2] == ["v1", "companies"]:
        parts = [part for part in parts[2:] if part != "postings"]
    if parts[:1] == ["oneclick-ui"] and "company" in parts:
        at = parts.index("company")
        parts = [part for part in parts[at + 1 :] if part not in {"publication", "job"}]
    if not parts:
        return None
    found = re.match(r"\d{6,}|[0-9a-f]{8}-[0-9a-f-]{27}", parts[1]) if len(parts) > 1 else None
    return Target(host, parts[0], found[0] if found else "", url)


def calls(target: Target) -> tuple[Call, ...]:
    """The posting, or the company's list."""
    base = f"https://api.smartrecruiters.com/v1/companies/{target.tenant}/postings"
    return (Call(f"{base}/{target.job}" if target.job else base),)


def company_name(payload: Any) -> str:
    """Never asked for."""
    return line_at(payload, "company", "name")


def jobs(payload: Any) -> list[Json] | None:
    """One posting, or the list's `content`, which has no text."""
    if _is_job(payload):
        return [payload]
    found = dicts_at(payload, "content")
    return found if found and all(_is_job(job) for job in found) else None


def _is_job(job: Any) -> bool:
    return (
        isinstance(job, dict)
        and "name" in job
        and ("jobAd" in job or "releasedDate" in job or "refNumber" in job)
    )


def job_ids(job: Json) -> tuple[str, ...]:
    """The posting's id, its UUID and the reference number."""
    return tuple(value for key in ("id", "uuid", "refNumber") if (value := text_at(job, key)))


def is_open(job: Json) -> bool:
    """Not marked inactive."""
    return flag_at(job, "active") is not False


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting, sections in their usual order, each under its own title."""
    title = line_at(job, "name")
    if not title:
        return None
    sections = dict_at(job, "jobAd", "sections")
    names = [*_ORDER, *(name for name in sections if name not in _ORDER and name != "videos")]
    text, hidden = join_sections(
        *((text_at(sections, n, "title"), text_at(sections, n, "text")) for n in names)
    )
    brands = [
        line_at(f, "valueLabel")
        for f in dicts_at(job, "customField")
        if re.match("brand", text_at(f, "fieldLabel"), re.IGNORECASE)
    ]
    named = clean_company(line_at(job, "company", "name")) or next((b for b in brands if b), "")
    where = dict_at(job, "location")
    place = (text_at(where, "city"), text_at(where, "region"), country_name(text_at(where, "country")))
    return Posting(
        title=clean_title(title, from_board=True),
        company=named
        or company_from_slug(target.tenant if target else text_at(job, "company", "identifier")),
        text=text,
        location=line_at(where, "fullLocation") or place_of(*place),
        workplace="hybrid" if flag_at(where, "hybrid") else "remote" if flag_at(where, "remote") else None,
        employment_type=employment_of(dict_at(job, "typeOfEmployment")),
        salary=_salary(job),
        board=NAME,
        url=text_at(job, "postingUrl") or (target.url if target else None),
        posted=day_of(job.get("releasedDate")),
        notices=hidden_notice(hidden),
    )


def _salary(job: Json) -> Salary | None:
    pay = dict_at(job, "compensation")
    return salary_of(
        pay.get("min"),
        pay.get("max"),
        text_at(pay, "currency"),
        text_at(pay, "period") or text_at(pay, "salaryType"),
    )
