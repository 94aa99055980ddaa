"""DOCX -> lines: a walk over the XML, with header, footer, text boxes and tracked insertions, without hidden text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from interview_cli.cv.docx_runs import (
    SKIPPED,
    ParagraphStyle,
    W,
    Walk,
    number,
    read_styles,
    value,
    walk_runs,
)
from interview_cli.cv.lines import MAX_LINES, Line, make_line
from interview_cli.cv.vocabulary import section_of
from interview_cli.cv.worker_main import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED: Final = 50_000_000
MAX_ENTRIES: Final = 2000
MAX_RATIO: Final = 100


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
    except etree.XMLSyntaxError as error:
        short = error.code == etree.ErrorTypes.ERR_NO_MEMORY
        raise Refusal("memory" if short else "damaged", str(error)[:200]) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
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


def walk_blocks(root: _Element, walk: Walk) -> Iterator[Line]:
    """The lines of paragraphs and tables under `root`, in order; a paragraph's text boxes come after it."""
    for node in root:
        if not isinstance(node.tag, str) or node.tag in SKIPPED:
            continue
        if node.tag == W + "p":
            if walk.paragraphs >= MAX_LINES:
                return
            walk.paragraphs += 1
            yield from walk_paragraph(node, walk)
            boxes, walk.boxes = walk.boxes, []
            for box in boxes:
                yield from _freshened(walk_blocks(box, walk))
        elif node.tag == W + "tbl":
            yield from walk_table(node, walk)
        else:
            yield from walk_blocks(node, walk)


def _freshened(lines: Iterator[Line]) -> Iterator[Line]:
    for at, line in enumerate(lines):
        yield replace(line, fresh=True, gap=True) if at == 0 else line


def walk_table(table: _Element, walk: Walk) -> Iterator[Line]:
    """A table's lines: columns of a page one after the other, the rows of a real table as rows."""
    for at, row in enumerate(n for n in table if n.tag == W + "tr"):
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
        if node.tag == W + "tc":
            yield node
        elif node.tag == W + "sdt":
            yield from node.iter(W + "tc")


def _are_columns(cells: list[list[Line]]) -> bool:
    heads = [any(line.heading or section_of(line.text) for line in cell) for cell in cells]
    return min(len(cell) for cell in cells) > 3 or (all(heads) and min(len(cell) for cell in cells) > 1)


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
    style = walk.styles.get(value(node, f"{W}pPr/{W}pStyle"), ParagraphStyle())
    numbered = node.find(f"{W}pPr/{W}numPr")
    bullet = style.bullet
    if numbered is not None and not style.heading:
        bullet = number(numbered.find(W + "numId"), 1) != 0
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
    space = node.find(f"{W}pPr/{W}spacing")
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
        return int(float(str(node.get(W + name, "0"))))
    except ValueError:
        return 0
