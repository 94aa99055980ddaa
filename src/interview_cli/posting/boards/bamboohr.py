"""BambooHR: {company}.bamboohr.com/careers/{id}."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting
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
    text_at,
)
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts, query_value

NAME: Final = "bamboohr"


def matches(url: str) -> Target | None:
    """{company}.bamboohr.com/careers/{id}[/detail], and the older /jobs/view.php?id={id}."""
    host, parts = host_of(url), path_parts(url)
    if not host.endswith(".bamboohr.com") or host.split(".")[0] in {"www", "api", "app"}:
        return None
    job = (
        parts[1]
        if len(parts) > 1 and parts[0] == "careers" and parts[1].isdigit()
        else query_value(url, "id")
    )
    return Target(host, host.split(".")[0], job if job.isdigit() else "", url)


def calls(target: Target) -> tuple[Call, ...]:
    """The job in detail, or the list."""
    tail = f"{target.job}/detail" if target.job else "list"
    return (Call(f"https://{target.host}/careers/{tail}"),)


def company_call(target: Target) -> Call | None:
    """Only this answer has the company's name."""
    return Call(f"https://{target.host}/careers/company-info")


def company_name(payload: Any) -> str:
    """The name in /careers/company-info."""
    return line_at(payload, "result", "name") or line_at(payload, "name")


def jobs(payload: Any) -> list[Json] | None:
    """`result.jobOpening`, or the list in `result`, which has no text."""
    if isinstance(payload, dict) and isinstance(dict_at(payload, "result").get("jobOpening"), dict):
        return [payload["result"]["jobOpening"]]
    if isinstance(payload, dict) and "jobOpeningName" in payload:
        return [payload]
    found = dicts_at(payload, "result")
    return found if found and all("jobOpeningName" in job for job in found) else None


def job_ids(job: Json) -> tuple[str, ...]:
    """The opening's number."""
    share = re.search(r"/careers/(\d+)", text_at(job, "jobOpeningShareUrl"))
    return tuple(filter(None, (text_at(job, "id"), share[1] if share else "")))


def is_open(job: Json) -> bool:
    """Open, as far as the answer says."""
    return text_at(job, "jobOpeningStatus") in {"Open", ""}


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting. `locationType`: 0 on site, 1 remote, 2 hybrid."""
    title = line_at(job, "jobOpeningName")
    if not title:
        return None
    text, hidden = join_sections(("", text_at(job, "description")))
    where, ats = dict_at(job, "location"), dict_at(job, "atsLocation")
    place = [text_at(where, key) or text_at(ats, key) for key in ("city", "state")]
    place.append(text_at(where, "addressCountry") or text_at(where, "country") or text_at(ats, "country"))
    kind = text_at(job, "locationType")
    url = text_at(job, "jobOpeningShareUrl")
    slug = target.tenant if target else host_of(url).split(".")[0]
    return Posting(
        title=clean_title(title, from_board=True),
        company=company_from_slug(slug),
        text=text,
        location=place_of(*place),
        workplace="remote" if kind == "1" or flag_at(job, "isRemote") else "hybrid" if kind == "2" else None,
        employment_type=employment_of(
            text_at(job, "employmentStatusLabel") or text_at(job, "employmentType")
        ),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("datePosted")),
        notices=hidden_notice(hidden),
    )
