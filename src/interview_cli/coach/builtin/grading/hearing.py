"""An answer with all that was found in it: what every dimension is graded from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.deeds import Deed, find_deeds
from interview_cli.coach.builtin.grading.expected import Expected
from interview_cli.coach.builtin.grading.figures import Figure, find_figures
from interview_cli.coach.builtin.grading.reading import Reading, read_answer, word_at


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was asked, what was answered, and the deeds and figures found in it."""

    ask: Ask
    expected: Expected
    reading: Reading
    deeds: tuple[Deed, ...]
    figures: tuple[Figure, ...]

    @property
    def demand(self) -> float:
        """How much is expected at this level, 1 for mid."""
        return float(scale("demand")[self.ask.level])

    def quote_figure(self, figure: Figure) -> str:
        """The answer's own words around a figure."""
        at = word_at(self.reading, figure.start)
        return self.reading.quote(at, at + 1)

    def quote_deed(self, deed: Deed) -> str:
        """The answer's own words around a deed."""
        return self.reading.quote(deed.at, deed.at + 1)


def hear(ask: Ask, expected: Expected, text: str) -> Hearing:
    """`text` (cleaned) read as an answer to `expected`."""
    reading = read_answer(text)
    return Hearing(ask, expected, reading, find_deeds(reading), find_figures(reading.text))


def scale(name: str) -> dict[str, Any]:
    """A table of `grading-scale.toml`."""
    table: dict[str, Any] = load_file("grading-scale")[name]
    return table


def climb(points: float, needed: Sequence[float]) -> int:
    """The grade 1-5 for points where `needed` says what 2, 3, 4 and 5 take."""
    return 1 + sum(points >= step for step in needed)


def descend(amount: float, allowed: Sequence[float]) -> int:
    """The grade 1-5 for an amount of which less is better; `allowed` says how much 5, 4, 3 and 2 bear."""
    return 5 - sum(amount > step for step in allowed)


def quotes(*found: str | None, most: int = 3) -> tuple[str, ...]:
    """The quotes that there are, each once, at most `most`."""
    return tuple(dict.fromkeys(quote for quote in found if quote))[:most]
