"""What runs took is written once, read by window, and summed by day after 90 days."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from interview_cli.recording import Call, Recorder
from interview_cli.store.metrics import KEPT_DAYS, Measure, SessionFigures, SqliteMetrics, measures_of
from interview_cli.store.metrics_summary import summarise, times_of
from tests.fakes import HeardScreen, StillClock

DAY = 86_400.0
NOW = 20_000 * DAY
NO_SESSIONS = SessionFigures(0, 0, None, 0, None, ())


def recorded() -> Recorder:
    """A run with a stage from the cache, two calls of which one failed, three looks and a dropped quote."""
    clock = StillClock()
    recorder = Recorder(clock=clock, screen=HeardScreen())
    with recorder.stage("posting") as mark:
        clock.at += 0.2
        mark.cached = True
    recorder.called(Call("assess", "groq", "small", 1000, 200, 400, 0.002, ms=6200.0, wait_ms=310.0))
    recorder.called(Call("assess", "groq", "small", failed=True))
    for hit in (True, True, False):
        recorder.looked_up("pack", hit=hit)
    recorder.dropped("quote")
    recorder.mended("re-asked")
    return recorder


def test_a_run_is_taken_apart_into_what_it_recorded():
    """One row for the run, and one for each stage, call, kind of look and kind of loss."""
    rows = measures_of(recorded(), "prep", NOW)
    assert [(row.kind, row.name) for row in rows] == [
        ("run", "prep"), ("stage", "posting"), ("call", "assess"), ("call", "assess"), ("cache", "pack"),
        ("dropped", "quote"),
        ("mended", "re-asked"),
    ]  # fmt: skip
    assert rows[0].ms == pytest.approx(200)
    assert (rows[4].number, rows[4].hits) == (3, 2)


def test_a_run_that_did_nothing_is_not_kept(tmp_path: Path):
    """Listing sessions leaves no trace, and opens no file."""
    idle = Recorder(clock=StillClock(), screen=HeardScreen())
    SqliteMetrics(tmp_path).add(measures_of(idle, "sessions", NOW))
    assert list(tmp_path.iterdir()) == []
    assert len(measures_of(idle, "start", NOW)) == 1


def test_what_was_kept_comes_back_by_window_and_command(tmp_path: Path):
    """Only runs that ended in the window, of the command asked for."""
    store = SqliteMetrics(tmp_path)
    early, late = measures_of(recorded(), "prep", NOW - 2 * DAY), measures_of(recorded(), "start", NOW)
    store.add(early)
    store.add(late)
    assert store.since(NOW - DAY) == late
    assert store.since(0) == [*early, *late]
    assert store.since(0, "prep") == early


def test_old_rows_are_summed_by_day_and_nothing_is_lost(tmp_path: Path):
    """After 90 days counts, tokens, times and cost stand in one row a day; a second summing adds to it."""
    store = SqliteMetrics(tmp_path)
    old = NOW - (KEPT_DAYS + 5) * DAY
    store.add([*measures_of(recorded(), "prep", old), *measures_of(recorded(), "prep", old + 60)])
    store.add(measures_of(recorded(), "prep", NOW))
    store.sum_up(NOW)
    assert {row.at for row in store.since(0)} == {NOW}
    [calls] = [row for row in store.days() if row["kind"] == "call"]
    assert (calls["count"], calls["failed"], calls["tokens_in"]) == (4, 2, 2000)
    assert calls["cost_usd"] == pytest.approx(0.004)
    assert calls["ms_max"] == pytest.approx(6200)
    store.add(measures_of(recorded(), "prep", old + 120))
    store.sum_up(NOW)
    [calls] = [row for row in store.days() if row["kind"] == "call"]
    assert (calls["count"], calls["tokens_in"]) == (6, 3000)


def test_a_run_opens_no_database_and_leaves_a_private_line(tmp_path: Path):
    """Recording is one line in a file of the owner's alone; the database is there for the one who asks."""
    store = SqliteMetrics(tmp_path)
    store.add(measures_of(recorded(), "prep", NOW))
    [spool] = tmp_path.iterdir()
    assert spool.read_bytes().count(b"\n") == 1
    assert spool.stat().st_mode & 0o777 == 0o600
    assert len(store.since(0)) == 7
    assert not list(tmp_path.glob("*.jsonl"))


def test_half_a_line_costs_that_run_alone(tmp_path: Path):
    """A run that was killed while it wrote spoils neither the run before nor the one after."""
    store = SqliteMetrics(tmp_path)
    for at in (NOW - 60, NOW):
        store.add(measures_of(recorded(), "prep", at))
        with next(tmp_path.glob("*.jsonl")).open("ab") as spool:
            spool.write(b'[[1.0,"prep","ru\n')
    assert {row.at for row in store.since(0)} == {NOW - 60, NOW}


def test_what_a_killed_reader_left_is_taken_over_once(tmp_path: Path):
    """Its lines may be in the database already, or not; either way each run is there once."""
    store = SqliteMetrics(tmp_path)
    store.add(measures_of(recorded(), "prep", NOW))
    line = next(tmp_path.glob("*.jsonl")).read_bytes()
    assert len(store.since(0)) == 7
    left = tmp_path / "history.runs-1-1.jsonl"
    left.write_bytes(line + line.replace(b'"prep"', b'"start"'))
    assert [row.command for row in store.since(0) if row.kind == "run"] == ["prep", "start"]
    assert not left.exists()


def test_a_long_spool_is_taken_over_by_the_run_that_fills_it(tmp_path: Path):
    """Somebody who never asks for figures does not collect lines without end."""
    store = SqliteMetrics(tmp_path)
    rows = measures_of(recorded(), "prep", NOW)
    store.add([row._replace(at=NOW + n) for n in range(2_000) for row in rows])
    assert not list(tmp_path.glob("*.jsonl"))
    assert len(store.since(0)) == 14_000


def test_nothing_in_the_rows_is_anybodys_words(tmp_path: Path):
    """The tables hold names of things of ours and numbers."""
    store = SqliteMetrics(tmp_path)
    store.add(measures_of(recorded(), "prep", NOW))
    store.sum_up(NOW)
    with sqlite3.connect(tmp_path / "history.db") as db:
        texts = {
            value for row in db.execute("SELECT * FROM measures") for value in row if isinstance(value, str)
        }
    assert texts == {
        "prep",
        "run",
        "stage",
        "posting",
        "call",
        "assess",
        "groq/small",
        "cache",
        "pack",
        "dropped",
        "mended",
        "re-asked",
        "quote",
        "",
    }


def test_percentiles_are_times_that_were_measured():
    """Nearest rank over 1 to 100 milliseconds."""
    times = times_of([float(n) for n in range(100, 0, -1)])
    assert times is not None
    assert (times.min, times.p50, times.p95, times.p99, times.max, times.mean) == (1, 50, 95, 99, 100, 50.5)
    assert times_of([None]) is None


def test_the_window_is_added_up():
    """Tokens, cost, what a month like it would cost, hit rate, failures, slow calls."""
    rows = measures_of(recorded(), "prep", NOW - DAY) + measures_of(recorded(), "prep", NOW)
    found = summarise(rows, NO_SESSIONS, now=NOW, since=NOW - 7 * DAY)
    assert (found.tokens_in, found.tokens_out, found.cached_share) == (2000, 400, 0.4)
    assert (found.cost_usd, found.month_usd) == (0.004, 0.12)
    assert found.answered_share == 0.5
    assert (found.cache[0].hits, found.cache[0].misses) == (4, 2)
    assert found.dropped == {"quote": 2}
    assert found.mended == {"re-asked": 2}
    assert found.first_pass_share == 0.0
    assert [slow.ms for slow in found.slow] == [6200.0, 6200.0]
    assert found.stages[0].cached == 2
    [calls] = found.calls
    assert (calls.count, calls.failed, calls.times and calls.times.count) == (4, 2, 2)


def test_one_unknown_price_makes_the_sum_unknown():
    """Better no sum than a wrong one."""
    rows = [
        Measure(NOW, "prep", "call", "assess", cost_usd=0.1),
        Measure(NOW, "prep", "call", "assess", cost_usd=None),
    ]
    found = summarise(rows, NO_SESSIONS, now=NOW, since=0)
    assert (found.cost_usd, found.month_usd) == (None, None)
