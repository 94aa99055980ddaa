"""The expected points of a question against an answer: met, touched, missed, or said the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from interview_cli.coach.builtin.grading.expected import Point, word_stems
from interview_cli.coach.builtin.grading.figures import find_figures
from interview_cli.coach.builtin.grading.hearing import Hearing, climb, quotes, scale
from interview_cli.coach.builtin.grading.reading import Reading, Sentence, is_prose
from interview_cli.coach.builtin.wording import fold_words
from interview_cli.models import DimensionScore

PointStatus = Literal["met", "touched", "missed", "wrong"]

# A signal this long, or of several words, says enough on its own; "plan" or "type" need company.
_TELLING: Final = 7
_NOT: Final = re.compile(
    r"\b(?:not|no|never|don ?t|doesn ?t|without|avoid|nicht|kein\w*|nie|ne|pas|jamais|sin|nunca)\b"
)
# A point explained takes about this many words; fewer name it without explaining it.
_WORDS_A_POINT: Final = 16
_NARROW: Final = 0.7


@dataclass(frozen=True, slots=True)
class Judged:
    """A point, how it stands, and the answer's own words that show it."""

    point: Point
    status: PointStatus
    quote: str | None = None


def judge_points(hearing: Hearing) -> tuple[Judged, ...]:
    """Every expected point against the answer, in order; none when the question's points only describe good form."""
    if hearing.expected.source == "strong":
        return ()
    sentences = [s for s in hearing.reading.sentences if is_prose(hearing.reading, s)]
    if hearing.expected.source == "bank":
        return tuple(_by_signals(point, sentences, hearing) for point in hearing.expected.points)
    read = [(sentence, word_stems(sentence.text)) for sentence in sentences]
    return tuple(_by_stems(point, read, hearing) for point in hearing.expected.points)


def share_met(judged: Iterable[Judged]) -> float:
    """The share of the points that are met, touched ones for half; 0 without points."""
    worth = {"met": 1.0, "touched": 0.5, "missed": 0.0, "wrong": 0.0}
    values = [worth[one.status] for one in judged]
    return sum(values) / len(values) if values else 0.0


def grade_accuracy(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    """How many of the points are there, less what is said the wrong way round."""
    met = [one for one in judged if one.status == "met"]
    wrong = [one for one in judged if one.status == "wrong"]
    score = climb(share_met(judged), scale("accuracy")["share"])
    room = hearing.reading.size / (_WORDS_A_POINT * len(judged))
    score = min(score, 5 if room >= 1 else 4 if room >= _NARROW else 3)
    score = max(1, score - len(wrong))
    why = f"{len(met)} of {len(judged)} expected points"
    if wrong:
        why += f", {len(wrong)} said the wrong way round"
    return DimensionScore(score, quotes(*(one.quote for one in (*met, *wrong))), why)


def _by_signals(point: Point, sentences: list[Sentence], hearing: Hearing) -> Judged:
    """By the words that show the point. A word of the question itself shows nothing."""
    asked = _stemmed(hearing.expected.folded)
    best: tuple[float, Sentence | None] = (0.0, None)
    total: dict[str, float] = {}
    for sentence in sentences:
        found = {
            signal: _weight(signal, asked)
            for signal in point.signals
            if _stands_in(signal, sentence, hearing.reading)
        }
        total |= found
        worth = sum(found.values()) + 0.25 * len(point.stems & word_stems(sentence.text))
        if found and worth > best[0]:
            best = (worth, sentence)
    weight = sum(total.values())
    if best[1] is None or not weight:
        return Judged(point, "missed")
    supported = weight >= 1 or best[0] >= weight + 0.5
    return Judged(point, "met" if supported else "touched", _quote(best[1], point, hearing.reading))


def _weight(signal: str, asked: str) -> float:
    folded = fold_words(signal)
    if f" {_stemmed(folded).strip()} " in asked:
        return 0.0
    return 1.0 if len(folded) >= _TELLING or " " in folded or any(c.isdigit() for c in folded) else 0.5


def _stands_in(signal: str, sentence: Sentence, reading: Reading) -> bool:
    return _stemmed(fold_words(signal)) in _stemmed_sentence(sentence, reading)


def _stemmed_sentence(sentence: Sentence, reading: Reading) -> str:
    return _stemmed(" ".join(word.folded for word in reading.words[sentence.first : sentence.last]))


@cache
def light_stem(word: str) -> str:
    """An English word without its usual endings, so that "scores", "scored" and "scoring" meet."""
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending, least in (("ing", 6), ("ed", 5), ("es", 5), ("s", 5)):
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "eed")):
            word = word.removesuffix(ending)
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sleo":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _stemmed(folded: str) -> str:
    return f" {' '.join(light_stem(word) for word in folded.split())} "


def _by_stems(point: Point, read: list[tuple[Sentence, frozenset[str]]], hearing: Hearing) -> Judged:
    """By the telling words that the point shares with a sentence, or with two that follow each other."""
    wanted = point.stems - hearing.expected.stems or point.stems
    figures = {figure.value for figure in find_figures(point.text)}
    best: tuple[int, Sentence | None] = (0, None)
    for place, (sentence, stems) in enumerate(read):
        after = read[place + 1][1] if place + 1 < len(read) else frozenset()
        shared = len(wanted & stems)
        joined = len(wanted & (stems | after))
        shared = max(shared, joined - 1)
        shared += bool(figures & {figure.value for figure in find_figures(sentence.text)})
        if shared > best[0]:
            best = (shared, sentence)
    count, found = best
    if found is None:
        return Judged(point, "missed")
    quote = _quote(found, point, hearing.reading)
    if count >= 2 and _is_turned_round(point, found, wanted):
        return Judged(point, "wrong", quote)
    if count >= 3 or (count >= 2 and count / len(wanted) >= 0.4):
        return Judged(point, "met", quote)
    return (
        Judged(point, "touched", quote)
        if count >= 2 or count / len(wanted) >= 0.34
        else Judged(point, "missed")
    )


def _is_turned_round(point: Point, sentence: Sentence, wanted: frozenset[str]) -> bool:
    """Whether the point warns of something that the sentence does: "never in the fridge" against "into the fridge"."""
    warns = _NOT.search(fold_words(point.text.split(",")[0]))
    if not warns or _NOT.search(fold_words(sentence.text)):
        return False
    warned = word_stems(point.text.split(",")[0]) & wanted
    return len(warned & word_stems(sentence.text)) >= 2


def _quote(sentence: Sentence, point: Point, reading: Reading) -> str:
    """The clause of the sentence in which the point's own words or signals stand."""
    signals = {light_stem(word) for signal in point.signals for word in fold_words(signal).split()}
    for at in range(sentence.first, sentence.last):
        word = reading.words[at].folded
        if (len(word) > 3 and light_stem(word) in signals) or (not signals and word[:6] in point.stems):
            return reading.quote(at, at + 1)
    return reading.quote(sentence.first, sentence.first + 1)
