"""What runs took, kept in the history's SQLite file: stages, calls of models, looks into the cache, what was dropped.

Each run is written once, when it is over, as a line of the spool; the next reader takes the lines over. No text of a person is in it: only names of commands, stages, tasks and
models. Rows are kept for 90 days, and then summed by day.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from interview_cli.errors import StorageError
from interview_cli.store import spool
from interview_cli.store.database import open_database, refused
from interview_cli.vocabulary import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_cli.recording import Recorder

KEPT_DAYS: Final = 90
_DAY: Final = 86_400.0
Kind = Literal["run", "stage", "call", "cache", "dropped", "mended"]


class Measure(NamedTuple):
    """One thing measured (a tuple: a window holds tens of thousands, and a frozen dataclass takes 5 times as long). Times are in milliseconds, `at` in seconds since the epoch (the end of the run).

    A stage that was `hits` came from the cache; a look into the cache has `number` looks, `hits` of which found
    something. `detail` is provider/model for a call. `cost_usd` None is a price that is not known.
    """

    at: float
    command: str
    kind: Kind
    name: str
    detail: str = ""
    ms: float | None = None
    wait_ms: float | None = None
    number: int = 1
    hits: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost_usd: float | None = 0.0


_COLUMNS: Final = tuple("count" if name == "number" else name for name in Measure._fields)


def measures_of(recorder: Recorder, command: str, at: float) -> list[Measure]:
    """What a run of `command` recorded, the run itself first; [] when nothing was done that is worth keeping."""
    receipt = recorder.receipt()
    rows = [
        *(Measure(at, command, "stage", s.name, ms=s.ms, hits=int(s.cached)) for s in receipt.stages if s.name != BETWEEN),
        *(
            Measure(
                at, command, "call", call.task, f"{call.provider}/{call.model}", call.ms, call.wait_ms, 1, 0,
                int(call.failed), call.tokens_in, call.tokens_out, call.tokens_cached, call.cost_usd,
            )
            for call in recorder.calls
        ),
        *(
            Measure(at, command, "cache", kind, number=seen.hits + seen.misses, hits=seen.hits)
            for kind, seen in receipt.cache.items()
        ),
        *(Measure(at, command, "dropped", kind, number=count) for kind, count in recorder.left_out.items()),
        *(Measure(at, command, "mended", how, number=count) for how, count in recorder.mendings.items()),
    ]  # fmt: skip
    if not rows and command != "start":
        return []
    return [Measure(at, command, "run", command, ms=receipt.wall_ms), *rows]


class SqliteMetrics:
    """The measures in `folder`/history.db. Every call opens and closes the file. Raises `StorageError`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "history.db"

    def add(self, measures: Iterable[Measure]) -> None:
        """Keep the measures of a run; nothing is opened when there are none."""
        import msgspec

        rows = list(measures)
        if not rows:
            return
        try:
            full = spool.append(self._path.parent, msgspec.json.encode(rows))
        except OSError as error:
            raise StorageError(
                f"The figures of this run were not kept: {error.strerror or error}."
            ) from error
        if full:
            self._open_and_close()

    def since(self, at: float, command: str = "") -> list[Measure]:
        """The measures of runs that ended at `at` or later, oldest first; of one command, or of all ("")."""
        query = f"SELECT {', '.join(_COLUMNS)} FROM measures WHERE at >= ?1 AND (?2 = '' OR command = ?2) ORDER BY at"  # noqa: S608
        with self._open() as db:
            return list(map(Measure._make, db.execute(query, (at, command)).fetchall()))

    def days(self) -> list[dict[str, object]]:
        """What was summed up by day, oldest first: for what is older than 90 days."""
        with self._open() as db:
            found = db.execute("SELECT * FROM measures_by_day ORDER BY day, command, kind, name, detail")
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    def sum_up(self, now: float) -> None:
        """Sum up by day what is older than 90 days."""
        with self._open() as db:
            _sum_up(db, before=now - KEPT_DAYS * _DAY)

    def _open_and_close(self) -> None:
        with self._open():
            pass

    def sessions_since(self, at: float) -> SessionFigures:
        """How the interviews that began at `at` or later went."""
        with self._open() as db:
            count, finished, mean = db.execute(
                "SELECT COUNT(*), COALESCE(SUM(finished), 0), AVG(overall) FROM sessions WHERE started >= ?",
                (at,),
            ).fetchone()
            gains = db.execute(_GAINS, (at,)).fetchall()
            waits = db.execute(
                "SELECT waits.value FROM sessions JOIN papers ON papers.session = sessions.id AND papers.kind = 'receipt', "
                "json_each(CAST(papers.document AS TEXT), '$.waits_ms') AS waits WHERE started >= ?",
                (at,),
            ).fetchall()
        return SessionFigures(
            count=count,
            finished=finished,
            mean=None if mean is None else round(mean, 1),
            redone=len(gains),
            gain=round(sum(row[0] for row in gains) / len(gains), 1) if gains else None,
            waits_ms=tuple(float(row[0]) for row in waits),
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = open_database(self._path)
        try:
            for path in spool.take(self._path.parent):
                with db:
                    _take_over(db, path.read_bytes())
                path.unlink(missing_ok=True)
            with db:
                yield db
        except sqlite3.Error as error:
            raise refused(self._path, error) from error
        finally:
            db.close()


def _take_over(db: sqlite3.Connection, lines: bytes) -> None:
    """Runs into the database; one that is there already (an earlier reader was killed) is not added again."""
    import msgspec

    decoder = msgspec.json.Decoder(list[Measure])
    marks = ", ".join("?" * len(_COLUMNS))
    for line in lines.splitlines():
        try:
            rows = decoder.decode(line)
        except msgspec.MsgspecError:
            continue
        run = "SELECT 1 FROM measures WHERE at = ? AND command = ? AND kind = 'run'"
        if not rows or db.execute(run, (rows[0].at, rows[0].command)).fetchone():
            continue
        db.executemany(f"INSERT INTO measures ({', '.join(_COLUMNS)}) VALUES ({marks})", rows)  # noqa: S608


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """Interviews: the mean of their overall scores, answers given again and what that gained, waits for a question."""

    count: int
    finished: int
    mean: float | None
    redone: int
    gain: float | None
    waits_ms: tuple[float, ...]


# The first and the last graded attempt at a question that was answered more than once.
_GAINS: Final = """
    SELECT CAST(json_extract(late.assessment, '$.overall') AS REAL) - json_extract(early.assessment, '$.overall')
    FROM answers AS late JOIN answers AS early ON early.session = late.session AND early.n = late.n AND early.attempt = 1
    WHERE late.attempt > 1 AND late.at >= ?
    AND late.attempt = (SELECT MAX(attempt) FROM answers WHERE session = late.session AND n = late.n)
    AND json_extract(late.assessment, '$.overall') IS NOT NULL
    AND json_extract(early.assessment, '$.overall') IS NOT NULL
"""

_SUM: Final = """
    INSERT INTO measures_by_day
    SELECT date(at, 'unixepoch'), command, kind, name, detail, SUM(count), SUM(hits), SUM(failed), SUM(ms), MIN(ms),
        MAX(ms), SUM(tokens_in), SUM(tokens_out), SUM(tokens_cached), SUM(cost_usd)
    FROM measures WHERE at < ?1 GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT DO UPDATE SET count = count + excluded.count, hits = hits + excluded.hits,
        failed = failed + excluded.failed, ms = COALESCE(ms, 0) + COALESCE(excluded.ms, 0),
        ms_min = MIN(ms_min, excluded.ms_min), ms_max = MAX(ms_max, excluded.ms_max),
        tokens_in = tokens_in + excluded.tokens_in, tokens_out = tokens_out + excluded.tokens_out,
        tokens_cached = tokens_cached + excluded.tokens_cached, cost_usd = cost_usd + excluded.cost_usd
"""


def _sum_up(db: sqlite3.Connection, *, before: float) -> None:
    """Whole days only, so that a day is never summed while it is still being written."""
    before -= before % _DAY
    if db.execute("SELECT 1 FROM measures WHERE at < ? LIMIT 1", (before,)).fetchone():
        db.execute(_SUM, (before,))
        db.execute("DELETE FROM measures WHERE at < ?", (before,))
