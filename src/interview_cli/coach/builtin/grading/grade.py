"""`assess`: one answer in, one assessment out. Plain code: the same answer gets the same grades every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from interview_cli.coach.builtin.grading import better, content, feedback, points, shape, speech, star
from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.behaviour import grade_ownership, grade_reflection
from interview_cli.coach.builtin.grading.claims import find_claims
from interview_cli.coach.builtin.grading.expected import expect
from interview_cli.coach.builtin.grading.hearing import Hearing, hear
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.coach.builtin.grading.reading import UNKNOWN
from interview_cli.coach.builtin.grading.relevance import grade_relevance
from interview_cli.coach.builtin.grading.star import Story, find_story
from interview_cli.coach.builtin.grading.worth import Flaw, sift
from interview_cli.coach.rubric import Reason, Rubric, load_rubric, overall
from interview_cli.models import Assessment, DimensionScore, Star
from interview_cli.untrusted import clean

MADE_BY: Final = "built-in coach"
_NOT_OF_FACTS: Final = ("structure", "depth", "reflection", "specificity")
_NOT_OF_FOLLOW_UPS: Final = ("star", "ownership", "reflection", "structure")
_SPOKEN: Final = ("clarity", "structure", "conciseness", "fluency", "confidence", "pace", "pauses")
# By the grade of relevance: the most that the content can be worth, and the way it is told.
_BOUNDS: Final[Mapping[int | None, tuple[int, int]]] = {1: (1, 2), 2: (3, 3)}
_FLAWED: Final[dict[Flaw, str]] = {
    "empty": "hardly an answer",
    "refused": "no answer is given",
    "pasted": "says the question back",
    "begging": "asks for a score and answers nothing",
    "keywords": "keywords without a sentence",
    "babble": "the same words again and again",
    "off-topic": "about something else",
}


def assess(ask: Ask) -> Assessment:
    """Grade one answer. Evidence stands verbatim in the answer (`Assessment.answer`, which is the answer cleaned)."""
    answer = clean(ask.answer)
    rubric = ask.rubric or load_rubric()
    expected = expect(ask)
    sifted = sift(answer, expected)
    hearing = hear(ask, expected, sifted.reading)
    if hearing.reading.language == UNKNOWN:
        return _unread(hearing, answer)
    if sifted.flaw:
        return _worthless(hearing, answer, sifted.flaw, rubric)
    judged = points.judge_points(hearing)
    story = find_story(hearing) if expected.kind == "behavioural" and not expected.follow_up else None
    scores = _grade(hearing, judged, story, rubric)
    off_topic = scores["relevance"].score == 1 if "relevance" in scores else False
    scores = _capped(scores)
    graded = feedback.Graded(hearing, scores, judged, story, rubric)
    improvements = (
        feedback.word_flaw("off-topic", hearing) if off_topic else feedback.word_improvements(graded)
    )
    if sifted.begged:
        improvements = (feedback.word_begged(), *improvements)[:3]
    return Assessment(
        question=expected.text,
        answer=answer,
        graded=True,
        overall=_add_up(scores, hearing, rubric),
        dimensions=dict(scores),
        star=story.star if story and not off_topic else Star(),
        claims=find_claims(hearing),
        delivery=speech.measure_delivery(hearing),
        strengths=() if off_topic else feedback.word_strengths(graded),
        improvements=improvements,
        better_answer=None if off_topic else better.restructure(hearing, story),
        made_by=MADE_BY,
    )


def _grade(
    hearing: Hearing, judged: tuple[Judged, ...], story: Story | None, rubric: Rubric
) -> dict[str, DimensionScore]:
    """Every dimension of the rubric, graded or with the reason why it is not."""
    ways: Mapping[str, Callable[[], DimensionScore]] = {
        "clarity": lambda: shape.grade_clarity(hearing),
        "structure": lambda: shape.grade_structure(hearing, judged, story),
        "conciseness": lambda: shape.grade_conciseness(hearing, judged),
        "fluency": lambda: speech.grade_fluency(hearing),
        "relevance": lambda: grade_relevance(hearing, judged),
        "depth": lambda: content.grade_depth(hearing, judged),
        "technical_accuracy": lambda: points.grade_accuracy(hearing, judged),
        "specificity": lambda: content.grade_specificity(hearing, judged),
        "star": lambda: star.grade_star(story or find_story(hearing)),
        "ownership": lambda: grade_ownership(hearing),
        "reflection": lambda: grade_reflection(hearing),
        "confidence": lambda: speech.grade_confidence(hearing),
        "pace": lambda: speech.grade_pace(speech.measure_delivery(hearing).wpm or 0.0),
        "pauses": lambda: speech.grade_pauses(hearing.ask.timings, speech.spoken_seconds(hearing.ask) or 0.0),
    }
    kind = hearing.expected.kind
    scores = {}
    for name in rubric.dimensions:
        reason = _why_not(name, hearing, judged, rubric)
        scores[name] = DimensionScore(None, (), rubric.reason(reason, kind)) if reason else ways[name]()
    return scores


_GRADABLE: Final = frozenset(
    {
        "clarity", "structure", "conciseness", "fluency", "relevance", "depth", "technical_accuracy", "specificity",
        "star", "ownership", "reflection", "confidence", "pace", "pauses",
    }
)  # fmt: skip


def _why_not(name: str, hearing: Hearing, judged: tuple[Judged, ...], rubric: Rubric) -> Reason | None:
    """Why a dimension gets no grade, or None when it gets one."""
    expected = hearing.expected
    short = hearing.reading.size < speech.ENOUGH_WORDS
    reasons: tuple[tuple[bool, Reason], ...] = (
        (name not in rubric.needs(expected.kind), "kind"),
        (name not in _GRADABLE, "unknown"),
        (name in _NOT_OF_FOLLOW_UPS and expected.follow_up, "follow-up"),
        (name in _NOT_OF_FACTS and expected.of_fact, "fact"),
        (name == "technical_accuracy" and not judged, "no-points"),
        (name in ("fluency", "confidence") and short, "too-short"),
    )
    found = next((reason for there, reason in reasons if there), None)
    return found or (_why_not_heard(name, hearing.ask) if name in ("pace", "pauses") else None)


def _why_not_heard(name: str, ask: Ask) -> Reason | None:
    if speech.has_timings(ask):
        return None
    if ask.timings:
        return "too-short"
    return "typed-pace" if name == "pace" else "typed-pauses"


def _capped(scores: Mapping[str, DimensionScore]) -> dict[str, DimensionScore]:
    """Well told is worth little when it is about something else: relevance 1 and 2 bound all the rest."""
    relevance = scores["relevance"].score if "relevance" in scores else None
    if relevance not in _BOUNDS:
        return dict(scores)
    content, spoken = _BOUNDS[relevance]
    capped = {}
    for name, found in scores.items():
        most = spoken if name in _SPOKEN else content
        if found.score is None or found.score <= most:
            capped[name] = found
        elif relevance == 1 and name not in _SPOKEN:
            capped[name] = DimensionScore(most, (), _FLAWED["off-topic"])
        else:
            capped[name] = DimensionScore(
                most, found.evidence, f"{found.why}; no more, for it hardly answers the question"
            )
    return capped


def _worthless(hearing: Hearing, answer: str, flaw: Flaw, rubric: Rubric) -> Assessment:
    """1 for everything that was asked for and could have been shown."""
    kind = hearing.expected.kind
    scores = {}
    for name in rubric.dimensions:
        reason = _why_not(name, hearing, (), rubric)
        if reason and not (reason == "no-points" and hearing.expected.source != "strong"):
            scores[name] = DimensionScore(None, (), rubric.reason(reason, kind))
        else:
            scores[name] = DimensionScore(1, (), _FLAWED[flaw])
    return Assessment(
        question=hearing.expected.text,
        answer=answer,
        graded=True,
        overall=_add_up(scores, hearing, rubric),
        dimensions=scores,
        star=Star(),
        claims=(),
        delivery=speech.measure_delivery(hearing),
        strengths=(),
        improvements=feedback.word_flaw(flaw, hearing),
        made_by=MADE_BY,
    )


def _unread(hearing: Hearing, answer: str) -> Assessment:
    """Not graded: better no number than one for words that were not understood."""
    return Assessment(
        question=hearing.expected.text,
        answer=answer,
        graded=False,
        overall=None,
        dimensions={},
        star=Star(),
        claims=(),
        delivery=speech.measure_delivery(hearing),
        strengths=(),
        improvements=feedback.word_unread(),
        made_by=MADE_BY,
    )


def _add_up(scores: Mapping[str, DimensionScore], hearing: Hearing, rubric: Rubric) -> int | None:
    return overall(
        {name: found.score for name, found in scores.items()},
        kind=hearing.expected.kind,
        level=hearing.ask.level,
        rubric=rubric,
    )
