"""The question bank is large, sound, and fit to be read aloud."""

from __future__ import annotations

from collections import Counter

from interview_cli.coach.builtin.bank import read_bank
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.builtin.plan import are_alike

KINDS = {"behavioural", "technical", "system-design", "screening", "case", "ask-them"}


def test_the_bank_holds_enough_of_every_kind():
    """At least 500 questions, and each kind has its share."""
    counts: Counter[str] = Counter(question.kind for question in read_bank())
    assert set(counts) == KINDS
    assert sum(counts.values()) >= 500
    assert all(counts[kind] >= 40 for kind in KINDS)


def test_every_question_is_whole():
    """Ids are unique; texts are questions or requests; points, follow-ups, levels and difficulty are there."""
    bank = read_bank()
    families = set(read_lexicon().families)
    competencies = set(load_file("competencies"))
    assert [name for name, n in Counter(q.id for q in bank).items() if n > 1] == []
    for question in bank:
        assert question.kind in KINDS, question.id
        assert question.text.rstrip("\"' ”").endswith(("?", ".")), question.id
        assert "{" not in question.text, question.id
        assert "$" not in question.text.replace("$1", "").replace("$2", "").replace("$5", ""), question.id
        assert 1 <= question.difficulty <= 5, question.id
        assert set(question.levels) <= {"junior", "mid", "senior", "staff"}, question.id
        assert question.levels, question.id
        assert len(question.strong) >= 2, question.id
        assert len(question.probes) >= 1, question.id
        assert set(question.families) <= families, (question.id, set(question.families) - families)
        if question.kind == "behavioural":
            assert question.competency in competencies, question.id
        if question.kind in ("technical", "system-design", "case"):
            assert question.families, question.id
            assert len(question.signals) == len(question.strong), question.id


def test_skills_of_questions_are_skills_of_the_lexicon():
    """A question about a skill can be found by it."""
    skills = read_lexicon().skills
    assert sorted({name for q in read_bank() for name in q.skills if name not in skills}) == []


def test_every_competency_has_questions_for_the_young_and_the_old():
    """Each competency can be asked about at the first job and at the top."""
    asked = {(q.competency, level) for q in read_bank() if q.kind == "behavioural" for level in q.levels}
    for competency in load_file("competencies"):
        assert (competency, "junior") in asked or (competency, "mid") in asked, competency
        assert (competency, "senior") in asked, competency


def test_no_two_questions_of_a_competency_or_skill_are_alike():
    """What could stand in one pack does not ask the same thing twice."""
    groups: dict[object, list[str]] = {}
    for question in read_bank():
        for key in (question.competency, *question.skills, *question.families[:1]):
            if key:
                groups.setdefault((question.kind, key), []).append(question.text)
    twins = [
        (one, other)
        for texts in groups.values()
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if are_alike(one, other)
    ]
    assert twins == []


def test_plan_data_points_at_questions_that_are_there():
    """The ids, groups and competencies of the plan exist."""
    plan = load_file("plan")
    ids = {q.id for q in read_bank()}
    assert {i for table in ("opening", "closing", "rest") for i in plan[table]["ids"]} <= ids
    assert {q.competency for q in read_bank() if q.kind == "ask-them"} <= set(plan["ask_them"])
    for level in ("junior", "mid", "senior", "staff"):
        assert set(plan["competencies"][level]) <= set(load_file("competencies"))
