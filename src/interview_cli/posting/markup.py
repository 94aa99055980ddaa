"""HTML to the text of a posting, however often it was escaped and however badly it is nested."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from interview_cli.posting.blocks import BULLET, Block, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ENTITY_MARKUP: Final = re.compile(
    r"&(?:lt|#60|#x3c|amp;lt);?\s{0,5}/?\s{0,5}(?:p|br|div|ul|li|strong|b|span|h[1-6]|em|a)\b", re.IGNORECASE
)
_TAG: Final = re.compile(
    r"</?(?:p|br|div|ul|ol|li|strong|b|span|h[1-6]|em|i|u|a|table|tr|td|dl|dt|dd|pre|section|article)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_NESTING: Final = re.compile(
    r"<(/?)(?:[a-z]+-[a-z-]+|div|span|section|article|main|ul|ol|dl|table|b|i|u|em|strong|font|a|small|blockquote|form|center|code"
    r"|details|label|fieldset|figure|header|footer|nav|aside|object|svg|g)\b",
    re.IGNORECASE,
)
_ANY_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_MAX_DEPTH: Final = 2000


def html_to_text(fragment: str) -> tuple[str, int]:
    """The text of an HTML fragment, and how many characters of hidden text were left out.

    Markup that was escaped once or twice too often is unescaped first; plain text passes with its lines.
    """
    fragment = unescape_markup(fragment)
    if not _TAG.search(fragment):
        plain = html.unescape(fragment)
        return "\n".join(line for raw in plain.splitlines() if (line := _plain_line(raw))), 0
    root = parse_html(fragment).body
    if root is None:
        return "", 0
    blocks, dropped = walk(root)
    return render(blocks), dropped


def parse_html(page: str) -> LexborHTMLParser:
    """The tree of a page. The parser takes quadratic time on nesting, so absurdly deep pages lose their tags first."""
    from selectolax.lexbor import LexborHTMLParser

    depth = 0
    for found in _NESTING.finditer(page):
        depth += -1 if found[1] else 1
        if depth > _MAX_DEPTH:
            return LexborHTMLParser("<pre>" + html.escape(_ANY_TAG.sub("\n", page)) + "</pre>")
        depth = max(depth, 0)
    return LexborHTMLParser(page)


def unescape_markup(fragment: str) -> str:
    """`fragment` with tags as tags, however often they were escaped (three times at most)."""
    for _ in range(3):
        if _TAG.search(fragment) or not _ENTITY_MARKUP.search(fragment):
            break
        fragment = html.unescape(fragment)
    return fragment.replace("<\\/", "</")


def _plain_line(raw: str) -> str:
    line = " ".join(raw.split())
    bullet = BULLET.match(line)
    return "- " + line[bullet.end() :] if bullet else line


def render(blocks: Iterable[Block]) -> str:
    """Blocks as text, one a line."""
    marks = {"h": "## ", "li": "- ", "p": ""}
    return "\n".join(marks[block.kind] + block.text for block in blocks)
