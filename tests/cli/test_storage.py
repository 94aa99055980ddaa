"""Where nothing can be kept: what can be done is done, and the way out that is named leads out."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.cli.running import ALONE, CV, POSTING, interview

HOME = "INTERVIEW_HOME"


def in_the_way() -> Path:
    """A home where `data` is a file, so that nothing can be kept, whoever runs the tests."""
    home = Path(os.environ[HOME])
    home.mkdir(parents=True, exist_ok=True)
    (home / "data").write_text("in the way")
    return home


def test_a_pack_can_be_made_without_a_history(tmp_path: Path):
    """The files asked for elsewhere are written, exit code 0, and a notice says what will be missing."""
    in_the_way()
    ran = interview("prep", POSTING, "--cv", CV, "--out", tmp_path / "a" / "b", "--formats", "md", "--json")
    assert ran.code == 0
    assert Path(ran.document["files"]["md"]).read_text().startswith("# ")
    assert "`interview start` won't know of it" in ran.err


def test_what_needs_the_history_names_the_way_out():
    """Exit code 5; --out, which these commands do not have, is not recommended."""
    in_the_way()
    for command in (("sessions", "list"), ("report",), ("metrics",)):
        ran = interview(*command)
        assert (ran.code, ran.out) == (5, "")
        assert "INTERVIEW_HOME" in ran.err
        assert "--out" not in ran.err


def test_doctor_sees_that_nothing_can_be_kept():
    """The part that can't be written is no longer in order."""
    in_the_way()
    checks = {c["name"]: c for c in interview("doctor", "--json").document["checks"]}
    assert checks["data"]["state"] == "degraded"
    assert "INTERVIEW_HOME" in checks["data"]["remedy"]
    assert checks["cache"]["state"] == "ok"


def test_a_disk_without_room_is_no_damaged_cache():
    """A cache that can't grow is left where it is: put aside, it would be lost, and the disk no emptier."""
    home = Path(os.environ[HOME])
    done = subprocess.run(
        [sys.executable, "-m", "interview_cli", "inspect", "cv", str(CV), "--json"],
        capture_output=True,
        env={**os.environ, **ALONE},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["basics"]["name"]
    assert b"The cache can't be used" in done.stderr
    assert not list(home.glob("cache.damaged-*"))


def test_a_wrong_cv_is_not_remembered(tmp_path: Path):
    """A slip of the finger does not cost the CV used last."""
    interview("prep", POSTING, "--cv", CV, "--out", tmp_path, "--formats", "md")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    for wrong in (tmp_path / "nobody.pdf", empty):
        assert interview("prep", POSTING, "--cv", wrong, "--out", tmp_path).code == 4
        assert f"CV: {CV}" in interview("prep", POSTING, "--out", tmp_path, "--formats", "md").err


def test_a_page_that_can_t_be_had_costs_no_cv(tmp_path: Path):
    """The way out is to paste the text, and the CV named the first time comes along."""
    gone = interview("--offline", "prep", "https://jobs.example.org/1", "--cv", CV)
    assert gone.code == 4
    pasted = interview("prep", "-", "--out", tmp_path, "--formats", "md", stdin=POSTING.read_text())
    assert f"CV: {CV}" in pasted.err


def test_purge_takes_damaged_caches_and_says_that_keys_stay():
    """What was put aside holds the same texts; keys are config, and are named."""
    interview("config", "set-key", "groq", stdin="a-key-for-nothing\n")
    home = Path(os.environ[HOME])
    aside = home / "cache.damaged-1700000000"
    aside.mkdir()
    (aside / "cache.db").write_bytes(b"a CV once read")
    ran = interview("purge", "--yes")
    assert ran.code == 0
    assert not aside.exists()
    assert str(home / "keys.json") in ran.err
