"""JSON-LD as pages really carry it: comments, CDATA, trailing commas and braces, raw newlines, unescaped quotes."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

from interview_cli.posting.fields import Json

_SCRIPT: Final = re.compile(
    r"<script\b[^<>]{0,500}?application/(?:ld\+|&#x2B;)?json[^<>]{0,500}>(.{2,400000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
_WRAPPERS: Final = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,200}?\*/)+|"
                              r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|;)+\s*$", re.DOTALL)  # fmt: skip
_MAX_NODES: Final = 20_000


def find_blocks(page: str) -> list[Any]:
    """The value of every JSON-LD script of `page` that can be read at all, at most 60 of them."""
    values = []
    for found in list(_SCRIPT.finditer(page))[:60]:
        value = read_leniently(found[1])
        if value is not None:
            values.append(value)
    return values


def read_leniently(source: str) -> Any:
    """JSON, or what its author meant by it; None when nothing can be made of it."""
    text = source.strip().lstrip("\ufeff")
    for _ in range(3):
        text = _WRAPPERS.sub("", text).strip()
    if text[:6] == "&quot;" or text.startswith(("{&quot;", "[{&quot;")) or re.match(r"[\[{\s]*&quot;", text):
        text = html.unescape(text)
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _without_comments(text), _with_escaped_quotes(_without_comments(text))):
        start = re.search(r"[\[{]", attempt)
        if not start:
            return None
        try:
            value, _end = decoder.raw_decode(attempt, start.start())
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _without_comments(text: str) -> str:
    """`text` without `//` and `/* */` outside strings, and without commas before a closing bracket."""
    out: list[str] = []
    at, inside = 0, False
    while at < len(text):
        mark = text[at]
        if inside:
            step = 2 if mark == "\\" else 1
            out.append(text[at : at + step])
            inside = mark != '"'
            at += step
            continue
        if mark == "/" and text[at : at + 2] in {"//", "/*"}:
            close = "\n" if text[at + 1] == "/" else "*/"
            end = text.find(close, at + 2)
            at = len(text) if end < 0 else end + (0 if close == "\n" else 2)
            continue
        inside = mark == '"'
        out.append(mark)
        at += 1
    return re.sub(r",(\s{0,200}[\]}])", r"\1", "".join(out))


def _with_escaped_quotes(text: str) -> str:
    """`text` with the quotes inside strings escaped: a quote ends a string only where structure follows it.

    After a closing quote comes `:` for a key; or `,` and another key or value, or a closing bracket.
    """
    out: list[str] = []
    inside = False
    at = 0
    while at < len(text):
        mark = text[at]
        if inside and mark == "\\":
            out.append(text[at : at + 2])
            at += 2
            continue
        if mark == '"':
            if not inside:
                inside = True
            elif _ends_string(text, at + 1):
                inside = False
            else:
                out.append("\\")
        out.append(mark)
        at += 1
    return re.sub(r",(\s{0,200}[\]}])", r"\1", "".join(out))


_AFTER_STRING: Final = re.compile(
    r"\s{0,400}(?::|\}|\]|\Z|,\s{0,400}(?:\"[\w@:.-]{1,60}\"\s{0,20}:|[\[{}\]]|\"|-?\d|true|false|null))"
)
_KEY_FOLLOWS: Final = re.compile(r"\s{0,400}:\s{0,400}(?:[\"\[{]|-?\d|true|false|null)")


def _ends_string(text: str, at: int) -> bool:
    found = _AFTER_STRING.match(text, at)
    if not found:
        return False
    return bool(_KEY_FOLLOWS.match(text, at)) if text[at:].lstrip()[:1] == ":" else True


def type_names(node: Json) -> set[str]:
    """The schema.org types of a node, without their namespace."""
    kinds = node.get("@type") or node.get("type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)}


def find_postings(blocks: list[Any]) -> tuple[list[Json], dict[str, Json]]:
    """Every JobPosting in the blocks, however nested, and every node that has an `@id`."""
    postings: list[Json] = []
    by_id: dict[str, Json] = {}
    stack: list[Any] = list(reversed(blocks))
    for _ in range(_MAX_NODES):
        if not stack:
            break
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node[:500]))
        elif isinstance(node, dict):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                by_id.setdefault(name, node)
            if "JobPosting" in type_names(node):
                postings.append(node)
            stack.extend(value for value in reversed(node.values()) if isinstance(value, dict | list))
    return postings, by_id
