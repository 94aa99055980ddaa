"""Job titles without what only a registry needs: requisition numbers and gender notes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from interview_cli.untrusted import clean_line

_LETTER: Final = r"(?:[mwfdhxgiavnk*]|all|alle|div|divers|gn|bi)"
_GENDER: Final = re.compile(
    rf"\s*[\[(]\s*{_LETTER}(?:\s*[/|,.&+·-]\s*{_LETTER}){{1,4}}\s*[\])]|\s+(?:[mw]/[wmf]/[dx]|f/m/[dx]|m/f/[dx]|[HF]/[HF])(?=\s|$|,)"
    r"|\s*[\[(]\s*(?:all genders?|gn|mensch|k\s*/\s*m|female\s*/\s*male\s*/\s*diverse)\s*[\])]",
    re.IGNORECASE,
)
_REQUISITION: Final = re.compile(
    r"^\s*(?:#\s*\d{2,}|\[?(?:REQ|JR|R|ID|Ref)[-_ :.#]*\d{3,}\]?|\d{4,})\s*[-–:|.]?\s+"
    r"|\s*[-–|,]?\s*[\[(]?\s*(?:#\s*\d{3,}|(?:REQ|JR|R|Job ?ID|Req(?:uisition)?(?: ?ID)?|Job Ref|Ref(?:erence)?(?: ?no)?|Kennziffer|Réf|Ref nr)"
    r"[-_ :.#]*\d[\w/-]{2,})\s*[\])]?\s*$"
    r"|\s*[\[(]\s*(?:ID\s*)?\d{4,}\s*[\])]\s*$",
    re.IGNORECASE,
)
_TAILS: Final = re.compile(
    r"\s*(?:[-–|•·,]\s*|[\[(]\s*)(?:(?:fully |100\s?% |full )?remote(?: ok| possible| first)?|hybrid|on-?site|urgent(?:ly)?(?: hiring| required)?"
    r"|immediate start|apply now|new|hiring now|full[- ]time|part[- ]time|home ?office|work from home|wfh|télétravail|teletrabajo)\s*[\])]?\s*$",
    re.IGNORECASE,
)
_WORKLOAD: Final = re.compile(
    r"\s*[,(\[–-]?\s*(?:\d{1,3}\s?%?\s?(?:-|–|bis|à)\s?)?\d{2,3}\s?%\s*[)\]]?\s*$"
)  # Swiss: "80-100%"
_LEADS: Final = re.compile(
    r"^(?:job title|position|role|vacancy|stellenbezeichnung|intitulé du poste|poste|puesto|vacature|stanowisko)\s*:\s+|"
    r"^(?:we are hiring(?: an?)?|we're hiring(?: an?)?|now hiring|wanted|hiring)\s*[:!-]?\s+",
    re.IGNORECASE,
)


def clean_title(title: str, *, from_board: bool = False) -> str:
    """A title as a person says it. From a board's own field only requisition numbers and gender notes go.

    "Account Executive - Italy" keeps its place; "Nurse - Remote" of a web page loses its tail.
    """
    line = clean_line(title, 200)
    short = _GENDER.sub("", line)
    short = _REQUISITION.sub("", short)
    if not from_board:
        short = _LEADS.sub("", _without_pictures(short))
        for _ in range(3):
            shorter = _WORKLOAD.sub("", _TAILS.sub("", short))
            if shorter == short:
                break
            short = shorter
    short = _without_shouting(short)
    short = re.sub(r"\s{2,}", " ", short).strip(" -–|,;:·•")
    return short if re.search(r"[^\W\d_]{2}", short) else line


def _without_pictures(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(c) in {"So", "Sk"} else c for c in text).split())


_ACRONYM: Final = re.compile(
    r"[A-Z]{1,2}|[^AEIOUY]{3,4}|[A-Z]+\d\w*|NHS|RGN|CAD|CNC|HGV|UX/UI|SAP|SEN|EYFS|ICU|III?|IV|LLP|CEO|CFO|CTO|COO|CIO|CISO|B2B|QA"
)


def _without_shouting(text: str) -> str:
    """A title in capitals, in the usual way of writing; short forms stay: "HR MANAGER - UK" -> "HR Manager - UK"."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or text != text.upper() or text == text.lower():
        return text
    small = {"AND", "OF", "THE", "FOR", "IN", "DE", "LA", "DU", "UND", "FÜR", "Y", "E", "ET"}

    def calm(found: re.Match[str]) -> str:
        word = found[0]
        if word in small and found.start():
            return word.lower()
        return word if _ACRONYM.fullmatch(word) else word.capitalize()

    return re.sub(r"[^\W_]+", calm, text)
