"""How much a phrase looks like a job title, an organisation, a degree or a place."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from interview_cli.cv.vocabulary import load, plain

_LEGAL: Final = re.compile(
    r"(?:^|[\s,])(?:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|L\.P|PLC|plc|Corp|Co|Pty|GmbH|mbH|AG|KG|KGaA|OHG|GbR|UG|e\.\s?V|eG|eGen|e\.K|SE|"
    r"S\.?A\.?S?|SARL|S\.A\.R\.L|SASU|EURL|S\.?L\.?U?|S\.?r\.?l\.?|S\.?p\.?A|SNC|B\.?V|N\.?V|VOF|AB|HB|A/S|AS|ApS|Oyj?|Sp\.\s?z\s?o\.?\s?o|S\.?C|"
    r"Lda|Ltda|S/A|EIRELI|ME|Pvt|PvtLtd|Bhd|KK|K\.K|& Co|& Sons|& Partners|& Associates|Gruppe|N\.?H\.?S)\.?(?=$|[\s,.;)(/])"
)
_STATE: Final = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AE]|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB|MB|NB|NS|NL|RJ|SP|MG|RS|PR|BA|CE|NSW|VIC|QLD)\b"
)
_CODES: Final = re.compile(
    r"\b(?:Ph\.?\s?D|B\.?\s?Sc|M\.?\s?Sc|B\.?\s?A|M\.?\s?A|B\.?\s?S|M\.?\s?S|B\.?\s?E|M\.?\s?E|B\.?\s?Tech|M\.?\s?Tech|M\.?B\.?A|LL\.?[BM]|J\.?D|M\.?D|B\.?\s?Com|M\.?\s?Com|B\.?\s?Ed|M\.?\s?Ed|B\.?F\.?A|M\.?F\.?A|M\.?\s?Eng|B\.?\s?Eng|A-?levels?|GCSEs?|Dipl\.?-?[A-Z]?\w*|Mag\.|Dr\.|A\.A\.?S?|B\.B\.A|M\.Phil|D\.Phil|Ed\.D)(?=$|[\s,.;:()/–-])"
)


@cache
def _matchers(kind: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    words = [word for text in load("words")[kind].values() for word in str(text).split()]
    ends = tuple(sorted({w[1:] for w in words if w.startswith("-")}))
    starts = tuple(sorted({w[:-1] for w in words if w.endswith("-")}))
    whole = {plain(w.strip("-")) for w in words if not w.endswith("-")}
    return frozenset(whole), ends, starts


@cache
def count_words(kind: str, text: str) -> int:
    """How many words of `text` are of `kind` ("title", "org", "degree", "place")."""
    whole, ends, starts = _matchers(kind)
    not_people = _matchers("org")[0] if kind == "title" else frozenset()  # "Hill Contractors" is a firm
    found = 0
    for word in plain(text).replace("co operative", "cooperative").split():
        known = (
            word in whole
            or (word.endswith("s") and word[:-1] in whole and len(word) > 5 and word not in not_people)
            or any(word.startswith(s) and len(word) - len(s) <= 4 for s in starts)
        )
        found += known or any(len(word) > len(e) + 1 and word.endswith(e) and len(e) > 2 for e in ends)
    return found


def title_score(text: str) -> float:
    """About 1 for a job title; 0 when nothing says so."""
    return min(2.0, float(count_words("title", text)))


def org_score(text: str) -> float:
    """About 1 for an organisation; 0 when nothing says so."""
    return min(2.5, count_words("org", text) + (1.5 if _LEGAL.search(text) else 0.0))


def degree_score(text: str) -> float:
    """About 1 for a degree or school-leaving certificate."""
    return min(2.0, count_words("degree", text) + (1.0 if _CODES.search(text) else 0.0))


def is_place(text: str) -> bool:
    """Whether `text` is a place: a town we know, a country, "City, ST", or a post code with a town."""
    text = text.strip(" .,()")
    if _STATE.fullmatch(text):
        return True
    if not text or len(text) > 60 or org_score(text.split(",")[0]) >= 1:
        return False
    if re.fullmatch(
        r"[^\d,]{2,30},\s*[A-Z]{2,3}(?:\s+\d{5}(?:-\d{4})?)?(?:,\s*USA?)?", text
    ) and _STATE.search(text):
        return True
    if title_score(text) == 0 and all(
        _known_place(part) for part in re.split(r"[,/]|\s[–-]\s", text) if part.strip()
    ):
        return True
    return bool(
        re.fullmatch(
            r"(?:[A-Z]{1,2}-)?\d{4,5}(?:\s?[A-Z]{2})?\s+[^\W\d]{3,}[^\d,]{0,25}|\d{2}-\d{3}\s+[^\W\d]{3,}[^\d,]{0,25}|\d{3}\s?\d{2}\s+[^\W\d]{3,}[^\d,]{0,25}",
            text,
        )
    )


def _known_place(part: str) -> bool:
    """Whether every word of `part` is a place we know, a state, a number, or a word that stands beside places."""
    whole = _matchers("place")[0]
    words = plain(part).split()
    known = sum(1 for w in words if w in whole)
    state = bool(_STATE.fullmatch(part.strip()))
    loose = sum(
        1
        for w in words
        if w not in whole and not count_words("beside_place", w) and not re.fullmatch(r"\d+[a-z]{0,3}", w)
    )
    codes = len(_STATE.findall(part))
    return state or (known > 0 and loose <= codes and len(words) <= 6)


def maybe_place(text: str) -> bool:
    """Whether `text` could be a town nobody told us of: one to three capitalised words that say nothing else."""
    text = text.strip(" .()")
    words = text.split()
    return (
        0 < len(words) <= 4 and len(text) < 36 and not any(c.isdigit() for c in text)
        and text[:1].isupper() and words[-1][:1].isupper()
        and title_score(text) == 0 and org_score(text) == 0 and degree_score(text) == 0
    )  # fmt: skip
