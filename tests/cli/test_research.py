"""Research on the command line: what the person brings is read, quoted with its source, and asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CV, POSTING, interview

THREAD = """https://www.reddit.com/r/cscareerquestions/comments/1abcde/interview_at_tidewater_freight/
Interview at Tidewater Freight - backend
I interviewed at Tidewater Freight in March 2026. There were three rounds: a recruiter screen, a technical interview
about PostgreSQL, and a system design round. They asked me "How would you track ten thousand containers in near real time?"
They valued clear thinking over speed. The whole process took four weeks.
"""


@pytest.fixture
def thread(tmp_path: Path) -> Path:
    """A saved thread."""
    file = tmp_path / "thread.txt"
    file.write_text(THREAD)
    return file


def test_a_saved_thread_becomes_lines_with_sources(thread: Path):
    """Each line carries its link and a quote that stands in the thread, word for word."""
    found = interview("inspect", "research", "Tidewater Freight", "--threads", thread, "--json").document
    lines = found["dossier"]["lines"]
    assert any("three" in line["text"] for line in lines)
    told = " ".join(THREAD.split())
    for line in lines:
        assert line["support"] in ("one", "many")
        for source in line["sources"]:
            assert source["url"].startswith("https://www.reddit.com/r/cscareerquestions/")
            assert " ".join(source["quote"].split()) in told
    assert [one["kept"] for one in found["threads"]] == [True]


def test_questions_that_were_asked_join_the_plan(thread: Path, tmp_path: Path):
    """What people report is asked, and the pack says who reported it."""
    pack = interview(
        "prep", POSTING, "--cv", CV, "--threads", thread, "--out", tmp_path / "out", "--formats", "json,md", "--json"
    ).document  # fmt: skip
    reported = [q for q in pack["questions"] if q["source"] == "research"]
    assert [q["text"] for q in reported] == ["How would you track ten thousand containers in near real time?"]
    assert "Tidewater Freight" in reported[0]["why"]
    assert any("four weeks" in line["text"] for line in pack["dossier"]["lines"])
    assert "four weeks" in Path(pack["files"]["md"]).read_text()


def test_offline_is_one_quiet_line_and_no_more():
    """Without a network prep goes on; --no-research does not even say so."""
    env = {"INTERVIEW_RESEARCH__ENABLED": "true"}
    ran = interview("--offline", "inspect", "research", "Tidewater Freight", env=env)
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "--offline" in ran.err
    assert "nothing about interviews" in ran.out


def test_a_file_without_a_thread_is_named(tmp_path: Path):
    """An empty file is no thread: exit 4, and how to save one."""
    empty = tmp_path / "nothing.txt"
    empty.write_text("\n\n")
    ran = interview("inspect", "research", "Acme", "--threads", empty)
    assert ran.code == 4
    assert "nothing.txt" in ran.err
