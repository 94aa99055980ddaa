"""The blocks of an HTML tree: headings, items and paragraphs.

Walks the tree with a stack of its own: thousands of nested elements are a legal page, and no reason to crash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from interview_cli.posting.marks import PICTURE, is_picture_item

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "canvas",
    "video", "audio", "select", "option", "button", "input", "textarea", "datalist", "map", "math",
    "dialog", "progress", "meter", "picture",
})  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | frozenset({
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td",
    "th", "caption", "section", "article", "main", "header", "footer", "aside", "nav", "form",
    "fieldset", "figure", "figcaption", "blockquote", "pre", "address", "details", "summary", "hr",
    "center", "body", "html",
})  # fmt: skip
_BOLD: Final = frozenset({"b", "strong"})
BULLET: Final = re.compile(r"\s*(?:[•‣▪●○◦∙■□▸►➢➤✓✔☑✅★]|[·*–—-](?=\s)|o(?=\s{2,}))\s*(?=\S)")
_HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|color\s*:\s*transparent|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_RUN_TOGETHER: Final = re.compile(r"[a-zà-ž0-9)][A-ZÀ-Ž][a-zà-ž]")
HEADING_CHARS: Final = 90


@dataclass(slots=True)
class Block:
    """One line of text. `kind` is "h", "li" or "p"; `linked` counts the characters that stand inside links."""

    kind: str
    text: str
    linked: int = 0


@dataclass(slots=True)
class _State:
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    plain: int = 0  # characters of the line that are not bold
    bold_depth: int = 0
    link_depth: int = 0
    heading: bool = False
    pre: bool = False
    items: list[bool] = field(default_factory=list)  # one an open li: whether its "- " was written
    term: str = ""
    cells: list[str] | None = None
    dropped: int = 0


def walk(root: LexborNode, skip: frozenset[int] = frozenset()) -> tuple[list[Block], int]:
    """The blocks under `root`, and the count of hidden characters left out. `skip` holds `mem_id`s to pass over."""
    state = _State()
    node: LexborNode | None = root.child
    depth_end = root.mem_id
    while node is not None:
        if node.is_text_node:
            _add_text(state, node.text_content or "")
        elif node.is_element_node and not _passed_over(node, state, skip):
            _open(state, node)
            if node.child is not None:
                node = node.child
                continue
            _close(state, node)
        while node is not None and node.next is None:
            parent = node.parent
            if parent is None or parent.mem_id == depth_end:
                _flush(state)
                return _tidy(state.blocks), state.dropped
            _close(state, parent)
            node = parent
        node = node.next if node is not None else None
    _flush(state)
    return _tidy(state.blocks), state.dropped


def _passed_over(node: LexborNode, state: _State, skip: frozenset[int]) -> bool:
    if node.tag in _SKIPPED or node.mem_id in skip:
        return True
    attributes = node.attributes
    if "style" not in attributes and "hidden" not in attributes and "aria-hidden" not in attributes:
        return False
    if attributes.get("aria-hidden") == "true":
        return True
    if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or ""):
        state.dropped += len(" ".join(node.text(deep=True, separator=" ").split()))
        return True
    return False


def _add_text(state: _State, text: str) -> None:
    if state.pre:
        head, *rest = text.split("\n")
        _add_words(state, head)
        for line in rest:
            _flush(state)
            _add_words(state, line)
    else:
        _add_words(state, text)


def _add_words(state: _State, text: str) -> None:
    if not text:
        return
    if state.words and _RUN_TOGETHER.fullmatch(state.words[-1][-1:] + text[:2]):
        state.words.append(" ")  # two boxes side by side: "Acme Care" and "Leeds"
    state.words.append(text)
    size = len(text.strip())
    if not state.bold_depth:
        state.plain += len(text.strip(" \t\n\r\xa0:*-–"))
    if state.link_depth:
        state.linked += size


def _is_bold(node: LexborNode) -> bool:
    return node.tag in _BOLD or (
        node.tag in {"span", "font"} and bool(_BOLD_STYLE.search(node.attributes.get("style") or ""))
    )


def _open(state: _State, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag == "br":
        # inside an item a break is a space; a heading or a paragraph breaks
        if state.items and not state.items[-1]:
            state.words.append(" ")
        else:
            _flush(state)
    elif tag in _BLOCKS:
        if tag in {"td", "th"} and state.cells is not None:
            return
        _flush(state)
        _open_block(state, node, tag)
    elif tag == "a":
        state.link_depth += 1
    if _is_bold(node):
        state.bold_depth += 1


def _open_block(state: _State, node: LexborNode, tag: str) -> None:
    if tag == "li":
        state.items.append(False)
    elif tag in _HEADINGS or tag == "summary":
        state.heading = True
    elif tag == "pre":
        state.pre = True
    elif tag == "tr" and state.cells is None and node.css_first("ul,ol,table,h1,h2,h3,h4,h5,h6,p+p") is None:
        state.cells = []


def _close(state: _State, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag in {"td", "th"} and state.cells is not None:
        cell = _line(state)
        if cell:
            state.cells.append(cell if state.cells else cell.rstrip(":"))
    elif tag == "tr" and state.cells is not None:
        cells, state.cells = state.cells, None
        state.words.append(": ".join(cells) if len(cells) == 2 else " | ".join(cells))
        state.plain = 1
        _flush(state)
    elif tag == "dt":
        state.term = _line(state).rstrip(":")
    elif tag in _BLOCKS:
        _flush(state)
        _close_block(state, tag)
    elif tag == "a" and state.link_depth:
        state.link_depth -= 1
    if _is_bold(node) and state.bold_depth:
        state.bold_depth -= 1


def _close_block(state: _State, tag: str) -> None:
    if tag == "li" and state.items:
        state.items.pop()
    elif tag in _HEADINGS or tag == "summary":
        state.heading = False
    elif tag == "pre":
        state.pre = False


def _line(state: _State) -> str:
    """The words gathered so far as one line; they are taken."""
    text = " ".join("".join(state.words).split())
    state.words.clear()
    return text


def _flush(state: _State) -> None:
    """End the line that is being gathered."""
    if state.cells is not None:  # block elements inside a table cell only separate words
        state.words.append(" ")
        return
    text = _line(state)
    bold = state.plain == 0
    linked = state.linked
    state.plain = state.linked = 0
    if not text:
        return
    if state.term:
        text, state.term, bold = f"{state.term}: {text}", "", False
    bullet = BULLET.match(text)
    if state.heading:
        state.blocks.append(Block("h", text.strip("*# "), linked))
    elif state.items and not state.items[-1]:
        state.items[-1] = True
        state.blocks.append(Block("li", text[bullet.end() :] if bullet else text, linked))
    elif bullet:
        state.blocks.append(Block("li", text[bullet.end() :], linked))
    elif bold and linked == 0 and is_heading_like(text):
        state.blocks.append(Block("h", text.strip("*# "), linked))
    else:
        state.blocks.append(Block("p", text, linked))


def is_heading_like(text: str) -> bool:
    """Whether an emphasised line reads as a heading: short, and no sentence."""
    return len(text) <= HEADING_CHARS and not re.search(r"[.,;…]\s*$", text) and bool(re.search(r"\w", text))


def _tidy(blocks: list[Block]) -> list[Block]:
    """Blocks without the empty ones and without a heading repeated right after itself."""
    kept: list[Block] = []
    texts = ["" if block.kind == "h" else block.text for block in blocks]
    for number, block in enumerate(blocks):
        block.text = block.text.strip()
        if block.kind == "li" or (block.kind == "p" and is_picture_item(texts, number)):
            block.kind, block.text = "li", PICTURE.sub("", block.text, count=1)
        if block.kind == "h":
            block.text = block.text.rstrip(":").rstrip()
        if not re.search(r"\w", block.text):
            continue
        if kept and kept[-1].kind == "h" and kept[-1].text == block.text:
            continue
        kept.append(block)
    return kept
