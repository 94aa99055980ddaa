"""The cache keeps bytes for a time, survives damage, and runs nothing it finds."""

from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from interview_cli.store.cache import DiskCache, NoCache, key_of, open_cache
from tests.fakes import StillClock

TTL = {"posting": 100.0, "cv": 1000.0}


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def notices() -> list[str]:
    return []


def opened(folder: Path, clock: StillClock) -> DiskCache:
    folder.mkdir(mode=0o700, exist_ok=True)
    return DiskCache(folder, ttl=TTL, now=clock.now)


def test_a_value_lives_as_long_as_its_kind(tmp_path: Path, clock: StillClock):
    """Fresh until its time is over, and never under another kind or key."""
    cache = opened(tmp_path / "c", clock)
    cache.put("posting", "k", b"value")
    assert cache.get("posting", "k") == b"value"
    assert cache.get("cv", "k") is None
    clock.at += 101
    assert cache.get("posting", "k") is None
    cache.close()


def test_a_clock_set_back_serves_nothing_from_the_future(tmp_path: Path, clock: StillClock):
    """An entry whose time lies ahead is not served."""
    cache = opened(tmp_path / "c", clock)
    cache.put("posting", "k", b"value")
    clock.at -= 3600
    assert cache.get("posting", "k") is None
    cache.close()


def test_kinds_without_a_time_are_not_kept(tmp_path: Path, clock: StillClock):
    """What has no time to live is not written."""
    cache = opened(tmp_path / "c", clock)
    cache.put("other", "k", b"value")
    assert cache.summary() == {}
    cache.close()


def test_large_values_are_kept_in_files_of_the_cache(tmp_path: Path, clock: StillClock):
    """A value too large for the database comes back whole."""
    cache = opened(tmp_path / "c", clock)
    cache.put("cv", "k", b"x" * 200_000)
    assert cache.get("cv", "k") == b"x" * 200_000
    assert cache.summary()["cv"][0] == 1
    assert cache.clear("cv") == 1
    assert cache.get("cv", "k") is None
    cache.close()


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self.path),))


def test_a_forged_row_runs_nothing(tmp_path: Path, clock: StillClock):
    """A pickled value, and a value in a file outside, are no values; nothing is run, read or deleted."""
    cache = opened(tmp_path / "c", clock)
    cache.put("posting", "a", b"value")
    cache.put("posting", "b", b"value")
    cache.close()
    trap = tmp_path / "sprung"
    secret = tmp_path / "secret.txt"
    secret.write_text("private")
    with sqlite3.connect(tmp_path / "c" / "cache.db") as db:
        db.execute(
            "UPDATE Cache SET mode = 4, value = ? WHERE key = 'posting:a'", (pickle.dumps(Trap(trap)),)
        )
        db.execute(
            "UPDATE Cache SET mode = 2, value = NULL, filename = '../secret.txt' WHERE key = 'posting:b'"
        )
    cache = opened(tmp_path / "c", clock)
    assert cache.get("posting", "a") is None
    assert cache.get("posting", "b") is None
    cache.clear()
    cache.close()
    assert not trap.exists()
    assert secret.read_text() == "private"


def test_damage_is_put_aside_and_the_run_goes_on(tmp_path: Path, notices: list[str]):
    """A cache that is no database is renamed, begun anew, and said so once."""
    folder = tmp_path / "c"
    folder.mkdir(mode=0o700)
    (folder / "cache.db").write_bytes(b"this is not a database" * 100)
    cache = open_cache(folder, ttl=TTL, notice=notices.append)
    cache.put("cv", "k", b"v")
    assert cache.get("cv", "k") == b"v"
    assert len(notices) == 1
    assert any(path.name.startswith("c.damaged-") for path in tmp_path.iterdir())
    assert isinstance(cache, DiskCache)
    cache.close()


def test_a_foreign_database_is_put_aside(tmp_path: Path, notices: list[str]):
    """A sound database of another program in the cache's place is no cache, and stays whole under another name."""
    folder = tmp_path / "c"
    folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / "cache.db")) as db:
        db.execute("CREATE TABLE Settings (name, worth)")
    cache = open_cache(folder, ttl=TTL, notice=notices.append)
    cache.put("cv", "k", b"v")
    assert cache.get("cv", "k") == b"v"
    assert len(notices) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("c.damaged-")]
    assert isinstance(cache, DiskCache)
    cache.close()


def test_what_is_erased_leaves_no_byte(tmp_path: Path, clock: StillClock):
    """Values of one kind are in no file of the folder afterwards; other kinds stay."""
    cache = DiskCache(tmp_path, ttl=TTL, now=clock.now)
    cache.put("posting", "small", b"walnut" * 20)
    cache.put("posting", "large", b"walnut" * 20_000)
    cache.put("cv", "k", b"v")
    cache.erase("posting")
    assert not any(b"walnut" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert cache.get("cv", "k") == b"v"
    cache.close()


def test_a_cache_another_run_holds_is_not_waited_for(tmp_path: Path, clock: StillClock):
    """While somebody else writes, a value is served, another is not kept, and nothing is said or raised."""
    cache = DiskCache(tmp_path, ttl=TTL, now=clock.now)
    cache.put("cv", "there", b"v")
    with closing(sqlite3.connect(tmp_path / "cache.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        cache.put("cv", "new", b"w")
        assert cache.get("cv", "there") == b"v"
        assert time.monotonic() - began < 10
        other.rollback()
    assert cache.get("cv", "new") is None
    cache.close()


def test_where_no_cache_can_be_made_there_is_none(tmp_path: Path, notices: list[str]):
    """A file in the way of the folder: no cache, one notice, no error."""
    (tmp_path / "c").write_text("in the way")
    cache = open_cache(tmp_path / "c", ttl=TTL, notice=notices.append)
    assert isinstance(cache, NoCache)
    cache.put("cv", "k", b"v")
    assert cache.get("cv", "k") is None
    assert len(notices) == 1


def test_files_are_for_their_owner_alone(tmp_path: Path, notices: list[str]):
    """0700 and 0600, whatever the shell's umask."""
    before = os.umask(0o022)
    try:
        cache = open_cache(tmp_path / "c", ttl=TTL, notice=notices.append)
        cache.put("cv", "k", b"x" * 100_000)
        assert isinstance(cache, DiskCache)
        cache.close()
    finally:
        os.umask(before)
    modes = {
        stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [tmp_path / "c", tmp_path / "c" / "cache.db"]
    }
    assert modes == {0}


def test_keys_hold_nothing_of_what_they_are_made_from():
    """A key is a digest: no text of a CV stands in the database's keys."""
    key = key_of("cv", "Noor Example", 15)
    assert "Noor" not in key
    assert len(key) == 64
    assert key != key_of("cv", "Noor Example", 16)
