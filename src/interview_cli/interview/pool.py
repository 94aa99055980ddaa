"""What is made ready while the candidate types: the next question's variants, a summary, feedback for later.

Nothing here is ever waited for by the candidate: what is not ready when it is needed is taken from the bank.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from interview_cli.errors import InterviewError
from interview_cli.models import Question
from interview_cli.ports import Heard, Interviewer, Variants

Step = Literal[-1, 0, 1]
FromBank = Callable[[Question, Literal[-1, 1]], Question | None]
IsKnown = Callable[[Question], bool]


class Pool:
    """Background work of one session. `close` cancels what is still running."""

    def __init__(self, *, interviewer: Interviewer, from_bank: FromBank) -> None:
        self._interviewer = interviewer
        self._from_bank = from_bank
        self._variants: dict[int, asyncio.Task[Variants]] = {}
        self._others: dict[str, asyncio.Task[Any]] = {}

    def prepare(self, place: int, question: Question, heard: Heard) -> None:
        """Begin to vary the question planned for `place`, unless the bank has both variants already."""
        if place in self._variants:
            return
        if self._from_bank(question, 1) and self._from_bank(question, -1):
            return
        self._variants[place] = asyncio.create_task(self._interviewer.vary(question, heard))

    def take(self, place: int, question: Question, step: Step, *, is_known: IsKnown) -> Question:
        """The question for `place`: the variant asked for if there is a new one at hand, else as it was planned."""
        task = self._variants.pop(place, None)
        ready = _result(task)
        if task and not task.done():
            task.cancel()
        if step == 0:
            return question
        found = None
        if ready:
            found = ready.harder if step == 1 else ready.easier
        found = found or self._from_bank(question, step)
        return question if found is None or is_known(found) else found

    def start(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Begin other work under a name; the same name is not begun twice while it runs."""
        running = self._others.get(name)
        if running and not running.done():
            work.close()
            return running
        task = asyncio.create_task(work)
        self._others[name] = task
        return task

    async def settle(self, prefix: str) -> None:
        """Wait for the work whose name begins with `prefix`."""
        tasks = [task for name, task in self._others.items() if name.startswith(prefix)]
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Cancel what still runs, and see it end."""
        tasks = [task for task in (*self._variants.values(), *self._others.values()) if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in (*self._variants.values(), *self._others.values()):
            if task.done() and not task.cancelled():
                task.exception()


def _result(task: asyncio.Task[Variants] | None) -> Variants | None:
    """What a task came to, if it is done; an interviewer that failed has nothing."""
    if task is None or not task.done() or task.cancelled():
        return None
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, InterviewError):
        return None
    raise error
