"""LinkedIn's guest page: no API and no schema.org, so the page's own classes are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from interview_cli.models import Posting
from interview_cli.posting.boards.board import Call, Target, hidden_notice, no_company_call
from interview_cli.posting.company import clean_company
from interview_cli.posting.fields import Json, employment_of, text_at
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of, path_parts, query_value
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

NAME: Final = "linkedin"
company_call = no_company_call  # its answers name the company
_BODY: Final = ".show-more-less-html__markup, .description__text, .jobs-description__content"
_TITLES: Final = ".top-card-layout__title, .topcard__title, h1"
_COMPANIES: Final = ".topcard__org-name-link, .topcard__flavor a, .top-card-layout__second-subline a"
_PLACES: Final = ".topcard__flavor--bullet, .top-card-layout__second-subline .topcard__flavor--bullet"
_OG: Final = re.compile(r"(?P<company>.{2,100}?) (?:hiring|recrute|sucht|busca|zoekt|sta cercando)(?: pour des postes de)? (?P<title>.{2,160}?)"
                        r"(?: (?:in|à|a|en) (?P<place>[^|]{2,100}))? \| LinkedIn")  # fmt: skip


def matches(url: str) -> Target | None:
    """/jobs/view/[{slug}-]{id}, or any LinkedIn jobs page with `currentJobId`."""
    host, parts = host_of(url), path_parts(url)
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return None
    job = query_value(url, "currentJobId")
    if "view" in parts[:-1]:
        job = job or parts[parts.index("view") + 1].rpartition("-")[2]
    if "jobPosting" in parts[:-1]:
        job = job or parts[-1]
    return Target(host, "", job, url) if job.isdigit() else None


def calls(target: Target) -> tuple[Call, ...]:
    """The guest fragment, then the guest page."""
    return (
        Call(f"https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/{target.job}", accept="text/html"),
        Call(f"https://www.linkedin.com/jobs/view/{target.job}", accept="text/html"),
    )


def company_name(payload: Any) -> str:
    """Never asked for."""
    return text_at(payload, "name")


def jobs(payload: Any) -> list[Json] | None:
    """The page itself, when it is LinkedIn's page of one job."""
    if not isinstance(payload, str) or "show-more-less-html__markup" not in payload:
        return None
    return [{"page": payload}] if "linkedin" in payload[:200_000].lower() or "topcard" in payload else None


def job_ids(job: Json) -> tuple[str, ...]:
    """The number in the page's own address."""
    found = re.search(r"/jobs/view/[^\"'?]{0,200}?(\d{6,})", text_at(job, "page"))
    return (found[1],) if found else ()


def is_open(job: Json) -> bool:
    """Not marked as closed."""
    return not re.search(r"closed-job__flavor|No longer accepting applications", text_at(job, "page"))


def parse(job: Json, target: Target | None) -> Posting | None:
    """The posting, from the top card, the description and the list of criteria."""
    from interview_cli.posting.blocks import walk
    from interview_cli.posting.markup import parse_html, render

    tree = parse_html(text_at(job, "page"))
    body = tree.css_first(_BODY)
    named = _OG.match(_meta(tree, "og:title"))
    title = _first(tree, _TITLES) or (named["title"] if named else "")
    if body is None or not title:
        return None
    blocks, hidden = walk(body)
    criteria = _criteria(tree)
    url = _meta(tree, "og:url") or (target.url if target else "")
    return Posting(
        title=clean_title(title, from_board=True),
        company=clean_company(_first(tree, _COMPANIES) or (named["company"] if named else "")),
        text=render(blocks),
        location=_first(tree, _PLACES) or (named["place"] if named else None) or None,
        employment_type=employment_of(criteria.get("employment type", "")),
        board=NAME,
        url=url or None,
        notices=hidden_notice(hidden),
    )


def _first(tree: LexborHTMLParser, selector: str) -> str:
    for node in tree.css(selector)[:5]:
        line = clean_line(node.text(deep=True, separator=" "))
        if line:
            return line
    return ""


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]')
    return clean_line(node.attributes.get("content") or "") if node is not None else ""


def _criteria(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in tree.css(".description__job-criteria-item")[:12]:
        lines = [
            clean_line(part) for part in item.text(deep=True, separator="\n").splitlines() if part.strip()
        ]
        if len(lines) >= 2:
            found[lines[0].lower()] = lines[1]
    return found
