"""The name people know a company by: no cost-centre codes, no legal forms, no slugs where better is known."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.untrusted import clean_line

# Ordered long to short. "Group", "Holding" and "Solutions" are part of brands and stay.
_LEGAL: Final = re.compile(
    r"(?:,\s*|\s+)(?:"
    r"GmbH\s*&\s*Co\.?\s*KGa?A?|SE\s*&\s*Co\.?\s*KGa?A?|AG\s*&\s*Co\.?\s*KGa?A?|GmbH\s*&\s*Co\.?\s*OHG"
    r"|Sp\.?\s*z\s*o\.?\s*o\.?|Spółka\s+z\s+o\.?\s*o\.?|S\.?p\.?A\.?|S\.?r\.?l\.?s?|S\.?\s?r\.?\s?o\.?|d\.?o\.?o\.?"
    r"|g?GmbH|mbH|UG(?:\s*\(haftungsbeschränkt\))?|AG|KGaA|KG|OHG|GbR|e\.?\s?V\.?|SE|S\.?A\.?S\.?U?|S\.?A\.?R\.?L\.?|S\.?A\.?"
    r"|S\.?L\.?U?|B\.?\s?V\.?|N\.?\s?V\.?|A/S|ApS|AB|ASA|AS|Oyj?|Ltd\.?a?|Limited|LLC|L\.L\.C\.?|LLP|L\.?P\.|PLC|plc|P\.?L\.?C\.?"
    r"|Inc\.?|Incorporated|Corp\.?|Corporation|Co\.,?\s*Ltd\.?|Pty\.?(?:\s*Ltd\.?)?|Pvt\.?(?:\s*Ltd\.?)?|Private\s+Limited"
    r"|Pte\.?(?:\s*Ltd\.?)?|Sdn\.?\s*Bhd\.?|K\.?K\.?|Kft\.?|Zrt\.?|Nyrt\.?|a\.s\.|S\.?C\.?A\.?|S\.?C\.?|EIRL|S\.?A\.?\s*de\s*C\.?V\.?"
    r"|C\.?I\.?C\.?|CIO|ULC|DAC|CLG|株式会社"
    r")\s*$"
)
_LEADING_LEGAL: Final = re.compile(r"^(?:株式会社|PT\.?\s+(?=[A-Z]{2}|\w{4})|ООО\s+)")
_CODE: Final = re.compile(r"^(?:\d{2,}|[A-Z]{1,3}\d{2,}|\d+[A-Z]{1,3})\s*(?:[-–:_|]\s*)?(?=[^\W\d])")
_SMALL_WORDS: Final = {"and", "of", "the", "for", "de", "la", "du", "und", "y", "e"}
_NOISE: Final = re.compile(
    r"\s*(?:[-–|:·]\s*)?(?:careers?(?: site| page)?|jobs?(?: board)?|job openings|open positions|karriere|recruiting"
    r"|recruitment|vacancies|stellenangebote|emploi|werken bij)\s*$",
    re.IGNORECASE,
)
_LEADING_NOISE: Final = re.compile(
    r"^(?:careers? (?:at|with)|jobs? (?:at|with)|work(?:ing)? (?:at|for)|join|werken bij|karriere bei|jobs bei)\s+",
    re.IGNORECASE,
)
_NOT_NAMES: Final = frozenset({
    "careers", "career", "jobs", "job", "home", "welcome", "careerpage", "confidential", "n/a",
    "none", "null", "undefined", "unknown", "company", "recruiting", "untitled", "test", "page",
})  # fmt: skip
_COUNTRY_TAIL: Final = re.compile(
    r"\s+\(?(?:UK|U\.K\.|US|USA|U\.S\.|Deutschland|Germany|France|España|Italia|Italy|Polska|Nederland|Netherlands|Ireland|India"
    r"|Schweiz|Switzerland|Österreich|Austria|Canada|Australia|Singapore|Japan|EMEA|Europe|International)\)?$"
)


def clean_company(name: str) -> str:
    """The brand in a company's name: "908000 Acme Works UK Limited" -> "Acme Works". "" if it names nobody.

    A country goes only together with a legal form, where it names a subsidiary and not the brand.
    """
    line = clean_line(name, 120).strip(" -–|,;:·\"'")
    line = _LEADING_NOISE.sub("", _NOISE.sub("", line)).strip()
    line = _CODE.sub("", line).strip()
    bare = _LEADING_LEGAL.sub("", line).strip()
    legal = bare != line
    for _ in range(3):
        shorter = _LEGAL.sub("", bare).rstrip(" ,&-–")
        if shorter == bare or not _is_name(shorter):
            break
        bare, legal = shorter, True
    if legal:
        shorter = _COUNTRY_TAIL.sub("", bare).rstrip(" ,&-–")
        bare = shorter if _is_name(shorter) else bare
    return bare if _is_name(bare) else ""


def _is_name(text: str) -> bool:
    return len(text) >= 2 and bool(re.search(r"[^\W\d_]", text)) and text.casefold() not in _NOT_NAMES


def company_from_slug(slug: str) -> str:
    """The best reading of a board's slug, the last resort: "acme-corp" -> "Acme", "gousto1" -> "Gousto"."""
    text = re.sub(r"%20|[-_+.]+", " ", slug).strip()
    text = re.sub(r"(?<=[a-z])\d{1,2}$", "", text)
    text = re.sub(r"\s+(?:careers?|jobs?|hq|inc|gmbh|ltd|llc|com|io)$", "", text, flags=re.IGNORECASE)
    if text != text.lower():  # "HighlightTA", "NorthWind": the slug has its own capitals
        return text if _is_name(text) else ""
    words = [w if i and w in _SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(text.split())]
    return " ".join(words) if _is_name(text) else ""


def spelt_out(company: str, slug: str, text: str) -> str:
    """`company` as the posting itself writes it, when all that is known is the slug: "Harbourloaf" -> "Harbour Loaf"."""
    letters = re.sub(r"\W|_", "", slug)[:40]
    if company != company_from_slug(slug) or len(letters) < 4:
        return company
    spaced = r"[ .&'’-]{0,3}".join(re.escape(letter) for letter in letters)
    found = (
        match[0]
        for match in re.finditer(rf"(?<!\w)(?<![/@.]){spaced}(?![\w@]|\.\w)", text[:30_000], re.IGNORECASE)
    )
    return next((name for name in found if name[:1].isupper() or name[:1].isdigit()), company)
