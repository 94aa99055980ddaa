"""Kills interviews and goes on with them, and checks that what was acknowledged is there once, and only once."""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import signal
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

# Loaded before the children are made, so that each of them begins at once.
import langgraph.checkpoint.sqlite.aio
import langgraph.graph  # noqa: F401

from interview_cli.cli.events import JsonVoice
from interview_cli.cli.listening import JsonLines, Lines, Talk
from interview_cli.interview.faults import crash_at
from interview_cli.interview.hold import hold
from interview_cli.models import Terms
from interview_cli.session_wiring import begin, open_room, open_sessions, sessions_folder
from interview_cli.store.record import Record
from tests.fakes import PacedInterviewer
from tests.interview.held import open_app, pack


@dataclass
class Story:
    """What the candidate saw over all the runs of one session."""

    saved: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: list[tuple[int, str]] = field(default_factory=list)
    runs: int = 0
    finished: bool = False


def run_child(home: Path, session: str, crash: str, out: int, into: int) -> None:
    """In the child: hold the session with JSON lines on the pipes, crashing at `crash` if it says so."""
    os.dup2(into, 0)
    sys.stdout = os.fdopen(out, "w")
    app = open_app(home)
    sessions = open_sessions(app)
    record = Record(session, folder=sessions_folder(app) / session, sessions=sessions, reach=crash_at(crash))
    voice = JsonVoice()
    interviewer = PacedInterviewer(rate=3000, feedback=12, verdict=12, probes=(2, 5))

    async def go() -> None:
        talk = Talk(voice, JsonLines(Lines(), voice.tell))
        with open_room(app, record, dialogue=talk, interviewer=interviewer) as (room, folder):
            await hold(room, folder, resumed=bool(sessions.turns(session)) or (folder / "graph.db").exists())

    asyncio.run(go())


def run_until_killed(
    home: Path, session: str, story: Story, *, crash: str = "", after: float | None = None
) -> None:
    """One run: answers as questions come, until the child ends, crashes, or `after` seconds have passed."""
    story.runs += 1
    to_child, answers_out = os.pipe()
    events_in, from_child = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(answers_out)
            os.close(events_in)
            run_child(home, session, crash, from_child, to_child)
            code = 0
        finally:
            os._exit(code)
    os.close(to_child)
    os.close(from_child)
    try:
        _talk(events_in, answers_out, story, until=None if after is None else time.monotonic() + after)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(events_in)
        os.close(answers_out)


def _talk(events: int, answers: int, story: Story, *, until: float | None) -> None:
    kept, said = b"", 0
    while True:
        left = 20.0 if until is None else until - time.monotonic()
        if left <= 0 or not select.select([events], [], [], left)[0]:
            assert until is not None, "the child stood still"
            return
        chunk = os.read(events, 65536)
        if not chunk:
            return
        *lines, kept = (kept + chunk).split(b"\n")
        for line in lines:
            said = _note(json.loads(line), answers, story, said)


def _note(event: dict[str, object], answers: int, story: Story, said: int) -> int:
    """Take in one event; answer a question. Each answer is a text of its own."""
    match event["event"]:
        case "question":
            story.shown.append((int(str(event["n"])), str(event["id"])))
            text = f"Run {story.runs}, answer {said}, to question {event['n']}: we moved it and it took {said} days."
            try:
                os.write(answers, json.dumps({"answer": text}).encode() + b"\n")
            except BrokenPipeError:
                return said
            story.saved.setdefault((int(str(event["n"])), 0), text)  # said, and not acknowledged yet
            story.saved[int(str(event["n"])), 0] = text
            return said + 1
        case "answer.saved":
            n = int(str(event["n"]))
            assert (n, 1) not in story.saved, f"the answer to turn {n} was taken twice"
            story.saved[n, 1] = story.saved[n, 0]
        case "done":
            story.finished = bool(event["finished"])
    return said


def check(home: Path, session: str, story: Story, planned: int) -> None:
    """Every acknowledged answer is there once, no question was asked twice, and the files are sound."""
    app = open_app(home)
    sessions = open_sessions(app)
    turns = sessions.turns(session)
    acknowledged = {n: text for (n, kind), text in story.saved.items() if kind == 1}
    for n, text in acknowledged.items():
        assert [a.text for a in turns[n - 1].answers] == [text], f"turn {n}"
    assert [turn.n for turn in turns] == list(range(1, len(turns) + 1))
    ids = [turn.question.id for turn in turns]
    assert len(ids) == len(set(ids)), f"asked twice: {ids}"
    assert sum(not turn.follow_up for turn in turns) == planned
    assert all(len(turn.answers) == 1 and turn.answers[0].assessment for turn in turns)
    # A number always stood for the same question, and numbers never went back.
    assert len(set(story.shown)) == len({n for n, _ in story.shown})
    assert [n for n, _ in story.shown] == sorted(n for n, _ in story.shown)
    assert sessions.find(session).finished
    with closing(sqlite3.connect(home / "data" / "history.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def survive(
    home: Path, *, crashes: list[str], random_kills: int = 0, seed: int = 0, planned: int = 6
) -> Story:
    """A session that crashes at each of `crashes`, is killed at random moments, and is gone on with to its end."""
    app = open_app(home)
    record, session = begin(app, open_sessions(app), pack(planned), Terms(questions=planned))
    del record
    story, chance = Story(), random.Random(seed)
    for crash in crashes:
        run_until_killed(home, session.id, story, crash=crash)
    for _ in range(random_kills):
        if not story.finished:
            run_until_killed(home, session.id, story, after=chance.uniform(0.01, 0.35))
    while not story.finished:
        run_until_killed(home, session.id, story)
    check(home, session.id, story, planned)
    return story
