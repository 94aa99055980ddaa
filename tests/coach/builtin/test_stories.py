"""CV lines worth telling are found, with the parts of the story that are missing."""

from __future__ import annotations

import pytest

from interview_cli.coach.builtin.competencies import find_competencies
from interview_cli.coach.builtin.cvreading import CVLine
from interview_cli.coach.builtin.stories import find_stories, has_figure


def line(text: str, part: str = "work", at: str = "Orchard") -> CVLine:
    return CVLine(text, part, at)


def test_a_full_line_comes_before_a_bare_one():
    """A line with an outcome in figures beats one that only names a duty."""
    stories = find_stories(
        [
            line("Trained new colleagues on the till"),
            line("Cut waste by 18% in six months by changing how we order bread"),
        ]
    )
    assert [s.has_number for s in stories] == [True, False]
    assert stories[0].competencies
    assert "result" not in stories[0].missing
    assert {"situation", "result"} <= set(stories[1].missing)


def test_what_is_missing_is_asked_for():
    """The prompt asks one question for each missing part, and for a figure where there is none."""
    (story,) = find_stories([line("Trained new colleagues on the till")])
    assert story.prompt.count("?") >= 2


def test_titles_lists_and_summaries_are_no_stories():
    """Only lines of work, volunteering and projects are told."""
    assert (
        find_stories(
            [
                line("Python, SQL, Excel", "skills"),
                line("Engineer — Orchard"),
                line("Improved things", "summary"),
            ]
        )
        == ()
    )


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Saved 18%", True),
        ("served 240 shops", True),
        ("a budget of €2m", True),
        ("1,200 patients", True),
        ("since 2021", False),
        ("Python 3.11", False),
        ("no figure", False),
    ],
)
def test_a_figure_measures_something(text: str, figure: bool):
    """Years and versions are no figures."""
    assert has_figure(text) is figure


def test_no_place_fills_the_list():
    """At most eight stories, the first of them from more than one place."""
    lines = [line(f"Improved process number {n} by {n + 10}%") for n in range(10)] + [
        line("Raised £400 for the hall", "volunteer", "Scouts")
    ]
    stories = find_stories(lines)
    assert len(stories) == 8
    assert "volunteer: Scouts" in {s.where for s in stories[:4]}


@pytest.mark.parametrize(
    ("line", "competency", "asked"),
    [
        ("Add real-time collaborative editing to our editor", "teamwork", False),
        ("You are collaborative; real-time collaborative editing is what we build", "teamwork", True),
        ("A lean, high-output team", "process-improvement", False),
        ("Lean and Six Sigma methods", "process-improvement", True),
        ("You report to the leadership team", "leadership", False),
        ("Leadership of two shifts; you join the leadership team", "leadership", True),
        ("No conflicts of interest", "conflict", False),
        ("You design resilient, scalable, energy efficient systems", "resilience", True),
        ("You build resilient systems", "resilience", False),
        ("Keep data integrity and type safety", "integrity", False),
        ("Keep data integrity and type safety", "safety", False),
    ],
)
def test_wording_that_only_looks_like_asking_asks_for_nothing(line: str, competency: str, asked: object):
    """A lean team wants no Six Sigma; the same word elsewhere in the line still counts."""
    assert (competency in find_competencies(line, "asks")) is asked


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Led a team of six", True),
        ("LED a team of six", True),
        ("LED A TEAM OF SIX", True),
        ("Installed LED lighting in forty flats", False),
        ("Replaced 300 lamps with LEDs", False),
    ],
)
def test_a_lamp_is_no_leadership(line: str, leads: bool):
    """LED in capitals is a lamp, unless the line says what was led."""
    assert ("leadership" in find_competencies(line, "shows")) is leads
