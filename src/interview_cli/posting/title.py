"""Job titles without what only a registry needs: requisition numbers and gender notes."""

from __future__ import annotations

import re
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
    r"|immediate start|apply now|new|hiring now|full[- ]time|part[- ]time|home ?office|100\s?%|work from home|wfh|télétravail|teletrabajo)\s*[\])]?\s*$",
    re.IGNORECASE,
)
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
        short = _LEADS.sub("", short)
        for _ in range(3):
            shorter = _TAILS.sub("", short)
            if shorter == short:
                break
            short = shorter
    short = re.sub(r"\s{2,}", " ", short).strip(" -–|,;:·•")
    return short if re.search(r"[^\W\d_]{2}", short) else line
