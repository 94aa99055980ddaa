"""Lines -> CV: sections, then each section by its kind."""

from __future__ import annotations

import re
from dataclasses import replace

from interview_cli.cv.contact import is_personal, read_basics
from interview_cli.cv.entries import Block, drop_noise, has_dates, split_entries
from interview_cli.cv.fields import is_language, read_certificates, read_languages, read_projects, read_skills
from interview_cli.cv.jobs import read_work, work_of
from interview_cli.cv.lines import Extracted, Line, render
from interview_cli.cv.schools import education_of, read_education
from interview_cli.cv.sections import Section, as_headings, split_sections
from interview_cli.cv.vocabulary import load, plain
from interview_cli.cv.words import degree_score, org_score, title_score
from interview_cli.models import CV, Certificate, Education, Language, Project, SkillGroup, Work


def parse_cv(found: Extracted) -> CV:
    """The CV in a document's lines. What can't be placed stays in `text`."""
    lines = drop_noise(list(found.lines))
    sections = split_sections(lines)
    header, unplaced = _split_header(sections[0].lines)
    extra = [line for s in sections[1:] if s.kind in {"header", "contact"} for line in s.lines]
    basics = read_basics(header, extra, lines)
    summary = "\n".join(line.text for s in sections if s.kind == "summary" for line in s.lines)
    by_kind = {kind: [s for s in sections if s.kind == kind] for kind in load("headings")}
    work = [job for s in by_kind["work"] for job in read_work(s.lines)]
    education = [school for s in by_kind["education"] for school in read_education(s.lines)]
    if not education:
        education = [
            school for s in by_kind["certificates"] if _holds_degrees(s) for school in read_education(s.lines)
        ]
    skills, languages = _skills_and_languages(by_kind["skills"], by_kind["languages"])
    certificates = [
        c
        for s in by_kind["certificates"]
        if by_kind["education"] or not _holds_degrees(s)
        for c in read_certificates(s.lines)
    ]
    if unplaced and not work:
        loose_work, loose_schools, loose_rest = read_unheaded(unplaced)
        work, education = loose_work, education or loose_schools
        certificates = certificates or loose_rest
    return CV(
        basics=replace(basics, summary=summary or basics.summary),
        work=tuple(work),
        volunteer=tuple(job for s in by_kind["volunteer"] for job in read_work(s.lines)),
        education=tuple(education),
        skills=skills,
        projects=_projects([*by_kind["projects"], *by_kind["publications"], *by_kind["awards"]]),
        languages=languages,
        certificates=tuple(certificates),
        text=render(tuple(as_headings(lines))),
        pages=found.pages,
        warnings=found.warnings,
    )


def _split_header(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines before the first entry, and the entries of a CV without headings."""
    at = next(
        (i for i, line in enumerate(lines) if i > 0 and has_dates(line) and not is_personal(line)), None
    )
    if at is None or sum(has_dates(line) for line in lines) < 2:
        return lines, []
    while (
        at > 1
        and not lines[at].gap
        and not lines[at - 1].bullet
        and len(lines[at - 1].text) < 80
        and "@" not in lines[at - 1].text
    ):
        at -= 1
    return lines[:at], lines[at:]


def read_unheaded(lines: list[Line]) -> tuple[list[Work], list[Education], list[Certificate]]:
    """Jobs, schools and certificates of a CV without headings, told apart by their words."""
    jobs: list[Block] = []
    schools: list[Block] = []
    rest: list[Line] = []
    for block in split_entries(lines):
        text = " ".join(line.text for line in block.head)
        if degree_score(text) > title_score(text) and not block.body:
            schools.append(block)
        elif any(has_dates(line) for line in block.head) and (
            title_score(text) or org_score(text) or block.body
        ):
            jobs.append(block)
        else:
            rest += [*block.head, *block.body]
    named = [
        line
        for line in rest
        if re.search(r"certif|licen[cs]e|diploma|registered|osha|\(\d{4}\)", line.text, re.IGNORECASE)
    ]
    return work_of(jobs), education_of(schools), list(read_certificates(named))


def _skills_and_languages(
    skills: list[Section], languages: list[Section]
) -> tuple[tuple[SkillGroup, ...], tuple[Language, ...]]:
    """Both, because forms mix them: language rows in a skills section, a skills row under languages."""
    labels = load("labels")["languages"]
    spoken = {*labels["mother"], *labels["others"]}
    skill_lines: list[Line] = []
    language_lines = [line for s in languages for line in s.lines]
    for line in (line for s in skills for line in s.lines):
        first = plain(line.cells[0].split(":")[0].rstrip(": "))
        words = line.cells[0].split()
        named = first in spoken or (
            is_language(words[0].strip(":,(")) and len(line.text) < 60 and len(line.cells) + len(words) < 8
        )
        (language_lines if named else skill_lines).append(line)
    return read_skills(skill_lines), read_languages(language_lines)


def _holds_degrees(section: Section) -> bool:
    """Whether a section called "Qualifications" is about schools: most of its lines name a degree."""
    return sum(degree_score(line.text) > 0 and org_score(line.text) > 0 for line in section.lines) * 2 > len(
        section.lines
    )


def _projects(sections: list[Section]) -> tuple[Project, ...]:
    return tuple(project for s in sections if s.lines for project in read_projects(s.lines))
