"""Mend words cut at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_CUT: Final = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]\Z")
# First and second halves of the compounds CVs are full of: their hyphen stays.
_KEEP_FIRST: Final = frozenset(
    "client cloud community cost cross customer data day decision deep end event face fast first full hand hard high key "
    "large life long low market medium mid mixed mobile multi near new non open part patient peer people performance "
    "problem real results right risk self short single six small state team tech test third three time top two user "
    "value well year".split()
)
_KEEP_SECOND: Final = frozenset(
    "aware based bearing booked built case centred centered chain class commerce critical depth day down driven edge end "
    "efficient facing first focused free friendly generation grade hand house in intensive level line long making "
    "native off on oriented out paced party performing person point provoking quality ready related round saving scale "
    "selling service setting site size solving source specific speed stage standing star stop strength style task team "
    "term time to top turn unit up value volume wide winning working year".split()
)


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
        first in _KEEP_FIRST and len(second) > 3 and not second.startswith(_ENDINGS)
    ) or second in _KEEP_SECOND:
        return f"{stem}-{after}"
    return stem + after
