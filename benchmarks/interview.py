"""What an interview costs in time, calls and disk, and whether `kill -9` can lose anything.

    python benchmarks/interview.py            all of it, about four minutes
    python benchmarks/interview.py kills 50   one part, with a number of its own

The model is played by a stand-in: 0.6 s to the first token, 90 tokens a second, 60 tokens of feedback and 120 of verdict.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

# Loaded first, as in a session whose opening has been read: the measures are of the interview, not of imports.

from interview_cli.interview.dialogue import Asked, Assessed, Delta, Event, Saved
from interview_cli.interview.faults import POINTS
from interview_cli.interview.hold import hold
from interview_cli.models import Session, Terms
from interview_cli.session_wiring import open_sessions
from interview_cli.store.database import open_database
from tests.fakes import PacedInterviewer, ScriptedDialogue
from tests.interview.held import open_app, pack, play, room_of, start
from tests.interview.killing import survive

FIRST: Final = 0.6
RATE: Final = 90.0
ANSWER: Final = (
    "We had forty covers and one oven, so I moved the roast and told the guests; it took 20 minutes. "
)


def line(name: str, value: str, target: str, *, met: bool) -> None:
    print(f"{'ok  ' if met else 'FAIL'} {name:<58} {value:>14}   target {target}")


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _gaps(events: list[Event], times: list[float], one: type, other: type) -> list[float]:
    """Milliseconds from each event of kind `one` to the first of kind `other` after it."""
    found = []
    for place, event in enumerate(events):
        if isinstance(event, one):
            after = next(
                (
                    t
                    for e, t in zip(events[place + 1 :], times[place + 1 :], strict=True)
                    if isinstance(e, other)
                ),
                None,
            )
            if after is not None:
                found.append((after - times[place]) * 1000)
    return found


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def model(_: int) -> None:
    """Twenty questions at a model's pace; the candidate takes three seconds an answer (a pool is ready after two)."""
    interviewer = PacedInterviewer(first=FIRST, rate=RATE)
    with _home() as home:
        app = open_app(home)
        record = start(app, count=20)
        dialogue = ScriptedDialogue(*[f"{ANSWER} {n}" for n in range(20)], spare=False)
        dialogue.thinks = 3.0
        play(app, record.id, dialogue, interviewer)
    first = [ms - (FIRST + 3 / RATE) * 1000 for ms in _gaps(dialogue.events, dialogue.times, Saved, Delta)]
    following = _gaps(dialogue.events, dialogue.times, Assessed, Asked)
    line(
        "first words of feedback, beyond the model's own (p95)",
        f"{_p95(first):.1f} ms",
        "50 ms",
        met=_p95(first) < 50,
    )
    line(
        "next question once feedback is there (p95)",
        f"{_p95(following):.1f} ms",
        "50 ms",
        met=_p95(following) < 50,
    )
    calls = len(interviewer.assessed) / 20
    line("calls an answer", f"{calls:.2f}", "1", met=calls == 1)
    line(
        "variants made while answering, 20 questions",
        f"{len(interviewer.varied)}",
        "20 at most",
        met=len(interviewer.varied) <= 20,
    )


def instant(_: int) -> None:
    """Five questions, answers at once: nothing but the model's own tokens should take time."""
    interviewer = PacedInterviewer(first=FIRST, rate=RATE)
    own = 5 * (FIRST + (60 + 120) / RATE)
    with _home() as home:
        app = open_app(home)
        record = start(app, count=5)
        dialogue = ScriptedDialogue(*[f"{ANSWER} {n}" for n in range(5)], spare=False)
        began = time.monotonic()
        play(app, record.id, dialogue, interviewer)
        took = time.monotonic() - began
    line(
        "five questions with instant answers",
        f"{took / own:.3f} x",
        "1.1 x the model's tokens",
        met=took < 1.1 * own,
    )


def builtin(_: int) -> None:
    """The built-in coach on a real pack: from the answer to the next question."""
    from interview_cli.session_wiring import Wanted, begin, build_interviewer, find_pack

    with _home() as home:
        app = open_app(home)
        made = find_pack(app, Wanted(prep="examples/backend-engineer.md", cv="examples/cv.md"))
        sessions = open_sessions(app)
        record, _session = begin(app, sessions, made, Terms(questions=20))
        texts = [
            f"I led the move of our billing service to Kafka over {n + 2} months, because orders were lost when the "
            f"queue was full. I wrote the plan, moved two teams of {n + 3} people, and measured lag every day. In the end the "
            f"error rate fell from {n + 4} percent to under one, and I learned to test the rollback first."
            for n in range(60)
        ]
        dialogue = ScriptedDialogue(*texts)
        dialogue.thinks = 0.05
        play(app, record.id, dialogue, build_interviewer(app, record, Terms()))
    words = _gaps(dialogue.events, dialogue.times, Saved, Delta)
    following = _gaps(dialogue.events, dialogue.times, Saved, Asked)
    line(
        "built-in coach: answer to first feedback (p95)",
        f"{_p95(words):.1f} ms",
        "50 ms",
        met=_p95(words) < 50,
    )
    line(
        "built-in coach: answer to next question (p95)",
        f"{_p95(following):.1f} ms",
        "50 ms",
        met=_p95(following) < 50,
    )


def disk(turns: int) -> None:
    """Two hundred turns with answers and verdicts of usual size: bytes on disk, and memory."""
    with _home() as home:
        app = open_app(home)
        record = start(app, count=turns)
        sizes, memory, interviewer = [], [], PacedInterviewer(feedback=30)
        dialogue = ScriptedDialogue(*[f"{ANSWER * 15} {n}" for n in range(turns)], spare=False)
        told = dialogue.tell

        def tell(event: Event) -> None:
            told(event)
            dialogue.events.clear()
            dialogue.times.clear()
            interviewer.heard.clear()
            if isinstance(event, Assessed):
                sizes.append(sum(f.stat().st_size for f in (home / "data").rglob("*") if f.is_file()))
                memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

        dialogue.tell = tell  # type: ignore[method-assign]

        async def go() -> None:
            with room_of(app, record.id, dialogue, interviewer) as (room, folder):
                await hold(room, folder, resumed=False)

        began = time.monotonic()
        asyncio.run(go())
        took = time.monotonic() - began
    half, whole = sizes[turns // 2 - 1], sizes[-1]
    line(f"{turns} turns on disk", f"{whole / 2**20:.2f} MB", "5 MB", met=whole < 5 * 2**20)
    line(
        "second half beside the first half",
        f"{(whole - half) / half:.2f} x",
        "linear: 1.1 x at most",
        met=whole - half < 1.1 * half,
    )
    grown = (memory[-1] - memory[turns // 10]) / 1024
    line("memory from turn 20 to the last", f"{grown:+.1f} MB", "flat: 8 MB at most", met=grown < 8)
    line("our own time a turn", f"{took / turns * 1000:.1f} ms", "50 ms", met=took / turns < 0.05)


def listing(count: int) -> None:
    """Ten thousand sessions, listed whole."""
    with _home() as home:
        app = open_app(home)
        sessions = open_sessions(app)
        sessions.create(Session("first", 0.0, "Chef", "Lantern", "p", Terms()), pack(3))
        db = open_database(home / "data" / "history.db")
        with db:
            row = db.execute("SELECT * FROM sessions").fetchone()
            rows = [(f"2026-11-21-chef-{n:05d}", float(n), *row[2:]) for n in range(count)]
            db.executemany("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        query = "SELECT id, started, title, company, pack, terms, asked, answered, overall, finished FROM sessions ORDER BY started DESC, id LIMIT -1"
        times = []
        for _ in range(7):
            began = time.perf_counter()
            db.execute(query).fetchall()
            times.append((time.perf_counter() - began) * 1000)
        db.close()
        began = time.perf_counter()
        assert len(sessions.list()) == count + 1
        whole = (time.perf_counter() - began) * 1000
    line(
        f"list of {count:,} sessions, query",
        f"{statistics.median(times):.1f} ms",
        "20 ms",
        met=statistics.median(times) < 20,
    )
    line(f"list of {count:,} sessions, made into nouns", f"{whole:.1f} ms", "200 ms", met=whole < 200)


def kills(count: int) -> None:
    """`kill -9` at every named point, and at `count` random moments; `survive` raises when anything is lost."""
    for point in POINTS:
        with _home() as home:
            survive(home, crashes=[point, point, f"{point}:3"], planned=4)
    done = seed = 0
    began = time.monotonic()
    while done < count:
        with _home() as home:
            story = survive(home, crashes=[], random_kills=min(8, count - done), seed=seed, planned=6)
        done += story.runs - 1
        seed += 1
    line(
        f"kill -9 at {len(POINTS)} points and {done} random moments",
        f"{time.monotonic() - began:.0f} s",
        "nothing lost",
        met=True,
    )


PARTS: Final[dict[str, tuple[Callable[[int], None], int]]] = {
    "model": (model, 20),
    "instant": (instant, 5),
    "builtin": (builtin, 20),
    "disk": (disk, 200),
    "listing": (listing, 10_000),
    "kills": (kills, 200),
}

if __name__ == "__main__":
    named = sys.argv[1:2] or list(PARTS)
    for name in named:
        part, number = PARTS[name]
        part(int(sys.argv[2]) if len(sys.argv) > 2 else number)
