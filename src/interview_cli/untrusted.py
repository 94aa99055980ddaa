"""Text from strangers: postings, threads, CVs, model replies.

`clean` takes out everything that could act on a terminal or hide from a reader; `find_quote` says whether a quote
really stands in its source.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Format characters that carry meaning in real scripts: ZWNJ and ZWJ (Persian, Hindi, emoji families).
_KEPT_FORMAT: Final = {"\u200c", "\u200d"}
_DROPPED_CATEGORIES: Final = {"Cc", "Cf", "Co", "Cs", "Cn"}

# Whole escape sequences go, not only their ESC: what is left of "\x1b[31mred" should read "red".
# Bounded repeats keep this linear on hostile input.
_ESCAPES: Final = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links, clipboard
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]{0,4096}(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]?"  # CSI: colours, cursor
    r"|\x1b[ -/]{0,4}[0-~]?"  # the rest
)
_LINE_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ASCII_PRINTABLE: Final = re.compile(r"[\n\t\x20-\x7e]*\Z")

MIN_QUOTE_CHARS: Final = 12
MIN_QUOTE_WORDS: Final = 3


def clean(text: str) -> str:
    """`text` in NFC without escape sequences, control, bidi, tag or private characters; newlines become LF.

    Tabs and newlines stay. Lone surrogates go. Linear in the length of the text.
    """
    if _ASCII_PRINTABLE.match(text):
        return text
    text = _LINE_BREAKS.sub("\n", _ESCAPES.sub("", text))
    kept = (
        c
        for c in text
        if c in "\n\t" or c in _KEPT_FORMAT or unicodedata.category(c) not in _DROPPED_CATEGORIES
    )
    return unicodedata.normalize("NFC", "".join(kept))


def clean_line(text: str, limit: int = 300) -> str:
    """`text` cleaned and folded to one line of at most `limit` characters (cut at a word, marked with an ellipsis)."""
    line = " ".join(clean(text).split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:-") + "…"


_FOLDS: Final = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00ad": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` as quotes are compared: NFKC, one kind of quote mark and dash, single spaces, no case."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDS).split()).casefold()


def find_quote(quote: str, folded_source: str) -> bool:
    """Whether `quote` stands word for word in a source already passed through `fold`.

    A quote shorter than 12 characters or three words proves nothing and is refused.
    """
    wanted = fold(quote).strip("\"' ")
    if len(wanted) < MIN_QUOTE_CHARS or len(wanted.split()) < MIN_QUOTE_WORDS:
        return False
    return wanted in folded_source


def web_link(url: str | None) -> str | None:
    """`url` if it is a plain http(s) link that may be shown and followed, else None."""
    if not url or not re.match(r"https?://[^\s<>\"'\\^`{|}\x00-\x20]{3,2000}\Z", url, re.IGNORECASE):
        return None
    return clean(url)
