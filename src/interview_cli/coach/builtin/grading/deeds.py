"""What somebody says they did: past-tense verbs of doing with "I" or "we" before them, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.cues import Cue, CueIndex, fold_cue, index_cues
from interview_cli.coach.builtin.grading.reading import Reading, Sentence, word_set

Who = Literal["i", "we"]

# "I went down to production, talked to the foreman": the subject holds for what follows a comma or an "and".
_LINKS: Final = frozenset({"and", "then", "but", "so", "or"})
_OTHERS: Final = frozenset(
    {"he", "she", "it", "they", "you", "there", "this", "that", "who", "which", "nobody"}
)
_MAX_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: by whom, in which sentence, and at which word of the answer the verb stands."""

    who: Who
    verb: str
    sentence: int
    at: int


def find_deeds(reading: Reading) -> tuple[Deed, ...]:
    """Every deed the answer tells in the first person, in order."""
    found = [deed for sentence in reading.sentences for deed in _english(reading, sentence)]
    if reading.language != "en":
        found += _by_cues(reading)
    return tuple(sorted(found, key=lambda deed: deed.at))


def _english(reading: Reading, sentence: Sentence) -> Iterator[Deed]:
    words = reading.words
    subject: Who | None = None
    fresh = False
    at = sentence.first
    while at < sentence.last:
        word = words[at].folded
        if word in ("i", "we"):
            subject, fresh = ("i" if word == "i" else "we"), True
        elif word in _OTHERS:
            subject, fresh = None, False
        elif subject and fresh:
            verb = _verb_from(reading, at, sentence.last)
            if verb is not None:
                yield Deed(subject, words[verb].folded, words[verb].sentence, verb)
                at = verb
            fresh = False
        if subject and at + 1 < sentence.last and (word in _LINKS or _comma_after(reading, at)):
            fresh = True
        at += 1


def _comma_after(reading: Reading, at: int) -> bool:
    between = reading.text[reading.words[at].end : reading.words[at + 1].start]
    return any(mark in between for mark in ",;:—–")


def _verb_from(reading: Reading, at: int, last: int) -> int | None:
    """The place of a verb of doing at word `at`, or after a few words such as "then" or "had"."""
    between = _between()
    for place in range(at, min(at + _MAX_BETWEEN + 1, last)):
        word = reading.words[place].folded
        # "I'd write" is no deed, "I'd written" and "I did" are; "did not" tells of no deed.
        if is_past_verb(word):
            return place
        if word not in between or word == "not":
            return None
    return None


@cache
def is_past_verb(word: str) -> bool:
    """Whether an English word is the past form of a verb of doing."""
    if word in _state():
        return False
    return word in _irregular() or (word.endswith("ed") and len(word) > 3)


def _by_cues(reading: Reading) -> Iterator[Deed]:
    folded = [word.folded for word in reading.words]
    borders = [word.sentence for word in reading.words]
    for hit in _index(reading.language).find(folded, borders):
        who: Who = "i" if hit.name == "i" else "we"
        yield Deed(who, folded[hit.end - 1], borders[hit.start], hit.end - 1)


@cache
def _index(language: str) -> CueIndex:
    tables: tuple[tuple[Who, str], ...] = (("i", "did"), ("we", "we_did"))
    return index_cues(
        [Cue(who, fold_cue(text)) for who, table in tables for text in word_set(table, language)]
    )


@cache
def _irregular() -> frozenset[str]:
    return frozenset(load_file("grading-language")["verbs"]["irregular"])


@cache
def _state() -> frozenset[str]:
    return frozenset(load_file("grading-language")["verbs"]["state"])


@cache
def _between() -> frozenset[str]:
    return frozenset(load_file("grading-language")["verbs"]["between"])
