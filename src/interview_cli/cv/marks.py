"""Marks in education lines: "GPA: 3.6", "110/110", "2:1"."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(
    r"(?:\b(?:c?gpa|grade|note|nota|mention|voto|cijfer|ocena|betyg|abschlussnote|gesamtnote|notendurchschnitt|score|marks)\b\s*:?\s*)"
    r"([\w.,+/ %()-]{1,40})|(?<![\d/.,])([1-9]\d{0,2}(?:[.,]\d+)?\s?(?:/\s?(?:4|5|10|20|30|60|100|110)(?![\d/])(?:\s+(?:e lode|con lode))?|%))|\b(2:[12]|(?:first|second)[- ]class(?: honou?rs)?(?: \(?(?:upper|lower)(?: division)?\)?)?|(?:upper|lower) second(?:[- ]class)?(?: honou?rs)?|\d{2,3} (?:ucas )?(?:points|pts)\b|magna cum laude|summa cum laude|cum laude)|\b(mit (?:gutem |sehr gutem |ausgezeichnetem )?(?:erfolg|auszeichnung))\b|\A\(?((?:with |avec |avec la plus |la plus )?(?:grande )?(?:merit|distinction))\)?\Z",
    re.IGNORECASE,
)


def take_mark(text: str) -> tuple[str, str]:
    """`text` without a mark ("GPA: 3.6", "110/110", "2:1"), and the mark."""
    found = _MARK.search(text)
    if not found:
        return text, ""
    mark = next(g for g in found.groups() if g).strip(" ,;)")
    mark += ")" * (mark.count("(") - mark.count(")"))
    before, after = text[: found.start()].rstrip(" ,;|–-"), text[found.end() :]
    if before.endswith("("):
        before, after = before[:-1].rstrip(), after.removeprefix(")")
    rest = f"{before}{after}".strip(" ,;|–-")
    return re.sub(r"\s*\(\s*\)?\Z|\(\s*\)", "", rest).strip(), mark
