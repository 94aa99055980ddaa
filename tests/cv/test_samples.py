"""Whole CVs from many countries and trades, each against a truth written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.cv.parse import parse_cv
from interview_cli.cv.worker import extract
from interview_cli.models import CV
from tests.cv.build import build, samples, truth_of

ALL = samples()


@pytest.fixture(params=ALL, ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest) -> Path:
    """A sample file."""
    return Path(request.param)


def read(sample: Path) -> CV:
    """The CV of the file built of a sample."""
    return parse_cv(extract(build(sample)))


def same(wanted: str, found: str) -> bool:
    """Whether a fact was read whole, give or take a mark at its end or a title before a name."""
    return wanted.casefold().strip(" .") in found.casefold() and len(found) < 1.6 * len(wanted) + 4


def test_cv_is_read_as_its_truth_says(sample):
    """Name, addresses, jobs with their dates and lines, schools and skills come out as a person reads them."""
    cv, truth = read(sample), truth_of(sample)
    assert same(truth["name"], cv.basics.name)
    assert cv.basics.email == truth["email"]
    jobs = [(job.name, job.position, job.start, job.end) for job in cv.work]
    for job in truth["work"]:
        wanted = [w for w in cv.work if same(job["title"], w.position) and same(job["employer"], w.name)]
        assert wanted, (job["title"], jobs)
        dated = [w for w in wanted if (w.start, w.end) == (job["start"], job["end"])]
        assert dated, (job["title"], jobs)
        lines = " ".join((*dated[0].highlights, dated[0].summary))
        assert all(line.strip(".") in lines for line in job["highlights"])
    for school in truth["education"]:
        assert any(same(school["school"], e.institution) for e in cv.education), cv.education
    skills = {skill for group in cv.skills for skill in (group.name, *group.keywords)}
    assert skills >= set(truth["skills"])


def test_text_holds_every_line_of_every_job(sample):
    """A coach quotes from `CV.text`, so each line of a job stands in it as a list item or a line of its own."""
    cv = read(sample)
    rows = {row.removeprefix("- ") for row in cv.text.split("\n")}
    for job in cv.work:
        for line in job.highlights:
            assert any(line in row for row in rows), line
