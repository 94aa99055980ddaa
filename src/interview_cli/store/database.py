"""The history's SQLite file: opened for its owner alone, brought up to date, and never written by an older program."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from interview_cli.errors import StorageError
from interview_cli.store.files import make_own_folder

# Each entry brings the schema from the version of its place to the next one; statements end with a semicolon.
_MIGRATIONS: Final = (
    """
    CREATE TABLE packs (
        id TEXT PRIMARY KEY, saved REAL NOT NULL, title TEXT NOT NULL, company TEXT NOT NULL, document BLOB NOT NULL
    );
    CREATE INDEX packs_by_time ON packs (saved);
    CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
    # Sessions are listed by the thousand, so their rows stay thin: what is long lies in the other tables.
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY, started REAL NOT NULL, title TEXT NOT NULL, company TEXT NOT NULL, pack TEXT NOT NULL,
        terms TEXT NOT NULL, snapshot TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0,
        answered INTEGER NOT NULL DEFAULT 0, overall INTEGER, finished INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX sessions_by_time ON sessions (started DESC, id);
    CREATE TABLE snapshots (digest TEXT PRIMARY KEY, document BLOB NOT NULL);
    CREATE TABLE turns (
        session TEXT NOT NULL, n INTEGER NOT NULL, place INTEGER, asked REAL NOT NULL, question BLOB NOT NULL,
        PRIMARY KEY (session, n)
    ) WITHOUT ROWID;
    CREATE TABLE answers (
        session TEXT NOT NULL, n INTEGER NOT NULL, attempt INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
        at REAL NOT NULL, seconds REAL, hints INTEGER NOT NULL DEFAULT 0, assessment BLOB, follow_up BLOB,
        PRIMARY KEY (session, n, attempt)
    ) WITHOUT ROWID;
    CREATE TABLE papers (
        session TEXT NOT NULL, kind TEXT NOT NULL, document BLOB NOT NULL, PRIMARY KEY (session, kind)
    ) WITHOUT ROWID;
    """,
    # What runs took: row by row for 90 days, by day after that.
    """
    CREATE TABLE measures (
        at REAL NOT NULL, command TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, ms REAL,
        wait_ms REAL, count INTEGER NOT NULL, hits INTEGER NOT NULL, failed INTEGER NOT NULL, tokens_in INTEGER NOT NULL,
        tokens_out INTEGER NOT NULL, tokens_cached INTEGER NOT NULL, cost_usd REAL
    );
    CREATE INDEX measures_by_time ON measures (at);
    CREATE TABLE measures_by_day (
        day TEXT NOT NULL, command TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL,
        count INTEGER NOT NULL, hits INTEGER NOT NULL, failed INTEGER NOT NULL, ms REAL, ms_min REAL, ms_max REAL,
        tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, tokens_cached INTEGER NOT NULL, cost_usd REAL,
        PRIMARY KEY (day, command, kind, name, detail)
    ) WITHOUT ROWID;
    """,
)
_BUSY_SECONDS: Final = 15.0


def open_database(path: Path) -> sqlite3.Connection:
    """The database at `path`, made where there is none, with the newest schema. Raises `StorageError`.

    Nothing is committed but through `with connection:` (or by hand).
    """
    make_own_folder(path.parent)
    if damage_mark(path).exists():
        raise refused(path, sqlite3.DatabaseError("it was found malformed before"))
    try:
        path.touch(mode=0o600)
        db = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    except (OSError, sqlite3.Error) as error:
        raise refused(path, error) from error
    try:
        db.execute("PRAGMA secure_delete = ON")
        _bring_up_to_date(db, path)
    except sqlite3.Error as error:
        db.close()
        raise refused(path, error) from error
    except StorageError:
        db.close()
        raise
    return db


def refused(path: Path, error: Exception) -> StorageError:
    """What to say when the database can't be used; a damaged one is `DamagedHistory`."""
    what = f"The history can't be used ({error})."
    if is_damage(error):
        with suppress(OSError):
            damage_mark(path).touch(mode=0o600)
        return DamagedHistory(
            what,
            f"Nothing was deleted. To put {path} aside, and bring the sessions back from their journals: "
            "interview sessions list",
        )
    if "full" in str(error) or "disk I/O" in str(error):
        return StorageError(what, "What was saved before is kept. Free some space and run the command again.")
    return StorageError(
        what, "What was saved before is kept. Set INTERVIEW_HOME to a folder you may write to."
    )


class DamagedHistory(StorageError):
    """The file is there, but it is no database, or a broken one."""


def damage_mark(path: Path) -> Path:
    """The file that says of the database at `path` that a part of it is broken, though it opens and lists well."""
    return path.with_name(f"{path.name}.damaged")


def is_damage(error: Exception) -> bool:
    """Whether a database is broken; a full disk or a lock is told by other words, and passes."""
    return isinstance(error, sqlite3.DatabaseError) and any(
        words in str(error) for words in ("not a database", "malformed", "corrupt")
    )


def old_copies(folder: Path) -> list[Path]:
    """What was put aside as damaged, or copied before a change of the schema."""
    return sorted([*folder.glob("history.db.corrupt-*"), *folder.glob("history.v*.backup")])


def _bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Migrate step by step in one transaction, after a copy; a file from a newer program is left alone."""
    if (version := _version(db)) == len(_MIGRATIONS):
        return
    if version > len(_MIGRATIONS):
        raise StorageError(
            f"{path} was written by a newer version of interview.", "Upgrade: pipx upgrade interview-cli"
        )
    if version:
        _back_up(db, path.with_suffix(f".v{version}.backup"))
    else:
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    with db:
        # Another process may have done it while this one waited.
        for script in _MIGRATIONS[_version(db) :]:
            for statement in script.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _back_up(db: sqlite3.Connection, path: Path) -> None:
    path.touch(mode=0o600)
    copy = sqlite3.connect(path)
    try:
        db.backup(copy)
    finally:
        copy.close()
    os.chmod(path, 0o600)  # noqa: PTH101
