"""How one requirement stands against a CV: by skill, by years, by degree, by language, else by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from interview_cli.coach.builtin.competencies import find_competencies
from interview_cli.coach.builtin.cvreading import CVLine, is_wish, read_lines, years_of_work
from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.overlap import best_overlap, stems
from interview_cli.coach.builtin.seniority import degree_rank, least_degree, years_asked
from interview_cli.models import CV, GapStatus, Requirement, SkillShown

# What a line holds that asks for years and nothing else.
_YEARS_TALK: Final = frozenset(
    word[:6]
    for word in (
        "minima",
        "minimo",
        "minimale",
        "mindestens",
        "profesional",
        "professional",
        "previous",
        "previa",
        "total",
        "least",
        "menos",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A CV made ready for comparing: what it proves (implied skills too), its lines, and the day it is read on."""

    cv: CV
    lexicon: Lexicon
    today: date
    proved: dict[str, SkillShown]
    lines: tuple[CVLine, ...]

    @property
    def told(self) -> tuple[CVLine, ...]:
        """The lines that tell of something done: no heads of jobs ("Baker — Crumb & Co"), no wishes."""
        return tuple(line for line in self.lines if " — " not in line.text and not is_wish(line.text))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a requirement stands: status, the CV line that shows it, where that is, and which advice fits.

    `skill` is the one of several alternatives that was judged, "" when it makes no difference.
    """

    status: GapStatus
    evidence: str = ""
    where: str = ""
    topic: str = "general"
    skill: str = ""
    related: str = ""
    asked: int = 0
    have: float = 0.0


def read_cv(cv: CV, lexicon: Lexicon, today: date) -> Reading:
    """`cv` (already analysed) made ready for comparing with postings."""
    proved: dict[str, SkillShown] = {}
    for shown in cv.shown:
        proved.setdefault(shown.name, shown)
    for shown in cv.shown:
        for name in lexicon.proves(shown.name):
            proved.setdefault(name, SkillShown(name, shown.evidence, shown.where))
    return Reading(cv, lexicon, today, proved, tuple(read_lines(cv)))


def judge(requirement: Requirement, group: tuple[str, ...], reading: Reading) -> Verdict:
    if group:
        kind = reading.lexicon.skills[group[0]].kind
        if kind == "soft":
            return _judge_soft(requirement, group, reading)
        return _judge_skill(requirement, group, reading)
    if (
        requirement.importance != "duty"
        and least_degree(requirement.text)
        and not years_asked(requirement.text)
    ):
        return _judge_degree(requirement, reading)
    if (asked := years_asked(requirement.text)) is not None:
        return _judge_years(asked, requirement, reading)
    return _judge_words(requirement, reading)


def _judge_skill(requirement: Requirement, group: tuple[str, ...], reading: Reading) -> Verdict:
    kind = reading.lexicon.skills[group[0]].kind
    topic = "language" if kind == "language" else "certificate" if kind == "certificate" else "hard"
    shown = next((reading.proved[name] for name in group if name in reading.proved), None)
    if shown is None:
        return _judge_related(requirement, group, topic, reading)
    asked = years_asked(requirement.text)
    have = _years_with(group, reading) if asked and topic == "hard" else None
    if asked and have is not None:
        status: GapStatus = "partial" if have < 0.8 * asked else "met"
        return Verdict(status, shown.evidence, shown.where, "years", asked=asked, have=have)
    if topic == "hard" and shown.where in ("skills", "text"):
        topic = "listed"
    if topic == "language" and _NATIVE.search(shown.evidence):
        topic = "native"
    return Verdict("met", shown.evidence, shown.where, topic)


_NATIVE: Final = re.compile(r"native|mutter|nativ|matern|madre|moedertaal|ojczysty|modersmål", re.IGNORECASE)


def _years_with(group: tuple[str, ...], reading: Reading) -> float | None:
    """Years in jobs that show one of the skills; None when no dated job does, for then the dates tell nothing."""
    return years_of_work(reading.cv, reading.today, skills=frozenset(group), lexicon=reading.lexicon) or None


def _judge_related(requirement: Requirement, group: tuple[str, ...], topic: str, reading: Reading) -> Verdict:
    if topic == "language" and _is_tongue_of_cv(group, reading):
        return Verdict("met", reading.lines[0].text if reading.lines else "", "the CV itself", "language")
    if topic == "hard":
        # A list of tools shares words with every list of tools; only a line that tells of work stands for the one missing.
        words = best_overlap(requirement.text, (line for line in reading.told if line.part != "skills"))
        if words and words.share >= 0.4 and words.words >= 2:
            return Verdict("partial", words.line.text, words.line.where, "general")
        for name, other in _relatives(group, reading):
            shown = reading.proved[other]
            return Verdict("partial", shown.evidence, shown.where, "related", skill=name, related=other)
    return Verdict("missing", topic=topic)


def _relatives(group: tuple[str, ...], reading: Reading) -> Iterator[tuple[str, str]]:
    """Pairs of a skill asked for and one the CV shows that are of a kind and close to each other, named pairs first."""
    skills = reading.lexicon.skills
    for name in sorted(group, key=lambda name: skills[name].kind != "technology"):
        for other in sorted(reading.proved, key=lambda other: other not in skills[name].related):
            if skills[other].kind == skills[name].kind and reading.lexicon.are_related(name, other):
                yield name, other


def _is_tongue_of_cv(group: tuple[str, ...], reading: Reading) -> bool:
    """English in an English CV needs no line of its own."""
    words = set(re.findall(r"[a-z]+", reading.cv.text.lower()))
    return "English" in group and len(words & {"the", "and", "with", "for", "of"}) >= 4


def _judge_soft(requirement: Requirement, group: tuple[str, ...], reading: Reading) -> Verdict:
    wanted = set(find_competencies(requirement.text, "asks"))
    for part in ("work", "volunteer", "project"):
        for line in reading.told:
            if line.part == part and wanted & set(find_competencies(line.text, "shows")):
                return Verdict("met", line.text, line.where, "soft")
    shown = next((reading.proved[name] for name in group if name in reading.proved), None)
    if shown:
        return Verdict("partial", shown.evidence, shown.where, "soft")
    return Verdict("missing", topic="soft")


def _judge_degree(requirement: Requirement, reading: Reading) -> Verdict:
    least = least_degree(requirement.text) or 0
    for school in reading.cv.education:
        text = ", ".join(filter(None, (school.study_type, school.area, school.institution)))
        rank = degree_rank(text) or _rank_of_letters(school.study_type)
        if rank is not None and rank >= least:
            return Verdict("met", text, f"education: {school.institution}", "degree")
    if reading.cv.education:
        school = reading.cv.education[0]
        text = ", ".join(filter(None, (school.study_type, school.area, school.institution)))
        return Verdict("partial", text, f"education: {school.institution}", "degree")
    equivalent = re.search(
        r"equivalent|gleichwertig|équivalent|equivalente|vergleichbar", requirement.text, re.IGNORECASE
    )
    return Verdict("partial" if equivalent and reading.cv.work else "missing", topic="degree")


def _rank_of_letters(study_type: str) -> int | None:
    """The rank of a degree by its letters: MAS is a master's, BFA a bachelor's, and so is a Grado alone."""
    letters = study_type.strip().rstrip(".").replace(".", "")
    if re.fullmatch(r"M[A-Z][A-Za-z]{0,3}", letters):
        return 7
    return 6 if re.fullmatch(r"B[A-Z][A-Za-z]{0,3}|Grado", letters) else None


def _judge_years(asked: int, requirement: Requirement, reading: Reading) -> Verdict:
    have = years_of_work(reading.cv, reading.today)
    words = best_overlap(requirement.text, reading.told)
    line = words.line if words else next((x for x in reading.lines if x.part == "work"), None)
    if have is None or line is None:
        return Verdict("missing", topic="general")
    if have < 0.8 * asked:
        return Verdict("partial", line.text, line.where, "years", asked=asked, have=have)
    bare = not (stems(requirement.text) - _YEARS_TALK)
    if bare or (words and words.share >= 0.34):
        return Verdict("met", line.text, line.where, "years", asked=asked, have=have)
    return Verdict("partial", line.text, line.where, "general")


def _judge_words(requirement: Requirement, reading: Reading) -> Verdict:
    """No skill by name: the share of the requirement's own words that one line of the CV holds."""
    found = best_overlap(requirement.text, reading.told)
    topic = "duty" if requirement.importance == "duty" else "general"
    if found is None or found.share < 0.3:
        wanted = set(find_competencies(requirement.text, "asks"))
        for line in reading.told:
            if line.part in ("work", "volunteer", "project") and wanted & set(
                find_competencies(line.text, "shows")
            ):
                return Verdict("partial", line.text, line.where, "general")
        return Verdict("missing", topic="soft" if wanted and topic != "duty" else topic)
    status: GapStatus = "met" if found.share >= 0.5 and found.words >= 2 else "partial"
    return Verdict(status, found.line.text, found.line.where, "general")
