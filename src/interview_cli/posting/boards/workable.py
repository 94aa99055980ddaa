"""Workable: apply.workable.com and {account}.workable.com."""

from __future__ import annotations

import re
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
from interview_cli.posting.workplace import workplace_of

NAME: Final = "workable"
company_call = no_company_call  # its answers name the company
_CODE: Final = re.compile(r"[0-9A-F]{8,12}\Z")


def matches(url: str) -> Target | None:
    """apply.workable.com/{account}/j/{CODE}, apply.workable.com/j/{CODE}, {account}.workable.com/j/{CODE}."""
    host, parts = host_of(url), path_parts(url)
    if not host.endswith(".workable.com") or host.startswith("www."):
        return None
    account = "" if host in {"apply.workable.com", "jobs.workable.com"} else host.split(".")[0]
    if parts and parts[0] not in {"j", "api", "jobs", "view"}:
        account = account or parts[0]
    code = next((part for part in parts if _CODE.match(part)), "")
    return Target(host, account, code, url) if account or code else None


def calls(target: Target) -> tuple[Call, ...]:
    """The account's widget, which holds every job in full."""
    if not target.tenant:
        return ()
    return (Call(f"https://apply.workable.com/api/v1/widget/accounts/{target.tenant}?details=true"),)


def company_name(payload: Any) -> str:
    """The account's name."""
    return line_at(payload, "name")


def jobs(payload: Any) -> list[Json] | None:
    """The account's `jobs`, one a shortcode (a job in three countries comes three times), or a single one."""
    if isinstance(payload, dict) and "shortcode" in payload and "title" in payload:
        return [payload]
    found = dicts_at(payload, "jobs") or dicts_at(payload, "results")
    if not found or not all("shortcode" in job for job in found):
        return None
    merged: dict[str, Json] = {}
    for job in found:
        code = text_at(job, "shortcode")
        places = dicts_at(merged[code], "_places") if code in merged else []
        merged[code] = merged.get(code, job) | {
            "_company": line_at(payload, "name"),
            "_places": [*places, job],
        }
    return list(merged.values())


def job_ids(job: Json) -> tuple[str, ...]:
    """The short code."""
    return tuple(value for key in ("shortcode", "id", "code") if (value := text_at(job, key)))


def is_open(job: Json) -> bool:
    """Not marked as closed."""
    return text_at(job, "state") not in {"closed", "archived"} or "city" in job


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting. The widget has one `description`; the account's own API has requirements and benefits apart."""
    title = line_at(job, "title")
    if not title:
        return None
    parts = (("", "description"), ("Requirements", "requirements"), ("Benefits", "benefits"))
    text, hidden = join_sections(*((heading, text_at(job, key)) for heading, key in parts))
    places = dicts_at(job, "_places") or [job]
    remote = flag_at(job, "telecommuting") or flag_at(job, "remote")
    workplace = workplace_of(text_at(job, "workplace") or text_at(job, "workplace_type"))
    return Posting(
        title=clean_title(title, from_board=True),
        company=clean_company(line_at(job, "_company")) or company_from_slug(target.tenant if target else ""),
        text=text,
        location="; ".join(dict.fromkeys(place for entry in places[:5] if (place := _place(entry)))) or None,
        workplace=workplace or ("remote" if remote else None),
        employment_type=employment_of(text_at(job, "employment_type") or text_at(job, "type")),
        salary=_salary(job),
        board=NAME,
        url=text_at(job, "url") or text_at(job, "shortlink") or (target.url if target else None),
        posted=day_of(job.get("published_on")) or day_of(job.get("created_at")),
        notices=hidden_notice(hidden),
    )


def _place(job: Json) -> str:
    where = dict_at(job, "location") or job
    return place_of(*(text_at(where, key) for key in ("city", "state", "region", "country"))) or ""


def _salary(job: Json) -> Salary | None:
    pay = dict_at(job, "salary")
    return salary_of(pay.get("salary_from"), pay.get("salary_to"), text_at(pay, "salary_currency"), "year")
