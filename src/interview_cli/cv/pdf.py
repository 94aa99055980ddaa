"""PDF -> lines, by pdfium: every glyph with its place, so that columns and rows can be told apart."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from ctypes import c_double, c_uint, c_void_p, cast, create_string_buffer
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from interview_cli.cv.layout import Chunk, arrange
from interview_cli.cv.lines import Line
from interview_cli.cv.worker_main import Refusal

MAX_PAGES: Final = 30
MAX_GLYPHS: Final = 150_000
MAX_UNPACKED: Final = 100_000_000
# A gap wider than this (in ems) sets two parts of a row apart. Justified text stays below 1.
WIDE_GAP: Final = 1.15
_INVISIBLE: Final = {3, 7}
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi|cmbx|-sb\b|,bd", re.IGNORECASE)


@dataclass(slots=True)
class Glyph:
    """One letter: its text, its left and right edge, base line and height in points, and its text object."""

    char: str
    x0: float
    x1: float
    y: float
    height: float
    source: int
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a text object is drawn. `mode` is PDF's text rendering mode (3 is invisible)."""

    bold: bool
    mode: int
    white: bool


def read_pdf(data: bytes, *, password: str | None = None) -> tuple[list[Line], int, list[str]]:
    """The lines, the number of pages, and warnings. Raises `Refusal`."""
    check_streams(data)
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data, password=password)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal("wrong-password" if password else "password") from error
        raise Refusal("damaged", str(error)) from error
    warnings: list[str] = []
    chunks: list[Chunk] = []
    hidden = used = 0
    for number in range(min(count, MAX_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            warnings.append(f"Page {number + 1} is damaged and was left out.")
            continue
        glyphs, styles, outside = read_glyphs(pdfium, text, page, MAX_GLYPHS - used)
        used += len(glyphs)
        glyphs, dropped = drop_hidden(page, glyphs, styles)
        hidden += dropped + outside
        found = list(make_chunks(glyphs, styles, number + 1))
        attach_links(found, read_links(pdfium, document, page))
        chunks += found
        if used >= MAX_GLYPHS:
            break
    if not chunks:
        raise Refusal("no-text", str(count))
    if hidden:
        warnings.append(
            f"Hidden text was left out ({hidden} characters that a reader of the page can't see)."
        )
    last = max(chunk.page for chunk in chunks)
    if count > MAX_PAGES or used >= MAX_GLYPHS:
        warnings.append(
            f"Only the first {last} of {count} pages were read; the rest is more than a CV needs."
        )
    return arrange(chunks), count, warnings


def check_streams(data: bytes) -> None:
    """Refuse a file whose packed streams unpack to over 100 MB, before pdfium unpacks them."""
    total = 0
    for found in re.finditer(rb"stream\r?\n", data):
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            continue
        filters = data[max(0, found.start() - 300) : found.start()].rpartition(b"obj")[2].count(b"/Fl")
        try:
            for size in _unpack(data[found.end() :], min(filters or 1, 3)):
                total += size
                if total > MAX_UNPACKED:
                    raise Refusal("bomb", "limit 100 MB")
        except zlib.error:
            continue


def _unpack(packed: bytes, layers: int) -> Iterator[int]:
    """The sizes of the pieces `packed` unpacks to; `layers` of packing lie inside one another."""
    inflaters = [zlib.decompressobj() for _ in range(layers)]
    stack = [(packed, 0)]
    while stack:
        piece, layer = stack.pop()
        if layer == layers:
            continue
        out = inflaters[layer].decompress(piece, 1 << 20)
        if inflaters[layer].unconsumed_tail:
            stack.append((inflaters[layer].unconsumed_tail, layer))
        if out:
            yield len(out)
            stack.append((out, layer + 1))


def read_glyphs(pdfium: Any, text: Any, page: Any, limit: int) -> tuple[list[Glyph], dict[int, Style], int]:
    """The page's letters in the order they are drawn, and how many lie off the page.

    Spaces become a mark on the letter after them.
    """
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    left, bottom, right, top = page.get_bbox()
    glyphs: list[Glyph] = []
    styles: dict[int, Style] = {}
    spaced = False
    outside = 0
    for i in range(min(pdfium.FPDFText_CountChars(text), limit)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        char = "\u00ad" if code in {0xFFFE, 2} else chr(code) if code < 0x110000 else ""
        if not char or char.isspace() or char == "\u00a0":
            spaced = True
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        if not (left - 2 < x.value < right + 2 and bottom - 2 < y.value < top + 2):
            outside += 1
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, i)
        source = cast(drawn, c_void_p).value or 0
        if not source and glyphs:  # the later letters of a ligature
            source = glyphs[-1].source
        if source not in styles:
            styles[source] = read_style(pdfium, text, drawn, i)
        height = abs(box.top - box.bottom) or 10.0
        if char == "\u00ad" and glyphs:  # pdfium gives a cut word's hyphen no box of its own
            height = glyphs[-1].height
        glyphs.append(Glyph(char, box.left, max(box.right, box.left), top - y.value, height, source, spaced))
        spaced = False
    return glyphs, styles, outside


def read_style(pdfium: Any, text: Any, drawn: Any, index: int) -> Style:
    """How the text object of the glyph at `index` is drawn."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= 235 or alpha.value < 12
    if not drawn:
        return Style(bold=False, mode=0, white=white)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    name = create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, 200)
    bold = bool(_BOLD.search(name.value.decode("latin-1")))
    return Style(bold=bold, mode=pdfium.FPDFTextObj_GetTextRenderMode(drawn), white=white)


def drop_hidden(page: Any, glyphs: list[Glyph], styles: dict[int, Style]) -> tuple[list[Glyph], int]:
    """The glyphs a person can see, and how many others there were.

    A page whose text is all invisible is a scan with recognised text under it: that text is what the person sees.
    """
    invisible = {s for s, style in styles.items() if style.mode in _INVISIBLE}
    if sum(1 for g in glyphs if g.source in invisible) * 10 > len(glyphs) * 7:
        invisible = set()
    gone = [g.source in invisible or g.height < 2.6 for g in glyphs]
    if any(styles[g.source].white for g in glyphs):
        picture = Picture(page)
        for i, glyph in enumerate(glyphs):
            if styles[glyph.source].white and not gone[i]:
                gone[i] = picture.is_blank(glyph)
    return [g for g, away in zip(glyphs, gone, strict=True) if not away], sum(gone)


class Picture:
    """The page as drawn, small, to see whether white letters stand on something dark."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self.scale = min(1.5, 1500 / max(right - left, top - bottom, 1))
        bitmap = page.render(scale=self.scale, grayscale=True)
        self.width, self.height, self.stride = bitmap.width, bitmap.height, bitmap.stride
        self.pixels = bytes(bitmap.buffer)
        self.left = left

    def is_blank(self, glyph: Glyph) -> bool:
        """Whether nothing but near-white stands where the glyph is."""
        x0 = max(0, int((glyph.x0 - self.left) * self.scale))
        x1 = min(self.width, int((glyph.x1 - self.left) * self.scale) + 2)
        y1 = min(self.height, int(glyph.y * self.scale) + 2)
        y0 = max(0, y1 - max(3, int(glyph.height * self.scale)))
        rows = (self.pixels[y * self.stride + x0 : y * self.stride + x1] for y in range(y0, y1))
        return all(min(row, default=255) >= 225 for row in rows)


def make_chunks(glyphs: list[Glyph], styles: dict[int, Style], page: int) -> Iterator[Chunk]:
    """Runs of letters on one base line without a wide gap between them."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            before = run[-1]
            em = max(before.height, glyph.height) * 0.85
            level = abs(glyph.y - before.y) < 0.3 * em
            if (
                not (level and -0.6 * em < glyph.x0 - before.x1 < WIDE_GAP * em)
                or is_icon(glyph)
                or is_icon(before)
            ):
                yield make_chunk(run, styles, page)
                run = []
        run.append(glyph)
    if run:
        yield make_chunk(run, styles, page)


def is_icon(glyph: Glyph) -> bool:
    """A glyph of an icon font (telephone, pin …); those of list marks are none."""
    from interview_cli.cv.lines import LONE_BULLET

    return "\ue000" <= glyph.char <= "\uf8ff" and not LONE_BULLET.match(glyph.char)


def make_chunk(run: list[Glyph], styles: dict[int, Style], page: int) -> Chunk:
    """A chunk of one run of glyphs."""
    bold = [styles[g.source].bold for g in run]
    lead = next((i for i, b in enumerate(bold) if not b), len(bold))
    text = join_spaced(run)
    mixed = 2 < lead < len(run) - 2
    height = sorted(g.height for g in run)[len(run) // 2]
    return Chunk(
        text=text,
        x0=run[0].x0,
        x1=max(g.x1 for g in run),
        y=run[0].y,
        size=height,
        page=page,
        bold=sum(bold) * 10 > len(bold) * 6,
        lead=len("".join((" " if g.spaced else "") + g.char for g in run[:lead]).strip()) if mixed else 0,
    )


def join_spaced(run: list[Glyph]) -> str:
    """The run's text; letter-spaced words ("J A N E") are joined by the width of the gaps."""
    text = "".join((" " if g.spaced and i else "") + g.char for i, g in enumerate(run))
    words = text.split()
    if len(words) < 4 or sum(len(w) == 1 for w in words) * 10 < len(words) * 8:
        return text
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    wide = max(usual * 1.6, usual + run[0].height * 0.12)
    return run[0].char + "".join(
        (" " if gap > wide else "") + g.char for gap, g in zip(gaps, run[1:], strict=True)
    )


def read_links(pdfium: Any, document: Any, page: Any) -> list[tuple[float, float, float, str]]:
    """Links on the page: left, right and middle height (from the top, points), and the address."""
    found: list[tuple[float, float, float, str]] = []
    top = page.get_bbox()[3]
    from ctypes import byref, c_int

    position, link, box = c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(found) < 200 and pdfium.FPDFLink_Enumerate(page, byref(position), byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if not 1 < size < 2000 or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        buffer = create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        middle = top - (box.top + box.bottom) / 2
        found.append((box.left, box.right, middle, buffer.value.decode("utf-8", errors="replace")))
    return found


def attach_links(chunks: list[Chunk], links: list[tuple[float, float, float, str]]) -> None:
    """Give each link to the chunk it lies on."""
    for left, right, middle, address in links:
        near = [
            c
            for c in chunks
            if c.x0 - 3 < (left + right) / 2 < c.x1 + 3
            and -3 < c.y - middle < c.size
            and address not in c.links
        ]
        if near:
            near[0].links.append(address)
