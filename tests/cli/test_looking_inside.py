"""`inspect`, `config`, `cache`, `doctor` and `purge`, run as a person runs them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.cli.running import CV, POSTING, interview


def test_inspect_posting_prints_the_contract():
    """The keys others rely on, and a view a person can check."""
    document = interview("inspect", "posting", POSTING, "--json").document
    assert document.keys() >= {
        "title", "company", "location", "remote", "employment_type", "salary", "board", "url", "text", "requirements", "skills",
    }  # fmt: skip
    assert {frozenset(r) for r in document["requirements"]} == {frozenset({"text", "importance", "skills"})}
    assert {frozenset(s) for s in document["skills"]} == {frozenset({"name", "importance", "evidence"})}
    assert all(
        s["evidence"] in document["text"] or s["evidence"] == document["title"] for s in document["skills"]
    )
    shown = interview("inspect", "posting", POSTING).out
    assert "Asked for" in shown
    assert "Nice to have" in shown


def test_inspect_cv_prints_json_resume():
    """A JSON Resume document with what was understood under meta.interview."""
    document = interview("inspect", "cv", CV, "--json").document
    assert document.keys() >= {"basics", "work", "education", "skills", "projects", "languages", "meta"}
    inside = document["meta"]["interview"]
    assert inside.keys() >= {"skills", "text", "pages", "warnings"}
    assert {frozenset(s) for s in inside["skills"]} == {frozenset({"name", "evidence", "where"})}
    assert [job["name"] for job in document["work"]] == [
        "Marktplein Payments",
        "Bloei Retail",
        "Studio Noordzee",
    ]
    shown = interview("inspect", "cv", CV).out
    assert "Marktplein Payments" in shown
    assert "March 2022" in shown


def test_a_cv_that_can_t_be_read_is_explained(tmp_path: Path):
    """A picture named .pdf is told by what it is; exit 4."""
    fake = tmp_path / "cv.pdf"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    ran = interview("inspect", "cv", fake)
    assert ran.code == 4
    assert "PNG" in ran.err


def test_config_is_made_once_and_shown(tmp_path: Path):
    """`init` writes every default, refuses to write over a file, and `show` prints what is in force."""
    made = interview("config", "init")
    assert made.code == 0
    path = Path(made.out.strip())
    assert path == Path(interview("config", "path").out.strip())
    assert path.stat().st_mode & 0o777 == 0o600
    assert interview("config", "init").code == 2
    assert interview("config", "init", "--force").code == 0
    path.write_text("[prep]\nquestions = 7\n")
    assert json.loads(interview("config", "show", "--json").out)["prep"]["questions"] == 7
    assert "questions = 7" in interview("config", "show").out


def test_the_cache_is_shown_and_emptied(tmp_path: Path):
    """What a run left in the cache is counted by kind, and goes."""
    interview("prep", POSTING, "--cv", CV, "--out", tmp_path, "--formats", "json")
    kinds = json.loads(interview("cache", "show", "--json").out)["kinds"]
    assert kinds["cv"]["entries"] == 1
    assert kinds["pack"]["entries"] == 1
    assert interview("cache", "clear", "cv").out == "1 entry dropped.\n"
    assert "cv" not in json.loads(interview("cache", "show", "--json").out)["kinds"]
    assert interview("cache", "clear").code == 0
    assert json.loads(interview("cache", "show", "--json").out)["kinds"] == {}


def test_doctor_says_what_there_is():
    """Each part with its state, and what to do about what is not in order."""
    checks = {c["name"]: c for c in json.loads(interview("doctor", "--json").out)["checks"]}
    assert checks.keys() >= {"interview", "libraries", "PDF", "config", "data", "cache", "network", "coach"}
    assert {c["state"] for c in checks.values()} <= {"ok", "degraded", "off"}
    folder = Path(os.environ["INTERVIEW_HOME"]) / "data"
    folder.mkdir(parents=True, mode=0o755)
    folder.chmod(0o755)
    again = {c["name"]: c for c in json.loads(interview("doctor", "--json").out)["checks"]}
    assert again["data"]["state"] == "degraded"
    assert "chmod 700" in again["data"]["remedy"]


def test_purge_leaves_nothing(tmp_path: Path):
    """Without a yes nothing goes; with it every file of data and cache does, and the config stays."""
    interview("config", "init")
    interview("prep", POSTING, "--cv", CV, "--formats", "json")
    home = Path(os.environ["INTERVIEW_HOME"])
    assert any((home / "data").rglob("*.json"))
    assert interview("purge").code == 2
    assert (home / "data").exists()
    assert interview("purge", "--yes").code == 0
    assert sorted(p.name for p in home.iterdir()) == ["config.toml"]


def test_an_address_that_is_none_is_bad_input():
    """Exit code 4 and the way out, whatever is wrong with it."""
    for wrong in ("http://[::1", "https://exa mple.org/", "http://a:b:c/"):
        ran = interview("inspect", "posting", wrong)
        assert (ran.code, ran.out) == (4, "")
        assert "interview prep -" in ran.err


def test_research_that_is_turned_off_says_so():
    """Nothing searched is not nothing found."""
    ran = interview("inspect", "research", "Acme", "--json")
    assert ran.document["dossier"]["searched"] == []
    assert "research.enabled" in ran.err
