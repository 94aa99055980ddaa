"""An answer made ready for grading: its sentences, its words with their places, its language, and the cues in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.cues import LANGUAGES, Hit, read_cues
from interview_cli.coach.builtin.grading.sentences import split_sentences
from interview_cli.coach.builtin.tokens import fold_word

# What is beyond this is not graded: nobody listens to 30 minutes of answer.
MAX_CHARS: Final = 30_000
# A quote is shown whole up to this many words, else the clauses around what it shows.
QUOTE_WORDS: Final = 26
# The language of an answer that is in none of those the grader knows.
UNKNOWN: Final = "unknown"
_TELLING_WORDS: Final = 8
_TELLING_LETTERS: Final = 12
_CLAUSE_ENDS: Final = ",;:—–.!?("
WORD: Final = re.compile(r"[^\W_]+(?:[+#]+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: folded, with its place in the answer and the number of its sentence."""

    folded: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text (verbatim), its place, and its words `first` to `last` (exclusive)."""

    text: str
    start: int
    end: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer, read. `hits` are the cues by name, `folded` all words folded with single spaces."""

    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    language: str
    hits: Mapping[str, tuple[Hit, ...]]
    folded: str

    @property
    def size(self) -> int:
        """How many words the answer has."""
        return len(self.words)

    def count(self, *names: str) -> int:
        """How often cues of these names occur."""
        return sum(len(self.hits.get(name, ())) for name in names)

    def sentence_of(self, hit: Hit) -> Sentence:
        """The sentence a cue stands in."""
        return self.sentences[self.words[hit.start].sentence]

    def hits_in(self, sentence: Sentence, name: str) -> list[Hit]:
        """The cues of a name in one sentence."""
        return [hit for hit in self.hits.get(name, ()) if sentence.first <= hit.start < sentence.last]

    def quote(self, first: int, last: int, most: int = QUOTE_WORDS) -> str:
        """The answer's own words around words `first` to `last`: the sentence, or the clauses if it is a long one."""
        sentence = self.sentences[self.words[first].sentence]
        if sentence.size <= most:
            return sentence.text
        start, end = self._clause(sentence, (first, min(last, sentence.last)), most)
        return self.text[start:end].strip(" \n\t,;:—–(")

    def quote_hit(self, hit: Hit) -> str:
        """The answer's own words around a cue."""
        return self.quote(hit.start, hit.end)

    def first_quote(self, *names: str) -> str | None:
        """The words around the first cue of any of these names."""
        found = [hit for name in names for hit in self.hits.get(name, ())]
        return self.quote_hit(min(found, key=lambda hit: hit.start)) if found else None

    def opening(self, sentence: Sentence, most: int = 12) -> str:
        """The first words of a sentence."""
        last = min(sentence.first + most, sentence.last) - 1
        return self.text[sentence.start : self.words[last].end]

    def _clause(self, sentence: Sentence, around: tuple[int, int], most: int) -> tuple[int, int]:
        """Widen to clause borders, at least 5 and at most `most` words."""
        low, high = around
        while low > sentence.first and high - low < most and not self._breaks_before(low, high - low):
            low -= 1
        while high < sentence.last and high - low < most and not self._breaks_before(high, high - low):
            high += 1
        end = self.words[high].start if high < len(self.words) else sentence.end
        return self.words[low].start, min(end, sentence.end)

    def _breaks_before(self, at: int, size: int) -> bool:
        """Whether a clause begins at word `at`, and what there is so far is enough to quote."""
        between = self.text[self.words[at - 1].end : self.words[at].start]
        return size >= 5 and any(mark in between for mark in _CLAUSE_ENDS)


def read_answer(text: str) -> Reading:
    """`text` (already cleaned) read once, for all that follows."""
    text = text[:MAX_CHARS]
    spans = split_sentences(text)
    words: list[Word] = []
    sentences: list[Sentence] = []
    for start, end in spans:
        first = len(words)
        place = len(sentences)
        words += [
            Word(fold_word(match.group()), match.start(), match.end(), place)
            for match in WORD.finditer(text, start, end)
        ]
        if len(words) > first:
            sentences.append(Sentence(text[start:end], start, end, first, len(words)))
    folded = [word.folded for word in words]
    language = find_language(text, folded)
    hits: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in read_cues(language).find(folded, [word.sentence for word in words]):
        hits[hit.name].append(hit)
    found = {name: _without_overlaps(group) for name, group in hits.items()}
    return Reading(text, tuple(sentences), tuple(words), language, found, " ".join(folded))


def _without_overlaps(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return tuple(kept)


def find_language(text: str, folded: Sequence[str]) -> str:
    """The language most of the everyday words belong to; English when nothing tells, UNKNOWN when it is none of ours."""
    counts = {tongue: sum(word in everyday(tongue) for word in folded) for tongue in (*LANGUAGES, "others")}
    best = max(LANGUAGES, key=lambda tongue: counts[tongue])
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not _is_latin(c) for c in letters)
    if len(letters) >= _TELLING_LETTERS and foreign > len(letters) / 2:
        return UNKNOWN
    if len(folded) >= _TELLING_WORDS and counts["others"] > max(0.25 * len(folded), 1.5 * counts[best]):
        return UNKNOWN
    # Languages share words ("a", "me", "on"): another than English must lead clearly.
    return best if counts[best] > 1.2 * counts["en"] else "en"


def _is_latin(letter: str) -> bool:
    """Whether a letter is of the Latin script (blocks up to Latin Extended-B, and Latin Extended Additional)."""
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"


@cache
def everyday(language: str) -> frozenset[str]:
    """The everyday words of a language, folded."""
    return frozenset(load_file("grading-language")["everyday"][language])


@cache
def word_set(table: str, language: str) -> frozenset[str]:
    """The words of a table of `grading-language.toml` in a language; empty when it has none."""
    return frozenset(load_file("grading-language")[table].get(language, ()))


@cache
def light_words() -> frozenset[str]:
    """English words too light to compare texts by: "get", "put", "everything"."""
    return frozenset(load_file("grading-language")["light"]["en"]) | everyday("en")


def word_at(reading: Reading, place: int) -> int:
    """The number of the word that stands at or before character `place`."""
    starts = [word.start for word in reading.words]
    return max(0, bisect_right(starts, place) - 1)


# In a list of keywords hardly a word is an everyday one, in any language.
_PROSE_SHARE: Final = 0.2


def is_prose(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is one, and not a row of keywords."""
    words = [word.folded for word in reading.words[sentence.first : sentence.last]]
    return len(words) >= 3 and sum(is_everyday(word) for word in words) / len(words) >= _PROSE_SHARE


@cache
def is_everyday(word: str) -> bool:
    """Whether a word is an everyday one in some language, or as short as those usually are."""
    return len(word) <= 2 or any(word in everyday(tongue) for tongue in (*LANGUAGES, "others"))
