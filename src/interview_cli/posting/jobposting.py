"""A schema.org JobPosting as a `Posting`, in all the ways its fields are really written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from interview_cli.models import Posting, Salary, Workplace
from interview_cli.posting.boards.board import hidden_notice, join_sections
from interview_cli.posting.company import clean_company
from interview_cli.posting.countries import country_name
from interview_cli.posting.fields import (
    Json,
    day_of,
    employment_of,
    line_at,
    number,
    place_of,
    salary_of,
    text_at,
)  # fmt: skip
from interview_cli.posting.title import clean_title
from interview_cli.untrusted import clean_line, web_link

_SECTIONS: Final = (
    ("", "description"),
    ("Responsibilities", "responsibilities"),
    ("Skills", "skills"),
    ("Qualifications", "qualifications"),
    ("Education", "educationRequirements"),
    ("Experience", "experienceRequirements"),
    ("Benefits", "jobBenefits"),
)


def posting_from(node: Json, by_id: dict[str, Json] | None = None) -> Posting:
    """The posting in `node`; nodes named only by `@id` are looked up in `by_id`. Empty fields where it says nothing."""
    known = by_id or {}
    text, hidden = join_sections(*_bodies(node))
    organisation = _organisation(node, known)
    return Posting(
        title=clean_title(_words(node.get("title")) or _words(node.get("name"))),
        company=clean_company(_words(organisation.get("name")) or _words(organisation.get("legalName"))),
        text=text,
        location=_location(node, known),
        workplace=_workplace(node),
        employment_type=employment_of(_words_list(node.get("employmentType"))),
        salary=_salary(node),
        url=web_link(text_at(node, "url")),
        posted=day_of(node.get("datePosted")),
        closes=day_of(node.get("validThrough")),
        logo=_logo(organisation, known),
        notices=hidden_notice(hidden),
    )


def _bodies(node: Json) -> list[tuple[str, str]]:
    """The description, and whatever other fields add to it and do not only repeat."""
    bodies: list[tuple[str, str]] = []
    whole = ""
    for heading, key in _SECTIONS:
        value = node.get(key)
        body = _long_words(value)
        squeezed = re.sub(r"\W", "", re.sub(r"<[^<>]{0,500}>|&\w{2,6};", "", body)).lower()
        if not squeezed or squeezed[:200] in whole:
            continue
        whole += squeezed
        bodies.append((heading, body))
    return bodies


def _long_words(value: Any) -> str:
    """Text of a field that may be a string, a list of them, or a node such as EducationalOccupationalCredential."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        items = [_long_words(item) for item in value[:60]]
        joined = [item for item in items if item]
        return joined[0] if len(joined) == 1 else "".join(f"<li>{item}</li>" for item in joined)
    if isinstance(value, dict):
        return text_at(value, "description") or text_at(value, "name") or text_at(value, "credentialCategory")
    return ""


def _words(value: Any) -> str:
    """One line out of a string, a list's first entry, `{"@value": …}` or a node with a name."""
    if isinstance(value, list):
        return next((line for item in value if (line := _words(item))), "")
    if isinstance(value, dict):
        return _words(value.get("@value") or value.get("name"))
    from interview_cli.posting.markup import html_to_text

    if not isinstance(value, str):
        return ""
    return (
        clean_line(html_to_text(value)[0].removeprefix("## "))
        if re.search(r"[<&]", value)
        else clean_line(value)
    )


def _words_list(value: Any) -> list[str]:
    items = (
        value
        if isinstance(value, list)
        else re.split(r"\s*,\s*", value)
        if isinstance(value, str)
        else [value]
    )
    return [word for item in items if (word := _words(item))]


def _organisation(node: Json, known: dict[str, Json]) -> Json:
    for key in ("hiringOrganization", "employer", "organization"):
        value = node.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str) and value.strip():
            return known.get(value) or {"name": "" if re.match(r"(?:https?:|#|_:)", value) else value}
        if isinstance(value, dict):
            found = known.get(text_at(value, "@id"), {})
            return value if text_at(value, "name") else found | value if found else value
    return {}


def _logo(organisation: Json, known: dict[str, Json]) -> str | None:
    logo = organisation.get("logo") or organisation.get("image")
    if isinstance(logo, list):
        logo = logo[0] if logo else None
    if isinstance(logo, dict):
        logo = known.get(text_at(logo, "@id"), logo)
        logo = text_at(logo, "url") or text_at(logo, "contentUrl")
    return web_link(logo.strip()) if isinstance(logo, str) else None


def _location(node: Json, known: dict[str, Json]) -> str | None:
    values = node.get("jobLocation")
    places = [
        place
        for value in (values if isinstance(values, list) else [values])
        if (place := _place(value, known))
    ]
    if places:
        return "; ".join(dict.fromkeys(places[:5]))
    allowed = node.get("applicantLocationRequirements")
    names = [_words(entry) for entry in (allowed if isinstance(allowed, list) else [allowed])]
    found = [country_name(name) for name in names if name]
    remote = "Remote, " if _workplace(node) == "remote" and found else ""
    return remote + "; ".join(dict.fromkeys(found[:5])) if found else None


def _place(value: Any, known: dict[str, Json]) -> str:
    if isinstance(value, str):
        return clean_line(value, 120)
    if not isinstance(value, dict):
        return ""
    value = known.get(text_at(value, "@id"), value)
    address = value.get("address") or value.get("name") or value
    if isinstance(address, list):
        address = address[0] if address else ""
    if isinstance(address, str):
        return clean_line(address, 120)
    if not isinstance(address, dict):
        return ""
    address = known.get(text_at(address, "@id"), address)
    country = country_name(_words(address.get("addressCountry")))
    parts = (
        _words(address.get("addressLocality")),
        re.sub(r"(?i)^(?:europe|emea|n/?a)$", "", _words(address.get("addressRegion"))),
        country,
    )
    return place_of(*parts) or line_at(value, "name") or line_at(address, "name")


def _workplace(node: Json) -> Workplace | None:
    kind = " ".join(_words_list(node.get("jobLocationType"))).upper()
    if "HYBRID" in kind:
        return "hybrid"
    if "TELECOMMUTE" in kind or "REMOTE" in kind:
        # Boards mark hybrid jobs as telecommute too; the text decides when it says so.
        text = text_at(node, "description")[:20_000]
        return "hybrid" if re.search(r"\bhybrid(?:e|o|a)?\b|\bhybryd", text, re.IGNORECASE) else "remote"
    return None


def _salary(node: Json) -> Salary | None:
    for key in ("baseSalary", "estimatedSalary", "salary"):
        values = node.get(key)
        for value in values if isinstance(values, list) else [values]:
            found = _pay(value, text_at(node, "salaryCurrency"))
            if found:
                return found
    return None


def _pay(value: Any, currency: str) -> Salary | None:
    if isinstance(value, str | int | float):
        from interview_cli.posting.salary import salary_in

        return salary_of(value, value, currency, "") or (
            salary_in(f"salary {value}") if isinstance(value, str) else None
        )
    if not isinstance(value, dict):
        return None
    code = text_at(value, "currency") or text_at(value, "currencyCode") or currency
    inner = value.get("value", value)
    if isinstance(inner, list):
        inner = inner[0] if inner else {}
    if not isinstance(inner, dict):
        unit = text_at(value, "unitText") or text_at(value, "duration")
        low, high = _bounds(inner)
        return _plausible(salary_of(low, high, code, unit))
    unit = (
        text_at(inner, "unitText")
        or text_at(inner, "unitCode")
        or text_at(value, "unitText")
        or text_at(value, "duration")
    )
    low = inner.get("minValue") or value.get("minValue")
    high = inner.get("maxValue") or value.get("maxValue")
    if number(low) is None and number(high) is None:
        low, high = _bounds(inner.get("value"))
    found = salary_of(low, high, code or text_at(inner, "currency"), unit)
    return _plausible(found)


def _bounds(value: Any) -> tuple[Any, Any]:
    if isinstance(value, str):
        ends = re.split(r"\s*(?:-|–|—|\bto\b)\s*", value.strip())
        if len(ends) == 2:
            return ends[0], ends[1]
    return value, value


def _plausible(found: Salary | None) -> Salary | None:
    """Boards fill in YEAR by default: 18 a year is 18 an hour, and one of two bounds of 0 or 1 is none."""
    if found is None:
        return None
    top = found.max or found.min or 0
    if top <= 1:
        return None
    if found.period == "year" and top < 250:
        return replace(found, period="hour")
    if found.period is None and top >= 10_000:
        return replace(found, period="year")
    return found
