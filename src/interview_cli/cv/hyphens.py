"""Mend words cut at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from interview_cli.cv.vocabulary import load

_CUT: Final = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]\Z")
# Second halves that only syllables have: "mar-keting", "part-ners".
_ENDINGS: Final = (
    "ing",
    "ling",
    "ment",
    "ner",
    "nolog",
    "nic",
    "ual",
    "ness",
    "ation",
    "ular",
    "able",
    "iest",
    "ings",
    "ting",
    "ters",
)


@cache
def _halves(which: str) -> frozenset[str]:
    """First or second halves of the compounds CVs are full of: their hyphen stays."""
    return frozenset(str(load("words")["compound"][which]).split())


def known_words(text: str) -> Counter[str]:
    """How often each word, and each hyphenated word, stands in `text`."""
    return Counter(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def join_wrapped(before: str, after: str, words: Counter[str]) -> str:
    """`before` and `after` as one text; a word cut by a hyphen is mended, a real hyphen stays."""
    before, after = before.rstrip(), after.lstrip()
    cut = _CUT.search(before)
    follow = re.match(r"[^\W\d_]+", after)
    if not cut or not follow:
        if before.endswith(("\u00ad", "\u2010")):
            return before[:-1] + "-" + after
        return before + after if re.search(r"\w[-/]\Z", before) else f"{before} {after}"
    first, second = cut[1].lower(), follow[0].lower()
    stem = before[:-1]
    if not after[0].islower() or words[f"{first}-{second}"]:
        return f"{stem}-{after}"
    if words[first + second]:
        return stem + after
    if (
        first in _halves("first") and len(second) > 3 and not second.startswith(_ENDINGS)
    ) or second in _halves("second"):
        return f"{stem}-{after}"
    return stem + after
