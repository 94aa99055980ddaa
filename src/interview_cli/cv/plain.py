"""Plain text, Markdown and JSON -> lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from interview_cli.cv.dates import is_dateish
from interview_cli.cv.hyphens import join_wrapped, known_words
from interview_cli.cv.lines import MAX_CHARS, MAX_LINES, Line, make_line, split_bullet
from interview_cli.cv.vocabulary import section_of

_MARKDOWN: Final = re.compile(
    r"^(?:#{1,6}\s+\S|\s*[-*+]\s+\*\*|\*\*[^*\n]+\*\*|\|.*\|.*\||\[[^\]\n]+\]\(\S+\))", re.MULTILINE
)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,300})\]\(\s*<?([^)\s>]{1,1000})>?(?:\s+\"[^\"]*\")?\s*\)")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^>\s]{3,500}|[^<>\s@]+@[^<>\s]+)>")
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])(\*\*\*|\*\*|\*|~~)(?=\S)([^*\n]{1,500}?)(?<=\S)\1(?![\w*])|(?<!\w)(__|_)(?=\S)([^_\n]{1,500}?)(?<=\S)\3(?!\w)"
)
_WIDE: Final = re.compile(r" {3,}|\t")
_LABEL: Final = re.compile(r"\s*(?:\(?\d{1,2}[.)]\s*)?[^\W\d][^:.,]{1,30}\s*:(?:\s|\Z)")
_UNDERLINE: Final = re.compile(r"\s*([=\-_~*#.•–—])\1{3,}\s*\Z")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")


def read_plain(text: str, *, is_json: bool) -> tuple[str, list[Line], list[str]]:
    """The kind ("json", "markdown" or "text"), the lines, and warnings."""
    warnings = []
    if is_json:
        return (
            "json",
            [line for line in map(_json_line, _leaves(json.loads(text.lstrip("\ufeff")))) if line],
            [],
        )
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
        warnings.append(
            f"Only the first {MAX_CHARS:,} characters were read; the rest is more than a CV needs."
        )
    text = re.sub(r"\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)
    if len(_MARKDOWN.findall(text)) >= 2 or re.search(r"^#{1,3} \S", text, re.MULTILINE):
        kind, lines = "markdown", list(islice(read_markdown(text), MAX_LINES + 1))
    else:
        kind, lines = "text", list(islice(read_text(text), MAX_LINES + 1))
    if len(lines) > MAX_LINES:
        warnings = [f"Only the first {MAX_LINES:,} lines were read; the rest is more than a CV needs."]
    return kind, lines[:MAX_LINES], warnings


def _leaves(value: Any) -> Iterator[str]:
    """Every string and number in a JSON value, in order."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack += reversed(list(item.values()))
        elif isinstance(item, list):
            stack += reversed(item)
        elif isinstance(item, str) or (isinstance(item, (int, float)) and not isinstance(item, bool)):
            yield str(item)


def _json_line(text: str) -> Line | None:
    return make_line([text])


def read_markdown(text: str) -> Iterator[Line]:
    """The lines of a Markdown document; wrapped lines of a paragraph are joined unless they look like rows of their own."""
    text = re.sub(r"\A---\n.{0,4000}?\n---\n", "", text, flags=re.DOTALL)
    rows = text.split("\n")
    gap = True
    words = known_words(text)
    pending: tuple[str, bool] | None = None
    width = max((len(row) for row in rows), default=0)
    for at, raw in enumerate([*rows, ""]):
        row = raw
        under = rows[at + 1] if at + 1 < len(rows) else ""
        if pending and _wraps_on(pending[0], row, width):
            pending = (join_wrapped(pending[0], row.strip(), words), pending[1])
            continue
        if pending:
            line = _markdown_line(pending[0], gap=pending[1])
            if line:
                yield line
            pending, gap = None, False
        if not row.strip() or _UNDERLINE.match(row) or _TABLE_RULE.match(row):
            gap = gap or not row.strip()
            continue
        if re.match(r"(?:=+|-{3,})\s*\Z", under) and not row.lstrip().startswith(("|", "-", "*", "#")):
            row = ("# " if under.startswith("=") else "## ") + row.strip()
        pending = (row, gap)


def _wraps_on(before: str, row: str, width: int) -> bool:
    """Whether `row` goes on with the words of `before`, as hard-wrapped prose does."""
    if (
        not row.strip()
        or before.endswith("  ")
        or re.match(r"\s*(?:#|>|\||\d+[.)]\s)", row)
        or split_bullet(row)[0]
    ):
        return False
    if (
        re.match(r"\s*#", before)
        or "|" in before
        or re.match(r"\s*(?:\*\*|_|\*)", row)
        or before.rstrip().endswith("**")
    ):
        return False
    if row.lstrip()[:1].isupper() and is_dateish(re.split(r"[,(|–—]|\s-\s", before)[-1].strip(" )*_")):
        return False  # a head that ends in its dates
    last = before.rsplit("\n", 1)[-1]
    first = row.strip().split(" ", 1)[0]
    return len(last) + len(first) + 1 > min(width, 72) or (row.lstrip()[:1].islower() and len(last) > 40)


def _markdown_line(row: str, *, gap: bool) -> Line | None:
    heading = re.match(r"\s{0,3}(#{1,6})\s+", row)
    body = row[heading.end() :].rstrip("# ") if heading else re.sub(r"^\s{0,3}>\s?", "", row)
    bullet = bool(re.match(r"\s*(?:[-*+]|\d{1,2}[.)])\s+\S", body)) and not heading
    if bullet:
        body = re.sub(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+", "", body)
    links: list[str] = []

    def keep(found: re.Match[str]) -> str:
        links.append(found[2])
        return "" if found[0].startswith("!") else found[1]

    body = _AUTOLINK.sub(r"\1", _LINK.sub(keep, body))
    strong = re.match(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)", body)
    words = _EMPHASIS.sub(lambda m: m[2] or m[4] or "", _EMPHASIS.sub(lambda m: m[2] or m[4] or "", body))
    words = re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", words).replace("`", "")
    cells = words.strip().strip("|").split("|") if row.strip().startswith("|") else [words]
    cells = [part for cell in cells for part in re.split(r"\t| {3,}|<br\s*/?>", cell)]
    bold = bool(strong) and len(strong[0]) >= len(body.strip()) - 1 if strong else False
    return make_line(
        cells, bullet=bullet, heading=len(heading[1]) if heading else 0, bold=bold or bool(heading), gap=gap or bool(heading),
        lead=len(strong[1]) if strong and not bold else 0, links=tuple(links),
        indent=float(len(row) - len(row.lstrip())),
    )  # fmt: skip


def read_text(text: str) -> Iterator[Line]:
    """The lines of plain text: hard-wrapped paragraphs and list items are joined, wide gaps part cells."""
    rows = [row.expandtabs(8).rstrip() if row.startswith("\t") else row.rstrip() for row in text.split("\n")]
    width = _wrap_width(rows)
    words = known_words(text)
    pending = ""
    gap, pending_gap = True, True
    for at, row in enumerate([*rows, ""]):
        if pending and _goes_on(pending, rows[at - 1], row, width):
            pending = join_wrapped(pending, split_bullet(row)[1].strip(), words)
            continue
        if pending:
            line = _text_line(pending, gap=pending_gap, ruled=bool(_UNDERLINE.match(row)))
            if line:
                yield line
            pending = ""
        if not row.strip() or _UNDERLINE.match(row):
            gap = True
            continue
        pending, pending_gap, gap = row, gap or _ends_a_list(rows, at), False


def _ends_a_list(rows: list[str], at: int) -> bool:
    """Whether a heading we know, and that stands there once, comes right after a list: it needs no blank line before it."""
    row = rows[at].rstrip()
    return bool(
        at
        and section_of(row)
        and row == row.lstrip()
        and split_bullet(rows[at - 1])[0]
        and rows.count(rows[at]) == 1
    )


def _text_line(row: str, *, gap: bool, ruled: bool) -> Line | None:
    indent = len(row) - len(row.lstrip())
    heading = 2 if ruled and section_of(row) else 0
    row = re.sub(r"\A(\s*[^:]{2,40}?)\s+:\s*", r"\1: ", row)
    return make_line(re.split(r"\t+| {3,}", row.strip()), gap=gap, indent=float(indent), heading=heading)


def _wrap_width(rows: list[str]) -> int:
    """The width the text was wrapped at, or a large number when it was not."""
    lengths = sorted(
        len(row) for row in rows if len(row) > 50 and not re.search(r"[|@\t]| {3,}", row.strip())
    )
    if sum(length > lengths[-1] - 14 for length in lengths) < 3 or lengths[-1] > 120:
        return 10_000
    return lengths[-1]


def _goes_on(pending: str, before: str, row: str, width: int) -> bool:
    """Whether `row` goes on with the wrapped line `before`, the last of `pending`."""
    if (
        not row.strip()
        or split_bullet(row)[0]
        or _WIDE.search(row.strip())
        or section_of(row)
        or _LABEL.match(row)
    ):
        return False
    if (
        _WIDE.search(pending.strip())
        or _LABEL.match(pending)
        or is_dateish(pending[-24:].rsplit(",", maxsplit=1)[-1])
    ):
        return False
    bullet, rest = split_bullet(pending)
    first = row.strip().split(" ", 1)[0]
    full = len(before) + 1 + len(first) > width - 2
    indent = len(row) - len(row.lstrip())
    hang = len(pending) - len(rest) if bullet else len(pending) - len(pending.lstrip())
    if (
        len(before) > 45
        and "|" not in before
        and row.strip()[0].islower()
        and before[-1] not in ".:;!?"
        and (bullet or indent == hang)
    ):
        return True
    if bullet and indent >= 2 and abs(indent - hang) <= 2 and width < 10_000:
        return True
    if bullet or abs(indent - hang) > 1:
        return bullet and full and indent in {0, hang}
    prose = row.strip()[:1].islower() or before.rstrip()[-1:] not in {".", ":", "!", "?"}
    return len(before) > 45 and full and (prose or len(pending) > len(before)) and "|" not in before
