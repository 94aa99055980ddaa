"""Whether an answer is about this question: its subject, its points, and each part it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from interview_cli.coach.builtin.grading.expected import find_work, topic_words, word_stems
from interview_cli.coach.builtin.grading.hearing import Hearing, quotes
from interview_cli.coach.builtin.grading.points import Judged, share_met
from interview_cli.models import DimensionScore

_STORY_KINDS: Final = ("behavioural", "screening", "ask-them")
_HARDLY: Final = 0.12
_HALF: Final = 0.35
_MOST: Final = 0.7
_FEW_DEEDS: Final = 2
_A_LIFE: Final = 3
_TINY: Final = 15
_BRIEF: Final = 25
_SOME_ROOM: Final = 40
# Every part of a question takes some room to answer, and comes back to its subject.
_CLOSE: Final = 4
_ROOM: Final = 80


def grade_relevance(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    """How much of the answer is about what was asked."""
    if judged:
        return _by_points(hearing, judged)
    if hearing.expected.kind == "behavioural" and not hearing.expected.follow_up:
        return _of_story(hearing)
    return _of_subject(hearing)


def touches(hearing: Hearing) -> int:
    """How many different words of the question, its subject and its good answers the answer uses."""
    return len(_shared(hearing)) + len(_subject(hearing))


def _shared(hearing: Hearing) -> frozenset[str]:
    found = word_stems(hearing.reading.text)
    close = hearing.expected.stems
    helpful = frozenset[str]().union(*(point.stems for point in hearing.expected.points))
    matter = hearing.expected.source != "strong" or hearing.expected.kind not in _STORY_KINDS
    return (found & close) | (found & helpful if matter else frozenset())


def _subject(hearing: Hearing) -> list[tuple[int, str]]:
    """The words on the question's subject, each once, with its place in the answer."""
    words = [word.folded for word in hearing.reading.words]
    borders = [word.sentence for word in hearing.reading.words]
    hits = topic_words(hearing.expected.topics).find(words, borders)
    first: dict[str, int] = {}
    for hit in hits:
        first.setdefault(words[hit.start][:6], hit.start)
    return [(at, stem) for stem, at in first.items()]


def _shown(hearing: Hearing) -> tuple[str, ...]:
    places = sorted(at for at, _ in _subject(hearing))
    return quotes(*(hearing.reading.quote(at, at + 1) for at in places[:2]), most=2)


def _by_points(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    share = share_met(judged)
    shown = quotes(*(one.quote for one in judged), most=2)
    if share < _HARDLY:
        tried = hearing.reading.count("conditional")
        near = touches(hearing)
        # A life told instead of an explanation shares a word or two with every question of the trade.
        told = len(hearing.deeds) >= _A_LIFE
        if (tried and near) or tried >= 2 or (near >= 2 and not told) or share or _is_bare_estimate(hearing):
            return DimensionScore(2, shown, "stays around the subject, without the points asked for")
        return DimensionScore(1, (), "about something else")
    if share < _HALF:
        return DimensionScore(3, shown, "part of it is answered")
    missing = _parts_missing(hearing)
    if share < _MOST or missing:
        return DimensionScore(4, shown, f"answers it{_without(missing)}")
    return DimensionScore(5, shown, "answers every part of it")


def _is_bare_estimate(hearing: Hearing) -> bool:
    return hearing.expected.kind == "case" and bool(hearing.figures)


def _of_story(hearing: Hearing) -> DimensionScore:
    near = touches(hearing)
    if not hearing.deeds:
        general = hearing.reading.count("conditional", "commonplace", "flawless")
        score = 2 if near and (general or near > 2) else 1
        why = "speaks of the subject in general; asked was one case" if score > 1 else "about something else"
        return DimensionScore(score, _shown(hearing) if score > 1 else (), why)
    work = len(find_work(hearing.reading.text))
    if not near or (near < 3 and not work):
        at_work = min(work, 2) + (not hearing.expected.topics)
        why = "a story whose link to the question is not said" if at_work else "about something else"
        return DimensionScore(1 + at_work, (), why)
    if near < 2 or len(hearing.deeds) < _FEW_DEEDS:
        return DimensionScore(3, _shown(hearing), "a case that fits, in few words")
    missing = _parts_missing(hearing)
    if missing or near < _CLOSE or hearing.reading.size < _ROOM:
        return DimensionScore(4, _shown(hearing), f"answers the question{_without(missing)}")
    return DimensionScore(5, _shown(hearing), "answers every part of the question")


def _of_subject(hearing: Hearing) -> DimensionScore:
    """Screening, and questions without known points: by subject, and by how much of it is about the candidate."""
    reading = hearing.reading
    near = touches(hearing)
    hollow = reading.count("praise", "cliche")
    if hearing.expected.of_fact and (hearing.figures or near):
        return DimensionScore(
            5 if hearing.figures and near else 4, _shown(hearing), "gives what was asked for"
        )
    if not near and hearing.expected.of_fact:
        return DimensionScore(1, (), "the fact asked for is not there")
    told = hearing.expected.follow_up and _is_about_me(hearing)
    if not near and not told and (hearing.expected.topics or not _is_about_me(hearing)):
        score = 2 if _answers_in_other_words(hearing) else 1
        why = "answers in a word, without the subject" if score > 1 else "about something else"
        return DimensionScore(score, (), why)
    if hollow >= 2 and not hearing.figures:
        return DimensionScore(
            2, quotes(reading.first_quote("praise", "cliche")), "would fit any company and any question"
        )
    missing = _parts_missing(hearing)
    return DimensionScore(
        _by_closeness(hearing, near, missing), _shown(hearing), f"answers it{_without(missing)}"
    )


def _by_closeness(hearing: Hearing, near: int, missing: list[str]) -> int:
    size = hearing.reading.size
    if hearing.expected.follow_up and (hearing.deeds or hearing.figures):
        return 4 if near else 3
    if near < (2 if hearing.expected.topics else 1):
        return 2 if size < _TINY else 3
    if near < _CLOSE or missing:
        return 4 if size >= _BRIEF else 3
    return 5 if size >= _SOME_ROOM else 4


def _is_about_me(hearing: Hearing) -> bool:
    """Whether the candidate speaks of own work or own plans at all."""
    told = hearing.reading.count("seeks", "situation", "conditional", "reason")
    return bool(hearing.deeds or told or hearing.figures)


def _answers_in_other_words(hearing: Hearing) -> bool:
    """Whether it gives what was asked for (a reason to a why), or is a short answer about oneself."""
    asked = [part for part in hearing.expected.parts if part in _HAS]
    if asked and not _parts_missing(hearing):
        return True
    about_me = any(word.folded == "i" for word in hearing.reading.words)
    return bool(hearing.reading.count("seeks")) or (about_me and hearing.reading.size < _BRIEF)


def _without(missing: list[str]) -> str:
    return f", without {' and '.join(missing)}" if missing else ""


_HAS: Final[dict[str, tuple[str, Callable[[Hearing], bool]]]] = {
    "why": ("the reason", lambda h: bool(h.reading.count("reason", "seeks", "lesson", "example"))),
    "learned": ("what was learned", lambda h: bool(h.reading.count("lesson", "habit", "differently"))),
    "did": ("what was done", lambda h: bool(h.deeds or h.reading.count("conditional"))),
    "result": ("what came of it", lambda h: bool(h.reading.count("result"))),
    "where": ("where it went", lambda h: bool(h.figures or h.reading.count("reason"))),
    "growth": ("what changes with growth", lambda h: bool(h.figures) and h.reading.size > 60),
}


def _parts_missing(hearing: Hearing) -> list[str]:
    return [_HAS[part][0] for part in hearing.expected.parts if part in _HAS and not _HAS[part][1](hearing)]
