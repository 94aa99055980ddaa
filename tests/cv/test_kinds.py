"""What a file is, by its bytes."""

from __future__ import annotations

import pytest

from interview_cli.cv.kinds import decode, detect_kind
from interview_cli.errors import UnreadableFile
from tests.cv.crafted import docx_of, paragraph

REFUSED = [
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PNG"),
    (b"\xff\xd8\xff\xe0" + b"\0" * 40, "JPEG"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    (b"{\\rtf1\\ansi Jane}", "RTF"),
    (b"\x1f\x8b\x08" + b"\0" * 20, "gzip"),
    (bytes(range(256)) * 8, "no readable text"),
]


@pytest.mark.parametrize(("data", "word"), REFUSED)
def test_other_kinds_are_named(data, word):
    """A picture, an old Word file or an archive is named for what it is, with what to do."""
    with pytest.raises(UnreadableFile, match=word) as caught:
        detect_kind(data)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ({"xl/workbook.xml": "<a/>"}, "Excel"),
        ({"photo.txt": "x"}, "ZIP archive"),
    ],
)
def test_zip_files_are_told_apart(members, word):
    """A ZIP that is no Word file is named by what lies in it."""
    import zipfile
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    with pytest.raises(UnreadableFile, match=word):
        detect_kind(out.getvalue())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ...", "pdf"),
        (b"<!doctype html><p>Jane", "html"),
        (b'{"basics": {}}', "json"),
        (b"{ not json", "text"),
        (b"Jane Doe\n", "text"),
    ],
)
def test_readable_kinds(data, kind):
    """The kinds that can be read are known by content."""
    assert detect_kind(data) == kind
    assert detect_kind(docx_of(paragraph("Jane"))) == "docx"


@pytest.mark.parametrize(
    ("text", "code_page"),
    [
        ("Müller, Köln, straße", "cp1252"),
        ("Опыт работы: инженер, Москва, с 2015 года", "cp1251"),
        ("Doświadczenie: księgowa, Łódź, współpraca i żłobek", "cp1250"),
        ("Zoë, naïve café", "utf-8"),
        ("José Muñoz", "utf-16"),
    ],
)
def test_text_is_decoded(text, code_page):
    """Text of the usual Windows code pages, UTF-8 and UTF-16 comes out right without being told which."""
    assert decode(text.encode(code_page)) == text
