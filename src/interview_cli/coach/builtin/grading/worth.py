"""Answers that are no answers: too little, refused, said back, begged for, keywords, or about something else."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from interview_cli.coach.builtin.grading.expected import Expected, word_stems
from interview_cli.coach.builtin.grading.reading import UNKNOWN, Reading, Sentence, is_prose, read_answer
from interview_cli.coach.builtin.wording import fold_words

Flaw = Literal["empty", "refused", "pasted", "begging", "keywords", "babble", "off-topic"]

_TINY: Final = 3
_ENOUGH: Final = 20
_REFUSAL_REST: Final = 6
_SEVERAL: Final = 6
# Long texts repeat their words by nature.
_LONG: Final = 200
_VARIED: Final = 0.3


@dataclass(frozen=True, slots=True)
class Sifted:
    """An answer, read, without the sentences that say the question back or ask for a score.

    `flaw` says what is wrong with it, and is None when it is an answer. `begged` tells that a score was asked for.
    """

    reading: Reading
    flaw: Flaw | None
    begged: bool = False


def sift(text: str, expected: Expected) -> Sifted:
    """Take out what is no answer, and see whether something is left."""
    reading = read_answer(text)
    if reading.language == UNKNOWN:
        return Sifted(reading, None)
    begging = {s.start for s in reading.sentences if reading.hits_in(s, "begging")}
    echoes = {s.start for s in reading.sentences if s.start not in begging and _is_echo(s, expected)}
    rest = [s for s in reading.sentences if s.start not in begging | echoes]
    words = sum(sentence.size for sentence in rest)
    if begging and words < _ENOUGH:
        return Sifted(reading, "begging", begged=True)
    if echoes and words < _ENOUGH // 2:
        return Sifted(reading, "pasted")
    if begging or echoes:
        reading = read_answer("\n".join(sentence.text for sentence in rest))
    return Sifted(reading, _flaw(reading, expected), begged=bool(begging))


def _flaw(reading: Reading, expected: Expected) -> Flaw | None:
    """What makes the rest no answer, if anything does."""
    words = [word.folded for word in reading.words]
    refused = sum(hit.end - hit.start for hit in reading.hits.get("refusal", ()))
    prose = sum(sentence.size for sentence in reading.sentences if is_prose(reading, sentence))
    several = len(words) >= _SEVERAL
    flaws: tuple[tuple[bool, Flaw], ...] = (
        (bool(refused) and len(words) - refused <= _REFUSAL_REST, "refused"),
        (not words or (len(words) <= _TINY and not expected.of_fact), "empty"),
        (several and len(words) < _LONG and len(set(words)) / len(words) < _VARIED, "babble"),
        (several and prose < len(words) / 3, "keywords"),
    )
    return next((flaw for there, flaw in flaws if there), None)


def _is_echo(sentence: Sentence, expected: Expected) -> bool:
    """Whether a sentence says hardly more than the question did."""
    said = word_stems(sentence.text)
    if sentence.size < 5 or not said:
        return False
    new = said - expected.stems
    folded = fold_words(sentence.text)
    if len(new) <= 1 and len(new) / len(said) <= 0.34 and len(said) >= 2:
        return True
    match = SequenceMatcher(None, folded.split(), expected.folded.split(), autojunk=False)
    same = sum(block.size for block in match.get_matching_blocks() if block.size >= 3)
    return same / sentence.size >= 0.7
