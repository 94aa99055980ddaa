"""The question plan: what to expect in this interview, made of the posting, the gaps, the CV and the bank.

Each source of questions is a list, best first. A quota says how many to take from each; what is too like a question
already taken is passed over; and what is left open is filled from the same lists again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from interview_cli.coach.builtin import sources
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.sources import Setting
from interview_cli.models import Kind, Question

# Two questions are one when their words agree to this degree (rapidfuzz token_set_ratio, 0-100).
TOO_ALIKE: Final = 82
ASK_THEM: Final = 6

# Shares of the plan by source; they are rounded up in this order until the plan is full.
_SHARES: Final = (
    ("opening", 0.12),
    ("research", 0.25),
    ("gaps", 0.22),
    ("skills", 0.30),
    ("competencies", 0.25),
    ("design", 0.10),
    ("cases", 0.08),
    ("duties", 0.10),
    ("cv_lines", 0.10),
    ("musts", 0.08),
    ("trade", 0.15),
    ("closing", 0.06),
)
# The order in which an interview would ask.
_ORDER: Final[dict[Kind, int]] = {
    "screening": 0,
    "behavioural": 1,
    "technical": 2,
    "case": 3,
    "system-design": 4,
    "ask-them": 6,
}


def plan_questions(setting: Setting, count: int) -> tuple[Question, ...]:
    """`count` questions (fewer only when there are no more), no two alike, in the order an interview takes."""
    lists = sources.gather(setting)
    chosen = Chosen()
    for name, share in _SHARES:
        chosen.take(lists[name], min(-(-count * share // 1), count - len(chosen.questions)))
    for name in (
        "skills",
        "competencies",
        "trade",
        "gaps",
        "duties",
        "musts",
        "cv_lines",
        "cases",
        "opening",
    ):
        chosen.take(lists[name], count - len(chosen.questions))
    for name in ("behavioural", "rest"):
        chosen.take(lists[name], count - len(chosen.questions))
    return _in_order(chosen.questions)


def plan_ask_them(setting: Setting) -> tuple[Question, ...]:
    """Six questions to ask the interviewer, each on another matter."""
    chosen = Chosen()
    seen: set[str | None] = set()
    for question in sources.ask_them(setting):
        if question.competency not in seen and len(chosen.questions) < ASK_THEM:
            before = len(chosen.questions)
            chosen.take([question], 1)
            if len(chosen.questions) > before:
                seen.add(question.competency)
    return tuple(chosen.questions)


class Chosen:
    """The questions taken so far, and the guard against two that are alike."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self._ids: set[str] = set()

    def take(self, candidates: Iterable[Question], quota: float) -> None:
        """Take up to `quota` of `candidates`, passing over those already taken or too like one."""
        taken = 0
        for question in candidates:
            if taken >= quota:
                return
            if question.id not in self._ids and not self._is_known(question):
                self._ids.add(question.id)
                self.questions.append(question)
                taken += 1

    def _is_known(self, question: Question) -> bool:
        return any(are_alike(question.text, other.text) for other in self.questions)


def are_alike(one: str, other: str) -> bool:
    """Whether two questions ask the same thing in much the same words; quoted parts do not count."""
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    a, b = (re.sub(r"“[^”]*”", "", text) for text in (one, other))
    return token_set_ratio(a, b, processor=default_process) >= TOO_ALIKE


def _in_order(questions: list[Question]) -> tuple[Question, ...]:
    """Opening first, then people, then the trade from easy to hard; closing questions last."""
    closing = load_file("plan")["closing"]["why"]

    def key(item: tuple[int, Question]) -> tuple[int, int, int]:
        place, question = item
        if question.why == closing:
            return (5, 0, place)
        steps = question.difficulty if question.kind == "technical" else 0
        return (_ORDER[question.kind], steps, place)

    return tuple(question for _, question in sorted(enumerate(questions), key=key))
