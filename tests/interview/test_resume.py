"""Going on with a session, whatever became of it in the meantime."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path

import pytest

from interview_cli.errors import StorageError
from interview_cli.interview.checkpoint import NAME
from interview_cli.interview.dialogue import Asked, Assessed, Event, Said
from interview_cli.interview.hold import AnswerNotSaved
from interview_cli.interview.room import Watch
from interview_cli.models import CacheCount, Receipt, Stage
from interview_cli.store.journal import Journal
from interview_cli.store.lock import OpenElsewhere
from interview_cli.vocabulary import BETWEEN
from tests.fakes import PacedInterviewer, ScriptedDialogue, StillClock
from tests.interview.held import folder_of, open_app, play, room_of, start

LONG = (
    "We had forty covers and one oven, so I moved the roast to the grill and told the guests about the wait. "
    * 2
)


def test_it_goes_on_with_the_question_that_was_open(tmp_path: Path):
    """A pause at the second question: it is put again, and the first is not."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    play(app, record.id, ScriptedDialogue(LONG, Said("pause"), spare=False), PacedInterviewer())
    dialogue, interviewer = ScriptedDialogue(LONG, LONG, spare=False), PacedInterviewer()
    done = play(app, record.id, dialogue, interviewer, resumed=True)
    assert done.finished
    assert [e.turn.n for e in dialogue.events if isinstance(e, Asked)] == [2, 3]
    assert interviewer.assessed == [(2, 1), (3, 1)]


def test_a_lost_checkpoint_loses_nothing(tmp_path: Path):
    """Without the graph's own file the history says where the session stands."""
    app = open_app(tmp_path)
    record = start(app, count=3)
    play(app, record.id, ScriptedDialogue(LONG, LONG, Said("pause"), spare=False), PacedInterviewer())
    for path in folder_of(app, record.id).glob(f"{NAME}*"):
        path.unlink()
    dialogue, interviewer = ScriptedDialogue(LONG, spare=False), PacedInterviewer()
    assert play(app, record.id, dialogue, interviewer, resumed=True).finished
    assert interviewer.assessed == [(3, 1)]


def test_a_damaged_checkpoint_is_begun_anew(tmp_path: Path):
    """A file that is no database costs nothing but itself."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    play(app, record.id, ScriptedDialogue(LONG, Said("pause"), spare=False), PacedInterviewer())
    for path in folder_of(app, record.id).glob(f"{NAME}*"):
        path.unlink()
    (folder_of(app, record.id) / NAME).write_bytes(b"nonsense" * 1000)
    assert play(
        app, record.id, ScriptedDialogue(LONG, spare=False), PacedInterviewer(), resumed=True
    ).finished


def test_a_forged_checkpoint_runs_nothing(tmp_path: Path):
    """A row that names a function to be called is read as plain data, and the function is not called."""
    import ormsgpack

    app = open_app(tmp_path)
    record = start(app, count=2)
    play(app, record.id, ScriptedDialogue(LONG, Said("pause"), spare=False), PacedInterviewer())
    mark = tmp_path / "it-ran"
    call = ormsgpack.packb(["os", "system", [f"touch {mark}"]])
    evil = ormsgpack.packb({"turn": ormsgpack.Ext(0, call)})
    with sqlite3.connect(folder_of(app, record.id) / NAME) as db:
        db.execute("UPDATE writes SET value = ?", (ormsgpack.packb(ormsgpack.Ext(0, call)),))
        db.execute("UPDATE checkpoints SET checkpoint = ?", (evil,))
    done = play(app, record.id, ScriptedDialogue(LONG, spare=False), PacedInterviewer(), resumed=True)
    assert not mark.exists()
    assert done.finished
    assert record.sessions.turns(record.id)[0].answers[0].text == LONG.strip()


def test_an_answer_in_the_journal_alone_counts(tmp_path: Path):
    """What was acknowledged is assessed on the next run without being asked again."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    play(app, record.id, ScriptedDialogue(Said("pause")), PacedInterviewer())
    answer = {"attempt": 1, "kind": "answer", "text": LONG, "at": 1.0, "seconds": 2.0, "hints": 0}
    Journal(folder_of(app, record.id)).append(
        {"kind": "answer", "n": 1, "answer": {**answer, "assessment": None, "follow_up": None}}
    )
    dialogue = ScriptedDialogue(LONG, spare=False)
    play(app, record.id, dialogue, PacedInterviewer(), resumed=True)
    assert [e.n for e in dialogue.events if isinstance(e, Assessed)] == [1, 2]
    assert [e.turn.n for e in dialogue.events if isinstance(e, Asked)] == [2]


def test_a_session_open_elsewhere_is_not_opened(tmp_path: Path):
    """The second terminal is told, and nothing changes."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    with room_of(app, record.id, ScriptedDialogue(), PacedInterviewer()), pytest.raises(OpenElsewhere):
        play(app, record.id, ScriptedDialogue(LONG), PacedInterviewer())


def test_an_answer_the_disk_refuses_comes_back_to_the_caller(tmp_path: Path):
    """The error carries the answer, so that it can be brought to safety."""
    app = open_app(tmp_path)
    record = start(app, count=2)

    class Jammed(ScriptedDialogue):
        async def hear(self, asked: Asked) -> Said:
            record_path = folder_of(app, record.id) / "journal.jsonl"
            record_path.unlink()
            record_path.mkdir()
            return await super().hear(asked)

    with pytest.raises(AnswerNotSaved) as caught:
        play(app, record.id, Jammed(LONG), PacedInterviewer())
    assert caught.value.answer == LONG.strip()
    assert caught.value.exit_code == 5


def test_a_disk_that_is_full_for_everything_gives_the_answer_back_too(tmp_path: Path):
    """No file grows any more, the receipt's neither: what comes out is still the answer."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    class Full(ScriptedDialogue):
        async def hear(self, asked: Asked) -> Said:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
            return await super().hear(asked)

    try:
        with pytest.raises(AnswerNotSaved) as caught:
            play(app, record.id, Full(LONG), PacedInterviewer())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.answer == LONG.strip()


def test_a_place_that_can_not_be_written_down_is_a_storage_error(tmp_path: Path):
    """The disk fills up while a question is put: exit code 5, and the way to go on."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    class Full(ScriptedDialogue):
        def tell(self, event: Event) -> None:
            super().tell(event)
            if isinstance(event, Asked):
                resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))

    try:
        with pytest.raises(StorageError, match="Where the session stands") as caught:
            play(app, record.id, Full(LONG), PacedInterviewer())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "--resume" in caught.value.hint


def test_what_a_session_took_is_added_up_over_its_runs(tmp_path: Path):
    """Waits and wall time of both runs are in the receipt."""
    app = open_app(tmp_path)
    record = start(app, count=2)
    first = play(app, record.id, ScriptedDialogue(LONG, Said("pause"), spare=False), PacedInterviewer())
    second = play(app, record.id, ScriptedDialogue(LONG, spare=False), PacedInterviewer(), resumed=True)
    assert second.receipt.wall_ms > first.receipt.wall_ms
    assert second.receipt.waits_ms[: len(first.receipt.waits_ms)] == first.receipt.waits_ms
    for receipt in (first.receipt, second.receipt):
        assert sum(stage.share_ms for stage in receipt.stages) == pytest.approx(receipt.wall_ms, rel=0.01)


def test_making_the_pack_is_in_the_receipt_and_not_in_the_time_of_the_interview():
    """What came before the first question is paid for and told, and takes nothing from a time limit."""
    clock = StillClock()
    made = Receipt(
        stages=(Stage("posting", 4000.0, share_ms=4000.0), Stage(BETWEEN, 50.0, share_ms=50.0)),
        wall_ms=4050.0,
        cache={"cv": CacheCount(1, 0)},
    )
    watch = Watch(clock, Receipt())
    clock.at += 10
    first = watch.receipt(made)
    told = [(stage.name, stage.share_ms) for stage in first.stages]
    assert (told, first.wall_ms) == ([("posting", 4000.0), (BETWEEN, 10_000.0)], 14_000.0)
    again = Watch(clock, first)
    assert again.elapsed() == 10
    clock.at += 5
    second = again.receipt(Receipt(cache={"cv": CacheCount(0, 2)}))
    assert second.wall_ms == 19_000.0
    assert second.cache == {"cv": CacheCount(1, 2)}
