"""schema.org microdata: a JobPosting spelt in `itemprop` attributes, as the JSON-LD it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from interview_cli.posting.fields import Json
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PLAIN: Final = (
    "title",
    "datePosted",
    "validThrough",
    "employmentType",
    "jobLocationType",
    "url",
    "salaryCurrency",
)
_RICH: Final = (
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "experienceRequirements",
    "educationRequirements",
    "jobBenefits",
)
_ADDRESS: Final = ("addressLocality", "addressRegion", "addressCountry")


def find_microdata(tree: LexborHTMLParser) -> list[Json]:
    """The JobPostings marked up in `itemscope` elements, at most five."""
    return [_posting(node) for node in tree.css('[itemtype*="schema.org/JobPosting"]')[:5]]


def _posting(scope: LexborNode) -> Json:
    posting: Json = {"@type": "JobPosting"}
    for name in _PLAIN:
        value = _value(scope, name)
        if value:
            posting[name] = value
    for name in _RICH:
        parts = [node.html or "" for node in scope.css(f'[itemprop="{name}"]')[:20]]
        if parts:
            posting[name] = "".join(parts)
    organisation = scope.css_first('[itemprop="hiringOrganization"]')
    if organisation is not None:
        posting["hiringOrganization"] = {"name": _value(organisation, "name") or _own(organisation)}
    address = {name: value for name in _ADDRESS if (value := _value(scope, name))}
    place = scope.css_first('[itemprop="jobLocation"]')
    if address:
        posting["jobLocation"] = {"address": address}
    elif place is not None:
        posting["jobLocation"] = _own(place)
    return posting


def _value(scope: LexborNode, name: str) -> str:
    node = scope.css_first(f'[itemprop="{name}"]')
    return _own(node) if node is not None else ""


def _own(node: LexborNode) -> str:
    attributes = node.attributes
    value = attributes.get("content") or attributes.get("datetime") or ""
    return clean_line(value or node.text(deep=True, separator=" "))
