"""What one interview is held with: the session, the two who talk, and the clock on the wall."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from interview_cli.coach.personas import Manner, read_manner
from interview_cli.interview.dialogue import Asked, Dialogue
from interview_cli.interview.pool import Pool
from interview_cli.models import CacheCount, Pack, Question, Receipt, Session, Stage, Turn
from interview_cli.ports import Clock, Interviewer
from interview_cli.store.record import Record
from interview_cli.vocabulary import BETWEEN


class Watch:
    """The time an interview takes, over all its runs, and the waits between the candidate's turns."""

    def __init__(self, clock: Clock, before: Receipt) -> None:
        self._clock = clock
        self._before = before
        self._earlier = sum(stage.share_ms for stage in before.stages if stage.name == BETWEEN) / 1000
        self._began = self._mark = clock.monotonic()
        self._waits: list[float] = []

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._clock.now()

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return self._clock.monotonic()

    def elapsed(self) -> float:
        """Seconds the interview has taken so far; pauses between runs, and making its pack, are not counted."""
        return self._earlier + self._clock.monotonic() - self._began

    def mark(self) -> None:
        """From here on the candidate waits."""
        self._mark = self._clock.monotonic()

    def waited(self) -> float:
        """Milliseconds since the mark, which is one wait more."""
        ms = round((self._clock.monotonic() - self._mark) * 1000, 3)
        self._waits.append(ms)
        return ms

    def receipt(self, run: Receipt) -> Receipt:
        """What the session took: earlier runs, and `run`, which counts the calls and stages of this one.

        What is no stage of its own is the interview itself, so that the shares add up to `wall_ms`.
        """
        before = self._before
        known = before.cost_usd is not None and run.cost_usd is not None
        talk = round(self.elapsed() * 1000, 3)
        stages = tuple(stage for stage in (*before.stages, *run.stages) if stage.name != BETWEEN)
        return replace(
            run,
            calls=before.calls + run.calls,
            tokens_in=before.tokens_in + run.tokens_in,
            tokens_out=before.tokens_out + run.tokens_out,
            tokens_cached=before.tokens_cached + run.tokens_cached,
            cost_usd=(before.cost_usd or 0) + (run.cost_usd or 0) if known else None,
            cache=_added(before.cache, run.cache),
            waits_ms=(*before.waits_ms, *self._waits),
            stages=(*stages, Stage(BETWEEN, talk, share_ms=talk)),
            wall_ms=round(talk + sum(stage.share_ms for stage in stages), 3),
            dropped={
                kind: before.dropped.get(kind, 0) + run.dropped.get(kind, 0)
                for kind in {**before.dropped, **run.dropped}
            },
        )


def _added(before: dict[str, CacheCount], now: dict[str, CacheCount]) -> dict[str, CacheCount]:
    none = CacheCount()
    return {
        kind: CacheCount(
            before.get(kind, none).hits + now.get(kind, none).hits,
            before.get(kind, none).misses + now.get(kind, none).misses,
        )
        for kind in {**before, **now}
    }


class Stopper:
    """Lets Ctrl-C stop what the interviewer is doing, and nothing else."""

    def __init__(self) -> None:
        self._running: asyncio.Task[object] | None = None
        self.stopped = False

    def stop(self) -> bool:
        """Stop what is running; False when nothing is, or it has been told to already."""
        if self._running is None or self._running.done() or self.stopped:
            return False
        self.stopped = True
        self._running.cancel()
        return True

    def watch(self, task: asyncio.Task[object] | None) -> None:
        """`task` is what can be stopped from here on; None is nothing."""
        self._running = task
        if task is not None:
            self.stopped = False


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a node needs. `plan` are the planned questions; `reach` is told the points a crash is tried at."""

    session: Session
    pack: Pack
    plan: tuple[Question, ...]
    record: Record
    dialogue: Dialogue
    interviewer: Interviewer
    pool: Pool
    watch: Watch
    run_receipt: Callable[[], Receipt]
    reach: Callable[[str], None]
    stopper: Stopper = field(default_factory=Stopper)
    told: set[tuple[int, int]] = field(
        default_factory=set
    )  # turns and attempts put to the candidate in this run

    @property
    def manner(self) -> Manner:
        """How the interviewer speaks."""
        return read_manner(self.session.terms.persona)

    def outline(self) -> tuple[tuple[int, int | None], ...]:
        """Number and place of every turn so far."""
        return self.record.sessions.outline(self.session.id)

    def next_place(self) -> int:
        """The place of the next planned question; the plan's length when there is none."""
        return max((place for _, place in self.outline() if place is not None), default=-1) + 1

    def left(self) -> float | None:
        """Seconds left, or None without a limit."""
        limit = self.session.terms.time_limit
        return None if limit is None else max(0.0, limit * 60 - self.watch.elapsed())

    def describe(self, turn: Turn, *, attempt: int, wait_ms: float = 0.0, again: bool = False) -> Asked:
        """The question of `turn` as it is put to the candidate."""
        number = sum(1 for n, place in self.outline() if place is not None and n <= turn.n)
        return Asked(
            turn=turn,
            number=number,
            total=len(self.plan),
            lead="" if again and attempt == 1 else self.manner.line(self._occasion(turn, attempt), turn.n),
            wait_ms=wait_ms,
            elapsed=self.watch.elapsed(),
            left=self.left(),
            again=again,
        )

    def put(self, asked: Asked, attempt: int) -> None:
        """Put the question to the candidate."""
        self.told.add((asked.turn.n, attempt))
        self.dialogue.tell(asked)

    def _occasion(self, turn: Turn, attempt: int) -> str:
        if attempt > 1:
            return "again"
        if turn.place is None:
            return "follow_up"
        if turn.n == 1:
            return "first"
        before = self.record.turn(turn.n - 1)
        if before and before.last and before.last.kind == "skip":
            return "skipped"
        planned = self.plan[turn.place]
        if planned.id == turn.question.id:
            return "next"
        return "harder" if turn.question.difficulty > planned.difficulty else "easier"
