"""Personio: {company}.jobs.personio.de and .com; the board is XML."""

from __future__ import annotations

import re
from typing import Any, Final

from interview_cli.models import Posting
from interview_cli.posting.boards.board import Call, Target, hidden_notice, join_sections
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.fields import Json, day_of, dicts_at, employment_of, line_at, list_at, text_at
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts, query_value

NAME: Final = "personio"
_HOST: Final = re.compile(r"([\w-]+)\.jobs\.personio\.(?:de|com)\Z")


def matches(url: str) -> Target | None:
    """{company}.jobs.personio.(de|com)/job/{id}."""
    host, parts = host_of(url), path_parts(url)
    found = _HOST.match(host)
    if not found:
        return None
    job = parts[1] if len(parts) > 1 and parts[0] == "job" else ""
    language = query_value(url, "language")
    return Target(host, found[1], re.sub(r"\D.*", "", job), url, language if len(language) == 2 else "")


def calls(target: Target) -> tuple[Call, ...]:
    """The feed in the address's language or in English, and the one in the company's own language."""
    base = f"https://{target.host}/xml"
    return tuple(
        Call(f"{base}?language={code}", accept="text/xml")
        for code in dict.fromkeys((target.site or "en", "de"))
    )


def company_call(target: Target) -> Call | None:
    """The job's page names the brand in its title."""
    return Call(f"https://{target.host}/", accept="text/html")


def company_name(payload: Any) -> str:
    """The name in the page's title, "Jobs at Company" or "Company | Careers"."""
    found = (
        re.search(r"<title>([^<]{2,100})</title>", payload, re.IGNORECASE)
        if isinstance(payload, str)
        else None
    )
    name = re.split(r"\s[|–-]\s", line_at({"t": found[1]}, "t"))[0] if found else ""
    return re.sub(
        r"^(?:jobs|careers|karriere|stellenangebote)\s+(?:at|bei)\s+", "", name, flags=re.IGNORECASE
    )


def jobs(payload: Any) -> list[Json] | None:
    """The positions of the XML feed, each once, as plain objects."""
    if not isinstance(payload, str) or "<workzag-jobs" not in payload[:2000]:
        return None
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root: Any = etree.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", payload).encode(), parser)
    if root is None:
        return None
    found = [_position(node) for node in root.iter("position")]
    return list({text_at(job, "id") or str(n): job for n, job in enumerate(found)}.values()) or None


def _position(node: Any) -> Json:
    job: Json = {str(child.tag): (child.text or "").strip() for child in node if isinstance(child.tag, str)}
    job["_offices"] = [(office.text or "").strip() for office in node.iterfind("additionalOffices/office")]
    job["_sections"] = [
        {"name": entry.findtext("name") or "", "value": entry.findtext("value") or ""}
        for entry in node.iterfind("jobDescriptions/jobDescription")
    ]
    return job


def job_ids(job: Json) -> tuple[str, ...]:
    """The position's number."""
    return tuple(filter(None, (text_at(job, "id"),)))


def is_open(job: Json) -> bool:
    """What the feed lists is open."""
    return bool(job)


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting, each description under its own name."""
    title = line_at(job, "name")
    if not title:
        return None
    sections = [(text_at(entry, "name"), text_at(entry, "value")) for entry in dicts_at(job, "_sections")]
    text, hidden = join_sections(*sections)
    company = clean_company(line_at(job, "subcompany"))
    offices = [
        line_at(job, "office"),
        *(office for office in list_at(job, "_offices") if isinstance(office, str)),
    ]
    kinds = [employment_of(text_at(job, key)) for key in ("employmentType", "schedule")]
    url = target.url if target else None
    return Posting(
        title=clean_title(title, from_board=True),
        company=company or company_from_slug(target.tenant if target else ""),
        text=text,
        location="; ".join(dict.fromkeys(filter(None, offices[:5]))) or None,
        employment_type=", ".join(dict.fromkeys(kind for kind in kinds if kind)) or None,
        board=NAME,
        url=url,
        posted=day_of(job.get("createdAt")),
        notices=hidden_notice(hidden),
    )
