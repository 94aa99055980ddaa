from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from interview_cli.errors import SetupNeeded
from interview_cli.report.html import render_html
from interview_cli.report.pdf import (
    INSTALL_LINES,
    Pdf,
    PdfFailed,
    install_line,
    pdf_ready,
    render_pdf,
    write_pdf,
)

from . import packs
from .loopback import counting_server


def text_of(data: bytes) -> str:
    """All text of a PDF, each run of white space one space."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def links_of(data: bytes) -> list[str]:
    """Every URI the PDF's links lead to."""
    return [uri.decode() for uri in re.findall(rb"/URI \(([^)]*)\)", plain_objects(data))]


def plain_objects(data: bytes) -> bytes:
    """The PDF with its compressed streams opened."""
    import zlib

    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return data + b"\n".join(parts)


@pytest.fixture(scope="module")
def software_pdf() -> Pdf:
    return render_pdf(render_html(packs.software_pack()))


def test_the_pack_can_be_read_back(software_pdf: Pdf) -> None:
    """Gaps, questions, stories and sources stand in the PDF's text, and a 25-question pack fits on 20 pages."""
    pack = packs.software_pack()
    text = text_of(software_pdf.data)
    wanted = [g.requirement for g in pack.gaps] + [q.text for q in (*pack.questions, *pack.ask_them)]
    wanted += [s.line for s in pack.stories] + [line.text for line in pack.dossier.lines]
    assert [t for t in wanted if t not in text] == []
    assert software_pdf.notices == ()
    with pypdfium2.PdfDocument(software_pdf.data) as document:
        assert 8 <= len(document) <= 20


def test_pages_are_numbered_and_headed(software_pdf: Pdf) -> None:
    """Each page says which of how many it is; each but the cover says whose pack it is and which part."""
    with pypdfium2.PdfDocument(software_pdf.data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page
        assert ("Senior Backend Engineer, Tarn & Fell Logistics" in page) == (number > 1)
    assert "Where you stand" in pages[1]


def test_bookmarks_lead_to_parts_and_questions(software_pdf: Pdf) -> None:
    """The outline holds the parts at the top level and every question below its kind."""
    with pypdfium2.PdfDocument(software_pdf.data) as document:
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
    top = [title for level, title in outline if level == 0]
    assert top == [
        "Overview", "Where you stand", "How they interview", "Questions to expect", "Your stories",
        "Questions to ask them", "The posting", "Your CV to hand", "Sources", "Worth knowing",
    ]  # fmt: skip
    assert sum(level == 2 for level, _ in outline) == 25


def test_the_pdf_is_tagged_and_says_what_it_is(software_pdf: Pdf) -> None:
    """PDF/UA: tagged, with a language and a title, dated by the pack and not by the clock."""
    with pypdfium2.PdfDocument(software_pdf.data) as document:
        assert pdfium.FPDFCatalog_IsTagged(document)
        meta = document.get_metadata_dict()
    assert meta["Title"] == "Senior Backend Engineer, Tarn & Fell Logistics: interview prep pack"
    assert meta["CreationDate"].startswith("D:20261121")
    plain = plain_objects(software_pdf.data)
    assert b"pdfuaid" in plain
    assert b"/Lang (en)" in plain
    assert b"/StructTreeRoot" in plain


def test_links_are_those_of_the_sources(software_pdf: Pdf) -> None:
    """The PDF's outside links are the posting's and the sources', and nothing is attached."""
    assert set(links_of(software_pdf.data)) == {
        "https://jobs.example.com/tarn-fell/backend-engineer?id=4471",
        "https://www.reddit.com/r/cscareers/comments/a1b2c3/",
        "https://forum.example.org/t/8812",
    }
    with pypdfium2.PdfDocument(software_pdf.data) as document:
        assert document.count_attachments() == 0


def test_the_same_pack_gives_the_same_bytes(software_pdf: Pdf) -> None:
    """A second run, in a second process, gives the same file."""
    assert render_pdf(render_html(packs.software_pack())).data == software_pdf.data


def test_the_same_bytes_also_without_harfbuzz_subset(tmp_path: Path) -> None:
    """Where fontTools must cut the fonts, the clock does not get into them either."""
    environment = without_libraries(
        tmp_path, ["libharfbuzz-subset-0", "libharfbuzz-subset.so.0", "harfbuzz-subset"]
    )
    page = render_html(packs.nurse_pack())
    first = render_pdf(page, environment=environment)
    time.sleep(1.1)  # fontTools stamps fonts to the second
    assert render_pdf(page, environment=environment).data == first.data
    assert first.data != render_pdf(page).data, "the library was found all the same"


def without_libraries(folder: Path, names: list[str]) -> dict[str, str]:
    """An environment in which shared libraries of these names are found broken."""
    for name in names:
        (folder / name).write_bytes(b"not a library\n" * 10)
    return {**os.environ, "LD_LIBRARY_PATH": str(folder)}


def test_missing_pango_is_told_with_the_line_that_installs_it(tmp_path: Path) -> None:
    """Without Pango there is no PDF, no banner and no traceback, but the way to get it."""
    environment = without_libraries(tmp_path, ["libpango-1.0-0", "libpango-1.0.so.0", "pango-1.0"])
    with pytest.raises(SetupNeeded, match="Pango library is missing") as caught:
        render_pdf("<p>x", environment=environment)
    assert install_line() in caught.value.hint
    said = pdf_ready(environment=environment)
    assert said is not None
    assert said.startswith("No PDF: the Pango library is missing. Install it: ")


def test_missing_fonts_are_told_before_they_can_crash(tmp_path: Path) -> None:
    """Without any font WeasyPrint would end its process; it is not let near."""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    with pytest.raises(SetupNeeded, match="a font is missing"):
        render_pdf("<p>x", environment=environment)
    said = pdf_ready(environment=environment)
    assert said is not None
    assert "a font is missing" in said


def test_ready_when_all_is_there() -> None:
    """On a machine that makes PDFs, nothing is missing."""
    assert pdf_ready() is None


def test_a_crash_of_the_renderer_stays_in_its_process(tmp_path: Path) -> None:
    """A renderer ended by a signal is an error to handle, not the end of the program."""
    (tmp_path / "sitecustomize.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    with pytest.raises(PdfFailed, match="ended by signal 11"):
        render_pdf("<p>x", environment={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert pdf_ready(environment={**os.environ, "PYTHONPATH": str(tmp_path)}) is not None


def test_a_renderer_that_takes_too_long_is_ended() -> None:
    """The limit holds, and the way on is the HTML file."""
    started = time.monotonic()
    with pytest.raises(PdfFailed, match="not ready after") as caught:
        render_pdf("<p>x", limit_seconds=0.05)
    assert time.monotonic() - started < 5
    assert "HTML" in caught.value.hint


def test_modules_in_the_current_folder_are_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named like a library, lying where the program is run, is not executed."""
    (tmp_path / "weasyprint.py").write_text("raise SystemExit('planted')")
    (tmp_path / "json.py").write_text("raise SystemExit('planted')")
    monkeypatch.chdir(tmp_path)
    assert render_pdf("<!doctype html><html lang=en><title>t</title><p>x").data.startswith(b"%PDF-")


RAW_ATTACKS = """<!doctype html><html lang=en><title>t</title>
<link rel=attachment href="file:///etc/passwd"><link rel=stylesheet href="http://{host}/a.css">
<style>@import url(http://{host}/b.css); @font-face {{ font-family: x; src: url(http://{host}/c.ttf) }}
body {{ font-family: x; background: url(http://{host}/d.png); list-style-image: url(file:///etc/passwd) }}</style>
<base href="http://{host}/"><img src="e.png"><img src="file:///etc/hostname"><object data="http://{host}/f"></object>
<embed src="http://{host}/g"><svg><image href="http://{host}/h.png"/><use href="http://{host}/i.svg#x"/></svg>
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='http://{host}/j.png'/%3E%3C/svg%3E">
<a rel=attachment href="file:///etc/passwd">x</a>"""


def test_the_renderer_fetches_nothing_and_embeds_nothing() -> None:
    """Even a page that gets past all escaping opens no connection and reads no file."""
    with counting_server() as (host, asked):
        data = render_pdf(RAW_ATTACKS.format(host=host)).data
    assert asked == []
    assert_nothing_embedded(data)


def test_a_hostile_pack_does_nothing() -> None:
    """A pack whose every text attacks: nothing fetched, nothing attached, no links, the text shown as it is."""
    with counting_server() as (host, asked):
        data = render_pdf(render_html(packs.hostile_pack(host))).data
    assert asked == []
    assert_nothing_embedded(data)
    assert links_of(data) == []
    assert "href=file:///etc/passwd" in text_of(data)


def assert_nothing_embedded(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        assert document.count_attachments() == 0
    plain = plain_objects(data)
    assert b"/EmbeddedFile" not in plain
    assert b"root:x:0:0" not in plain
    assert b"/JavaScript" not in plain


def test_scripts_no_font_can_draw_are_named() -> None:
    """Boxes do not come unannounced. (The characters are of a script that no common font covers.)"""
    pdf = render_pdf("<!doctype html><html lang=en><title>t</title><p>\U0001e900\U0001e901 and \U000123f0")
    assert len(pdf.notices) == 1
    assert "No font on this computer can draw: " in pdf.notices[0]


def test_long_packs_stay_within_reason() -> None:
    """Forty questions, thirty gaps and words without a break: every question is there and none runs off the page."""
    pdf = render_pdf(render_html(packs.long_pack()))
    with pypdfium2.PdfDocument(pdf.data) as document:
        assert len(document) < 45
        for page in document:
            textpage = page.get_textpage()
            boxes = [textpage.get_rect(at) for at in range(textpage.count_rects())]
            assert max(right for _, _, right, _ in boxes) <= page.get_width() - 40
            assert min(bottom for _, bottom, _, _ in boxes) >= 20
    assert "Requirement number 29" in text_of(pdf.data)


def test_write_pdf_puts_the_file_there_whole(tmp_path: Path) -> None:
    """The file is a PDF, readable by its owner alone."""
    assert write_pdf("<!doctype html><html lang=en><title>t</title><p>x", tmp_path / "x.pdf") == ()
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "x.pdf").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("debian", "apt install"),
        ("fedora", "dnf install"),
        ("darwin", "brew install pango"),
        ("windows", "pacman -S"),
        ("unheard-of", "apt install"),
    ],
)
def test_install_lines(system: str, words: str) -> None:
    """Each system has its own line."""
    assert words in install_line(system)
    assert set(INSTALL_LINES) >= {"debian", "fedora", "darwin", "windows"}


def test_a_pack_without_a_day_is_rendered_all_the_same() -> None:
    """An odd `created` gives a PDF without a date, not an error."""
    data = render_pdf(render_html(replace(packs.empty_pack(), created="soon"))).data
    with pypdfium2.PdfDocument(data) as document:
        assert not document.get_metadata_dict().get("CreationDate")
