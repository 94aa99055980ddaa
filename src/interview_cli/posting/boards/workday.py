"""Workday: {tenant}.wd{N}.myworkdayjobs.com and myworkdaysite.com."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.fields import (
    Json,
    day_of,
    dict_at,
    dicts_at,
    employment_of,
    flag_at,
    line_at,
    list_at,
    place_of,
    text_at,
)
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts
from interview_cli.posting.workplace import workplace_of

NAME: Final = "workday"
_HOST: Final = re.compile(r"([\w-]+)\.(?:wd\d+\.)?myworkday(?:jobs|site)\.com\Z")
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?\Z")


def matches(url: str) -> Target | None:
    """[/ll-CC]/{site}/job/{place}/{title}_{req}; the language segment is no part of the API's path."""
    host, parts = host_of(url), path_parts(url)
    found = _HOST.match(host)
    if not found:
        return None
    tenant = found[1]
    if parts[:2] == ["wday", "cxs"]:
        tenant, parts = (parts[2] if len(parts) > 2 else tenant), parts[3:]
    if parts and _LANGUAGE.match(parts[0]):
        parts = parts[1:]
    if parts[:1] == ["recruiting"] and len(parts) > 2:
        tenant, parts = parts[1], parts[2:]
    if not parts or ("job" not in parts[1:] and "details" not in parts[1:]):
        return None
    at = parts.index("details") if "details" in parts[1:] else parts.index("job", 1)
    path = [part for part in parts[at + 1 :] if part != "apply"]
    return Target(host, tenant, "/".join(path), url, parts[0]) if path else None


def calls(target: Target) -> tuple[Call, ...]:
    """The job with its place in the path, and without."""
    base = f"https://{target.host}/wday/cxs/{target.tenant}/{target.site}/job/"
    last = target.job.split("/")[-1]
    return tuple(Call(base + path) for path in dict.fromkeys((target.job, last)))


def company_call(target: Target) -> Call | None:
    """The site's sidebar may name the brand."""
    return Call(f"https://{target.host}/wday/cxs/{target.tenant}/{target.site}/sidebar")


def company_name(payload: Any) -> str:
    """A name in the sidebar, if it has one."""
    return line_at(payload, "companyName") or line_at(payload, "organization", "name")


def jobs(payload: Any) -> list[Json] | None:
    """One job's `jobPostingInfo`, or the list's `jobPostings`, which have no text."""
    if isinstance(payload, dict) and isinstance(payload.get("jobPostingInfo"), dict):
        organisation = payload.get("hiringOrganization")
        return [payload["jobPostingInfo"] | {"_organisation": line_at(organisation, "name")}]
    if isinstance(payload, dict) and "jobDescription" in payload and "jobReqId" in payload:
        return [payload]
    found = dicts_at(payload, "jobPostings")
    return found if found and all("externalPath" in job for job in found) else None


def job_ids(job: Json) -> tuple[str, ...]:
    """The requisition, and the last part of the path."""
    path = text_at(job, "externalPath") or text_at(job, "externalUrl")
    last = path.rstrip("/").split("/")[-1]
    bullets = [bullet for bullet in list_at(job, "bulletFields") if isinstance(bullet, str)]
    ids = (text_at(job, "jobReqId"), *bullets, last.rpartition("_")[2], last, text_at(job, "jobPostingId"))
    return tuple(dict.fromkeys(i for i in ids if i))


def is_open(job: Json) -> bool:
    """Not marked as closed."""
    return flag_at(job, "posted") is not False


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting. The hiring organisation is a legal entity with a code, so the tenant's name is compared with it."""
    title = line_at(job, "title")
    if not title:
        return None
    text, hidden = join_sections(("", text_at(job, "jobDescription")))
    url = text_at(job, "externalUrl")
    found = matches(url) if url else None
    tenant = target.tenant if target else (found.tenant if found else "")
    others = [place for place in list_at(job, "additionalLocations") if isinstance(place, str)]
    places = re.sub(r"^\d+ Locations$", "", line_at(job, "location") or line_at(job, "locationsText"))
    return Posting(
        title=clean_title(title, from_board=True),
        company=_brand(line_at(job, "_organisation"), tenant),
        text=text,
        location="; ".join(filter(None, (place_of(places), *others[:4])))
        or line_at(dict_at(job, "country"), "descriptor")
        or None,
        workplace=workplace_of(text_at(job, "remoteType")),
        employment_type=employment_of(text_at(job, "timeType")),
        board=NAME,
        url=url or (target.url if target else None),
        posted=day_of(job.get("startDate")),
        closes=day_of(job.get("endDate")),
        notices=hidden_notice(hidden),
    )


def _brand(organisation: str, tenant: str) -> str:
    """The words of the legal entity that the tenant's slug spells ("908000 Acme Works UK Limited", acmeworks)."""
    name = clean_company(organisation)
    words = name.split()
    slug = re.sub(r"[\W_]|\d+$", "", tenant.lower())
    for end in range(len(words), 0, -1):
        if re.sub(r"\W", "", "".join(words[:end]).lower()) == slug:
            return " ".join(words[:end])
    return name or company_from_slug(tenant)
