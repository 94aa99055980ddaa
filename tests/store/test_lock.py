"""One terminal a session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview_cli.store.lock import OpenElsewhere, lock_session


def test_a_second_terminal_is_told_who_has_it(tmp_path: Path):
    """The message names the process that holds the session."""
    with (
        lock_session(tmp_path),
        pytest.raises(OpenElsewhere, match=f"pid {os.getpid()}"),
        lock_session(tmp_path),
    ):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path):
    """Leaving lets go."""
    held = 0
    for _ in range(2):
        with lock_session(tmp_path):
            held += 1
    assert held == 2


def test_a_killed_holder_leaves_no_lock(tmp_path: Path):
    """Whatever ends the program, the session is not locked for ever."""
    code = (
        "import os, signal, sys; from pathlib import Path; from interview_cli.store.lock import lock_session\n"
        "with lock_session(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == -9
    with lock_session(tmp_path):
        pass
