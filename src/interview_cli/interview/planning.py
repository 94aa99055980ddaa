"""Which of a pack's questions an interview asks: spread over the kinds, nothing asked lately, in the pack's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from interview_cli.coach.builtin.plan import are_alike
from interview_cli.models import Kind, Question, Terms

# Shares of a mixed interview by kind; what a kind can't fill goes to the others.
_SHARES: Final[tuple[tuple[Kind, float], ...]] = (
    ("behavioural", 0.38),
    ("technical", 0.34),
    ("screening", 0.16),
    ("case", 0.06),
    ("system-design", 0.06),
)
_WEIGHT: Final = {"research": 0, "gap": 1, "posting": 2, "bank": 3}


def choose(
    questions: Sequence[Question], terms: Terms, *, lately: Sequence[Question], more: Iterable[Question]
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The questions to ask, and what the candidate should know about the choice.

    From `questions` (the pack's) first, then from `more`; none that is like one of `lately`, unless there is no other.
    """
    fresh = [q for q in questions if _fits(q, terms) and not _known(q, lately)]
    chosen = _spread(fresh, terms.questions) if terms.style == "mixed" else fresh[: terms.questions]
    for question in more:
        if len(chosen) >= terms.questions:
            break
        if _fits(question, terms) and not _known(question, (*lately, *chosen)):
            chosen.append(question)
    notices = []
    if len(chosen) < terms.questions:
        missing = terms.questions - len(chosen)
        again = [q for q in questions if _fits(q, terms) and not _known(q, chosen)][:missing]
        chosen += again
        if again:
            notices.append(
                "Some questions come back from earlier sessions: there are no others of this kind."
            )
        if len(chosen) < terms.questions:
            notices.append(f"There are only {len(chosen)} questions of this kind for this job.")
    return tuple(_numbered(_in_order(chosen, questions))), tuple(notices)


def _fits(question: Question, terms: Terms) -> bool:
    if question.kind == "ask-them":
        return False
    return terms.style in ("mixed", question.kind)


def _known(question: Question, others: Iterable[Question]) -> bool:
    return any(question.id == other.id or are_alike(question.text, other.text) for other in others)


def _spread(questions: list[Question], count: int) -> list[Question]:
    """`count` of `questions`: each kind its share, the ones that say most about this job first."""
    ranked = sorted(questions, key=lambda q: _WEIGHT[q.source])
    chosen: list[Question] = []
    for kind, share in _SHARES:
        room = min(-(-count * share // 1), count - len(chosen))
        chosen += [q for q in ranked if q.kind == kind][: int(room)]
    chosen += [q for q in ranked if q not in chosen][: count - len(chosen)]
    return chosen


def _in_order(chosen: list[Question], questions: Sequence[Question]) -> list[Question]:
    """The pack's own order; what is not in the pack goes before its last screening question, where it closes."""
    places = {question.id: place for place, question in enumerate(questions)}
    last = len(places) - 1.5
    return sorted(chosen, key=lambda q: places.get(q.id, last))


def _numbered(questions: Iterable[Question]) -> Iterable[Question]:
    """Ids that differ, whatever the pack says."""
    seen: dict[str, int] = {}
    for question in questions:
        seen[question.id] = seen.get(question.id, 0) + 1
        times = seen[question.id]
        yield question if times == 1 else replace(question, id=f"{question.id}-{times}")
