"""`interview report` as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview_cli.models import Session
from tests.cli.running import ALONE, interview
from tests.report import interviews, packs


@pytest.fixture
def home() -> Path:
    return Path(os.environ["INTERVIEW_HOME"])


@pytest.fixture
def session(home: Path) -> Session:
    return interviews.a_series(home, packs.nurse_pack())


def test_the_newest_session_is_shown_and_written(session: Session, home: Path):
    """Scores, questions, claims, trend, and four files beside the session's journal."""
    ran = interview("report")
    assert ran.code == 0, ran.err
    for part in (
        "of 100",
        "By dimension",
        "Questions",
        "Be ready to be asked about",
        "Trend",
        "no model was called",
    ):
        assert part in ran.out
    folder = home / "data" / "sessions" / session.id / "report"
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".json", ".md", ".pdf"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_it_fits_the_terminal(session: Session, columns: int):
    """No line is wider than the terminal, paths and commands aside."""
    ran = interview("report", "--formats", "md", env={"COLUMNS": str(columns)})
    wide = [line for line in ran.out.splitlines() if len(line) > columns and "/" not in line]
    assert wide == []


def test_several_sessions_stand_side_by_side(session: Session):
    """Without --formats nothing is written; every session has its line."""
    ran = interview("report", "--last", 3, "--json")
    assert [len(ran.document["sessions"]), ran.document["sessions"][0]["files"]] == [3, {}]
    drawn = interview("report", "--role", "nurse").out
    assert drawn.startswith("\n4 sessions")
    assert drawn.count("Finished, 4 answers") == 4


def test_json_is_one_document_with_the_files(session: Session, tmp_path: Path):
    """The report and where its files lie; the file holds the same report."""
    ran = interview("report", session.id, "--json", "--out", tmp_path, "--formats", "json,csv")
    document = ran.document
    files = document.pop("files")
    assert json.loads(Path(files["json"]).read_text()) == document
    assert sorted(files) == ["csv", "json"]


def test_the_schema_is_printed_without_any_session():
    """It needs no history."""
    assert interview("report", "--schema").document["title"] == "interview report"


COUNT = """
import json, subprocess, sys
from interview_cli.cli.program import run
children = []
real = subprocess.run
subprocess.run = lambda *a, **k: children.append(a[0]) or real(*a, **k)
code = run(["report", *json.loads(sys.argv[1])])
print(json.dumps([code, len(children), sorted({"weasyprint", "jinja2"} & set(sys.modules))]), file=sys.stderr)
"""


def counted(*arguments: str) -> list[object]:
    """Exit code, children started, and which of the renderers were loaded."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT, json.dumps(arguments)],
        capture_output=True, text=True, check=True, env={**os.environ, **ALONE},
    )  # fmt: skip
    result: list[object] = json.loads(done.stderr.splitlines()[-1])
    return result


def test_an_unchanged_session_is_not_rendered_again(session: Session, home: Path):
    """The second run starts no renderer and loads none; a file that was touched is made anew."""
    assert counted() == [0, 1, ["jinja2"]]
    assert counted() == [0, 0, []]
    path = home / "data" / "sessions" / session.id / "report" / f"{session.id}.md"
    path.write_text("mine")
    assert counted() == [0, 1, ["jinja2"]]
    assert path.read_text().startswith("# Staff Nurse")


def opener(folder: Path, script: str) -> dict[str, str]:
    """An environment in which `script` is what opens files."""
    folder.mkdir()
    for name in ("xdg-open", "open"):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def test_the_pdf_is_opened_and_what_its_viewer_says_stays_out(session: Session, tmp_path: Path):
    """The file that is opened is the one that was written; --json is one document still."""
    env = opener(tmp_path / "bin", f'echo "$1" >{tmp_path}/opened; echo chatter; echo noise >&2')
    ran = interview("report", "--open", "--json", "--formats", "pdf,md", env=env)
    assert (ran.code, "noise" in ran.err) == (0, False)
    assert (tmp_path / "opened").read_text().strip() == ran.document["files"]["pdf"]


def test_a_viewer_that_stays_open_keeps_nobody_waiting(session: Session, tmp_path: Path):
    """It runs on; the report has ended."""
    env = opener(tmp_path / "bin", f"sleep 30; touch {tmp_path}/closed")
    ran = interview("report", "--open", "--formats", "html", env=env)
    assert (ran.code, ran.err) == (0, "")
    assert not (tmp_path / "closed").exists()


@pytest.mark.parametrize("script", ["exit 3", None])
def test_it_is_said_when_nothing_opens_the_file(session: Session, tmp_path: Path, script: str | None):
    """The opener finds no viewer, or there is no opener; the report is there all the same."""
    env = {"PATH": str(tmp_path)} if script is None else opener(tmp_path / "bin", script)
    ran = interview("report", "--open", "--formats", "md", env=env)
    assert ran.code == 0
    assert "Nothing on this computer opens" in ran.err


def test_deleting_a_session_deletes_its_reports(session: Session, home: Path):
    """No file of it is left, and no note in the history."""
    interview("report")
    assert interview("sessions", "delete", session.id, "--yes").code == 0
    assert not (home / "data" / "sessions" / session.id).exists()


def test_what_is_asked_for_wrongly_is_said(session: Session):
    """Unknown formats, unknown ids, an id together with --last."""
    for arguments, said in (
        (("--formats", "docx"), "No such format: docx"),
        (("nothing-like-it",), "No session begins with"),
        ((session.id, "--last", "2"), "Name one session, or ask for several"),
        (("--role", "astronaut"), "No session for a role with"),
    ):
        ran = interview("report", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_without_a_session_there_is_no_report():
    """A new user is told what to do."""
    ran = interview("report")
    assert ran.code == 2
    assert "There is no session yet." in ran.err
