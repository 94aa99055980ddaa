"""Bytes to text."""

from __future__ import annotations

import pytest

from interview_cli.posting.charset import decode, is_binary

CZECH = "Hledáme zkušenou účetní do týmu v Brně. Příjemné prostředí."
RUSSIAN = "Мы ищем бухгалтера в дружную команду. Опыт работы от трёх лет, знание кассовых операций. "


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        (CZECH.encode(), None, CZECH),
        (CZECH.encode("utf-8-sig"), "latin-1", CZECH),
        (CZECH.encode("utf-16"), None, CZECH),
        (CZECH.encode("cp1250"), "windows-1250", CZECH),
        (CZECH.encode(), "iso-8859-1", CZECH),
        ("café – “bar”".encode("cp1252"), "iso-8859-1", "café – “bar”"),
        ("café".encode("cp1252"), None, "café"),
        ("café".encode("cp1252"), "no-such-charset", "café"),
        ("経理担当者を募集".encode("shift_jis"), "shift_jis", "経理担当者を募集"),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), None, '<meta charset="windows-1251">' + RUSSIAN),
        (b"<?xml version='1.0' encoding='iso-8859-2'?>" + CZECH.encode("iso-8859-2"), None,
         "<?xml version='1.0' encoding='iso-8859-2'?>" + CZECH),
        ((RUSSIAN * 20).encode("cp1251"), None, RUSSIAN * 20),
    ],
)  # fmt: skip
def test_the_right_charset_is_found(body: bytes, declared: str | None, text: str) -> None:
    """Byte-order marks win, then strict UTF-8, then the header and the page, then a guess on longer texts."""
    assert decode(body, declared) == text


def test_one_broken_byte_does_not_make_a_page_latin() -> None:
    """A UTF-8 page with a stray byte keeps its accents."""
    text = decode((CZECH * 5).encode() + b"\xff", "utf-8")
    assert text.startswith(CZECH)
    assert text.endswith("\ufffd")


def test_binary_is_told_from_text() -> None:
    """NUL bytes and control characters are no text; UTF-16 with its mark is."""
    assert is_binary(b"\x00\x01\x02\x03" * 50)
    assert is_binary(bytes(range(1, 9)) * 20)
    assert not is_binary("Kühlschrank\tfür alle\n".encode("cp1252"))
    assert not is_binary("plain".encode("utf-16"))
