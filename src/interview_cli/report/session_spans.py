"""Where quoted words stand in an answer."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_cli.report.session_shapes import Span

# Marks and dashes of one kind are all alike here, as they are when quotes are checked.
_ALIKE: Final = ("'‘’‚‛′`´", '"“”„«»″', "-‐‑‒–—−")
_MOST_WORDS: Final = 120


def place(quote: str, answer: str) -> tuple[int, int] | None:
    """Start and end of `quote` in `answer`: as it is, else without regard to case, spaces and kinds of marks."""
    quote = quote.strip().strip('“”"…')
    if not quote:
        return None
    at = answer.find(quote)
    if at >= 0:
        return at, at + len(quote)
    words = quote.split()[:_MOST_WORDS]
    found = re.search(r"\s+".join(map(_loose, words)), answer, re.IGNORECASE)
    return found.span() if found else None


def _loose(word: str) -> str:
    return "".join(
        next((f"[{re.escape(kinds)}]" for kinds in _ALIKE if letter in kinds), re.escape(letter))
        for letter in word
    )


def cut(answer: str, spans: Iterable[Span]) -> list[tuple[str, bool, tuple[str, ...]]]:
    """`answer` in pieces: the text, whether it is quoted, and the labels of the spans that end with it."""
    spans = [span for span in spans if 0 <= span.start < span.end <= len(answer)]
    edges = sorted({0, len(answer), *(s.start for s in spans), *(s.end for s in spans)})
    pieces = []
    for start, end in pairwise(edges):
        quoted = any(span.start <= start and end <= span.end for span in spans)
        labels = dict.fromkeys(span.label for span in spans if span.end == end)
        pieces.append((answer[start:end], quoted, tuple(labels)))
    return pieces
