"""What a report and the metrics take: a 20-question session, and a history of 1,000 sessions.

    python benchmarks/report.py [runs]

CPU is user plus system time. Imports are told apart: the child with `--check` imports WeasyPrint and renders nothing.
The second half is wall time of the work alone, in a process that has its imports behind it.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from benchmarks.render import cpu_here, cpu_of_child, peak_megabytes  # noqa: E402  # the path comes first
from tests.report import interviews, packs  # noqa: E402

PDF_CPU_SECONDS = 1.0
MEGABYTES = 250
REPEAT_MS = 10.0
HISTORY_MS = 50.0
RECORDING_SHARE = 0.01
SESSIONS = 1_000
NOW = interviews.BEGAN + 400 * interviews.DAY

COLD = """
import json, sys
from interview_cli.cli.program import run
code = run(["report"])
print(json.dumps([code, sorted({"weasyprint", "jinja2"} & set(sys.modules))]), file=sys.stderr)
"""


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median wall time of `work`, after one run to warm up."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def measure_pdf(home: Path, runs: int) -> bool:
    """CPU and memory of a 20-question report; whether it keeps within its budget."""
    import jinja2  # noqa: F401  # an import, not work

    from interview_cli.report.paper import on_paper
    from interview_cli.report.session_html import render_session_html
    from interview_cli.report.session_view import view_session

    held = interviews.held(home, interviews.twenty(home))
    first = cpu_here(lambda: render_session_html(view_session(held)))
    page = on_paper(render_session_html(view_session(held))).encode()
    loading = statistics.median(cpu_of_child(b"", "--check") for _ in range(runs))
    whole = statistics.median(cpu_of_child(page) for _ in range(runs))
    memory = max(peak_megabytes(resource.RUSAGE_SELF), peak_megabytes(resource.RUSAGE_CHILDREN))
    cpu = first + whole - loading
    print(f"20 questions: view and HTML  {first:6.3f} s   {len(page):,} bytes")
    print(f"20 questions: PDF            {whole - loading:6.3f} s   and {loading:.3f} s of imports")
    print(f"together, no imports         {cpu:6.3f} s   (budget {PDF_CPU_SECONDS} s)")
    print(f"peak memory                  {memory:6.0f} MB  (budget {MEGABYTES} MB)")
    return cpu <= PDF_CPU_SECONDS and memory <= MEGABYTES


def measure_repeat(home: Path, runs: int) -> bool:
    """The second report on a session nobody changed: no renderer is loaded, and little is done."""
    from interview_cli.report.session_make import Manner, keep_report, read_report

    store = interviews.open_store(home)
    beside = home / "data" / "sessions" / "kept"
    manner = Manner(("pdf", "html", "md", "json"))

    def repeat() -> bool:
        report = read_report(store, store.find())
        return keep_report(store, report, manner, beside=beside).cached

    repeat()
    assert repeat()
    ms = milliseconds(repeat, runs * 4)
    environ = {**os.environ, "INTERVIEW_HOME": str(home)}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", COLD], capture_output=True, text=True, check=True, env=environ
        )
    code, loaded = json.loads(done.stderr.splitlines()[-1])
    print(
        f"again, nothing changed       {ms:6.1f} ms  (budget {REPEAT_MS:.0f} ms), loaded: {', '.join(loaded) or 'no renderer'}"
    )
    return ms <= REPEAT_MS and code == 0 and not loaded


def fill(home: Path) -> None:
    """A thousand finished sessions on one pack, and a thousand runs of six stages and three calls each."""
    from interview_cli.store.metrics import Measure, SqliteMetrics

    one = interviews.hold(home, packs.nurse_pack(), list(interviews.ANSWERS))
    store = interviews.open_store(home)
    debrief, receipt = store.paper(one.id, "debrief") or b"", store.paper(one.id, "receipt") or b""
    rows = [Measure(0, "prep", "run", "prep", ms=900.0)]
    rows += [Measure(0, "prep", "stage", f"stage {n}", ms=10.0 * n) for n in range(6)]
    rows += [
        Measure(0, "prep", "call", f"task {n}", "maker/model", 900.0, 300.0, 1, 0, 0, 900, 90)
        for n in range(3)
    ]
    metrics = SqliteMetrics(home / "data")
    with store.held(), store.batch():
        for n in range(1, SESSIONS):
            at = interviews.BEGAN + n * 3600
            session = replace(one, id=f"copy-{n:04d}", started=at)
            store.create(session, packs.nurse_pack())
            store.put_paper(session.id, "debrief", debrief)
            store.put_paper(session.id, "receipt", receipt)
    with sqlite3.connect(home / "data" / "history.db") as db:
        db.execute("UPDATE sessions SET finished = 1, overall = abs(random()) % 100")
    metrics.add(row._replace(at=interviews.BEGAN + n * 3600) for n in range(SESSIONS) for row in rows)


def measure_history(home: Path, runs: int) -> bool:
    """Trend and metrics over a thousand sessions."""
    from interview_cli.cli.metrics import measure
    from interview_cli.cli.screen.metrics import draw_metrics
    from interview_cli.config import load_settings
    from interview_cli.report.session_source import read_held
    from interview_cli.report.session_view import view_session

    fill(home)
    store = interviews.open_store(home)
    settings = load_settings({"INTERVIEW_HOME": str(home)})
    end = interviews.BEGAN + SESSIONS * 3600
    trend = milliseconds(lambda: view_session(read_held(store, store.find())).trend, runs)
    figures = milliseconds(lambda: draw_metrics(measure(settings, "all", "", now=end)), runs)
    print(f"1,000 sessions: trend        {trend:6.1f} ms  (budget {HISTORY_MS:.0f} ms)")
    print(f"1,000 sessions: metrics      {figures:6.1f} ms  (budget {HISTORY_MS:.0f} ms)")
    return trend <= HISTORY_MS and figures <= HISTORY_MS


def measure_recording(home: Path, runs: int) -> bool:
    """What recording adds to the shortest run there is: a prep answered from the cache, whose receipt is recorded again."""
    from interview_cli.cli.screen.progress import PlainScreen
    from interview_cli.recording import Recorder
    from interview_cli.store.metrics import SqliteMetrics, measures_of
    from interview_cli.wiring import SystemClock

    examples = Path(__file__).resolve().parents[1] / "examples"
    prep = [str(Path(sys.executable).with_name("interview")), "prep", str(examples / "backend-engineer.md")]
    prep += ["--cv", str(examples / "cv.md"), "--no-research", "--json"]
    environ = {**os.environ, "INTERVIEW_HOME": str(home)}
    walls = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        done = subprocess.run(prep, capture_output=True, check=True, env=environ)
        walls.append((time.perf_counter() - began) * 1000)
    receipt = json.loads(done.stdout)["receipt"]
    clock, kept = SystemClock(), SqliteMetrics(home / "beside")

    def record() -> None:
        recorder = Recorder(clock=clock, screen=PlainScreen())
        for stage in receipt["stages"]:
            with recorder.stage(stage["name"]):
                pass
        for kind, seen in receipt["cache"].items():
            for _ in range(seen["hits"] + seen["misses"]):
                recorder.looked_up(kind, hit=True)
        kept.add(measures_of(recorder, "prep", clock.now()))

    ms, wall = milliseconds(record, 200), min(walls[1:])
    print(
        f"recording a run              {ms:6.2f} ms  {ms / wall:.2%} of the {wall:.0f} ms of a prep from the cache (budget {RECORDING_SHARE:.0%})"
    )
    return ms <= wall * RECORDING_SHARE


def main() -> None:
    """Measure, print, and end with 1 when a budget is broken."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    kept = []
    for work in (measure_pdf, measure_repeat, measure_history, measure_recording):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            if work is measure_repeat:
                interviews.twenty(home)
            kept.append(work(home, runs))
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
