"""What the wording of a heading or a sentence says about it, from `headings.toml` and `wording.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.tokens import fold_word

Section = Literal["must", "nice", "duty", "other", "unknown"]
_WORD: Final = re.compile(r"[^\W_]+(?:[+#]+)?")
# In capitals it is the lamp, unless what was led follows: "LED a team of six".
_LAMP: Final = re.compile(
    r"\bLEDs?\b(?!\s+(?:an?|the|my|our|all|both|over|up to|\d+|two|three|four|five|six|teams?)\b)"
)
_KNOWN: Final[tuple[Section, ...]] = ("nice", "must", "duty", "other")


def fold_words(text: str) -> str:
    """The words of `text`, folded, with single spaces: "What you’ll need:" becomes "what you ll need"."""
    if "LED" in text and not text.isupper():
        text = _LAMP.sub("light emitting diode", text)
    return " ".join(fold_word(word) for word in _WORD.findall(text))


@cache
def _headings() -> dict[Section, tuple[tuple[str, ...], tuple[str, ...]]]:
    table = load_file("headings")
    return {name: (tuple(table[name]["starts"]), tuple(table[name]["contains"])) for name in _KNOWN}


def classify_heading(heading: str) -> Section:
    """What stands below `heading`; the longest known beginning decides, then what it contains."""
    folded = fold_words(heading)
    best: tuple[int, Section] = (0, "unknown")
    for section, (starts, _) in _headings().items():
        for start in starts:
            if len(start) > best[0] and (folded == start or folded.startswith(start + " ")):
                best = (len(start), section)
    if best[0]:
        return best[1]
    for section, (_, parts) in _headings().items():
        if any(part in folded for part in parts):
            return section
    return "unknown"


class Phrases:
    """Finds any of a list of folded words and phrases on word borders; "*" at the end of one leaves its last word open.

    (As one regular expression each list would take longer to compile than a whole run takes to read a posting.)
    """

    def __init__(self, entries: Iterable[str]) -> None:
        words, stems, phrases, open_phrases = set[str](), list[str](), list[str](), list[str]()
        for entry in entries:
            bare = entry.removesuffix("*")
            if " " in entry:
                (phrases if bare == entry else open_phrases).append(
                    f" {bare}" if bare != entry else f" {bare} "
                )
            elif bare == entry:
                words.add(entry)
            else:
                stems.append(bare)
        self._words = frozenset(words)
        self._stems = tuple(stems)
        self._phrases = (*phrases, *open_phrases)

    def found_in(self, folded: str) -> bool:
        """Whether a text already folded by `fold_words` holds one of them."""
        words = folded.split()
        if not self._words.isdisjoint(words) or any(word.startswith(self._stems) for word in words):
            return True
        padded = f" {folded} "
        return any(phrase in padded for phrase in self._phrases)

    def reach(self, folded: str) -> int:
        """The place (in characters, from 1) where the last of them in `folded` begins; 0 when there is none."""
        padded = f" {folded} "
        words = [
            f" {word} " for word in folded.split() if word in self._words or word.startswith(self._stems)
        ]
        return max((padded.rfind(found) + 1 for found in (*words, *self._phrases)), default=0)


# What one answers with yes or no: nights, travel, papers, a time zone. Nobody has "done" it.
_CONDITION: Final = re.compile(
    r"\b(?:willing\w*|availab\w*|nights?|weekends?|week end|shifts?|travel|relocat\w*|transport(?:ation)?|lift|eligible|right to work|visa|passport|"
    r"time ?zone|cet|gmt|minimum age|background check|dbs|police vetting|garda vetting|bereitschaft|wochenend\w*|feiertag\w*|schicht\w*|"
    r"disponib\w*|fines de semana|permis b|carnet|fuhrerschein|patente|rijbewijs|prawo jazdy|korkort|own car|work permit)\b"
)


def is_condition(text: str) -> bool:
    """Whether a requirement is a condition to agree to rather than something one can do."""
    return bool(_CONDITION.search(fold_words(text)))


@cache
def _cues(name: str) -> Phrases:
    return Phrases(load_file("wording")[name]["cues"])


def has_cue(name: Literal["must", "nice", "duty", "boilerplate", "never"], folded: str) -> bool:
    """Whether a text already folded by `fold_words` has wording of that sort."""
    return _cues(name).found_in(folded)


def begins_with_action(folded: str) -> bool:
    """Whether a folded line begins with a verb of work ("design", "maintaining", "manages")."""
    first = folded.split(" ", 1)[0]
    verbs = action_verbs()
    if first in verbs:
        return True
    if first.endswith("ing") and len(first) > 5:
        stem = first[:-3]
        return stem in verbs or stem + "e" in verbs or (stem[-1] == stem[-2] and stem[:-1] in verbs)
    return first.endswith("s") and (first[:-1] in verbs or first[:-2] in verbs)


@cache
def action_verbs() -> frozenset[str]:
    """The verbs that say what one does at work, in their plain form."""
    return frozenset(load_file("wording")["actions"]["verbs"])
