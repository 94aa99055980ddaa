"""Section headings in nine languages, and the folding under which they are compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).with_name("data")
_PLAIN: Final = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d"})


@cache
def load(name: str) -> dict[str, Any]:
    """A data file of this package, read once."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def plain(text: str) -> str:
    """`text` for comparing: lower case, no accents, words and single spaces only; "&" and "+" read as "and"."""
    text = text.casefold().replace("&", " and ").replace("+", " and ")
    text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    text = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    text = re.sub(r"\b(?:et|und|y|e|en|i|och)\b", "and", " ".join(text.split()))
    return re.sub(r"^(?:\d{1,2}|[ivx]{1,4}) (?=\D)", "", text)


@cache
def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for section, table in load("headings").items():
        for language, words in table.items():
            if language != "stems":
                for word in words:
                    found.setdefault(plain(word), section)
    return found


def section_of(text: str) -> str | None:
    """The section a heading opens ("work", "education" …), or None when `text` is no heading we know."""
    return _headings().get(plain(text.strip())) if 2 < len(text) < 50 else None


def field_of(label: str) -> str | None:
    """The field of an entry a label names ("Arbeitgeber" -> "name"), or None."""
    return _fields().get(plain(label.strip(" :")))


@cache
def _fields() -> dict[str, str]:
    return {plain(word): field for field, words in load("labels")["entry"].items() for word in words}


def section_like(text: str) -> str | None:
    """The section a marked heading is likely to open: by the words in it."""
    known = section_of(text)
    if known:
        return known
    words = plain(text)
    for part in re.split(r" and | or |/", words):
        if part.strip() in _headings():
            return _headings()[part.strip()]
    for section, table in load("headings").items():
        if any(re.search(rf"\b{stem}", words) for stem in table["stems"]):
            return section
    return None
