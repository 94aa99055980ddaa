"""The figures of an answer: what is counted or measured, with its unit; years and bare ordinals are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.tokens import fold_word

_DIGITS: Final = re.compile(
    r"(?<![\w.,])(?P<money>[€$£]\s?)?(?P<number>\d{1,3}(?:[ ,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<unit>\s?%|\s?(?:per ?cent|percent|prozent|pour ?cent|por ciento|k|m|bn|x|million(?:s|en)?|millones|thousand|"
    r"euros?|pounds?|dollars?|ms|kg|gb|tb|mb)\b)?(?:[-\s](?P<noun>[^\W\d_]{2,}))?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_PERCENT: Final = ("%", "per cent", "percent", "prozent", "pour cent", "por ciento", "pourcent")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
# A number word on its own is a figure only before one of these, or before a plural.
_SMALL_WORDS: Final = frozenset({"one", "two", "dos"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at characters `start` to `end`; `unit` is "%", "money", or the noun after it, folded, "" when none."""

    value: float
    unit: str
    start: int
    end: int

    @property
    def is_time(self) -> bool:
        """Whether it counts time."""
        return self.unit in _words("time")


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures in `text`, in order. Years (1900-2099) are left out: they date, they do not measure."""
    found = [*_in_digits(text), *_in_words(text)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def find_years(text: str) -> tuple[str, ...]:
    """The years named in `text`."""
    return tuple(match.group() for match in re.finditer(r"(?<![\w.,])(?:19|20)\d\d(?![\w])", text))


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text):
        number, unit = match["number"], fold_word((match["unit"] or "").strip())
        noun = fold_word(match["noun"] or "")
        if (
            _YEAR.match(number)
            and not unit
            and not match["money"]
            and (not noun or noun in _words("no_unit"))
        ):
            continue
        value = parse_number(number) * _factor(unit)
        end = match.end("unit") if match["unit"] else match.end("number")
        if match["money"] or unit.startswith(("euro", "pound", "dollar")):
            yield Figure(value, "money", match.start(), end)
        elif unit in _PERCENT or (unit and unit.startswith("per")):
            yield Figure(value, "%", match.start(), end)
        elif unit and unit not in ("k", "m", "bn", "x"):
            yield Figure(value, unit, match.start(), end)
        elif noun and noun not in _words("no_unit"):
            kind = "money" if noun in ("euros", "euro", "pounds", "dollars") else noun
            yield Figure(value, kind, match.start(), match.end("noun"))
        else:
            yield Figure(value, "", match.start(), end)


def parse_number(text: str) -> float:
    """A number as people write it: "1,500", "1.500", "1 500" are 1500; "4.5" and "4,5" are 4.5."""
    grouped = re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", text)
    return float(re.sub(r"[ ,.]", "", text) if grouped else text.replace(",", "."))


def _factor(unit: str) -> float:
    if unit == "k" or unit.startswith("thousand"):
        return 1e3
    if unit == "m" or unit.startswith(("million", "millon")):
        return 1e6
    return 1e9 if unit == "bn" else 1.0


def _in_words(text: str) -> Iterator[Figure]:
    words = list(_WORD.finditer(text))
    numbers = number_words()
    for i, match in enumerate(words):
        parts = [numbers.get(part) for part in fold_word(match.group()).split("-")]
        if None in parts or i + 1 >= len(words):
            continue
        noun = words[i + 1]
        name = fold_word(noun.group())
        if text[match.end() : noun.start()].strip(" -\n") or name in _words("no_unit") or name in numbers:
            continue
        # "one thing", "two of them" measure nothing; "two hours", "fourteen wards" do.
        counted = name in _words("time") or (
            name.endswith("s") and fold_word(match.group()) not in _SMALL_WORDS
        )
        if counted or name in ("per", "percent", "prozent", "thousand", "hundred", "million"):
            value = float(sum(part or 0 for part in parts))
            yield Figure(value, "%" if name.startswith("per") else name, match.start(), noun.end())


@cache
def number_words() -> dict[str, int]:
    """Numbers written as words, folded."""
    return {fold_word(word): value for word, value in load_file("grading-language")["numbers"].items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_file("grading-language")["figures"][name])
