"""Answers that are no answers: too little, refused, said back, begged for, keywords, or about something else."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from interview_cli.coach.builtin.grading.expected import Expected, word_stems
from interview_cli.coach.builtin.grading.reading import Reading, Sentence, is_prose, read_answer
from interview_cli.coach.builtin.wording import fold_words

Flaw = Literal["empty", "refused", "pasted", "begging", "keywords", "babble", "off-topic"]

_TINY: Final = 3
_ENOUGH: Final = 20
_REFUSAL_REST: Final = 6


@dataclass(frozen=True, slots=True)
class Sifted:
    """An answer without the sentences that say the question back or ask for a score, and what is wrong with it.

    `text` is what is left to grade; `flaw` is None when it is an answer. `begged` tells that a score was asked for.
    """

    text: str
    flaw: Flaw | None
    begged: bool = False


def sift(text: str, expected: Expected) -> Sifted:
    """Take out what is no answer, and see whether something is left."""
    reading = read_answer(text)
    begging = [s for s in reading.sentences if reading.hits_in(s, "begging")]
    echoes = [s for s in reading.sentences if s not in begging and _is_echo(s, expected)]
    rest = [s for s in reading.sentences if s not in begging and s not in echoes]
    begged = len(begging) > 0 and reading.count("begging") > 0
    left = "\n".join(sentence.text for sentence in rest) if len(rest) < len(reading.sentences) else text
    words = sum(sentence.size for sentence in rest)
    if begged and words < _ENOUGH:
        return Sifted(text, "begging", begged=True)
    if echoes and words < _ENOUGH // 2:
        return Sifted(text, "pasted")
    again = reading if left is text else read_answer(left)
    return Sifted(left, _flaw(again, expected), begged=begged)


def _flaw(reading: Reading, expected: Expected) -> Flaw | None:
    words = [word.folded for word in reading.words]
    if len(words) <= _TINY and "terms" not in expected.topics:
        return "refused" if reading.count("refusal") else "empty"
    if not words:
        return "empty"
    refused = sum(hit.end - hit.start for hit in reading.hits.get("refusal", ()))
    if refused and len(words) - refused <= _REFUSAL_REST:
        return "refused"
    if len(words) >= 6 and len(set(words)) / len(words) < 0.3 and len(words) < 200:
        return "babble"
    prose = sum(sentence.size for sentence in reading.sentences if is_prose(reading, sentence))
    if len(words) >= 6 and prose < len(words) / 3:
        return "keywords"
    return None


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
