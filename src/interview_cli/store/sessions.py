"""Sessions in the history's SQLite file: who was asked what, what was answered, and what it was worth."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from interview_cli.errors import UsageError
from interview_cli.models import Answer, Assessment, Debrief, Pack, Question, Receipt, Session, Terms, Turn
from interview_cli.store.codec import from_json, to_json
from interview_cli.store.database import open_database, refused

_SESSION: Final = "id, started, title, company, pack, terms, asked, answered, overall, finished"


class SqliteSessions:
    """The sessions in `folder`/history.db. Inside `held()` the file stays open; else each call opens and closes it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "history.db"
        self._held: sqlite3.Connection | None = None
        self._batch: sqlite3.Connection | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the file open for as long as a session runs."""
        self._held = open_database(self._path)
        # Small and often: the write-ahead file would otherwise grow to 4 MB before it is folded in.
        self._held.execute("PRAGMA wal_autocheckpoint = 100")
        try:
            yield
        finally:
            self._held.close()
            self._held = None

    def create(self, session: Session, pack: Pack) -> None:
        """Keep a new session, with the pack as it is now; nothing happens when it is there already."""
        document = to_json(pack)
        digest = hashlib.sha256(document).hexdigest()
        with self._using() as db:
            db.execute("INSERT OR IGNORE INTO snapshots VALUES (?, ?)", (digest, document))
            db.execute(
                "INSERT OR IGNORE INTO sessions (id, started, title, company, pack, terms, snapshot) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (session.id, session.started, session.title, session.company, session.pack,
                 to_json(session.terms).decode(), digest),
            )  # fmt: skip

    def list(self, *, role: str = "", limit: int = -1) -> tuple[Session, ...]:
        """Sessions, newest first; those whose title or company holds `role`, at most `limit` of them (-1: all)."""
        with self._using() as db:
            rows = db.execute(
                f"SELECT {_SESSION} FROM sessions WHERE ?1 = '' OR instr(lower(title || ' ' || company), lower(?1)) "  # noqa: S608
                "ORDER BY started DESC, id LIMIT ?2",
                (role, limit),
            ).fetchall()
        terms: dict[str, Terms] = {}
        return tuple(_session(row, terms) for row in rows)

    def find(self, prefix: str | None = None, *, unfinished: bool = False) -> Session:
        """The newest session, or the one whose id begins with `prefix`. Raises `UsageError` if none or several."""
        with self._using() as db:
            rows = db.execute(
                f"SELECT {_SESSION} FROM sessions WHERE substr(id, 1, length(?1)) = ?1 AND finished <= ?2 "  # noqa: S608
                "ORDER BY started DESC, id LIMIT 6",
                (prefix or "", 0 if unfinished and not prefix else 1),
            ).fetchall()
        found = [row for row in rows if row[0] == prefix] or rows
        if not found:
            raise UsageError(
                _none_found(prefix, unfinished=unfinished), "See them all: interview sessions list"
            )
        if prefix and len(found) > 1:
            names = ", ".join(str(row[0]) for row in found[:5])
            raise UsageError(f"Several sessions begin with “{prefix}”: {names}.", "Give more of the id.")
        return _session(found[0], {})

    def pack_of(self, session: str) -> Pack:
        """The pack as it was when the session began."""
        with self._using() as db:
            row = db.execute(
                "SELECT document FROM snapshots JOIN sessions ON digest = snapshot WHERE id = ?", (session,)
            ).fetchone()
        if row is None:
            raise UsageError(f"There is no session {session}.", "See them all: interview sessions list")
        return from_json(Pack, row[0])

    def add_turn(self, session: str, turn: Turn) -> None:
        """Keep a question about to be asked; one with the same number stays as it is."""
        with self._using() as db:
            db.execute(
                "INSERT OR IGNORE INTO turns VALUES (?, ?, ?, ?, ?)",
                (session, turn.n, turn.place, turn.asked, to_json(turn.question)),
            )
            _count(db, session)

    def add_answer(self, session: str, n: int, answer: Answer) -> None:
        """Keep an answer; the same attempt at the same turn stays as it is."""
        with self._using() as db:
            db.execute(
                "INSERT OR IGNORE INTO answers (session, n, attempt, kind, text, at, seconds, hints) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session,
                    n,
                    answer.attempt,
                    answer.kind,
                    answer.text,
                    answer.at,
                    answer.seconds,
                    answer.hints,
                ),
            )
            _count(db, session)

    def add_assessment(
        self, session: str, n: int, attempt: int, assessment: Assessment, follow_up: Question | None
    ) -> None:
        """Keep what an answer was worth. Question and answer are left out of it: they lie in their own columns."""
        thin = to_json(replace(assessment, question="", answer=""))
        with self._using() as db:
            db.execute(
                "UPDATE answers SET assessment = ?, follow_up = ? "
                "WHERE session = ? AND n = ? AND attempt = ? AND assessment IS NULL",
                (thin, to_json(follow_up) if follow_up else None, session, n, attempt),
            )

    def turns(self, session: str, *, after: int = 0, last: int = -1) -> tuple[Turn, ...]:
        """The turns numbered above `after`, in order; only the `last` of them when that is not -1."""
        with self._using() as db:
            rows = db.execute(
                "SELECT n, place, asked, question FROM turns WHERE session = ? AND n > ? ORDER BY n DESC LIMIT ?",
                (session, after, last),
            ).fetchall()
            lowest = rows[-1][0] if rows else 0
            answers = db.execute(
                "SELECT n, attempt, kind, text, at, seconds, hints, assessment, follow_up FROM answers "
                "WHERE session = ? AND n >= ? ORDER BY n, attempt",
                (session, lowest),
            ).fetchall()
        return tuple(_turn(row, [found for found in answers if found[0] == row[0]]) for row in reversed(rows))

    def outline(self, session: str) -> tuple[tuple[int, int | None], ...]:
        """Number and place of every turn so far, in order."""
        with self._using() as db:
            rows = db.execute(
                "SELECT n, place FROM turns WHERE session = ? ORDER BY n", (session,)
            ).fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def scores(self, session: str) -> tuple[tuple[int, int | None], ...]:
        """Turn number and overall score (None: not graded, or skipped) of the last attempt at each answered turn."""
        with self._using() as db:
            rows = db.execute(
                "SELECT n, json_extract(assessment, '$.overall'), MAX(attempt) FROM answers "
                "WHERE session = ? GROUP BY n ORDER BY n",
                (session,),
            ).fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def asked_lately(self, *, sessions: int = 10) -> tuple[Question, ...]:
        """The questions of the last `sessions` sessions, newest session first; 400 at most."""
        with self._using() as db:
            rows = db.execute(
                "SELECT question FROM turns JOIN (SELECT id, started FROM sessions "
                "ORDER BY started DESC LIMIT ?) ON session = id ORDER BY started DESC, n DESC LIMIT 400",
                (sessions,),
            ).fetchall()
        return tuple(from_json(Question, row[0]) for row in rows)

    def put_paper(self, session: str, kind: str, document: bytes) -> None:
        """Keep a document of the session under its kind: "plan", "debrief", "receipt" or "summary"."""
        with self._using() as db:
            db.execute("INSERT OR REPLACE INTO papers VALUES (?, ?, ?)", (session, kind, document))

    def paper(self, session: str, kind: str) -> bytes | None:
        """The document of that kind, or None."""
        with self._using() as db:
            row = db.execute(
                "SELECT document FROM papers WHERE session = ? AND kind = ?", (session, kind)
            ).fetchone()
        return None if row is None else bytes(row[0])

    def finish(self, session: str, overall: int | None) -> None:
        """Mark the session as held to its end."""
        with self._using() as db:
            db.execute("UPDATE sessions SET finished = 1, overall = ? WHERE id = ?", (overall, session))

    def debriefs(self, *, pack: str, before: float, limit: int = 10) -> tuple[Debrief, ...]:
        """The debriefs of finished sessions on the same pack that began before `before`, newest first."""
        with self._using() as db:
            rows = db.execute(
                "SELECT document FROM papers JOIN sessions ON session = id "
                "WHERE kind = 'debrief' AND pack = ? AND started < ? ORDER BY started DESC LIMIT ?",
                (pack, before, limit),
            ).fetchall()
        return tuple(from_json(Debrief, row[0]) for row in rows)

    def receipt(self, session: str) -> Receipt:
        """What the session took so far, over all its runs."""
        document = self.paper(session, "receipt")
        return from_json(Receipt, document) if document else Receipt()

    def delete(self, session: str) -> None:
        """Take the session out, and its bytes out of the file and its write-ahead log."""
        with self._using() as db:
            for table, key in (
                ("sessions", "id"),
                ("turns", "session"),
                ("answers", "session"),
                ("papers", "session"),
            ):
                db.execute(f"DELETE FROM {table} WHERE {key} = ?", (session,))  # noqa: S608
            db.execute("DELETE FROM snapshots WHERE digest NOT IN (SELECT snapshot FROM sessions)")
        db = open_database(self._path)
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise refused(self._path, error) from error
        finally:
            db.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction around many calls."""
        with self._using() as db:
            self._batch = db
            try:
                yield
            finally:
                self._batch = None

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        if self._batch:
            yield self._batch
            return
        db = self._held or open_database(self._path)
        try:
            with db:
                yield db
        except sqlite3.Error as error:
            raise refused(self._path, error) from error
        finally:
            if db is not self._held:
                db.close()


def _count(db: sqlite3.Connection, session: str) -> None:
    """Bring the counts in the session's row up to date."""
    db.execute(
        "UPDATE sessions SET asked = (SELECT COUNT(*) FROM turns WHERE session = ?1), answered = "
        "(SELECT COUNT(DISTINCT n) FROM answers WHERE session = ?1 AND kind = 'answer') WHERE id = ?1",
        (session,),
    )


def _none_found(prefix: str | None, *, unfinished: bool) -> str:
    if prefix:
        return f"No session begins with “{prefix}”."
    return "There is no session to go on with." if unfinished else "There is no session yet."


def _session(row: tuple[Any, ...], terms: dict[str, Terms]) -> Session:
    """A row as a session; `terms` spares reading the same terms again and again."""
    if row[5] not in terms:
        terms[row[5]] = from_json(Terms, row[5].encode())
    return Session(
        id=row[0],
        started=row[1],
        title=row[2],
        company=row[3],
        pack=row[4],
        terms=terms[row[5]],
        asked=row[6],
        answered=row[7],
        overall=row[8],
        finished=bool(row[9]),
    )


def _turn(row: tuple[Any, ...], answers: Iterable[tuple[Any, ...]]) -> Turn:
    question = from_json(Question, row[3])
    return Turn(row[0], question, row[1], row[2], tuple(_answer(found, question) for found in answers))


def _answer(row: tuple[Any, ...], question: Question) -> Answer:
    assessment = None
    if row[7] is not None:
        assessment = from_json(Assessment, row[7])
        assessment = replace(assessment, question=question.text, answer=row[3])
    return Answer(
        attempt=row[1],
        kind=row[2],
        text=row[3],
        at=row[4],
        seconds=row[5],
        hints=row[6],
        assessment=assessment,
        follow_up=from_json(Question, row[8]) if row[8] is not None else None,
    )


def plan_document(plan: Iterable[Question]) -> bytes:
    """A plan as the journal and the papers hold it."""
    return b"[" + b",".join(to_json(question) for question in plan) + b"]"


def read_plan(document: bytes | None) -> tuple[Question, ...]:
    """The questions of a plan; none when there is no document."""
    rows = json.loads(document) if document else []
    return tuple(from_json(Question, json.dumps(row).encode()) for row in rows)
