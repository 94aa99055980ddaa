"""Competencies: which ones a text asks for, and which ones a CV line shows."""

from __future__ import annotations

from functools import cache
from typing import Literal

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.wording import Phrases, fold_words

Side = Literal["asks", "shows"]


def find_competencies(text: str, side: Side) -> tuple[str, ...]:
    """The competencies that a posting's wording `asks` for, or that a CV line `shows`, in the order of the data file."""
    folded = fold_words(text)
    return tuple(name for name in load_file("competencies") if _is_there(name, side, folded))


def _is_there(name: str, side: Side, folded: str) -> bool:
    """Whether the wording is there, and still is when what only looks like it ("a lean team") is taken away."""
    if not _pattern(name, side).found_in(folded):
        return False
    left = padded = f" {folded} "
    for phrase in load_file("competencies")[name].get(f"{side}_not", ()):
        left = left.replace(f" {phrase} ", " . ")
    return left == padded or _pattern(name, side).found_in(left)


def title_of(competency: str) -> str:
    """How one names the competency in a sentence: "taking ownership"; an unknown one by its own name."""
    known = load_file("competencies").get(competency)
    title: str = known["title"] if known else competency.replace("-", " ")
    return title


@cache
def _pattern(name: str, side: Side) -> Phrases:
    return Phrases(load_file("competencies")[name][side])
