"""Other questions from the bank: one that is harder or easier than the one planned, and more when a pack runs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal

from interview_cli.coach.builtin import plan, sources
from interview_cli.coach.builtin.bank import BankQuestion, read_bank
from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.builtin.plan import are_alike
from interview_cli.coach.builtin.sources import Setting
from interview_cli.models import Level, Pack, Question, Terms

_GENERAL: Final = frozenset({"business-analysis", "product-management", "project-management"})


def vary(
    question: Question, step: Literal[-1, 1], *, level: Level, taken: Iterable[Question]
) -> Question | None:
    """A question of the bank about the same thing as `question`, harder (1) or easier (-1); None when there is none.

    The nearest in difficulty comes first; none that is like one of `taken`.
    """
    known = tuple(taken)
    found = [
        other
        for other in read_bank()
        if _same_matter(other, question) and (other.difficulty - question.difficulty) * step > 0
    ]
    found.sort(
        key=lambda other: (level not in other.levels, abs(other.difficulty - question.difficulty), other.id)
    )
    for other in found:
        if not any(other.id == one.id or are_alike(other.text, one.text) for one in known):
            return sources.take(other, question.why, question.source, question.skill)
    return None


def _same_matter(other: BankQuestion, question: Question) -> bool:
    if other.kind != question.kind:
        return False
    if question.skill:
        return question.skill in other.skills
    return question.competency is not None and other.competency == question.competency


def more_questions(pack: Pack, terms: Terms) -> Iterator[Question]:
    """Questions beyond the pack's own, the most to the point first: for this job, then for its trade, then for anyone."""
    posting = replace(pack.posting, level=terms.level or pack.posting.level)
    setting = Setting(posting, pack.gaps, pack.stories, pack.dossier, read_lexicon(), read_bank())
    planned = plan.plan_questions(setting, 60)
    yield from planned
    known = {question.id for question in planned}
    trade = set(setting.trade)
    rest = [
        q for q in setting.bank if q.id not in known and setting.level in q.levels and q.kind != "ask-them"
        and (not q.families or trade & set(q.families))
    ]  # fmt: skip
    for other in sorted(rest, key=lambda q: setting.toss(q.id)):
        yield sources.take(other, "Asked for this kind of work.", "bank")
    # A case from general business needs no trade: consultancies put it to everybody.
    cases = [q for q in setting.bank if q.kind == "case" and set(q.families) & _GENERAL and q.id not in known]
    for other in sorted(cases, key=lambda q: (setting.level not in q.levels, setting.toss(q.id))):
        yield sources.take(other, "A general case, which needs no knowledge of a trade.", "bank")
