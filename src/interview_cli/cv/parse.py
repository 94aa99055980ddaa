"""Lines -> CV: sections, then each section by its kind."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.cv.contact import is_personal, read_basics
from interview_cli.cv.entries import Block, drop_noise, has_dates, split_entries
from interview_cli.cv.fields import is_language, read_certificates, read_languages, read_projects, read_skills
from interview_cli.cv.heads import Head, gather, label_of, read_job, read_school, take_score, usual_order
from interview_cli.cv.lines import Extracted, Line, render
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
    skills, languages = _skills_and_languages(by_kind["skills"], by_kind["languages"])
    certificates = [c for s in by_kind["certificates"] for c in _certificates(s)]
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
    return _work_of(jobs), _education_of(schools), []


def read_work(lines: list[Line]) -> list[Work]:
    """The jobs of a section, in order."""
    return _work_of(split_entries(lines))


def _work_of(blocks: list[Block]) -> list[Work]:
    gathered = [gather(block.head) for block in blocks]
    order = usual_order(gathered)
    jobs: list[Work] = []
    for block, pieces in zip(blocks, gathered, strict=True):
        head = read_job(pieces, order)
        employer = _employer_before(head, block, jobs, blocks)
        if employer:
            head = replace(head, who=employer.name, place=head.place or employer.location)
        if not head.who and not head.what and jobs:
            jobs[-1] = _with_body(jobs[-1], [*block.head, *block.body])
            continue
        jobs.append(_job(head, block))
    return [job for job in jobs if job.position or job.highlights or job.summary or job.start or job.name]


def _employer_before(head: Head, block: Block, jobs: list[Work], blocks: list[Block]) -> Work | None:
    """The entry whose employer a role without one belongs to: several roles at one firm."""
    if head.who or not jobs or not head.what:
        return None
    before = jobs[-1]
    return before if before.name and len(block.head) <= 2 else None


def _job(head: Head, block: Block) -> Work:
    span = head.span
    job = Work(
        name=head.who, position=head.what, location=head.place,
        start=(span.start if span else ""), end=(span.end if span else ""),
        url=next((link for line in block.head for link in line.links if link.startswith("http")), ""),
    )  # fmt: skip
    extra = [Line((text,)) for text in head.rest]
    return _with_body(job, [*extra, *block.body])


def _with_body(job: Work, body: list[Line]) -> Work:
    """`job` with its lines: list items are highlights; a paragraph beside them is the summary."""
    bullets = [line for line in body if line.bullet]
    prose = [line for line in body if not line.bullet]
    texts = [text for text in map(_bare, prose) if text]
    if bullets or len(texts) == 1:
        summary = "\n".join(text for text in [job.summary, *texts] if text)
        return replace(job, summary=summary, highlights=(*job.highlights, *(_bare(line) for line in bullets)))
    return replace(job, highlights=(*job.highlights, *texts))


def _bare(line: Line) -> str:
    """The line's text without a label like "Responsibilities:"."""
    labelled = label_of(line)
    return labelled[1] if labelled and labelled[0] == "body" else line.text


def read_education(lines: list[Line]) -> list[Education]:
    """The schools of a section, in order."""
    return _education_of(_school_blocks(lines))


def _school_blocks(lines: list[Line]) -> list[Block]:
    if not any(has_dates(line) for line in lines):
        blocks: list[Block] = []
        for line in lines:
            fresh = line.gap or line.bold or degree_score(line.text) or line.bullet
            full = blocks and any(degree_score(ln.text) for ln in blocks[-1].head)
            if not blocks or (fresh and full and (degree_score(line.text) or line.bold or line.gap)):
                blocks.append(Block(head=[replace(line, bullet=False)]))
            elif line.bullet:
                blocks[-1].body.append(line)
            else:
                blocks[-1].head.append(line)
        return blocks
    return split_entries(lines, schools=True)


def _education_of(blocks: list[Block]) -> list[Education]:
    found: list[Education] = []
    for block in blocks:
        if not block.head and found:
            found[-1] = replace(found[-1], courses=(*found[-1].courses, *(line.text for line in block.body)))
            continue
        head = read_school(gather(block.head))
        score = head.score
        courses = list(head.rest)
        for line in block.body:
            rest, mark = take_score(line.text)
            score = score or mark
            if not mark or len(rest) > 5:
                courses.append(line.text)
        if not (head.who or head.what) and found:
            found[-1] = replace(found[-1], courses=(*found[-1].courses, *courses))
            continue
        span = head.span
        start = span.start if span and not span.single else ""
        end = span.end if span else ""
        found.append(Education(head.who, head.area, head.what, start, end, score, tuple(courses)))
    return [school for school in found if school.institution or school.study_type]


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


def _certificates(section: Section) -> tuple[Certificate, ...]:
    return read_certificates(section.lines)


def _projects(sections: list[Section]) -> tuple[Project, ...]:
    return tuple(project for s in sections if s.lines for project in read_projects(s.lines))
