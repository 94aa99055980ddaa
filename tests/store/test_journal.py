"""The journal: whole lines only, on the disk before it says so."""

from __future__ import annotations

import resource
import signal
import stat
from pathlib import Path

import pytest

from interview_cli.store.journal import Journal, NotWritten


def test_entries_come_back_in_order(tmp_path: Path):
    """What was added is read again, in the same order, whatever is in it."""
    journal = Journal(tmp_path / "s")
    entries: list[dict[str, object]] = [
        {"kind": "answer", "text": "line\nbreak, “quotes”, 料理"},
        {"kind": "turn", "n": 2},
    ]
    for entry in entries:
        journal.append(entry, safe=True)
    assert list(journal.read()) == entries
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_a_line_cut_short_is_passed_over_and_the_next_one_stands_alone(tmp_path: Path):
    """A crash in the middle of a line costs that line only."""
    journal = Journal(tmp_path)
    journal.append({"n": 1})
    with journal.path.open("ab") as file:
        file.write(b'{"n": 2, "text": "half')
    journal.append({"n": 3})
    assert list(journal.read()) == [{"n": 1}, {"n": 3}]


def test_a_full_disk_is_told_and_leaves_whole_lines(tmp_path: Path):
    """When the disk refuses, the error says so and what was there before is still whole."""
    journal = Journal(tmp_path)
    journal.append({"n": 1})
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        with pytest.raises(NotWritten, match="could not be saved"):
            journal.append({"n": 2, "text": "x" * 500}, safe=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    journal.append({"n": 3})
    assert list(journal.read()) == [{"n": 1}, {"n": 3}]


def test_no_journal_is_an_empty_one(tmp_path: Path):
    """A session that never wrote anything has nothing to tell."""
    assert list(Journal(tmp_path / "none").read()) == []
