"""A stronger order for an answer: its own sentences, without detours and fillers. Nothing is added."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.hearing import Hearing
from interview_cli.coach.builtin.grading.reading import Sentence
from interview_cli.coach.builtin.grading.star import Story

_MIN_SENTENCES: Final = 3
_MAX_WORDS: Final = 320
_OPENING: Final = re.compile(r"^(?:(?:so|and|well|okay|ok|yeah|anyway|right)\b[,\s]*)+", re.IGNORECASE)
# These mean something in most sentences; they are taken out of speech only where commas set them off.
_SET_OFF: Final = frozenset(
    {"actually", "honestly", "basically", "i mean", "you know", "to be honest", "sort of", "kind of"}
)


def restructure(hearing: Hearing, story: Story | None) -> str | None:
    """The answer told better, or None when it is fine as it is or there is too little to work with."""
    sentences = hearing.reading.sentences
    if len(sentences) < _MIN_SENTENCES or hearing.reading.language != "en":
        return None
    kept = [sentence for sentence in sentences if not _is_idle(hearing, sentence)]
    if story is not None:
        if len(story.parts) < 2:
            return None
        kept = _in_star_order(hearing, story, kept)
    texts = [_tidy(sentence.text) for sentence in kept]
    told = " ".join(text for text in texts if len(text.split()) >= 3)
    if not told or len(told.split()) > _MAX_WORDS or _same(told, hearing.reading.text):
        return None
    return told


def _is_idle(hearing: Hearing, sentence: Sentence) -> bool:
    """A sentence that only strays, or says what every candidate says."""
    reading = hearing.reading
    if any(deed.sentence == reading.words[sentence.first].sentence for deed in hearing.deeds):
        return False
    if any(sentence.start <= figure.start < sentence.end for figure in hearing.figures):
        return False
    strays = sum(
        len(reading.hits_in(sentence, name)) for name in ("digression", "commonplace", "cliche", "praise")
    )
    return strays > 0 and not any(
        reading.hits_in(sentence, name) for name in ("result", "task", "lesson", "differently", "reason")
    )


def _in_star_order(hearing: Hearing, story: Story, kept: list[Sentence]) -> list[Sentence]:
    """The result moves to where it belongs only when a headline is missing or the setting comes late; lessons close."""
    reading = hearing.reading

    def place(sentence: Sentence) -> int:
        if any(reading.hits_in(sentence, name) for name in ("lesson", "differently")):
            return 3
        if story.star.situation and story.star.situation in sentence.text:
            return 0
        has_deed = any(d.sentence == reading.words[sentence.first].sentence for d in hearing.deeds)
        if story.star.result and story.star.result in sentence.text and not has_deed:
            return 2
        return 1

    # The order within a group stays as it was told: it is the order in time.
    return sorted(kept, key=place)


def _tidy(text: str) -> str:
    """A sentence without fillers and without what was said to win time."""
    tidy = _fillers().sub(" ", text)
    tidy = _OPENING.sub("", re.sub(r"\s+", " ", tidy).strip(" ,"))
    tidy = re.sub(r"\s+([,.;:!?])", r"\1", tidy)
    tidy = re.sub(r",\s*(?=[,.;:!?])", "", tidy).strip(" ,;")
    return tidy[:1].upper() + tidy[1:]


@cache
def _fillers() -> re.Pattern[str]:
    words = [
        word.replace(" ", r"\s+")
        for word in load_file("grading-cues")["filler"]["en"]
        if word not in _SET_OFF
    ]
    off = [word.replace(" ", r"\s+") for word in sorted(_SET_OFF)]
    plain = "|".join(
        sorted(
            (w for w in words if w in ("um", "umm", "uh", "uhm", "erm", "hm", "hmm")), key=len, reverse=True
        )
    )
    return re.compile(rf",?\s*\b(?:{plain})\b,?|,\s*(?:{'|'.join(off)}|like),", re.IGNORECASE)


def _same(told: str, answer: str) -> bool:
    return re.findall(r"\w+", told.lower()) == re.findall(r"\w+", answer.lower())
