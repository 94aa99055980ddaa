"""What was understood of a posting and of a CV, on the terminal."""

from __future__ import annotations

from typing import Final

from interview_cli.cli.screen.pack import facts_of
from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.models import CV, Education, Posting, Work
from interview_cli.report.words import span_words
from interview_cli.untrusted import clean_line

_IMPORTANCE: Final = {"must": "Asked for", "nice": "Nice to have", "duty": "What you would do"}


def draw_posting(posting: Posting) -> str:
    """A posting as it was understood."""
    with open_paper() as paper:
        paper.gap()
        paper.line((posting.title or "No title found (set it with --role)", "bold"))
        paper.line(posting.company or "No company found (set it with --company)")
        facts = " · ".join([*facts_of(posting), f"level: {posting.level}" if posting.level else ""]).strip(
            " ·"
        )
        if facts:
            paper.line((facts, "dim"))
        for importance, title in _IMPORTANCE.items():
            found = [r for r in posting.requirements if r.importance == importance]
            if found:
                paper.heading(title)
            for requirement in found:
                skills = f"  [{', '.join(requirement.skills)}]" if requirement.skills else ""
                paper.line(("• ", "cyan"), requirement.text, (skills, "dim"), hang=2)
        if not posting.requirements:
            paper.heading("Requirements")
            paper.line("None were found in the text.")
        if posting.skills:
            paper.heading("Skills named")
            paper.line(", ".join(skill.name for skill in posting.skills))
    return "".join(paper.written)


def draw_cv(cv: CV) -> str:
    """A CV as it was understood."""
    with open_paper() as paper:
        basics = cv.basics
        paper.gap()
        paper.line((basics.name or "No name found", "bold"))
        contact = " · ".join(
            filter(None, (basics.label, basics.email, basics.phone, basics.location, basics.url))
        )
        if contact:
            paper.line((contact, "dim"))
        if basics.summary:
            paper.gap()
            paper.line(basics.summary)
        _jobs(paper, "Work", cv.work)
        _jobs(paper, "Volunteering", cv.volunteer)
        _schools(paper, cv.education)
        _lists(paper, cv)
        if cv.shown:
            paper.heading("Skills, and the line that shows each")
            for shown in cv.shown:
                paper.line(
                    (f"{shown.name}: ", "bold"),
                    clean_line(shown.evidence, 120),
                    (f"  ({shown.where})", "dim"),
                    hang=2,
                )
        paper.gap()
        paper.line(
            (
                "Something wrong? Change the file, or save it as JSON Resume: --json prints one to begin with.",
                "dim",
            )
        )
    return "".join(paper.written)


def _jobs(paper: Paper, title: str, jobs: tuple[Work, ...]) -> None:
    if jobs:
        paper.heading(title)
    for job in jobs:
        name = ", ".join(filter(None, (job.position, job.name))) or "A job without a name"
        paper.line((name, "bold"), (f"  {span_words(job.start, job.end)}", "dim"), hang=2)
        for text in (job.summary, *job.highlights):
            if text:
                paper.line(("• ", "cyan"), text, indent=2, hang=2)


def _schools(paper: Paper, schools: tuple[Education, ...]) -> None:
    if schools:
        paper.heading("Education")
    for school in schools:
        degree = ", ".join(filter(None, (school.study_type, school.area)))
        paper.line(
            (degree or school.institution, "bold"),
            f"  {school.institution}" if degree else "",
            (f"  {span_words(school.start, school.end)}", "dim"),
            hang=2,
        )


def _lists(paper: Paper, cv: CV) -> None:
    rows = (
        ("Projects", [project.name for project in cv.projects]),
        ("Languages", [f"{x.language} ({x.fluency})" if x.fluency else x.language for x in cv.languages]),
        ("Certificates", [certificate.name for certificate in cv.certificates]),
    )
    for title, names in rows:
        if any(names):
            paper.heading(title)
            paper.line(", ".join(filter(None, names)))
