"""A stronger version of an answer from its own sentences: without detours and fillers, in a better order.

Nothing is added: every word of it stands in the answer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.hearing import Hearing
from interview_cli.coach.builtin.grading.reading import Sentence
from interview_cli.coach.builtin.grading.star import Story

_MIN_SENTENCES: Final = 3
_MIN_LEFT: Final = 20
_MAX_WORDS: Final = 320
# Less than this taken out, and nothing moved, is no better answer.
_WORTH_SHOWING: Final = 6
_OPENING: Final = re.compile(
    r"^(?:(?:so|and|well|okay|ok|yeah|anyway|right|oh|also|now)\b[,\s]+)+", re.IGNORECASE
)
_SOUNDS: Final = ("umm", "um", "uhm", "uh", "erm", "hmm", "hm")
# These mean something in most sentences; they are taken out only where commas set them off.
_SET_OFF: Final = (
    "actually", "honestly", "basically", "i mean", "you know", "to be honest", "sort of", "kind of", "like", "i guess",
    "let me see", "let me think",
)  # fmt: skip
_TWICE: Final = re.compile(r"\b(\w+)(?:,? \1\b)+", re.IGNORECASE)
# A sentence that begins so hangs on the one before it, and stays there.
_LEANS: Final = re.compile(r"(?:this|that|it|he|she|they|these|those|there)\b", re.IGNORECASE)
_STRAYS: Final = ("digression", "commonplace", "cliche", "praise")
_CARRIES: Final = ("result", "task", "lesson", "differently", "reason", "decision")


def restructure(hearing: Hearing, story: Story | None) -> str | None:
    """The answer told better, or None when it is fine as it is or there is too little to work with."""
    sentences = hearing.reading.sentences
    if len(sentences) < _MIN_SENTENCES or hearing.reading.language != "en":
        return None
    if story is not None and len(story.parts) < 2:
        return None
    kept = [sentence for sentence in sentences if not _is_idle(hearing, sentence)]
    ordered = _in_order(hearing, story, kept) if story is not None else kept
    told = " ".join(
        text for text in map(_tidy, (sentence.text for sentence in ordered)) if len(text.split()) >= 3
    )
    size = len(told.split())
    taken_out = len(hearing.reading.text.split()) - size
    if not _MIN_LEFT <= size <= _MAX_WORDS or (ordered == list(sentences) and taken_out < _WORTH_SHOWING):
        return None
    return told


def _is_idle(hearing: Hearing, sentence: Sentence) -> bool:
    """A sentence that only strays, or says what every candidate says."""
    reading = hearing.reading
    if any(sentence.first <= deed.at < sentence.last for deed in hearing.deeds):
        return False
    if any(sentence.start <= figure.start < sentence.end for figure in hearing.figures):
        return False
    strays = any(reading.hits_in(sentence, name) for name in _STRAYS)
    return strays and not any(reading.hits_in(sentence, name) for name in _CARRIES)


def _in_order(hearing: Hearing, story: Story, kept: list[Sentence]) -> list[Sentence]:
    """The setting before the deeds, the lesson last; the opening stays, and the rest stays in the order of time."""
    reading = hearing.reading
    first_deed = hearing.deeds[0].at if hearing.deeds else 0

    def place(sentence: Sentence) -> int:
        if sentence is kept[0] or sentence.last <= first_deed:
            return 0
        late = sentence.first > first_deed and not _LEANS.match(sentence.text)
        if late and story.star.situation and story.star.situation in sentence.text:
            return 1
        if any(reading.hits_in(sentence, name) for name in ("lesson", "differently")):
            return 2 if _LEANS.match(sentence.text) else 3
        return 2

    return sorted(kept, key=place)


def _tidy(text: str) -> str:
    """A sentence without fillers and without what was said to win time."""
    sounds, set_off = _fillers()
    tidy = sounds.sub(" ", re.sub(r"\s+", " ", text))
    for _ in range(2):  # "you know, basically, ..." stands in commas only once the first is gone
        tidy = set_off.sub(",", tidy)
    tidy = re.sub(r"\s+", " ", tidy).strip(" ,")
    tidy = _TWICE.sub(r"\1", _OPENING.sub("", tidy))
    tidy = re.sub(r"\s+([,.;:!?])", r"\1", tidy)
    tidy = re.sub(r",\s*(?=[,.;:!?])", "", tidy).strip(" ,;")
    if tidy and tidy[-1].isalnum():
        tidy += "."
    return tidy[:1].upper() + tidy[1:]


@cache
def _fillers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = (
        set(load_file("grading-cues")["filler"]["en"])
        | set(load_file("grading-cues")["hedge"]["en"])
        | {"like"}
    )
    sounds = "|".join(_SOUNDS)
    off = "|".join(word.replace(" ", r"\s+") for word in _SET_OFF if word in known)
    return re.compile(rf"(?:,\s*)?\b(?:{sounds})\b,?", re.IGNORECASE), re.compile(
        rf",\s*(?:{off}),", re.IGNORECASE
    )
