"""What a file is, by its bytes and never by its name."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from io import BytesIO
from typing import Final

from interview_cli.errors import UnreadableFile

SAVE_AS_PDF: Final = "Open it in the program that made it, save it as PDF or .docx, and try again."
PASTE_TEXT: Final = "Copy the text into a .txt file and use that, or run text recognition (OCR) on it first."

_REFUSED: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"{\\rtf", "an RTF document", SAVE_AS_PDF),
    (b"\x89PNG\r\n", "a PNG picture", PASTE_TEXT),
    (b"\xff\xd8\xff", "a JPEG picture", PASTE_TEXT),
    (b"GIF8", "a GIF picture", PASTE_TEXT),
    (b"II*\x00", "a TIFF picture", PASTE_TEXT),
    (b"MM\x00*", "a TIFF picture", PASTE_TEXT),
    (b"BM", "a bitmap picture", PASTE_TEXT),
    (b"%!PS", "a PostScript file", SAVE_AS_PDF),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and use the CV inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and use the CV inside."),
    (b"Rar!", "a RAR archive", "Unpack it and use the CV inside."),
    (b"\x7fELF", "a program", "Choose your CV: a PDF, .docx, Markdown, text or JSON Resume file."),
    (b"SQLite format 3", "a database", "Choose your CV: a PDF, .docx, Markdown, text or JSON Resume file."),
)
_INSIDE_ZIP: Final[tuple[tuple[str, str, str], ...]] = (
    ("xl/", "an Excel workbook", SAVE_AS_PDF),
    ("ppt/", "a PowerPoint file", SAVE_AS_PDF),
    ("Index/", "a Pages document", "Export it from Pages as PDF or Word, and try again."),
    ("index.xml", "a Pages document", "Export it from Pages as PDF or Word, and try again."),
)
_BINARY: Final = "a file that holds no readable text"


def refuse(what: str, hint: str) -> UnreadableFile:
    """The error that names what the file really is."""
    return UnreadableFile(f"This is {what}, which can't be read here.", hint)


def detect_kind(data: bytes) -> str:
    """One of "pdf", "docx", "html", "json", "text"; raises `UnreadableFile`, naming the real kind, for anything else."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse(
                "a Word file locked with a password", "Save a copy without the password, and try again."
            )
        raise refuse("an old Word document (.doc)", SAVE_AS_PDF)
    for magic, what, hint in _REFUSED:
        if data.startswith(magic):
            raise refuse(what, hint)
    if data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"} or data[8:12] == b"WEBP":
        raise refuse("a picture", PASTE_TEXT)
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
        head,
        re.IGNORECASE | re.DOTALL,
    ):
        return "html"
    text = decode(data)
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} and _is_json(text):
        return "json"
    return "text"


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UnreadableFile("The file is a damaged ZIP or Word file.", SAVE_AS_PDF) from error
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", n) for n in names):
        return "docx"
    if b"opendocument" in kind:
        raise refuse("an OpenDocument file (.odt)", SAVE_AS_PDF)
    if b"epub" in kind:
        raise refuse("an e-book (EPUB)", SAVE_AS_PDF)
    for start, what, hint in _INSIDE_ZIP:
        if any(name.startswith(start) for name in names):
            raise refuse(what, hint)
    raise refuse("a ZIP archive", "Unpack it and use the CV inside.")


def decode(data: bytes) -> str:
    """`data` as text: byte order mark, UTF-8, UTF-16 by its zeros, else the likeliest Windows code page.

    Raises `UnreadableFile` for bytes that are no text.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    zeros = data[:4000].count(0)
    if zeros:
        if zeros * 3 > len(data[:4000]):
            return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
        raise refuse(_BINARY, "Choose your CV: a PDF, .docx, Markdown, text or JSON Resume file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    controls = sum(1 for b in data[:4000] if b < 32 and b not in b"\t\n\r\x0c\x1b")
    if controls * 50 > len(data[:4000]):
        raise refuse(_BINARY, "Choose your CV: a PDF, .docx, Markdown, text or JSON Resume file.")
    return data.decode(_code_page(data), errors="replace")


def _code_page(data: bytes) -> str:
    """Windows-1251, 1250 or 1252, by which letters stand where.

    Cyrillic text is made of whole words above 0x7F. The Polish and Czech letters of 1250 sit where 1252 has
    superscripts and fractions, which never stand inside a word.
    """
    high = sum(1 for b in data if b >= 0xC0)
    if high > 8 and sum(len(m[0]) for m in re.finditer(rb"[\xc0-\xff\xb8\xa8]{3,}", data)) * 10 > high * 7:
        return "cp1251"
    inside = len(
        re.findall(
            rb"(?<=[A-Za-z\xc0-\xff])[\xb9\xb3\x9c\x9f\xbf\xbe\xbc\x9d\x9e](?=[A-Za-z\xc0-\xff])", data
        )
    )
    inside += len(re.findall(rb"\b[\xa3\x8c\xaf\x8a\x8e](?=[a-z])", data))
    return "cp1250" if inside * 6 > high or inside > 3 else "cp1252"
