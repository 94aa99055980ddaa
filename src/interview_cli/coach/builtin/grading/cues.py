"""Finds every cue of `grading-cues.toml` in one pass over the words of an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.wording import fold_words

LANGUAGES: Final = ("en", "de", "fr", "es")
_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording to look for: its words, folded; "abc*" leaves a word open, "*" stands for up to three words."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at words `start` to `end` (exclusive) of the answer."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CueIndex:
    """Cues by their first two words, by their first where the second is open, and by the beginning of an open first."""

    paired: Mapping[tuple[str, str], tuple[Cue, ...]]
    single: Mapping[str, tuple[Cue, ...]]
    opened: Mapping[str, tuple[Cue, ...]]
    lengths: tuple[int, ...]

    def find(self, words: Sequence[str], borders: Sequence[int]) -> list[Hit]:
        """The cues in `words`, in order. `borders[i]` numbers the sentence of word i; a cue stays within one.

        Of cues of one name that begin at the same word the longest counts.
        """
        hits: list[Hit] = []
        for at, word in enumerate(words):
            best: dict[str, int] = {}
            for cue in self._starting(word, words[at + 1] if at + 1 < len(words) else ""):
                end = _end_of(cue.words, words, at)
                if end and borders[end - 1] == borders[at] and end > best.get(cue.name, 0):
                    best[cue.name] = end
            hits += [Hit(name, at, end) for name, end in best.items()]
        return hits

    def _starting(self, word: str, following: str) -> list[Cue]:
        found = [*self.paired.get((word, following), ()), *self.single.get(word, ())]
        for length in self.lengths:
            if len(word) >= length:
                found += self.opened.get(word[:length], ())
        return found


def _end_of(cue: tuple[str, ...], words: Sequence[str], at: int) -> int:
    """Where a cue that begins at word `at` ends, or 0 when it does not stand there."""
    place = at
    loose = False
    for wanted in cue:
        if wanted == "*":
            loose = True
            continue
        reach = _GAP + 1 if loose else 1
        step = next(
            (i for i in range(place, min(place + reach, len(words))) if _is_word(wanted, words[i])), None
        )
        if step is None:
            return 0
        place = step + 1
        loose = False
    return place


def _is_word(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@cache
def read_cues(language: str) -> CueIndex:
    """The cues of a language; English is always among them, for its terms are used everywhere."""
    cues = [
        Cue(name, fold_cue(text))
        for name, row in load_file("grading-cues").items()
        for tongue in dict.fromkeys(("en", language))
        for text in row.get(tongue, ())
    ]
    return index_cues(cues)


def index_cues(cues: Sequence[Cue]) -> CueIndex:
    """Cues made ready for finding."""
    paired: defaultdict[tuple[str, str], list[Cue]] = defaultdict(list)
    single: defaultdict[str, list[Cue]] = defaultdict(list)
    opened: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        first = cue.words[0]
        if first.endswith("*"):
            opened[first[:-1]].append(cue)
        elif len(cue.words) > 1 and not cue.words[1].endswith("*"):
            paired[first, cue.words[1]].append(cue)
        else:
            single[first].append(cue)
    return CueIndex(
        {words: tuple(found) for words, found in paired.items()},
        {word: tuple(found) for word, found in single.items()},
        {word: tuple(found) for word, found in opened.items()},
        tuple(sorted({len(word) for word in opened})),
    )


def fold_cue(text: str) -> tuple[str, ...]:
    """The words of a cue as they stand in the data, folded; stars are kept."""
    words: list[str] = []
    for part in text.split():
        if part == "*":
            words.append(part)
            continue
        folded = fold_words(part).split()
        words += folded
        if part.endswith("*") and folded:
            words[-1] += "*"
    return tuple(words)
