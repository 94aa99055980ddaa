"""On a real pseudo-terminal: progress while it runs, a cursor that comes back, and signals."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.running import ALONE, CV, POSTING
from tests.cv.crafted import draw, locked_pdf

pytestmark = pytest.mark.terminal
SHOW_CURSOR = "\x1b[?25h"
HIDE_CURSOR = "\x1b[?25l"


def spawn(*arguments: object, columns: int = 80, **env: str) -> pexpect.spawn:
    """`interview` on a terminal of its own."""
    command = ["-m", "interview_cli", *map(str, arguments)]
    environ = {**os.environ, **ALONE, "TERM": "xterm-256color", **env}
    environ.pop("COLUMNS", None)
    return pexpect.spawn(
        sys.executable, command, env=environ, dimensions=(40, columns), encoding="utf-8", timeout=30
    )


def test_stages_are_shown_and_taken_away(tmp_path: Path):
    """The stages appear while they run; in the end the pack stands there and the cursor is back."""
    child = spawn("prep", POSTING, "--cv", CV, "--out", tmp_path, "--formats", "md,json")
    child.expect("Reading the posting")
    child.expect("Senior Backend Engineer")
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    assert child.exitstatus == 0
    assert said.rfind(HIDE_CURSOR) <= said.rfind(SHOW_CURSOR)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_in_good_order(number: int, code: int, tmp_path: Path):
    """Ctrl-C, a kill and a closed terminal: the cursor comes back, the exit code tells which, no traceback."""
    child = spawn("prep", "-", "--cv", CV, "--out", tmp_path / "out")
    child.expect("Paste the posting")
    child.kill(number)
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    assert child.exitstatus == code
    assert "Traceback" not in said
    assert said.rfind(HIDE_CURSOR) <= said.rfind(SHOW_CURSOR)


def test_a_locked_cv_is_opened_with_a_password_that_stays_nowhere(tmp_path: Path):
    """It is asked for once and not echoed, and no file that is kept holds it."""
    cv, home = tmp_path / "cv.pdf", tmp_path / "home"
    cv.write_bytes(locked_pdf(draw((50, 700, "Jane Doe"), (50, 680, "jane@example.org")), "kestrel"))
    child = spawn("inspect", "cv", cv, TERM="dumb", INTERVIEW_HOME=str(home))
    child.expect("Its password")
    child.sendline("kestrel")
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    assert child.exitstatus == 0
    assert "jane@example.org" in said
    assert "kestrel" not in said
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"kestrel" in path.read_bytes()]


def test_dumb_terminals_get_plain_lines(tmp_path: Path):
    """TERM=dumb: no escapes at all."""
    child = spawn("prep", POSTING, "--out", tmp_path, "--formats", "json", TERM="dumb")
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    assert child.exitstatus == 0
    assert "\x1b" not in said
    assert "Questions to expect" in said


def test_colour_can_be_turned_off(tmp_path: Path):
    """NO_COLOR keeps the pack free of colour codes, a colour terminal without it has them."""
    plain = spawn("--quiet", "prep", POSTING, "--out", tmp_path, "--formats", "json", NO_COLOR="1")
    plain.expect(pexpect.EOF)
    assert "\x1b[36m" not in (plain.before or "")
    environ_off = spawn("--quiet", "prep", POSTING, "--out", tmp_path, "--formats", "json", NO_COLOR="")
    environ_off.expect(pexpect.EOF)
    assert "\x1b[" in (environ_off.before or "")
