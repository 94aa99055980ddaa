"""Bytes to text: byte-order mark, strict UTF-8, what the page says, and only then a guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# Browsers read these as their Windows supersets, and so must we: real pages label cp1252 text latin-1.
_SUPERSETS: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
                     "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
                     "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
                     "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}  # fmt: skip
_GUESS_FROM: Final = 1000  # bytes; on less, the guesser takes Cyrillic for Mac Cyrillic


def decode(body: bytes, declared: str | None = None) -> str:
    """`body` as text; never raises. `declared` is the charset of the HTTP header."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body.decode(codec, errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(body[:4096])
    in_page = (found[1] or found[2]).decode("ascii", "replace") if found else None
    for name in (declared, in_page):
        text = _strictly(body, name) if name else None
        if text is not None:
            return text
    if (declared or in_page or "").lower().replace("_", "-") == "utf-8" and _mostly_utf8(body):
        return body.decode("utf-8", errors="replace")
    return _guess(body)


def _strictly(body: bytes, name: str) -> str | None:
    codec = _SUPERSETS.get(name.lower(), name)
    try:
        return (
            codecs.lookup(codec).incrementaldecoder().decode(body, final=True) if codec != "utf-8" else None
        )
    except (LookupError, UnicodeError, TypeError):
        return None


def _mostly_utf8(body: bytes) -> bool:
    broken = body.decode("utf-8", errors="replace").count("\ufffd")
    return broken * 100 < len(body)


def _guess(body: bytes) -> str:
    if _mostly_utf8(body) and b"\x00" not in body[:1000] and _multibyte(body) > 3:
        return body.decode("utf-8", errors="replace")
    if len(body) > _GUESS_FROM:
        from charset_normalizer import from_bytes

        best = from_bytes(body[:200_000]).best()
        if best is not None:
            return body.decode(best.encoding, errors="replace")
    return body.decode("cp1252", errors="replace")


def _multibyte(body: bytes) -> int:
    """How many well-formed multi-byte UTF-8 sequences there are: one broken byte does not make a page Latin-1."""
    return len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]{1,3}", body[:200_000]))


def is_binary(body: bytes) -> bool:
    """Whether `body` is no text in any charset: NUL bytes without a mark, or many control characters."""
    head = body[:4096]
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return b"\x00" in head or controls * 20 > len(head)
