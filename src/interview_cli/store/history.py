"""What is kept between runs, in one SQLite file: prep packs and the CV used last."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from interview_cli.errors import StorageError, UsageError
from interview_cli.models import Pack
from interview_cli.store.codec import from_json, to_json
from interview_cli.store.files import make_own_folder

# Each entry brings the schema from the version of its place to the next one.
_MIGRATIONS: Final = (
    """
    CREATE TABLE packs (
        id TEXT PRIMARY KEY, saved REAL NOT NULL, title TEXT NOT NULL, company TEXT NOT NULL, document BLOB NOT NULL
    );
    CREATE INDEX packs_by_time ON packs (saved);
    CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
)
_BUSY_MS: Final = 15_000


class SqliteHistory:
    """The history in `folder`/history.db. Every call opens and closes the file, so that nothing is held between them."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._path = folder / "history.db"
        self._now = now

    def save_pack(self, pack: Pack) -> None:
        """Keep `pack`; one with the same id is replaced and becomes the newest."""
        with self._open() as db:
            db.execute(
                "INSERT OR REPLACE INTO packs VALUES (?, ?, ?, ?, ?)",
                (pack.id, self._now(), pack.posting.title, pack.posting.company, to_json(pack)),
            )

    def load_pack(self, prefix: str | None = None) -> Pack:
        """The newest pack, or the one whose id begins with `prefix`; raises `UsageError` if there is none or several."""
        with self._open() as db:
            rows = db.execute(
                "SELECT id, document FROM packs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY saved DESC",
                (prefix or "",),
            ).fetchall()
        if not rows:
            wanted = f"No prep pack begins with “{prefix}”." if prefix else "There is no prep pack yet."
            raise UsageError(wanted, "Make one: interview prep <posting>")
        exact = [row for row in rows if row[0] == prefix] or rows
        if prefix and len(exact) > 1:
            raise UsageError(
                f"Several packs begin with “{prefix}”: {', '.join(r[0] for r in rows[:5])}.",
                "Give more of the id.",
            )
        return from_json(Pack, exact[0][1])

    def last_cv(self) -> str | None:
        """The path of the CV used last, or None."""
        with self._open() as db:
            row = db.execute("SELECT value FROM remembered WHERE name = 'cv'").fetchone()
        return str(row[0]) if row else None

    def remember_cv(self, path: str) -> None:
        """Remember `path` as the CV used last."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO remembered VALUES ('cv', ?)", (path,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        make_own_folder(self._path.parent)
        try:
            self._path.touch(mode=0o600)
            db = sqlite3.connect(self._path, timeout=_BUSY_MS / 1000)
        except (OSError, sqlite3.Error) as error:
            raise self._refused(error) from error
        try:
            with db:
                _prepare(db, self._path)
                yield db
        except sqlite3.Error as error:
            raise self._refused(error) from error
        finally:
            db.close()

    def _refused(self, error: Exception) -> StorageError:
        hint = f"Nothing was deleted. Move {self._path} away to begin anew, or set INTERVIEW_HOME to another folder."
        return StorageError(f"The history can't be used ({error}).", hint)


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date; a file from a newer program is left alone."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version == len(_MIGRATIONS):
        return
    if version > len(_MIGRATIONS):
        raise StorageError(
            f"{path} was written by a newer version of interview.", "Upgrade: pipx upgrade interview-cli"
        )
    if version:
        backup = path.with_suffix(f".v{version}.backup")
        with sqlite3.connect(backup) as copy:
            db.backup(copy)
        os.chmod(backup, 0o600)  # noqa: PTH101
    else:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA secure_delete = ON")
    for script in _MIGRATIONS[version:]:
        db.executescript(script)
    db.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
