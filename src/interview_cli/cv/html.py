"""HTML -> lines: blocks, headings, list items and table rows; hidden elements are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from interview_cli.cv.kinds import decode
from interview_cli.cv.lines import MAX_LINES, Line, make_line
from interview_cli.cv.worker_main import Refusal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CHARS: Final = 2_000_000
_SKIPPED: Final = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "nav",
    "button",
    "select",
    "textarea",
    "iframe",
}
_BLOCK_NAMES: Final = (
    "address article aside blockquote body dd details div dl dt fieldset figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody tfoot thead tr td th "
    "ul "
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|\Z)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|\Z)",
    re.IGNORECASE,
)
_DEPTH: Final = 120


def read_html(data: bytes) -> tuple[list[Line], int, list[str]]:
    """The lines, 1 page, and warnings. Raises `Refusal`."""
    from lxml import html

    text = decode(data)[:MAX_CHARS]
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    hidden: list[str] = []
    lines = list(islice(walk(root.find("body"), hidden, 0), MAX_LINES))
    if not lines:
        raise Refusal("no-text", "1")
    count = sum(len(" ".join(part.split())) for part in hidden)
    return (
        lines,
        1,
        [f"Hidden text was left out ({count} characters that a reader of the page can't see)."]
        if count
        else [],
    )


def walk(node: HtmlElement | None, hidden: list[str], depth: int) -> Iterator[Line]:
    """The lines under `node`, in order."""
    if node is None or depth > _DEPTH:
        return
    if node.tag == "tr":
        line = _line([_inline(cell, hidden) for cell in node if cell.tag in {"td", "th"}], node)
        if line and not any(_has_blocks(cell) for cell in node):
            yield line
            return
    if not _has_blocks(node):
        for part in _inline(node, hidden).split("\n"):
            line = _line([part], node)
            if line:
                yield line
        return
    run = node.text or ""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_hidden(child, hidden):
            run += child.tail or ""
            continue
        if child.tag in _BLOCKS or _has_blocks(child):
            yield from _flush(run, node)
            run = child.tail or ""
            yield from walk(child, hidden, depth + 1)
        else:
            run += ("\n" if child.tag == "br" else _inline(child, hidden)) + (child.tail or "")
    yield from _flush(run, node)


def _flush(run: str, node: HtmlElement) -> Iterator[Line]:
    """The lines of loose words between the blocks of `node`."""
    if run.strip():
        for part in run.split("\n"):
            line = _line([part], node, loose=True)
            if line:
                yield line


def _line(cells: list[str], node: HtmlElement, *, loose: bool = False) -> Line | None:
    """A line with the look its element gives it; `loose` words take no look from the blocks around them."""
    if not any(cell.strip() for cell in cells):
        return None
    if loose:
        return make_line(cells)
    level = re.fullmatch(r"h([1-6])", str(node.tag))
    bold, lead = bool(level) or node.tag in {"dt", "b", "strong"}, 0
    if not bold and len(node) and node[0].tag in {"b", "strong"} and not (node.text or "").strip():
        inside, whole = "".join(node[0].itertext()).strip(), "".join(node.itertext()).strip()
        bold, lead = inside == whole, 0 if inside == whole else len(inside)
    links = tuple(str(a.get("href")) for a in node.iter("a") if a.get("href"))[:20]
    parent = node.getparent()
    item = node.tag == "li" or (parent is not None and parent.tag == "li" and node.tag not in {"ul", "ol"})
    return make_line(
        cells, bullet=item, heading=int(level[1]) if level else 0, bold=bold, lead=lead,
        gap=bool(level) or node.tag in {"dt", "tr"}, links=links,
    )  # fmt: skip


def _has_blocks(node: HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in node.iterdescendants() if isinstance(child.tag, str))


def _is_hidden(node: HtmlElement, hidden: list[str]) -> bool:
    if (
        "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or _HIDDEN.search(str(node.get("style", "")))
    ):
        hidden.append("".join(node.itertext()))
        return True
    return False


def _inline(node: HtmlElement, hidden: list[str]) -> str:
    """The words of an element without blocks; a line break is a newline."""
    text = re.sub(r"\s+", " ", node.text or "")
    for child in node:
        if isinstance(child.tag, str) and child.tag == "br":
            text += "\n"
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and not _is_hidden(child, hidden):
            text += _inline(child, hidden)
        text += re.sub(r"\s+", " ", child.tail or "")
    return text
