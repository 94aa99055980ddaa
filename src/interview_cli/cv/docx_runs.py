"""Word's styles, and the runs of a paragraph that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SKIPPED: Final = {
    W + "del",
    W + "moveFrom",
    W + "delText",
    MC + "Fallback",
    W + "rPr",
    W + "pPr",
    W + "sdtPr",
}
OFF: Final = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says. `size` is in half-points, 0 when the style leaves it open."""

    heading: int = 0
    bullet: bool = False
    bold: bool = False
    size: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Walk:
    """What the walk over one part needs, and what it has met. `boxes` are text boxes still to be read."""

    styles: dict[str, ParagraphStyle]
    links: dict[str, str]
    body: float = 22.0
    hidden: int = 0
    paragraphs: int = 0
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """A run of text as drawn. Tabs set cells apart, newlines set lines apart."""

    text: str
    bold: bool
    size: int


def read_styles(root: _Element | None) -> tuple[dict[str, ParagraphStyle], float]:
    """Paragraph and character styles by id, with what they inherit, and the body size in half-points."""
    if root is None:
        return {}, 22.0
    nodes = {str(n.get(W + "styleId")): n for n in root.iter(W + "style")}
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    body = number(default, 22)
    normal = next(
        (n for n in nodes.values() if n.get(W + "default") == "1" and n.get(W + "type") == "paragraph"),
        None,
    )
    if normal is not None:
        body = number(normal.find(f"{W}rPr/{W}sz"), body)
    return {key: _read_style(key, nodes, 0) for key in nodes}, float(body)


def _read_style(key: str, nodes: dict[str, _Element], depth: int) -> ParagraphStyle:
    node = nodes.get(key)
    if node is None or depth > 10:
        return ParagraphStyle()
    parent = node.find(W + "basedOn")
    base = (
        _read_style(str(parent.get(W + "val")), nodes, depth + 1) if parent is not None else ParagraphStyle()
    )
    named = node.find(W + "name")
    name = str(named.get(W + "val")).lower() if named is not None else ""
    heading = re.fullmatch(r"(?:heading|überschrift|titre|título|titolo|kop|nagłówek|rubrik) ?(\d)", name)
    level = int(heading[1]) if heading else base.heading
    return ParagraphStyle(
        heading=level,
        bullet=base.bullet
        or name.startswith("list bullet")
        or (node.find(f"{W}pPr/{W}numPr") is not None and not level),
        bold=toggle(node.find(f"{W}rPr/{W}b"), base.bold),
        size=number(node.find(f"{W}rPr/{W}sz"), 52 if name == "title" else base.size),
        hidden=toggle(node.find(f"{W}rPr/{W}vanish"), base.hidden),
    )


def number(node: _Element | None, otherwise: int) -> int:
    try:
        return int(float(str(node.get(W + "val")))) if node is not None else otherwise
    except ValueError:
        return otherwise


def toggle(node: _Element | None, otherwise: bool) -> bool:  # noqa: FBT001
    return otherwise if node is None else str(node.get(W + "val", "1")).lower() not in OFF


def value(node: _Element, path: str) -> str:
    found = node.find(path)
    return str(found.get(W + "val")) if found is not None else ""


def walk_runs(node: _Element, walk: Walk, style: ParagraphStyle, links: list[str]) -> Iterator[Piece]:
    """The runs under `node` that a reader sees."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in SKIPPED:
            continue
        if child.tag == W + "r":
            yield from read_run(child, walk, style, links)
        elif child.tag == W + "hyperlink":
            target = walk.links.get(str(child.get(R + "id")))
            if target:
                links.append(target)
            yield from walk_runs(child, walk, style, links)
        else:
            yield from walk_runs(child, walk, style, links)


def read_run(run: _Element, walk: Walk, style: ParagraphStyle, links: list[str]) -> Iterator[Piece]:
    """The text of one run; text boxes in it are put aside."""
    text = "".join(_texts_of(run, walk, links))
    if not text:
        return
    rank = walk.styles.get(value(run, f"{W}rPr/{W}rStyle"), ParagraphStyle())
    size = number(run.find(f"{W}rPr/{W}sz"), rank.size or style.size)
    if is_hidden(run, style.hidden or rank.hidden, size):
        walk.hidden += len(text.strip())
        return
    yield Piece(text, toggle(run.find(f"{W}rPr/{W}b"), rank.bold or style.bold), size)


def _texts_of(run: _Element, walk: Walk, links: list[str]) -> Iterator[str]:
    """The texts, tabs and line breaks of a run, in order."""
    for node in run.iter():
        if _is_boxed(node, run):
            continue
        if node.tag == W + "t":
            whole = (node.text or "") + "".join(child.tail or "" for child in node)
            yield re.sub(r"[\t\n\r]", " ", whole)
        elif node.tag == W + "tab" and node.getparent() is run:
            yield "\t"
        elif node.tag in {W + "br", W + "cr"}:
            yield "\n"
        elif node.tag == W + "noBreakHyphen":
            yield "-"
        elif node.tag == W + "instrText" and (
            found := re.search(r'HYPERLINK\s+"([^"]{4,500})"', node.text or "")
        ):
            links.append(found[1])
        elif node.tag == W + "txbxContent":
            walk.boxes.append(node)


def _is_boxed(node: _Element, run: _Element) -> bool:
    """Whether `node` lies in a text box within `run`, or in the copy of one for old programs."""
    for up in node.iterancestors():
        if up is run:
            return False
        if up.tag in {MC + "Fallback", W + "txbxContent"}:
            return True
    return False


def is_hidden(run: _Element, by_style: bool, size: int) -> bool:  # noqa: FBT001
    """Whether a run is marked hidden, is tiny, or is white on a ground that is not said to be dark."""
    if toggle(run.find(f"{W}rPr/{W}vanish"), by_style) or 0 < size <= 4:
        return True
    if value(run, f"{W}rPr/{W}color").upper() not in {"FFFFFF", "FEFEFE", "FDFDFD"}:
        return False
    for up in (run, *run.iterancestors()):
        if up.tag == W + "txbxContent":
            return False
        for shade in up.iterfind(f"*/{W}shd"):
            if str(shade.get(W + "fill", "auto")).lower() not in {"auto", "ffffff", "none"}:
                return False
    return True
