"""Sessions are kept, found, listed and deleted; the history can be made anew from the journals."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from interview_cli.errors import StorageError, UsageError
from interview_cli.interview.dialogue import Said
from interview_cli.models import Session, Terms, Turn
from interview_cli.session_wiring import open_sessions
from interview_cli.store.database import DamagedHistory
from interview_cli.store.history import SqliteHistory
from interview_cli.store.sessions import SqliteSessions
from tests.fakes import HeardScreen, PacedInterviewer, ScriptedDialogue
from tests.interview.held import folder_of, open_app, pack, play, question, start

SECRET = "the walnut cabinet in the north hall"


def session(name: str, at: float, **changes: object) -> Session:
    made = Session(name, at, "Head chef", "Lantern Kitchen", "p", Terms())
    return replace(made, **changes)  # type: ignore[arg-type]


def test_sessions_come_newest_first_and_by_role(tmp_path: Path):
    """The list is in order of time; a role narrows it, whatever its case."""
    sessions = SqliteSessions(tmp_path)
    sessions.create(session("a", 1.0), pack())
    sessions.create(session("b", 3.0, title="Nurse"), pack())
    sessions.create(session("c", 2.0), pack())
    assert [found.id for found in sessions.list()] == ["b", "c", "a"]
    assert [found.id for found in sessions.list(role="CHEF")] == ["c", "a"]
    assert [found.id for found in sessions.list(limit=1)] == ["b"]


def test_a_session_is_found_by_its_beginning(tmp_path: Path):
    """A unique beginning is enough, an ambiguous one is refused with a list; unfinished ones can be asked for."""
    sessions = SqliteSessions(tmp_path)
    for place, name in enumerate(("2026-11-01-chef-1", "2026-11-01-chef-2", "2026-11-02-nurse-3")):
        sessions.create(session(name, float(place)), pack())
    sessions.finish("2026-11-02-nurse-3", 70)
    assert sessions.find().id == "2026-11-02-nurse-3"
    assert sessions.find(unfinished=True).id == "2026-11-01-chef-2"
    assert sessions.find("2026-11-02").overall == 70
    with pytest.raises(UsageError, match="Several sessions"):
        sessions.find("2026-11-01")
    with pytest.raises(UsageError, match="No session begins"):
        sessions.find("1999")


def test_the_pack_is_kept_as_it_was(tmp_path: Path):
    """A session keeps its own copy of the pack, and two sessions on the same pack share one."""
    sessions = SqliteSessions(tmp_path)
    for name in ("a", "b"):
        sessions.create(session(name, 1.0), pack(4))
    assert sessions.pack_of("a") == pack(4)
    with sqlite3.connect(tmp_path / "history.db") as db:
        assert db.execute("SELECT COUNT(*) FROM snapshots").fetchone() == (1,)


def test_the_same_turn_and_answer_are_kept_once(tmp_path: Path):
    """A step that runs again after a crash changes nothing."""
    sessions = SqliteSessions(tmp_path)
    sessions.create(session("a", 1.0), pack())
    sessions.add_turn("a", Turn(1, question(1), 0, 1.0))
    sessions.add_turn("a", Turn(1, question(2), 0, 2.0))
    assert [turn.question.id for turn in sessions.turns("a")] == ["q1"]


def test_deleting_leaves_no_byte(tmp_path: Path):
    """What was said is in no file of the data folder afterwards: database, log, journal, checkpoint."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    dialogue = ScriptedDialogue(f"I hid it in {SECRET}.", Said("pause"))
    play(app, record.id, dialogue, PacedInterviewer())
    data = tmp_path / "data"
    assert any(SECRET.encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())
    from interview_cli.store.purge import purge_folders

    record.sessions.delete(record.id)
    purge_folders([folder_of(app, record.id)])
    assert not any(SECRET.encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert record.sessions.list() == ()


def test_a_damaged_history_is_put_aside_and_made_anew_from_the_journals(tmp_path: Path):
    """The damaged file is kept under another name; every answer is back, assessments and debrief included."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    play(app, record.id, ScriptedDialogue("one", "two", "three", spare=False), PacedInterviewer())
    before = (record.sessions.turns(record.id), record.sessions.find(record.id), record.debrief())
    path = tmp_path / "data" / "history.db"
    path.write_bytes(b"no database" * 400)
    fresh = open_app(tmp_path)
    sessions = open_sessions(fresh)
    assert (sessions.turns(record.id), sessions.find(record.id)) == before[:2]
    assert record.debrief() == before[2]
    assert fresh.history.load_pack(None) == sessions.pack_of(record.id)
    assert list(path.parent.glob("history.db.corrupt-*"))
    assert isinstance(fresh.screen, HeardScreen)
    assert "brought back" in fresh.screen.notices[0]


def test_damage_that_is_met_late_is_mended_at_the_next_start(tmp_path: Path):
    """Only the pages of the turns are broken: the list is sound, reading a session is not, and then all are brought back."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    play(app, record.id, ScriptedDialogue("one", "two", spare=False), PacedInterviewer())
    before = record.sessions.turns(record.id)
    path = tmp_path / "data" / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = db.execute("PRAGMA page_size").fetchone()[0]
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'turns'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    sessions = open_sessions(open_app(tmp_path))
    with pytest.raises(DamagedHistory, match="malformed") as caught:
        sessions.turns(record.id)
    assert "interview sessions list" in caught.value.hint
    for _ in range(2):
        assert open_sessions(open_app(tmp_path)).turns(record.id) == before
    assert len(list(path.parent.glob("history.db.corrupt-*"))) == 1


def test_an_older_history_is_copied_before_it_is_changed(tmp_path: Path):
    """A file of version 1 is migrated with its packs, and the copy of before stands beside it."""
    path = tmp_path / "history.db"
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE TABLE packs (id TEXT PRIMARY KEY, saved REAL NOT NULL, title TEXT NOT NULL, "
            "company TEXT NOT NULL, document BLOB NOT NULL);"
            "CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
            "INSERT INTO remembered VALUES ('cv', '/cv.pdf'); PRAGMA user_version = 1;"
        )
    assert SqliteHistory(tmp_path).last_cv() == "/cv.pdf"
    assert SqliteSessions(tmp_path).list() == ()
    with sqlite3.connect(tmp_path / "history.v1.backup") as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_newer_history_is_not_written(tmp_path: Path):
    """A schema from the future is refused."""
    SqliteSessions(tmp_path).list()
    with sqlite3.connect(tmp_path / "history.db") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer version"):
        SqliteSessions(tmp_path).list()
