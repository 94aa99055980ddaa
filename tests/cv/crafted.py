"""PDF and Word files made by hand, for what no word processor would write."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def page_of(content: bytes, entries: bytes = b"") -> list[bytes]:
    """The objects of one A4 page that draws `content` in Helvetica (/F1) and its bold (/F2)."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d%s>>\nstream\n" % (len(content), entries) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    ]


def draw(*texts: tuple[int, int, str], font: str = "/F1 11 Tf") -> bytes:
    """Content that draws each (x, y, text); y counts from the foot of the page."""
    parts = [f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in texts]
    return f"BT {font} {' '.join(parts)} ET\n".encode("latin-1")


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, the cipher of the oldest locked PDFs."""
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked_pdf(content: bytes, password: str) -> bytes:
    """A PDF that opens with `password` only (standard security handler, revision 2, 40 bits)."""
    user = (password.encode() + _PAD)[:32]
    owner = rc4(hashlib.md5(user, usedforsecurity=False).digest()[:5], user)
    rights = (-44).to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + owner + rights + b"0123456789abcdef", usedforsecurity=False).digest()[:5]
    own_key = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
    objects = [*page_of(rc4(own_key, content)), b""]
    objects[6] = b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<%s>/U<%s>>>" % (
        owner.hex().encode(),
        rc4(key, _PAD).hex().encode(),
    )
    mark = b"0123456789abcdef".hex().encode()
    return pdf_of(objects, b"/Encrypt 7 0 R/ID[<%s><%s>]" % (mark, mark))


def docx_of(body: str, **parts: str) -> bytes:
    """A Word file whose document holds the XML `body`; `parts` are other members by name under word/."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", wrap("document", f"<w:body>{body}</w:body>"))
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def wrap(tag: str, inner: str) -> str:
    """An XML part with the name spaces Word uses."""
    spaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return f"<w:{tag} {spaces}>{inner}</w:{tag}>"


def paragraph(text: str, run: str = "") -> str:
    """One paragraph of one run, with the run properties `run`."""
    return f'<w:p><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
