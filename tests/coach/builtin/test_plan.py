"""The plan asks what this posting, this CV and this level call for, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_cli.coach.builtin.coach import BuiltinCoach
from interview_cli.coach.builtin.plan import are_alike
from interview_cli.models import Dossier, Level, Posting, Question
from tests.coach.builtin.test_gaps import ENGINEER
from tests.fakes import TODAY

BACKEND = """## What you will do
- Run the services behind our booking pages
- Mentor two junior engineers
## What you bring
- 5+ years of experience with Python
- Solid PostgreSQL
- Experience with Kafka
- Kubernetes in production
- Clear written communication
## Nice to have
- Terraform"""

NURSE = """## Main duties
- Care for up to eight patients on a surgical ward
- Keep accurate records
## Person specification
- Registered nurse
- Experience of wound care
- Calm under pressure
- Good communication with families"""


async def plan(
    text: str, title: str, count: int, *, with_cv: bool = False, level: Level | None = None
) -> tuple[Question, ...]:
    """The plan for a posting."""
    coach = BuiltinCoach(today=TODAY)
    posting = await coach.analyse_posting(Posting(title, "Acme", text, level=level))
    if not with_cv:
        return await coach.plan_questions(posting, None, (), Dossier(), count)
    cv = await coach.analyse_cv(ENGINEER)
    gaps = await coach.find_gaps(posting, cv)
    return await coach.plan_questions(posting, cv, gaps, Dossier(), count)


@pytest.mark.parametrize("count", [1, 3, 8, 15, 30, 60])
@pytest.mark.parametrize(
    ("text", "title"), [(BACKEND, "Senior Backend Engineer"), (NURSE, "Staff Nurse"), ("", "Beekeeper")]
)
async def test_as_many_questions_as_asked_for_no_two_alike(text: str, title: str, count: int):
    """Whatever the posting, the number is kept, ids are unique, and nothing is asked twice."""
    questions = await plan(text, title, count)
    assert len(questions) == count
    assert len({q.id for q in questions}) == count
    assert [
        (a.text, b.text)
        for i, a in enumerate(questions)
        for b in questions[i + 1 :]
        if are_alike(a.text, b.text)
    ] == []


async def test_critical_gaps_are_asked_about():
    """Kubernetes is a must and the CV shows only Docker: the plan says so and asks."""
    questions = await plan(BACKEND, "Senior Backend Engineer", 15, with_cv=True)
    about = [q for q in questions if q.source == "gap" and q.skill == "Kubernetes"]
    assert len(about) == 1
    assert "Kubernetes in production" in about[0].why
    assert "shows only part of it" in about[0].why


async def test_core_skills_and_named_competencies_are_covered():
    """The skills asked for and the competencies named have their questions, and each says why it is there."""
    questions = await plan(BACKEND, "Senior Backend Engineer", 15)
    assert {"Python", "PostgreSQL", "Kafka", "Kubernetes"} <= {q.skill for q in questions}
    assert {"mentoring", "communication"} <= {q.competency for q in questions}
    assert all(q.why and q.strong_answer and q.probes for q in questions)


async def test_a_nurse_is_asked_a_nurse_s_questions():
    """The trade decides: nothing from software in a nurse's plan."""
    questions = await plan(NURSE, "Staff Nurse", 20)
    text = " ".join(q.text for q in questions).lower()
    assert not any(word in text for word in ("deploy", "database", "codebase", "sprint", "api "))
    assert any(word in text for word in ("patient", "ward"))
    assert not any(q.kind == "system-design" for q in questions)


async def test_an_interview_begins_gently_and_ends_with_its_close():
    """Screening first, then how one works, then the trade from easy to hard."""
    questions = await plan(BACKEND, "Senior Backend Engineer", 15)
    assert questions[0].kind == "screening"
    steps = [q.difficulty for q in questions if q.kind == "technical"]
    assert steps == sorted(steps)
    kinds = [q.kind for q in questions[:-1]]
    assert kinds.index("behavioural") < kinds.index("technical")


async def test_levels_are_asked_differently():
    """A junior and a principal do not get the same plan."""
    junior = await plan(BACKEND, "Backend Engineer", 15, level="junior")
    staff = await plan(BACKEND, "Backend Engineer", 15, level="staff")
    assert sum(q.difficulty for q in junior) < sum(q.difficulty for q in staff)
    assert any(q.kind == "system-design" for q in staff)
    assert not any(q.kind == "system-design" for q in junior)


async def test_the_same_input_gets_the_same_plan_another_firm_another():
    """No chance in it; but two firms do not get the same questions to the letter."""
    coach = BuiltinCoach(today=TODAY)
    posting = await coach.analyse_posting(Posting("Backend Engineer", "Acme", BACKEND))
    once = await coach.plan_questions(posting, None, (), Dossier(), 15)
    again = await coach.plan_questions(posting, None, (), Dossier(), 15)
    other = await coach.plan_questions(replace(posting, company="Other"), None, (), Dossier(), 15)
    assert once == again
    assert {q.id for q in once} != {q.id for q in other}


async def test_questions_to_ask_them_are_on_different_matters():
    """Six questions to ask, each on another matter, with what the answer tells."""
    coach = BuiltinCoach(today=TODAY)
    posting = await coach.analyse_posting(Posting("Backend Engineer", "Acme", BACKEND))
    asked = await coach.plan_ask_them(posting)
    assert len(asked) == 6
    assert len({q.competency for q in asked}) == 6
    assert all(q.kind == "ask-them" and q.strong_answer for q in asked)


async def test_duties_are_woven_in_only_where_they_fit_a_sentence():
    """A duty that begins with a verb follows "to"; one that does not is left alone."""
    text = "## What you will do\n- Run the weekly stock count with the night team.\n- Stock counts\n- You will be our eyes: all of them"
    questions = await plan(text, "Shop assistant", 25)
    woven = [q.text for q in questions if q.id.startswith("duty-")]
    assert len(woven) == 1
    assert "run the weekly stock count with the night team" in woven[0]
