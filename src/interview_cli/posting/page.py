"""A web page as a `Posting`: schema.org data if it has some, else the text a reader would see."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from interview_cli.errors import BadInput
from interview_cli.models import Posting
from interview_cli.posting.boards import linkedin
from interview_cli.posting.boards.board import THIN, hidden_notice
from interview_cli.posting.company import clean_company, company_from_slug
from interview_cli.posting.facts import place_in
from interview_cli.posting.fields import Json, text_at
from interview_cli.posting.headline import read_headline
from interview_cli.posting.jobposting import posting_from
from interview_cli.posting.jsonld import find_blocks, find_postings
from interview_cli.posting.markup import parse_html, render
from interview_cli.posting.meta import Meta, read_meta
from interview_cli.posting.microdata import find_microdata
from interview_cli.posting.readable import Readable, read_main
from interview_cli.posting.title import clean_title
from interview_cli.posting.urls import host_of
from interview_cli.posting.walls import is_closed, refuse_non_posting, refuse_wall
from interview_cli.untrusted import web_link

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CLOSED_NOTICE: Final = "The page says that this job is no longer open; its text is still there and was read."
_SPLIT: Final = re.compile(r"(?:\s+[|·•–—-]\s+|\s*\|\s*)(?![^()]*\))")
_AT: Final = re.compile(
    r"^(?P<title>.{3,120}?)\s+(?:at|@|bei|chez|presso|hos|bij|en la empresa)\s+(?P<company>[A-Z0-9À-Ž][^|–—]{1,60})$"
)
_HIRING: Final = re.compile(
    r"^(?P<company>.{2,60}?)\s+(?:is hiring|hiring|recrute|sucht|busca|zoekt|cerca|söker)(?: an?| une?| eine?n?)?:?\s+(?P<title>.{3,120})$",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(
    r"^(?:job application for|apply for|application for|bewerbung als)\s+", re.IGNORECASE
)
_EMPTY_H1: Final = re.compile(
    r"|careers?|jobs?|karriere|job (?:details?|description|advert)|vacancy|stellenangebot|offre d'emploi",
    re.IGNORECASE,
)
_JOB_SITES: Final = re.compile(
    r"seek|indeed(?:\.\w+)*|linkedin|glassdoor|monster(?:\.\w+)?|stepstone(?:\.\w+)?|reed(?:\.co\.uk)?|totaljobs|cv-?library|infojobs|welcome to the jungle|"
    r"hellowork|xing(?: jobs)?|ziprecruiter|dice(?:\.com)?|naukri(?:\.com)?|pracuj\.pl|no fluff jobs|just join it|jobindex|finn\.no|platsbanken|arbetsförmedlingen|"
    r"adzuna|jooble|talent\.com|simplyhired|careerjet|jobs\.ch|karriere\.at|nhs jobs|civil service jobs|tes(?: jobs)?|jobs\.ac\.uk|guardian jobs|apec|france travail|"
    r"pôle emploi|jobware|trac jobs|eures|workday|greenhouse|lever|job (?:board|search|advert|ad)|job details|stellenangebot|offre d'emploi|oferta de empleo",
    re.IGNORECASE,
)
_AGGREGATORS: Final = re.compile(
    r"(?:^|\.)(?:indeed|glassdoor|monster|stepstone|seek|reed|totaljobs|cv-library|infojobs|welcometothejungle|hellowork|xing|ziprecruiter|dice|naukri|"
    r"pracuj|nofluffjobs|justjoin|jobindex|finn|arbetsformedlingen|linkedin|adzuna|jooble|talent|simplyhired|careerjet|jobs|karriere|myworkdayjobs|lever|greenhouse|ashbyhq|workable|smartrecruiters)\.",
    re.IGNORECASE,
)


def read_page(page: str, *, url: str = "", asked: str = "") -> Posting:
    """The posting on `page`, which came from `url` when `asked` was fetched; raises `NotAPosting` when it holds none.

    Several postings on one page and no way to tell which is meant: `BadInput`, naming some.
    """
    tree = parse_html(page)
    meta = read_meta(tree)
    listed = linkedin.jobs(page)
    if listed:
        found = linkedin.parse(listed[0], linkedin.matches(url) if url else None)
        if found and len(found.text) > THIN:
            return found if linkedin.is_open(listed[0]) else _with_notice(found)
    postings, by_id = find_postings(find_blocks(page))
    postings = postings or find_microdata(tree)
    text = read_main(tree)
    if postings:
        base = posting_from(_choose(postings, meta, url), by_id)
        body = base.text if len(base.text) > THIN else _longer(base.text, text)
        if len(body) > THIN:
            closed = is_closed(text.words[:3000]) and not is_closed(base.text)
            filled = replace(_complete(base, meta, tree, url), text=body)
            return _with_notice(filled) if closed else filled
    refuse_wall(page, meta, text.words, url=url, asked=asked or url)
    refuse_non_posting(page, meta, text.words, url=url)
    bare = Posting(title="", company="", text=render(text.blocks), notices=hidden_notice(text.hidden))
    filled = _complete(bare, meta, tree, url)
    return _with_notice(filled) if is_closed(text.words[:3000]) else filled


def _with_notice(posting: Posting) -> Posting:
    return replace(posting, notices=(*posting.notices, _CLOSED_NOTICE))


def _longer(body: str, text: Readable) -> str:
    """The page's text when the data's description is only a teaser of it."""
    return render(text.blocks) if text.size > max(len(body) * 2, 400) else body


def _choose(postings: list[Json], meta: Meta, url: str) -> Json:
    """The posting the page is about: the only one, the one of its own address, or the one its title names."""
    unique = list(
        {
            (text_at(p, "title") or text_at(p, "name"), text_at(p, "url"), text_at(p, "description")[:200]): p
            for p in postings
        }.values()
    )
    if len(unique) == 1:
        return unique[0]
    paths = {urlsplit(address).path.rstrip("/") for address in (url, meta.canonical) if address}
    for posting in unique:
        own = text_at(posting, "url") or text_at(posting, "@id")
        if own and urlsplit(own).path.rstrip("/") in paths - {""}:
            return posting
    for heading in (meta.h1, meta.og_title, meta.title):
        for posting in unique:
            title = text_at(posting, "title") or text_at(posting, "name")
            if title and title.casefold() in heading.casefold():
                return posting
    titles = [text_at(posting, "title") for posting in unique]
    if len(set(titles)) == 1 or sum(bool(text_at(posting, "description")) for posting in unique) == 1:
        return max(unique, key=lambda posting: len(text_at(posting, "description")))
    named = "; ".join(f"“{title}”" for title in titles[:5] if title)
    raise BadInput(
        f"This page lists {len(unique)} jobs, not one: {named}.",
        "Open the one you want and give its own address.",
    )


def _complete(posting: Posting, meta: Meta, tree: LexborHTMLParser, url: str) -> Posting:
    """`posting` with title, company and logo from the page's head where they are missing."""
    title, company = posting.title, posting.company
    heads = [head for head in (meta.og_title, meta.title) if head]
    guessed_title, guessed_company = _from_heads(heads, meta, url, posting.text)
    if not title:
        h1 = "" if _EMPTY_H1.fullmatch(meta.h1) or len(meta.h1) > 120 else meta.h1
        title = clean_title(h1) or guessed_title
    if not company:
        own = "" if _is_board_host(url) or _is_job_site(meta.site, posting.text) else clean_company(meta.site)
        company = (
            guessed_company
            or own
            or read_headline(posting.text).company
            or _from_logo(tree)
            or _from_host(url)
        )
    location = posting.location
    if not location and not place_in(posting.text):
        location = read_headline(posting.text).location or None
    address = posting.url or url or web_link(meta.canonical)
    return replace(posting, title=title, company=company, location=location, url=address or None)


def _from_heads(heads: list[str], meta: Meta, url: str, text: str) -> tuple[str, str]:
    """Title and company out of "Title | Company", "Title at Company", "Company hiring Title in Place"."""
    title = company = ""
    for head in heads:
        whole = [part.strip() for part in _SPLIT.split(_ADDRESSED.sub("", head)) if part.strip()]
        parts = [part for part in whole if not _is_job_site(part, text)]
        first = parts[0] if parts else ""
        at, hiring = _AT.match(first), _HIRING.match(first)
        if hiring:
            return clean_title(title or hiring["title"]), company or clean_company(hiring["company"])
        if at:
            return clean_title(title or at["title"]), company or clean_company(at["company"])
        title = title or clean_title(first)
        if len(parts) > 1 and not company:
            elsewhere = len(parts) < len(whole) or _is_board_host(url)
            company = _known_part(parts[1:], text) if elsewhere else _company_part(parts[1:], meta, url)
    return title, company


def _is_job_site(name: str, text: str) -> bool:
    """Whether `name` is that of a job board: a known one, or a domain that the posting itself never names."""
    if _JOB_SITES.fullmatch(name):
        return True
    domain = re.fullmatch(r"(?:www\.)?([\w-]{2,40})(?:\.[a-z]{2,12}){1,2}", name, re.IGNORECASE)
    return domain is not None and not re.search(rf"\b{re.escape(domain[1])}\b", text, re.IGNORECASE)


def _known_part(parts: list[str], text: str) -> str:
    """On a job site, a part of the title that is a name of two words or more, and stands in the text as well."""
    names = (clean_company(part) for part in reversed(parts) if "," not in part)
    return next((name for name in names if " " in name and name in text), "")


def _company_part(parts: list[str], meta: Meta, url: str) -> str:
    """The part of a title that names the company: the site's own name, or one that the host spells."""
    label = re.sub(r"\W", "", _brand_label(url))
    site = re.sub(r"\W", "", meta.site).lower()
    for part in reversed(parts):
        squeezed = re.sub(r"\W", "", part).lower()
        if squeezed and (squeezed == site or (label and (label in squeezed or squeezed in label))):
            return clean_company(part)
    last = clean_company(parts[-1])
    return "" if re.search(r"\d|remote|hybrid", last, re.IGNORECASE) else last


def _is_board_host(url: str) -> bool:
    return bool(url) and bool(_AGGREGATORS.search(host_of(url)))


def _brand_label(url: str) -> str:
    """The name in a host: "careers.acme.co.uk" -> "acme"."""
    labels = host_of(url).split(".")
    if len(labels) < 2 or host_of(url).replace(".", "").isdigit():
        return ""
    at = (
        -3 if len(labels) > 2 and labels[-2] in {"co", "com", "org", "ac", "gov", "net", "nhs", "edu"} else -2
    )
    return labels[at]


def _from_host(url: str) -> str:
    return "" if _is_board_host(url) else company_from_slug(_brand_label(url))


def _from_logo(tree: LexborHTMLParser) -> str:
    """The alternative text of the logo in the page's header."""
    for node in tree.css("header img[alt], [class*=logo] img[alt], img[class*=logo][alt]")[:5]:
        name = clean_company(
            re.sub(r"\b(?:logo|home(?:page)?)\b", "", node.attributes.get("alt") or "", flags=re.IGNORECASE)
        )
        if name and len(name) < 50:
            return name
    return ""
