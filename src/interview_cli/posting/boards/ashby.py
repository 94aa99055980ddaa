"""Ashby: jobs.ashbyhq.com. One answer holds the whole board; the company's name comes from GraphQL."""

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
    flag_at,
    line_at,
    place_of,
    salary_of,
    text_at,
)  # fmt: skip
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts, query_value
from interview_cli.posting.workplace import workplace_of

NAME: Final = "ashby"
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_EMBED: Final = re.compile(r"jobs\.ashbyhq\.com/([\w.%-]{1,80})(?:/embed|[\"'/?])", re.IGNORECASE)
_NAME_QUERY: Final = (
    "query ApiOrganizationFromHostedJobsPageName($organizationHostedJobsPageName: String!) { "
    "organization: organizationFromHostedJobsPageName("
    "organizationHostedJobsPageName: $organizationHostedJobsPageName) { name publicWebsite } }"
)


def matches(url: str) -> Target | None:
    """jobs.ashbyhq.com/{org}/{id}[/application]; `?ashby_jid=` on other hosts gives a target without a tenant."""
    host, parts = host_of(url), path_parts(url)
    if host == "jobs.ashbyhq.com" and parts and parts[0] != "api":
        job = parts[1] if len(parts) > 1 else query_value(url, "ashby_jid")
        return Target(host, parts[0], job if _UUID.fullmatch(job) else "", url)
    if host == "api.ashbyhq.com" and parts[:2] == ["posting-api", "job-board"] and len(parts) > 2:
        return Target(host, parts[2], "", url)
    job = query_value(url, "ashby_jid")
    return Target(host, "", job, url) if _UUID.fullmatch(job) else None


def find_in_page(page: str, url: str) -> Target | None:
    """The job behind a company's own page: `ashby_jid` from the address, the organisation from the page."""
    job = query_value(url, "ashby_jid")
    found = _EMBED.search(page) if job else None
    return Target("jobs.ashbyhq.com", found[1], job, url) if found else None


def calls(target: Target) -> tuple[Call, ...]:
    """The board with pay; there is no answer for a single job."""
    if not target.tenant:
        return ()
    return (Call(f"https://api.ashbyhq.com/posting-api/job-board/{target.tenant}?includeCompensation=true"),)


def company_call(target: Target) -> Call | None:
    """GraphQL knows the organisation's name."""
    if not target.tenant:
        return None
    return Call(
        "https://jobs.ashbyhq.com/api/non-user-graphql?op=ApiOrganizationFromHostedJobsPageName",
        {
            "operationName": "ApiOrganizationFromHostedJobsPageName",
            "variables": {"organizationHostedJobsPageName": target.tenant},
            "query": _NAME_QUERY,
        },
    )


def company_name(payload: Any) -> str:
    """The organisation's name; an unknown one is null."""
    return line_at(payload, "data", "organization", "name")


def jobs(payload: Any) -> list[Json] | None:
    """One job, or a board's `jobs`."""
    if _is_job(payload):
        return [payload]
    found = dicts_at(payload, "jobs")
    return found if found and all(_is_job(job) for job in found) else None


def _is_job(job: Any) -> bool:
    if not isinstance(job, dict) or "title" not in job:
        return False
    return "ashbyhq.com" in text_at(job, "jobUrl") or "isListed" in job or "descriptionHtml" in job


def job_ids(job: Json) -> tuple[str, ...]:
    """The job's UUID."""
    return tuple(filter(None, (text_at(job, "id"), (path_parts(text_at(job, "jobUrl")) or [""])[-1])))


def is_open(job: Json) -> bool:
    """Unlisted jobs are not for the public."""
    return flag_at(job, "isListed") is not False


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting."""
    title = line_at(job, "title")
    if not title:
        return None
    body = text_at(job, "descriptionHtml") or text_at(job, "descriptionPlain")
    text, hidden = join_sections(("", body))
    url = text_at(job, "jobUrl")
    tenant = target.tenant if target and target.tenant else ([*path_parts(url), ""])[0]
    workplace = workplace_of(text_at(job, "workplaceType"))
    if workplace is None and flag_at(job, "isRemote"):
        workplace = "remote"
    others = [line_at(entry, "location") for entry in dicts_at(job, "secondaryLocations")]
    return Posting(
        title=clean_title(title, from_board=True),
        company=company_from_slug(tenant),
        text=text,
        location=_place(job, others),
        workplace=workplace,
        employment_type=employment_of(text_at(job, "employmentType")),
        salary=_salary(dict_at(job, "compensation")),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("publishedAt")),
        notices=hidden_notice(hidden),
    )


def _place(job: Json, others: list[str]) -> str | None:
    first = line_at(job, "location")
    if not first:
        address = dict_at(job, "address", "postalAddress")
        first = (
            place_of(*(text_at(address, k) for k in ("addressLocality", "addressRegion", "addressCountry")))
            or ""
        )
    return "; ".join(dict.fromkeys(place for place in (first, *others[:4]) if place)) or None


def _salary(compensation: Json) -> Salary | None:
    tiers = dicts_at(compensation, "compensationTiers")
    parts = dicts_at(compensation, "summaryComponents") + [
        part for tier in tiers for part in dicts_at(tier, "components")
    ]
    for part in parts:
        if text_at(part, "compensationType") in {"Salary", ""}:
            code, unit = text_at(part, "currencyCode"), text_at(part, "interval")
            found = salary_of(part.get("minValue"), part.get("maxValue"), code, unit)
            if found:
                return found
    return None
