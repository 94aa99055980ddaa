"""Holds an interview: runs the graph from question to question, and puts every answer on the disk before it goes on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_cli.errors import StorageError
from interview_cli.interview.assessing import improve_last, last_answered
from interview_cli.interview.checkpoint import drop_checkpoints, open_checkpoints, prune
from interview_cli.interview.dialogue import Asked, Done, Noticed, Opened, Said, Saved
from interview_cli.interview.room import Room
from interview_cli.models import Answer
from interview_cli.store.journal import NotWritten
from interview_cli.untrusted import clean

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

# More than anyone says to one question; a longer paste is cut, and it is said.
MOST_CHARACTERS = 40_000


class AnswerNotSaved(NotWritten):
    """The disk refused an answer. `answer` is what was said, for the caller to rescue."""

    def __init__(self, error: NotWritten, answer: str) -> None:
        super().__init__(str(error), error.hint)
        self.answer = answer


async def hold(room: Room, folder: Path, *, resumed: bool) -> bool:
    """Hold the interview in `room` to its end, or until the candidate leaves; returns whether it came to its end.

    `folder` is the session's own. Raises `AnswerNotSaved` when an answer can't be kept.
    """
    room.dialogue.tell(
        Opened(
            session=room.session,
            pack=room.pack,
            total=len(room.plan),
            resumed=resumed,
            made_by=room.interviewer.name,
            opening=room.manner.opening,
        )
    )
    room.pool.start("warm", room.interviewer.warm())
    room.watch.mark()
    try:
        finished = await _run(room, folder, resumed=resumed)
    finally:
        await room.pool.close()
        await room.interviewer.close()
        with suppress(StorageError):  # on a full disk; what ended the interview must get out
            room.record.add_receipt(room.watch.receipt(room.run_receipt()))
    if finished:
        drop_checkpoints(folder)
    session = room.record.sessions.find(room.session.id)
    room.dialogue.tell(
        Done(session, finished, room.record.debrief(), room.record.sessions.receipt(session.id))
    )
    return finished


async def _run(room: Room, folder: Path, *, resumed: bool) -> bool:
    from interview_cli.interview.graph import build_graph

    config: Any = {"configurable": {"thread_id": room.session.id}}
    async with open_checkpoints(folder) as saver:
        graph = build_graph(room, saver)
        entry = await _entry(graph, config, room, resumed=resumed)
        while entry is not _LEFT:
            await graph.ainvoke(entry, config, durability="sync")
            await prune(saver, room.session.id)
            state = await graph.aget_state(config)
            if not state.interrupts:
                return True
            entry = await _answer(room, state.interrupts[0].value)
    return False


_LEFT = object()


async def _entry(
    graph: CompiledStateGraph[Any, Any, Any, Any], config: Any, room: Room, *, resumed: bool
) -> Any:
    """What to go on with: a new start, the step that was cut short, or the answer to the question that was open."""
    anew = {"session": room.session.id}
    if not resumed:
        return anew
    try:
        state = await graph.aget_state(config)
        if not state.interrupts:
            return None if state.next else anew
        open_question = state.interrupts[0].value
        known = room.record.turn(int(open_question["turn"])) is not None and int(open_question["attempt"]) > 0
    except (KeyError, TypeError, ValueError, AttributeError):
        known = False
    if not known:
        # Damaged or forged; the history knows where the session stands.
        await graph.checkpointer.adelete_thread(room.session.id)  # type: ignore[union-attr]
        return anew
    return await _answer(room, open_question, again=True)


async def _answer(room: Room, open_question: dict[str, int], *, again: bool = False) -> Any:
    """The candidate's act on the open question as a command to the graph; an answer kept before a crash counts."""
    from langgraph.types import Command

    n, attempt = open_question["turn"], open_question["attempt"]
    turn = room.record.turn(n)
    assert turn is not None
    kept = next((answer for answer in turn.answers if answer.attempt == attempt), None)
    if kept:
        return Command(resume=kept.kind)
    asked = room.describe(turn, attempt=attempt, wait_ms=0.0, again=True)
    # Killed after the question was put and before that was written down, a run goes on without putting it.
    if again or (n, attempt) not in room.told:
        room.put(asked, attempt)
    said = await _hear(room, asked)
    if said.act == "pause":
        return _LEFT
    if said.act == "answer" or (said.act == "skip" and attempt == 1):
        _keep(room, n, attempt, said)
    room.watch.mark()
    return Command(resume=said.act)


async def _hear(room: Room, asked: Asked) -> Said:
    """What the candidate says, cleaned; what can't be done now is said, and they are asked again."""
    while True:
        said = await room.dialogue.hear(asked)
        if said.act == "redo" and last_answered(room, asked.turn.n) is None:
            room.dialogue.tell(Noticed("There is no answer yet to give again."))
            continue
        if said.act == "better":
            await improve_last(room, asked.turn.n)
            continue
        text = clean(said.text).strip()
        if len(text) > MOST_CHARACTERS:
            text = text[:MOST_CHARACTERS]
            room.dialogue.tell(
                Noticed(f"That was longer than {MOST_CHARACTERS} characters; the rest was cut.")
            )
        return replace(said, text=text)


def _keep(room: Room, n: int, attempt: int, said: Said) -> None:
    """Put the answer on the disk, and say so."""
    answer = Answer(
        attempt=attempt,
        kind="skip" if said.act == "skip" else "answer",
        text=said.text if said.act == "answer" else "",
        at=room.watch.now(),
        seconds=None if said.seconds is None else round(max(0.0, said.seconds), 1),
        hints=said.hints,
    )
    try:
        room.record.add_answer(n, answer)
    except NotWritten as error:
        raise AnswerNotSaved(error, said.text) from error
    room.dialogue.tell(Saved(n, attempt, skipped=answer.kind == "skip"))
    room.reach("after_save")
