"""What a page says of itself in its head: titles, the site's name, its canonical address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Meta:
    """The head of a page; every field "" when the page does not say. `language` is as in `<html lang>`."""

    title: str = ""
    og_title: str = ""
    h1: str = ""
    site: str = ""
    description: str = ""
    canonical: str = ""
    image: str = ""
    language: str = ""


def read_meta(page: str | LexborHTMLParser) -> Meta:
    """The head of `page`, which is HTML or its tree."""
    from interview_cli.posting.markup import parse_html

    tree = parse_html(page) if isinstance(page, str) else page
    values: dict[str, str] = {}
    for node in tree.css("meta")[:300]:
        attributes = node.attributes
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        content = clean_line(attributes.get("content") or "", 500)
        if name and content:
            values.setdefault(name, content)
    head = tree.css_first("title")
    link = tree.css_first('link[rel="canonical"]')
    root = tree.css_first("html")
    return Meta(
        title=clean_line(head.text(), 300) if head is not None else "",
        og_title=values.get("og:title", "") or values.get("twitter:title", ""),
        h1=_h1(tree),
        site=values.get("og:site_name", "")
        or values.get("application-name", "")
        or values.get("author", "")[:60],
        description=values.get("og:description", "") or values.get("description", ""),
        canonical=(link.attributes.get("href") or "") if link is not None else values.get("og:url", ""),
        image=values.get("og:image", ""),
        language=((root.attributes.get("lang") or "") if root is not None else "")[:2].lower(),
    )


def _h1(tree: LexborHTMLParser) -> str:
    for node in tree.css("h1")[:5]:
        text = clean_line(node.text(deep=True, separator=" "), 200)
        if re.search(r"\w{2}", text):
            return text
    return ""
