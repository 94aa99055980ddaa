"""Holds interviews in tests: a small pack, a room on a temporary folder, and children that can be killed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interview_cli.config import load_settings
from interview_cli.interview.dialogue import Asked, Dialogue, Done, Event
from interview_cli.interview.hold import hold
from interview_cli.interview.room import Room
from interview_cli.models import Gap, Pack, Posting, Question, Terms
from interview_cli.ports import Clock, Interviewer
from interview_cli.session_wiring import begin, open_record, open_room, open_sessions, sessions_folder
from interview_cli.store.record import Record
from interview_cli.wiring import App, build_app
from tests.fakes import HeardScreen, ScriptedDialogue

# Questions that share few words, so that none counts as a repeat of another.
MATTERS = (
    "the oven broke before a wedding", "a guest sent the fish back", "two cooks quarrelled over shifts",
    "flour prices doubled overnight", "an inspector found the cold store warm", "a trainee wanted to leave",
    "the till and the stock disagreed", "a supplier delivered nothing", "forty covers arrived at once",
    "a recipe failed on television", "your own mistake cost money", "a regular complained about noise",
    "the dishwasher flooded the cellar", "somebody burned a hand", "the menu had to shrink by half",
)  # fmt: skip


def question(number: int, *, matter: str | None = None) -> Question:
    """An invented question."""
    text = matter or MATTERS[number % len(MATTERS)]
    return Question(
        id=f"q{number}",
        kind="behavioural",
        text=f"{text.capitalize()}: what did you do?",
        why=f"Kitchens meet this: {text}.",
        source="posting",
        difficulty=3,
        strong_answer=("Says what was done first", "Names the outcome"),
    )


def pack(count: int = 6) -> Pack:
    """A pack of `count` questions for an invented kitchen."""
    questions = [question(n) if n < len(MATTERS) else question(n, matter=_word(n)) for n in range(count)]
    gap = Gap("Runs a bakery", "Baking", "missing", "critical", "", "Say how you would learn it.")
    return Pack(
        id="lantern-kitchen-head-chef-1",
        created="2026-11-21",
        posting=Posting("Head chef", "Lantern Kitchen", "Head chef. Runs a bakery."),
        cv=None,
        gaps=(gap,),
        questions=tuple(questions),
    )


def _word(number: int) -> str:
    """Words nobody else has: a number spelled in syllables."""
    syllables = ("ka", "lo", "mi", "tu", "ren", "vos", "pel", "dri", "sun", "gax")
    spelled = ["".join(syllables[int(d)] for d in str(number * step)) for step in (7919, 104729, 1299709)]
    return " ".join(spelled)


def open_app(home: Path, clock: Clock | None = None) -> App:
    """The program on `home`, without a cache."""
    environ = {"INTERVIEW_HOME": str(home), "INTERVIEW_CACHE__ENABLED": "false"}
    return build_app(load_settings(environ), HeardScreen(), clock=clock)


def start(app: App, *, count: int = 6, **terms: object) -> Record:
    """A new session on a pack of `count` questions, asked in order."""
    made = Terms(questions=count, **terms)  # type: ignore[arg-type]
    record, _ = begin(app, open_sessions(app), pack(count), made)
    return record


@contextmanager
def room_of(
    app: App, session: str, dialogue: Dialogue, interviewer: Interviewer
) -> Iterator[tuple[Room, Path]]:
    """The room of a session, opened as the program opens it."""
    record = open_record(app, open_sessions(app), session)
    with open_room(app, record, dialogue=dialogue, interviewer=interviewer) as opened:
        yield opened


def play(
    app: App, session: str, dialogue: ScriptedDialogue, interviewer: Interviewer, *, resumed: bool = False
) -> Done:
    """Hold the session with a scripted candidate; returns how it ended."""
    with room_of(app, session, dialogue, interviewer) as (room, folder):
        asyncio.run(hold(room, folder, resumed=resumed))
    last = dialogue.events[-1]
    assert isinstance(last, Done)
    return last


def asked(events: list[Event]) -> list[str]:
    """The ids of the questions put, in order, repetitions left out."""
    return list(dict.fromkeys(event.turn.question.id for event in events if isinstance(event, Asked)))


def folder_of(app: App, session: str) -> Path:
    """The session's own folder."""
    return sessions_folder(app) / session
