"""Numbers in a text, and whether they stand in what it was made from."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"\d+(?:[.,  ]\d{3})*(?:[.,]\d+)?")
_WORDS: Final = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "hundred": "100", "thousand": "1000", "half": "50", "double": "2", "doubled": "2",
}  # fmt: skip
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def figures(text: str) -> set[str]:
    """The numbers of `text` without separators: "1,900" and "1 900" are "1900"; number words count as well."""
    found = {_bare(match) for match in _NUMBER.findall(text)}
    return found | {_WORDS[word.lower()] for word in _WORD.findall(text)}


def written_figures(text: str) -> set[str]:
    """The numbers written in digits."""
    return {_bare(match) for match in _NUMBER.findall(text)}


def _bare(number: str) -> str:
    whole = re.sub(r"(?<=\d)[.,  ](?=\d{3}(?:\D|$))", "", number)
    return whole.replace(",", ".").rstrip(".")


def strike_new_figures(text: str, sources: str) -> tuple[str, int]:
    """`text` with every number that stands in no source struck out as "[your figure]", and how many there were."""
    known = figures(sources)
    struck = 0

    def strike(match: re.Match[str]) -> str:
        nonlocal struck
        if _bare(match[0]) in known:
            return match[0]
        struck += 1
        return "[your figure]"

    return _NUMBER.sub(strike, text), struck
