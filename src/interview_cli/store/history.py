"""What is kept between runs, in one SQLite file: prep packs and the CV used last."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from interview_cli.errors import UsageError
from interview_cli.models import Pack
from interview_cli.store.codec import from_json, to_json
from interview_cli.store.database import open_database, refused


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

    def has_pack(self) -> bool:
        """Whether there is any pack."""
        with self._open() as db:
            return db.execute("SELECT 1 FROM packs LIMIT 1").fetchone() is not None

    def last_cv(self) -> str | None:
        """The path of the CV used last, or None."""
        with self._open() as db:
            row = db.execute("SELECT value FROM remembered WHERE name = 'cv'").fetchone()
        return str(row[0]) if row else None

    def remember_cv(self, path: str) -> None:
        """Remember `path` as the CV used last; nothing is written when it is the same again."""
        with self._open() as db:
            db.execute(
                "INSERT INTO remembered VALUES ('cv', ?) ON CONFLICT DO UPDATE SET value = excluded.value "
                "WHERE value <> excluded.value",
                (path,),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = open_database(self._path)
        try:
            with db:
                yield db
        except sqlite3.Error as error:
            raise refused(self._path, error) from error
        finally:
            db.close()
