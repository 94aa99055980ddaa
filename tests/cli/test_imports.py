"""Heavy libraries load only where they are needed; read in a fresh interpreter, not by a clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ALONE, CV, POSTING

HEAVY = (
    "langgraph",
    "openai",
    "weasyprint",
    "praw",
    "trafilatura",
    "httpx",
    "httpx2",
    "lxml",
    "jinja2",
    "rapidfuzz",
    "PIL",
)
RUN = """
import json, sys
from interview_cli.cli.program import run
code = run(json.loads(sys.argv[1]))
print(json.dumps([code, [m for m in json.loads(sys.argv[2]) if m in sys.modules]]), file=sys.stderr)
"""


def loaded(*arguments: object) -> list[str]:
    """Which heavy libraries a run of `interview` loads."""
    command = [sys.executable, "-c", RUN, json.dumps([str(a) for a in arguments]), json.dumps(HEAVY)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **ALONE})
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return list(modules)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("prep", "--help"), ("config", "path"), ("config", "show")]
)
def test_help_and_housekeeping_load_nothing_heavy(arguments: tuple[str, ...]):
    """What answers at once loads none of them."""
    assert loaded(*arguments) == []


def test_a_repeated_prep_loads_nothing_heavy(tmp_path: Path):
    """The second run reads the cache and draws; the first had to load the pipeline."""
    arguments = ("prep", POSTING, "--cv", CV, "--out", tmp_path, "--formats", "md,json")
    assert "langgraph" in loaded(*arguments)
    assert loaded(*arguments) == []
