"""Packs and the last CV are kept; files of newer programs are left alone."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from interview_cli.errors import StorageError, UsageError
from interview_cli.models import Pack, Posting
from interview_cli.store.database import refused
from interview_cli.store.history import SqliteHistory
from tests.fakes import StillClock


def pack(name: str) -> Pack:
    return Pack(
        id=name,
        created="2026-11-21",
        posting=Posting("Baker", "Acme", "text"),
        cv=None,
        gaps=(),
        questions=(),
    )


def test_the_newest_pack_and_one_by_its_beginning(tmp_path: Path):
    """Without a name the newest comes; a unique beginning is enough; an ambiguous one is refused with a list."""
    clock = StillClock()
    history = SqliteHistory(tmp_path, now=clock.now)
    for name in ("acme-baker-1", "acme-baker-2", "other-3"):
        clock.at += 1
        history.save_pack(pack(name))
    assert history.load_pack().id == "other-3"
    assert history.load_pack("acme-baker-1") == pack("acme-baker-1")
    assert history.load_pack("oth").id == "other-3"
    with pytest.raises(UsageError, match="Several packs begin with"):
        history.load_pack("acme")
    with pytest.raises(UsageError, match="No prep pack begins with"):
        history.load_pack("zzz")


def test_a_pack_saved_again_is_the_newest(tmp_path: Path):
    """The same id is replaced, not doubled."""
    clock = StillClock()
    history = SqliteHistory(tmp_path, now=clock.now)
    history.save_pack(pack("a"))
    clock.at += 1
    history.save_pack(pack("b"))
    clock.at += 1
    history.save_pack(replace(pack("a"), fit=50))
    assert history.load_pack().fit == 50


def test_no_pack_yet_says_how_to_make_one(tmp_path: Path):
    """An empty history is no fault of the person's."""
    with pytest.raises(UsageError) as caught:
        SqliteHistory(tmp_path).load_pack()
    assert "interview prep" in caught.value.hint


def test_the_last_cv_is_remembered(tmp_path: Path):
    """The path of the last CV comes back, and only that one."""
    history = SqliteHistory(tmp_path)
    assert history.last_cv() is None
    history.remember_cv("/one.pdf")
    history.remember_cv("/two.pdf")
    assert SqliteHistory(tmp_path).last_cv() == "/two.pdf"


def test_the_database_is_for_its_owner_alone(tmp_path: Path):
    """0600 in a folder that is closed to others."""
    tmp_path.chmod(0o755)
    SqliteHistory(tmp_path).remember_cv("x")
    assert stat.S_IMODE((tmp_path / "history.db").stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_newer_program_s_file_is_not_touched(tmp_path: Path):
    """A schema from the future is refused, with the way out, and stays as it is."""
    SqliteHistory(tmp_path).remember_cv("x")
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer version"):
        SqliteHistory(tmp_path).last_cv()


def test_a_damaged_file_is_kept_and_named(tmp_path: Path):
    """What is no database is not deleted; the message says where it is."""
    path = tmp_path / "history.db"
    path.write_bytes(b"not a database at all" * 200)
    with pytest.raises(StorageError) as caught:
        SqliteHistory(tmp_path).last_cv()
    assert str(path) in caught.value.hint
    assert path.read_bytes().startswith(b"not a database")


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path):
    """Personal data does not go through a link somebody may have planted."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(StorageError, match="is a link"):
        SqliteHistory(tmp_path / "link").last_cv()


def test_a_full_disk_is_no_reason_to_move_the_history_away(tmp_path: Path):
    """Room is what helps; only a broken file is put aside."""
    full = refused(tmp_path / "history.db", sqlite3.OperationalError("database or disk is full"))
    assert "Free some space" in full.hint
    assert "aside" not in full.hint
    broken = refused(tmp_path / "history.db", sqlite3.DatabaseError("file is not a database"))
    assert "aside" in broken.hint
