"""An answer with all that was found in it: what every dimension is graded from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.deeds import Deed, find_deeds
from interview_cli.coach.builtin.grading.expected import Expected
from interview_cli.coach.builtin.grading.figures import Figure, find_figures
from interview_cli.coach.builtin.grading.reading import Reading, word_at

# A follow-up asks for one more thing; half of what a whole answer needs is plenty.
_FOLLOW_UP: Final = 0.5


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
        """How much is expected at this level, 1 for mid; of a follow-up less."""
        return float(scale("demand")[self.ask.level]) * (_FOLLOW_UP if self.expected.follow_up else 1.0)

    @property
    def length(self) -> dict[str, float]:
        """The words this question needs: `least`, `from`, `to` and `most`."""
        kind = self.expected.kind
        need: dict[str, float] = scale("length")["screening" if kind == "ask-them" else kind]
        if self.expected.of_fact:
            need = need | {"least": 1, "from": 2}
        if self.expected.follow_up:
            need = need | {"least": need["least"] * _FOLLOW_UP, "from": need["from"] * _FOLLOW_UP}
        return need

    def quote_figure(self, figure: Figure) -> str:
        """The answer's own words around a figure."""
        at = word_at(self.reading, figure.start)
        return self.reading.quote(at, at + 1)

    def quote_deed(self, deed: Deed) -> str:
        """The answer's own words around a deed."""
        return self.reading.quote(deed.at, deed.at + 1)


def hear(ask: Ask, expected: Expected, reading: Reading) -> Hearing:
    """An answer, read, as an answer to `expected`."""
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
