"""What a CV shows: its lines with the place each stands in, the skills in them, and years of work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.cv.vocabulary import section_of
from interview_cli.models import CV, SkillShown, Work

# Where a line proves more: done at work, then elsewhere, then only claimed.
_WEIGHT: Final = {
    "work": 0,
    "project": 1,
    "volunteer": 1,
    "certificate": 2,
    "education": 3,
    "language": 3,
    "summary": 4,
    "skills": 5,
    "text": 6,
}


@dataclass(frozen=True, slots=True)
class CVLine:
    """A line of a CV. `part` is work, volunteer, project, education, …; `at` names the employer, school or project."""

    text: str
    part: str
    at: str = ""

    @property
    def where(self) -> str:
        """The place as a person would name it: "work: Northwind"."""
        return f"{self.part}: {self.at}" if self.at else self.part


def read_lines(cv: CV) -> list[CVLine]:
    """Every line of the CV that says something of the person, with the place it stands in."""
    lines: list[CVLine] = []
    for part, jobs in (("work", cv.work), ("volunteer", cv.volunteer)):
        for job in jobs:
            at = job.name or job.position
            heads = [" — ".join(filter(None, (job.position, job.name))), job.summary]
            lines += [CVLine(text, part, at) for text in (*heads, *job.highlights) if text]
    for project in cv.projects:
        texts = (project.description, *project.highlights, ", ".join(project.keywords))
        lines += [CVLine(text, "project", project.name) for text in (project.name, *texts) if text]
    lines += [CVLine(c.name, "certificate", c.issuer) for c in cv.certificates]
    for school in cv.education:
        text = ", ".join(
            filter(None, (school.study_type, school.area, school.institution, school.score, *school.courses))
        )
        lines.append(CVLine(text, "education", school.institution))
    lines += [
        CVLine(f"{x.language} ({x.fluency})" if x.fluency else x.language, "language") for x in cv.languages
    ]
    lines += [CVLine(text, "summary") for text in _sentences(cv.basics.label, cv.basics.summary)]
    for group in cv.skills:
        listed = ", ".join(group.keywords)
        lines.append(
            CVLine(f"{group.name}: {listed}" if group.name and listed else group.name or listed, "skills")
        )
    return lines


def _sentences(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (part.strip() for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])|\n", text) if part.strip())


def analyse(cv: CV, lexicon: Lexicon) -> CV:
    """`cv` with `shown` filled in: each skill once, with the line that proves it best."""
    best: dict[str, tuple[int, SkillShown]] = {}
    for line in (*read_lines(cv), *_rest(cv)):
        if line.part in ("summary", "text") and is_wish(line.text):
            continue
        weight = _WEIGHT[line.part]
        # "German" alone is an everyday word; under its heading it is a language.
        text = f"Languages: {line.text}" if line.part == "language" else line.text
        for name in lexicon.names(text):
            if name not in best or weight < best[name][0]:
                best[name] = (weight, SkillShown(name, line.text, line.where))
    ordered = sorted(best.values(), key=lambda found: found[0])
    return replace(cv, shown=tuple(shown for _, shown in ordered))


_WISH: Final = re.compile(
    r"\b(?:looking (?:to|for)|seeking|aspiring|hoping to|keen to|wants? to|wanting to|would like|aim(?:ing)? to|"
    r"en recherche|souhait\w+|auf der suche|möchte|busco|en busca|cerco|op zoek|szukam)\b",
    re.IGNORECASE,
)


def is_wish(text: str) -> bool:
    """Whether a line says what somebody wants to do, which is no proof of having done it."""
    return bool(_WISH.search(text))


def _rest(cv: CV) -> Iterator[CVLine]:
    """The raw lines: what the structured reading missed still counts."""
    for raw in cv.text.splitlines():
        text = raw.strip().lstrip("#-•* ").strip()
        if text and not section_of(text):  # "Ausbildung" over the schools is no apprenticeship
            yield CVLine(text, "text")


def years_of_work(
    cv: CV, today: date, *, skills: frozenset[str] = frozenset(), lexicon: Lexicon | None = None
) -> float | None:
    """Years spent in jobs (overlaps counted once); with `skills`, only in jobs whose lines show one of them.

    None when no job carries dates: nothing can be said then.
    """
    spans = []
    for job in cv.work:
        span = _span(job, today)
        if span and (not skills or lexicon is None or _shows(job, skills, lexicon)):
            spans.append(span)
    if not any(_span(job, today) for job in cv.work):
        return None
    total, reached = 0.0, 0.0
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return round(total, 1)


def _shows(job: Work, skills: frozenset[str], lexicon: Lexicon) -> bool:
    texts = (job.position, job.summary, *job.highlights)
    showing = [text for text in texts if any(skills & lexicon.proves(name) for name in lexicon.names(text))]
    if any(lexicon.skills[name].kind == "technology" for name in skills if name in lexicon.skills):
        return bool(showing)
    # A tool named once was used all along; a field of work needs the job's title, or more than a line on the side.
    return job.position in showing or len(showing) >= 2 or (len(showing) == 1 and len(job.highlights) <= 3)


def _span(job: Work, today: date) -> tuple[float, float] | None:
    start = _year(job.start, last=False)
    if start is None:
        return None
    now = today.year + (today.month - 1) / 12
    end = _year(job.end, last=True) if job.end else now
    if end is None:
        end = now
    if end < start:
        return None
    # Begun and left in the same bare year, or month: half a year at a guess.
    return start, max(min(end, now + 0.1), start + (0.5 if end == start else 0.0))


def _year(text: str, *, last: bool) -> float | None:
    match = re.match(r"(\d{4})(?:-(\d{2}))?", text)
    if not match:
        return None
    year = int(match.group(1))
    if match.group(2):
        return year + (int(match.group(2)) - (0 if last else 1)) / 12
    # A bare year: begun at its middle and left at its middle, so that 2019-2021 counts two years.
    return year + 0.5
