"""DOCX -> lines: a walk over the XML, with header, footer, text boxes and tracked insertions, without hidden text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from interview_cli.cv.lines import MAX_LINES, Line, make_line
from interview_cli.cv.vocabulary import section_of
from interview_cli.cv.worker_main import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED: Final = 50_000_000
MAX_ENTRIES: Final = 2000
MAX_RATIO: Final = 100
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = {
    _W + "del",
    _W + "moveFrom",
    _W + "delText",
    _MC + "Fallback",
    _W + "rPr",
    _W + "pPr",
    _W + "sdtPr",
}
_OFF: Final = {"0", "false", "off", "none"}


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


def read_docx(data: bytes) -> tuple[list[Line], int, list[str]]:
    """The lines, 1 page (Word files hold no pages), and warnings. Raises `Refusal`."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        check_archive(archive)
        names = archive.namelist()
        document = next(
            (
                n
                for n in ("word/document.xml", *sorted(names))
                if n in names and re.match(r"word/document\d*\.xml", n)
            ),
            "",
        )
        styles, body = read_styles(parse(archive, "word/styles.xml"))
        parts = sorted(n for n in names if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n))
        lines: list[Line] = []
        hidden = 0
        seen: set[str] = set()
        order = [n for n in parts if "header" in n] + [document] + [n for n in parts if "footer" in n]
        for name in order:
            root = parse(archive, name)
            if root is None:
                continue
            walk = Walk(styles, read_links(archive, name), body)
            found = list(walk_blocks(root, walk))
            hidden += walk.hidden
            if name != document:  # the same header stands in the file for first, odd and even pages
                found = [line for line in found if line.text not in seen and not _is_page_number(line.text)]
                seen.update(line.text for line in found)
            if found:
                found[0] = replace(found[0], fresh=bool(lines), gap=True)
            lines += found
    if not lines:
        raise Refusal("no-text", "1")
    warnings = (
        [f"Hidden text was left out ({hidden} characters that a reader of the page can't see)."]
        if hidden
        else []
    )
    if len(lines) >= MAX_LINES:
        warnings.append(f"Only the first {MAX_LINES} paragraphs were read; the rest is more than a CV needs.")
    return lines, 1, warnings


def _is_page_number(text: str) -> bool:
    return (
        any(c.isdigit() for c in text)
        and bool(re.fullmatch(r"\D{0,12}\d{0,3}(?:\s*(?:/|of|von|de|di|van|z|av|sur)\s*\d{0,3})?", text))
        and len(text) < 24
    )


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to more than any CV needs."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Refusal("bomb", f"limit {MAX_ENTRIES} parts")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refusal("bomb", "limit 50 MB")
    for info in infos:
        if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise Refusal("bomb", f"limit {MAX_RATIO} times the packed size")


def parse(archive: zipfile.ZipFile, name: str) -> _Element | None:
    """A part of the archive as XML without entities or network, or None if there is no such part."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    try:
        with archive.open(name) as part:
            raw = part.read(MAX_UNPACKED + 1)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refusal("damaged", str(error)[:200]) from error


def read_links(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The addresses of a part's hyperlinks by their relationship id."""
    folder, _, file = name.rpartition("/")
    root = parse(archive, f"{folder}/_rels/{file}.rels")
    if root is None:
        return {}
    return {
        str(item.get("Id")): str(item.get("Target")) for item in root if item.get("TargetMode") == "External"
    }


def read_styles(root: _Element | None) -> tuple[dict[str, ParagraphStyle], float]:
    """Paragraph and character styles by id, with what they inherit, and the body size in half-points."""
    if root is None:
        return {}, 22.0
    nodes = {str(n.get(_W + "styleId")): n for n in root.iter(_W + "style")}
    default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
    body = _number(default, 22)
    normal = next(
        (n for n in nodes.values() if n.get(_W + "default") == "1" and n.get(_W + "type") == "paragraph"),
        None,
    )
    if normal is not None:
        body = _number(normal.find(f"{_W}rPr/{_W}sz"), body)
    return {key: _read_style(key, nodes, 0) for key in nodes}, float(body)


def _read_style(key: str, nodes: dict[str, _Element], depth: int) -> ParagraphStyle:
    node = nodes.get(key)
    if node is None or depth > 10:
        return ParagraphStyle()
    parent = node.find(_W + "basedOn")
    base = (
        _read_style(str(parent.get(_W + "val")), nodes, depth + 1) if parent is not None else ParagraphStyle()
    )
    named = node.find(_W + "name")
    name = str(named.get(_W + "val")).lower() if named is not None else ""
    heading = re.fullmatch(r"(?:heading|überschrift|titre|título|titolo|kop|nagłówek|rubrik) ?(\d)", name)
    level = int(heading[1]) if heading else base.heading
    return ParagraphStyle(
        heading=level,
        bullet=base.bullet
        or name.startswith("list bullet")
        or node.find(f"{_W}pPr/{_W}numPr") is not None
        and not level,
        bold=_toggle(node.find(f"{_W}rPr/{_W}b"), base.bold),
        size=_number(node.find(f"{_W}rPr/{_W}sz"), 52 if name == "title" else base.size),
        hidden=_toggle(node.find(f"{_W}rPr/{_W}vanish"), base.hidden),
    )


def _number(node: _Element | None, otherwise: int) -> int:
    try:
        return int(float(str(node.get(_W + "val")))) if node is not None else otherwise
    except ValueError:
        return otherwise


def _toggle(node: _Element | None, otherwise: bool) -> bool:  # noqa: FBT001
    return otherwise if node is None else str(node.get(_W + "val", "1")).lower() not in _OFF


def walk_blocks(root: _Element, walk: Walk) -> Iterator[Line]:
    """The lines of paragraphs and tables under `root`, in order; a paragraph's text boxes come after it."""
    for node in root:
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            continue
        if node.tag == _W + "p":
            if walk.paragraphs >= MAX_LINES:
                return
            walk.paragraphs += 1
            yield from walk_paragraph(node, walk)
            boxes, walk.boxes = walk.boxes, []
            for box in boxes:
                yield from _freshened(walk_blocks(box, walk))
        elif node.tag == _W + "tbl":
            yield from walk_table(node, walk)
        else:
            yield from walk_blocks(node, walk)


def _freshened(lines: Iterator[Line]) -> Iterator[Line]:
    for at, line in enumerate(lines):
        yield replace(line, fresh=True, gap=True) if at == 0 else line


def walk_table(table: _Element, walk: Walk) -> Iterator[Line]:
    """A table's lines: columns of a page one after the other, the rows of a real table as rows."""
    for at, row in enumerate(n for n in table if n.tag == _W + "tr"):
        cells = [list(walk_blocks(cell, walk)) for cell in _cells_of(row)]
        cells = [cell for cell in cells if cell]
        if len(cells) == 2 and _are_columns(cells):
            wide = sorted(cells, key=lambda c: sum(len(line.text) for line in c), reverse=True)
            for cell in wide:
                yield from _freshened(iter(cell))
        elif cells:
            yield from _join_row(cells, gap=at > 0 and any(len(cell) > 1 for cell in cells))


def _cells_of(row: _Element) -> Iterator[_Element]:
    for node in row:
        if node.tag == _W + "tc":
            yield node
        elif node.tag == _W + "sdt":
            yield from node.iter(_W + "tc")


def _are_columns(cells: list[list[Line]]) -> bool:
    heads = [any(line.heading or section_of(line.text) for line in cell) for cell in cells]
    return min(len(cell) for cell in cells) > 3 or all(heads) and min(len(cell) for cell in cells) > 1


def _join_row(cells: list[list[Line]], *, gap: bool) -> Iterator[Line]:
    """One line of the first lines of all cells, then what else they hold."""
    firsts = [cell[0] for cell in cells]
    if any(line.bullet for line in firsts) or firsts[0].heading:
        for cell in cells:
            yield from cell
        return
    links = tuple(link for line in firsts for link in line.links)
    yield replace(
        firsts[0],
        cells=tuple(c for line in firsts for c in line.cells),
        links=links,
        gap=gap or firsts[0].gap,
    )
    rest = [cell[1:] for cell in cells]
    for cell in sorted(rest, key=len):  # the short label first, then the long text
        yield from (replace(line, gap=False) for line in cell)


def walk_paragraph(node: _Element, walk: Walk) -> Iterator[Line]:
    """The lines of one paragraph (line breaks part them)."""
    style = walk.styles.get(_value(node, f"{_W}pPr/{_W}pStyle"), ParagraphStyle())
    numbered = node.find(f"{_W}pPr/{_W}numPr")
    bullet = style.bullet
    if numbered is not None and not style.heading:
        bullet = _number(numbered.find(_W + "numId"), 1) != 0
    links: list[str] = []
    pieces = list(walk_runs(node, walk, style, links))
    text = "".join(piece.text for piece in pieces)
    letters = sum(len(p.text.strip()) for p in pieces)
    bold = letters > 0 and sum(len(p.text.strip()) for p in pieces if p.bold) * 10 > letters * 6
    size = max((p.size for p in pieces if p.text.strip()), default=0) or style.size or walk.body
    lead = 0
    for piece in pieces:
        if not piece.bold and piece.text.strip():
            break
        lead += len(piece.text)
    space = node.find(f"{_W}pPr/{_W}spacing")
    gap = space is not None and _number_of(space, "before") >= 100
    for at, part in enumerate(text.split("\n")):
        line = make_line(
            part.split("\t"), bullet=bullet and at == 0, heading=style.heading if at == 0 else 0, bold=bold,
            size=round(size / walk.body, 2), lead=lead if 2 < lead < len(part) - 2 and at == 0 else 0,
            gap=gap and at == 0, indent=float(len(part) - len(part.lstrip("\t"))) * 3, links=tuple(links) if at == 0 else (),
        )  # fmt: skip
        if line:
            yield line


def _number_of(node: _Element, name: str) -> int:
    try:
        return int(float(str(node.get(_W + name, "0"))))
    except ValueError:
        return 0


def _value(node: _Element, path: str) -> str:
    found = node.find(path)
    return str(found.get(_W + "val")) if found is not None else ""


def walk_runs(node: _Element, walk: Walk, style: ParagraphStyle, links: list[str]) -> Iterator[Piece]:
    """The runs under `node` that a reader sees."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == _W + "r":
            yield from read_run(child, walk, style, links)
        elif child.tag == _W + "hyperlink":
            target = walk.links.get(str(child.get(_R + "id")))
            if target:
                links.append(target)
            yield from walk_runs(child, walk, style, links)
        else:
            yield from walk_runs(child, walk, style, links)


def read_run(run: _Element, walk: Walk, style: ParagraphStyle, links: list[str]) -> Iterator[Piece]:
    """The text of one run; text boxes in it are put aside."""
    parts: list[str] = []
    for node in run.iter():
        if _is_boxed(node, run):
            continue
        if node.tag == _W + "t":
            parts.append(
                re.sub(r"[\t\n\r]", " ", (node.text or "") + "".join(child.tail or "" for child in node))
            )

        elif node.tag == _W + "tab" and node.getparent() is run:
            parts.append("\t")
        elif node.tag in {_W + "br", _W + "cr"}:
            parts.append("\n")
        elif node.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif node.tag == _W + "instrText" and (
            found := re.search(r'HYPERLINK\s+"([^"]{4,500})"', node.text or "")
        ):
            links.append(found[1])
        elif node.tag == _W + "txbxContent":
            walk.boxes.append(node)
    text = "".join(parts)
    if not text:
        return
    rank = walk.styles.get(_value(run, f"{_W}rPr/{_W}rStyle"), ParagraphStyle())
    size = _number(run.find(f"{_W}rPr/{_W}sz"), rank.size or style.size)
    if is_hidden(run, style.hidden or rank.hidden, size):
        walk.hidden += len(text.strip())
        return
    yield Piece(text, _toggle(run.find(f"{_W}rPr/{_W}b"), rank.bold or style.bold), size)


def _is_boxed(node: _Element, run: _Element) -> bool:
    """Whether `node` lies in a text box within `run`, or in the copy of one for old programs."""
    for up in node.iterancestors():
        if up is run:
            return False
        if up.tag in {_MC + "Fallback", _W + "txbxContent"}:
            return True
    return False


def is_hidden(run: _Element, by_style: bool, size: int) -> bool:  # noqa: FBT001
    """Whether a run is marked hidden, is tiny, or is white on a ground that is not said to be dark."""
    if _toggle(run.find(f"{_W}rPr/{_W}vanish"), by_style) or 0 < size <= 4:
        return True
    if _value(run, f"{_W}rPr/{_W}color").upper() not in {"FFFFFF", "FEFEFE", "FDFDFD"}:
        return False
    for up in (run, *run.iterancestors()):
        if up.tag == _W + "txbxContent":
            return False
        for shade in up.iterfind(f"*/{_W}shd"):
            if str(shade.get(_W + "fill", "auto")).lower() not in {"auto", "ffffff", "none"}:
                return False
    return True
