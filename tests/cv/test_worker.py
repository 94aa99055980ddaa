"""The child process: what it gives, what it refuses, and what it can't do."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
import zlib
from io import BytesIO
from random import Random

import pytest

from interview_cli.cv.worker import _SOURCE, EncryptedFile, extract
from interview_cli.errors import UnreadableFile
from tests.cv.crafted import docx_of, draw, locked_pdf, page_of, paragraph, pdf_of


def refusal(data: bytes, timeout: float = 15.0) -> UnreadableFile:
    """The error reading `data` ends in."""
    with pytest.raises(UnreadableFile) as caught:
        extract(data, timeout=timeout)
    assert caught.value.exit_code == 4
    assert caught.value.hint
    return caught.value


def test_pdf_bomb_is_refused_quickly():
    """A small PDF that unpacks to 400 MB is refused before it is unpacked, and the limit is named."""
    packed = zlib.compress(b"0" * 400_000_000, 9)
    start = time.monotonic()
    error = refusal(pdf_of(page_of(packed, b"/Filter/FlateDecode")))
    assert "100 MB" in str(error)
    assert time.monotonic() - start < 3


def test_bomb_in_a_bomb_is_refused():
    """A stream packed twice is followed into the second packing."""
    packed = zlib.compress(zlib.compress(b"0" * 200_000_000, 9), 9)
    assert "100 MB" in str(refusal(pdf_of(page_of(packed, b"/Filter[/FlateDecode/FlateDecode]"))))


READ_ALONE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from interview_cli.cv.worker import extract
from interview_cli.errors import UnreadableFile
try:
    extract(sys.stdin.buffer.read())
except UnreadableFile as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process fills itself")
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_bombs_that_no_check_foresees_run_into_the_limit(kind):
    """What unpacks to 400 MB where the check does not look, and 400,000 odd paragraphs, stay under 300 MB."""
    packed = zlib.compress(bytes(400_000_000), 9).hex().encode() + b">"
    numbers = Random(7)
    data = (
        pdf_of(page_of(packed, b"/Filter[/ASCIIHexDecode/FlateDecode]"))
        if kind == "pdf"
        else docx_of("".join(paragraph(str(numbers.randrange(10**6))) for _ in range(400_000)))
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-I", "-c", READ_ALONE, _SOURCE], input=data, capture_output=True, check=True
    )
    said, most = done.stdout.decode().splitlines()
    assert "256 MB" in said
    assert int(most) < 300_000
    assert time.monotonic() - start < 6


def test_a_document_of_millions_of_letters_is_cut():
    """What is read of it is as much as can be understood in a moment, and a warning says how much."""
    words = " ".join(str(number) for number in range(180_000))
    found = extract(docx_of("".join(paragraph(words[at : at + 5000]) for at in range(0, len(words), 5000))))
    assert len(found.text) < 301_000
    assert found.warnings == (
        "Only the first 300,000 characters were read; the rest is more than a CV needs.",
    )


def test_word_bomb_is_refused():
    """A Word file of half a million paragraphs is refused by its ratio."""
    assert "100 times" in str(refusal(docx_of(paragraph("a") * 500_000)))


def test_word_file_of_many_parts_is_refused():
    """A Word file of thousands of parts is refused."""
    out = BytesIO(docx_of(paragraph("a")))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(2100):
            archive.writestr(f"x{number}", "")
    assert "2000 parts" in str(refusal(out.getvalue()))


def test_entities_are_not_followed():
    """A Word file can't read other files or blow up by entities."""
    entity = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = docx_of(paragraph("before &x; after"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", entity + xml)
    assert extract(out.getvalue()).text == "before after"


def test_scan_is_said_to_be_a_scan():
    """A PDF without text says how many pages it looked at and what to do."""
    error = refusal(pdf_of(page_of(b"0 0 m 100 100 l S")))
    assert str(error) == "No text found in 1 page: a scan or a picture?"
    assert "OCR" in error.hint


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"\x93" * 3000, b"PK\x03\x04 broken"])
def test_damaged_files_are_refused(data):
    """A file that only begins like a document is said to be damaged."""
    assert "damaged" in str(refusal(data))


def test_page_tree_that_loops_ends():
    """A page tree that holds itself ends in a refusal, not in a hang."""
    refused = refusal(
        pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])
    )
    assert str(refused)


def test_slow_parsing_is_stopped():
    """A parser that takes longer than the limit is killed, with one line to say so."""
    content = draw((50, 700, "x")) + b"BT /F1 9 Tf " + b"(word) Tj " * 300_000 + b"ET"
    assert "within 0.2 seconds" in str(refusal(pdf_of(page_of(content)), timeout=0.2))


def test_locked_pdf_asks_for_its_password():
    """A locked PDF is told from a damaged one, a wrong password from none, and the right one opens it."""
    data = locked_pdf(draw((50, 700, "Jane behind the lock")), "kestrel")
    with pytest.raises(EncryptedFile, match="locked with a password"):
        extract(data)
    with pytest.raises(EncryptedFile, match="does not open"):
        extract(data, password="wrong")
    assert extract(data, password="kestrel").text == "Jane behind the lock"


def test_child_is_light():
    """The child loads the one parser it needs, and none of the program's heavy libraries."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import interview_cli.cv.worker_main as w;"
        "w.parse('html', b'<p>Jane', None); print(sorted(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", code, _SOURCE], capture_output=True, text=True, check=True
    ).stdout
    for heavy in ("pydantic", "rich", "typer", "httpx", "openai", "pypdfium2"):
        assert f"'{heavy}'" not in loaded
    assert "'lxml.html'" in loaded


def test_parent_loads_no_parser():
    """Reading a CV keeps pdfium and lxml out of the program's own process."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from interview_cli.cv.worker import extract;"
        "extract(b'<!doctype html><p>Jane'); print(sorted(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", code, _SOURCE], capture_output=True, text=True, check=True
    ).stdout
    assert "'lxml'" not in loaded
    assert "'pypdfium2'" not in loaded
