"""Recruitee: {company}.recruitee.com/o/{slug}. Description and requirements stand apart."""

from __future__ import annotations

from typing import Any, Final

from interview_cli.models import Posting, Salary
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections, no_company_call
from interview_cli.posting.company import clean_company, company_from_slug
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

NAME: Final = "recruitee"
company_call = no_company_call  # its answers name the company


def matches(url: str) -> Target | None:
    """{company}.recruitee.com/[l/xx/]o/{slug}[/c/new]."""
    host, parts = host_of(url), path_parts(url)
    if not host.endswith(".recruitee.com") or host.split(".")[0] in {"www", "api"}:
        return None
    slug = parts[parts.index("o") + 1] if "o" in parts[:-1] else ""
    return Target(host, host.split(".")[0], slug, url)


def calls(target: Target) -> tuple[Call, ...]:
    """All of the company's offers."""
    return (Call(f"https://{target.host}/api/offers/"),)


def company_name(payload: Any) -> str:
    """The company of the first offer."""
    offers = dicts_at(payload, "offers")
    return line_at(offers[0], "company_name") if offers else ""


def jobs(payload: Any) -> list[Json] | None:
    """The list's `offers`, a single `offer`, or the offer itself."""
    if isinstance(payload, dict) and isinstance(payload.get("offer"), dict):
        return [payload["offer"]]
    if isinstance(payload, dict) and "careers_url" in payload and "title" in payload:
        return [payload]
    found = dicts_at(payload, "offers")
    return found if found and all("title" in job or "translations" in job for job in found) else None


def job_ids(job: Json) -> tuple[str, ...]:
    """The slug of the address, the id and the GUID."""
    return tuple(value for key in ("slug", "id", "guid") if (value := text_at(job, key)))


def is_open(job: Json) -> bool:
    """Published."""
    return text_at(job, "status") in {"published", ""}


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting; when the top level is empty, the first translation is read."""
    translations = dict_at(job, "translations")
    body = next((entry for entry in translations.values() if isinstance(entry, dict)), {})
    title = line_at(job, "title") or line_at(body, "title")
    if not title:
        return None
    sections = [("", text_at(job, key) or text_at(body, key)) for key in ("description", "requirements")]
    text, hidden = join_sections(*sections)
    url = text_at(job, "careers_url")
    remote, hybrid, on_site = (flag_at(job, key) for key in ("remote", "hybrid", "on_site"))
    return Posting(
        title=clean_title(title, from_board=True),
        company=clean_company(line_at(job, "company_name"))
        or company_from_slug(target.tenant if target else ""),
        text=text,
        location=line_at(job, "location") or place_of(text_at(job, "city"), text_at(job, "country")),
        workplace="hybrid" if hybrid else "remote" if remote else "on-site" if on_site else None,
        employment_type=employment_of(text_at(job, "employment_type_code")),
        salary=_salary(job),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("published_at")) or day_of(job.get("created_at")),
        closes=day_of(job.get("close_at")),
        notices=hidden_notice(hidden),
    )


def _salary(job: Json) -> Salary | None:
    pay = dict_at(job, "salary")
    return salary_of(pay.get("min"), pay.get("max"), text_at(pay, "currency"), text_at(pay, "period"))
