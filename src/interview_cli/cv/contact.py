"""Who the CV is of: name, headline, addresses, from its first lines and its contact sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from interview_cli.cv.lines import Line
from interview_cli.cv.names import find_name, tidy_name
from interview_cli.cv.vocabulary import load, plain, section_of
from interview_cli.cv.words import is_place, org_score, title_score
from interview_cli.models import Basics, Profile
from interview_cli.untrusted import clean_line

EMAIL: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
PHONE: Final = re.compile(r"(?<![\w./])(?:\+|00)?\(?\d[\d\s()./–-]{6,20}\d(?![\w/])")
_WEB: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|me|co|ai|app|de|at|ch|fr|es|it|nl|be|pt|br|pl|se|uk|ie|ca|us|eu|mx|ar|cl|co|pe|za|ke|ng|gh|sg|my|ph|au|nz|cz|dk|no|fi|tr|jp|info|in|tech|design|page|site|xyz)"
    r"(?:/[^\s|,;<>()]*)?(?![\w@])",
    re.IGNORECASE,
)
_NETWORKS: Final[tuple[tuple[str, str], ...]] = (
    ("LinkedIn", r"linkedin\.com/(?:in|pub|profile)/([^/?#\s]+)"),
    ("GitHub", r"github\.com/([A-Za-z0-9-]{1,39})(?=/?(?:$|[\s?#,;|]))"),
    ("GitLab", r"gitlab\.com/([\w.-]+)(?=/?$)"),
    ("Xing", r"xing\.com/profile/([^/?#\s]+)"),
    ("X", r"(?:twitter|//x|\bx)\.com/(\w{1,15})(?=/?$)"),
    ("ORCID", r"orcid\.org/([\dX-]{19})"),
    ("Stack Overflow", r"stackoverflow\.com/users/(\d+)"),
    ("Google Scholar", r"scholar\.google\.[a-z.]+/citations\?user=([\w-]+)"),
    ("Behance", r"behance\.net/(\w+)"),
    ("Dribbble", r"dribbble\.com/(\w+)"),
    ("ResearchGate", r"researchgate\.net/profile/([\w-]+)"),
    ("Instagram", r"instagram\.com/([\w.]+)"),
)  # fmt: skip
_ELSEWHERE: Final = re.compile(
    r"(?:linkedin|github|gitlab|xing|twitter|stackoverflow|behance|dribbble|researchgate|instagram|facebook|doi|orcid|t)\.(?:com|org|net|me)|\bx\.com|scholar\.google",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"\s*[|•·●◦‖¦▪⋅∙]\s*|\s{2,}|\s+[–—-]\s+|\s+,\s+|;\s+|\s+/\s+")


def read_basics(header: list[Line], extra: list[Line], everything: list[Line]) -> Basics:
    """Name, headline and addresses. `header` stands before the first section, `extra` in contact sections."""
    fields = dict(_labelled([*header, *extra]))
    top = [*header, *extra] or everything[:12]
    text = "\n".join(line.text for line in top)
    links = [link for line in everything for link in line.links]
    email = _email(text, links) or _email("\n".join(line.text for line in everything), [])
    basics = Basics(
        name=tidy_name(fields.get("name", "")) or find_name(top, everything, email),
        email=email,
        phone=find_phone(fields.get("phone", ""), text, links),
        profiles=find_profiles(top, everything),
    )
    label, summary = find_label(header or top, basics.name)
    url = find_url(top, email) or fields.get("url", "")
    location = clean_line(fields.get("location", ""), 120) or find_location(top, basics.name)
    return replace(basics, label=label, summary=summary, url=url, location=location)


def _labelled(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Fields that stand beside a label: "Telefon: 0151 …", or a table cell."""
    labels = {word: field for field, words in load("labels")["contact"].items() for word in words}
    for line in reversed(lines):
        for cell in line.cells:
            found = re.match(r"([^:@\d]{1,40})\s*:\s*(\S.*)", cell)
            if found and plain(found[1]) in labels:
                value = re.split(r"\s[|•·]\s", found[2])[0]
                yield labels[plain(found[1])], value
        if len(line.cells) > 1 and plain(line.cells[0].rstrip(":")) in labels:
            yield labels[plain(line.cells[0].rstrip(":"))], line.cells[1]


def is_personal(line: Line) -> bool:
    """Whether the line holds a birth date, nationality or the like, which no coach needs."""
    label = plain(re.split(r":|\s{2,}", line.text)[0])
    return label in load("labels")["contact"]["skip"] or bool(
        re.match(r"(?:geboren|born|n[ée]e?|nacid[oa]|nat[oa]|fodd|ur) (?:am|on|le|el|il|\d)", label)
    )


def _email(text: str, links: list[str]) -> str:
    found = EMAIL.search(re.sub(r"\s*(?:\(at\)|\[at\])\s*", "@", text))
    if found:
        return found[0].rstrip(".-")
    mails = [EMAIL.search(link) for link in links if link.startswith("mailto:")]
    return next((m[0] for m in mails if m), "")


def find_phone(labelled: str, text: str, links: list[str]) -> str:
    """The first telephone number: 7 to 15 digits that are no dates."""
    for source in (labelled, *text.split("\n"), *(link[4:] for link in links if link.startswith("tel:"))):
        parts = re.split(r"\s[–—-]\s", source[:400])
        for found in (hit for part in parts for hit in PHONE.finditer(part)):
            digits = re.sub(r"\D", "", found[0])
            years = re.fullmatch(r"\(?(?:19|20)\d\d\s*[–/-]\s*(?:19|20)\d\d", found[0].strip())
            date = (
                re.match(r"\(?\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d", found[0])
                or "orcid" in source.lower()
            )
            number = re.fullmatch(r"[1-9]\d{3,}/\d{2,4}", found[0].strip())  # of a register: "400817/16"
            if 7 <= len(digits) <= 15 and not years and not date and not number:
                return found[0].strip()
    return ""


def find_profiles(top: list[Line], everything: list[Line]) -> tuple[Profile, ...]:
    """Accounts elsewhere, from words and links; the first of each network, those at the top before others."""
    texts = [t for line in top for t in (*line.links, line.text)]
    texts += [t for line in everything for t in (*line.links, line.text) if "linkedin.com/in/" in t.lower()]
    found: dict[str, Profile] = {}
    for text in texts:
        for part in re.split(r"\s*[|•·,;]\s*|\s+", text):
            for network, pattern in _NETWORKS:
                hit = re.search(pattern, part, re.IGNORECASE)
                if hit and network not in found:
                    url = part if "://" in part else "https://" + part
                    found[network] = Profile(
                        network, clean_line(hit[1], 100), clean_line(url.rstrip(".,"), 300)
                    )
    return tuple(found.values())


def find_url(top: list[Line], email: str) -> str:
    """The person's own site: the first web address at the top that is no account elsewhere and no mail host."""
    domain = email.partition("@")[2].lower()
    for line in top:
        for part in (*line.links, EMAIL.sub(" ", line.text)):
            for hit in _WEB.finditer(part):
                url = hit[0].rstrip(".,")
                known = bool(_ELSEWHERE.search(url))
                bare = re.sub(r"^https?://(?:www\.)?|/$", "", url.lower())
                if (
                    known
                    or "@" in part[max(0, hit.start() - 1) : hit.start()]
                    or bare == domain
                    or part.startswith(("mailto:", "tel:"))
                ):
                    continue
                if "/" in url or url.count(".") > 1 or "." in bare:
                    return url
    return ""


def _parts(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        for cell in line.cells:
            yield from (part.strip() for part in _SPLIT.split(cell) if part.strip())


def _is_address(part: str) -> bool:
    return bool(
        EMAIL.search(part)
        or _WEB.search(part)
        or PHONE.search(part)
        or re.search(r"linkedin|github|orcid", part, re.IGNORECASE)
    )


def find_label(header: list[Line], name: str) -> tuple[str, str]:
    """The headline under the name ("Registered Nurse") and a summary that stands before the first section."""
    label, summary = "", []
    for line in header:
        text = line.text
        if plain(name) in plain(text) and len(text) < len(name) + 30:
            rest = re.sub(re.escape(name), "", text, flags=re.IGNORECASE).strip(" ,|–—-")
            label = label or (
                rest if 3 < len(rest) < 80 and title_score(rest) and not _is_address(rest) else ""
            )
            continue
        if len(text) > 80 and not _is_address(text):
            summary.append(text)
        elif not label and not is_personal(line):
            for part in (p for cell in line.cells for p in re.split(r"\s*[|•·]\s*|\s{2,}", cell)):
                if (
                    title_score(part) > org_score(part)
                    and not _is_address(part)
                    and not is_place(part)
                    and 3 < len(part) < 100
                ):
                    label = clean_line(_without_place(part), 100)
                    break
    if not label:
        label = _second_line(header, name)
    return label, " ".join(summary)


def _without_place(text: str) -> str:
    """A headline without the place after its last dash: "Sound engineer — Guadalajara"."""
    found = re.fullmatch(r"(.+)\s+[–—-]\s+(.+)", text)
    return found[1] if found and any(map(is_place, found[2].split(","))) else text


def _second_line(header: list[Line], name: str) -> str:
    """The short line after the name, when it is neither an address nor a place."""
    named = [i for i, line in enumerate(header) if name and plain(name) in plain(line.text)]
    # A page header may say the name once more just before it.
    at = next((i for i in named if i + 1 not in named), None)
    if at is None or at + 1 >= len(header):
        return ""
    text = header[at + 1].text
    odd = (
        _is_address(text)
        or is_place(text)
        or any(c.isdigit() for c in text)
        or section_of(text)
        or ":" in text
    )
    return "" if odd or len(text) > 70 or is_personal(header[at + 1]) or "," in text else text


def find_location(top: list[Line], name: str) -> str:
    """Where the person lives: a town we know, "City, ST", or what follows a post code."""
    fallback = ""
    for line in top:
        if is_personal(line) or (len(line.text) > 110 and not EMAIL.search(line.text)):
            continue
        for cell in line.cells:
            for part in re.split(r"\s*[|•·●]\s*|\s{2,}|\s+[–—-]\s+|\s+,\s+", cell):
                piece = EMAIL.sub("", part).strip(" ,;")
                if not piece or (name and plain(name) in plain(piece)) or _WEB.fullmatch(piece):
                    continue
                if is_place(piece):
                    return clean_line(piece, 80)
                town = re.search(r"(?:\b\d{4,5}|\b\d{2}-\d{3}|\b\d{3} \d{2})\s+([^\W\d][^\d,|]{2,30})", piece)
                post = re.search(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", piece)
                tail = next((p.strip() for p in piece.split(",") if is_place(p)), "")
                if not fallback and (tail or town or post) and org_score(piece) == 0:
                    fallback = clean_line(piece if town or post or len(piece) < 60 else tail, 80)
    return fallback
