"""`interview metrics` as a person runs it."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from interview_cli.store.metrics import Measure, SqliteMetrics
from tests.cli.running import CV, POSTING, interview
from tests.report import interviews, packs


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A home in which a pack was made twice and a report once."""
    home = Path(os.environ["INTERVIEW_HOME"])
    for _ in range(2):
        interview("prep", POSTING, "--cv", CV, "--out", tmp_path, "--formats", "md")
    interviews.hold(home, packs.nurse_pack(), [interviews.STORY], began=interviews.BEGAN)
    interview("report", "--formats", "md")
    return home


def test_runs_stages_and_hits_are_shown(used: Path):
    """What was run, how long its stages took, what the cache gave, and how the parts stand."""
    ran = interview("metrics")
    assert ran.code == 0, ran.err
    for part in (
        "Runs  in the last 24h",
        "prep",
        "report",
        "questions",
        "No model was called.",
        "On the disk",
        "Parts",
    ):
        assert part in ran.out
    assert re.search(r"pack\s+1 of 2\s+50%", ran.out)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_it_fits_the_terminal(used: Path, columns: int):
    """No line is wider than the terminal."""
    ran = interview("metrics", "--since", "all", env={"COLUMNS": str(columns)})
    assert max(map(len, ran.out.splitlines())) <= columns


def test_months_ago_is_shown_by_day_and_slow_calls_by_name():
    """What is older than 90 days is a line a command; calls over 5 s stand there with task, model and time."""
    home, now = Path(os.environ["INTERVIEW_HOME"]), time.time()
    store = SqliteMetrics(home / "data")
    for days in (0, 120, 121):
        at = now - days * 86_400
        store.add([
            Measure(at, "prep", "run", "prep", ms=900.0),
            Measure(at, "prep", "call", "assess", "groq/small", 6_100.0, 300.0, 1, 0, 0, 900, 90, 450, 0.002),
            Measure(at, "prep", "dropped", "quote", number=2),
        ])  # fmt: skip
    out = interview("metrics", "--since", "all").out
    assert "prep  2× on 2 days, mean 900ms, longest 900ms" in out
    assert "2 calls of models, 1,800 tokens in, 180 out · $0.0040" in out
    assert re.search(r"6\.1 s  assess, groq/small  prep, \d{4}-\d\d-\d\d", out)
    assert "Left out of replies: 2 quotes" in out


def test_json_holds_every_part(used: Path):
    """Percentiles by stage, the cache, sizes, health; one command can be picked out."""
    document = interview("metrics", "--json", "--command", "prep").document
    assert [row["name"] for row in document["runs"]] == ["prep"]
    assert {"posting", "cv", "gaps", "questions"} <= {row["name"] for row in document["stages"]}
    times = document["runs"][0]["times"]
    assert times["count"] == 2
    assert times["min"] <= times["p50"] <= times["p95"] <= times["p99"] <= times["max"]
    assert {row["name"] for row in document["health"]} == {"history", "cache", "research", "models"}
    assert all(row["bytes"] >= 0 for row in document["storage"])


def test_prometheus_can_read_it(used: Path):
    """Every line is a comment or a sample, and every family has its type."""
    lines = interview("metrics", "--prometheus").out.splitlines()
    samples = [line for line in lines if not line.startswith("#")]
    assert samples
    assert all(
        re.fullmatch(r'[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? [-+.\de]+', line)
        for line in samples
    )
    typed = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {re.sub(r"_(sum|count)$", "", re.split(r"[{ ]", line)[0]) for line in samples} <= typed
    assert 'interview_run_seconds_count{command="prep"} 2' in samples


def test_looking_leaves_no_trace(used: Path):
    """Metrics, lists and help are not runs worth keeping."""
    before = interview("metrics", "--json").document["runs"]
    interview("sessions", "list")
    assert interview("metrics", "--json").document["runs"] == before


@pytest.mark.parametrize("since", ["yesterday", "0h", "-3d", "5y"])
def test_a_time_that_is_none_is_refused(since: str):
    """With the way to say it."""
    ran = interview("metrics", f"--since={since}")
    assert (ran.code, ran.out) == (2, "")
    assert "Say it like 90m, 24h, 7d, 4w, or all." in ran.err


def test_a_new_home_has_nothing_to_show():
    """It says so, and how to look further back."""
    ran = interview("metrics")
    assert ran.code == 0
    assert "Nothing was recorded in the last 24h." in ran.out
