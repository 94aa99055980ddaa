"""How much of one text another holds, by its telling words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from interview_cli.coach.builtin.cvreading import CVLine
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.wording import fold_words

# Words are compared by their first letters: "manage", "managed" and "management" meet at six.
_STEM: Final = 6


@dataclass(frozen=True, slots=True)
class Overlap:
    """The CV line that holds most of a text: the share (0-1) and the number of telling words it holds."""

    line: CVLine
    share: float
    words: int


def best_overlap(text: str, lines: Iterable[CVLine]) -> Overlap | None:
    """The line that holds most of the telling words of `text`, or None when no line holds two of them (or the only one)."""
    wanted = stems(text)
    best: Overlap | None = None
    for line in lines:
        shared = len(wanted & stems(line.text))
        if shared >= min(2, len(wanted)) and shared and (best is None or shared / len(wanted) > best.share):
            best = Overlap(line, shared / len(wanted), shared)
    return best


def stems(text: str) -> frozenset[str]:
    """The telling words of `text`, cut to their first six letters; everyday and posting words are left out."""
    words = fold_words(text).split()
    return frozenset(
        word[:_STEM] for word in words if len(word) > 2 and word not in _common() and not word.isdigit()
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(load_file("stopwords")["words"])
