"""Jobs on daemon threads, each with a tool of its own.

For libraries that block and may sleep for minutes: an executor's threads would hold up the program's exit until they
wake, daemon threads do not. The caller sets the deadline and may walk away from a job at any time.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar

Tool = TypeVar("Tool")
Result = TypeVar("Result")
_Job = Callable[[Callable[[], Tool]], None]


class Daemons(Generic[Tool]):
    """Up to `count` daemon threads. Each makes its tool with `make` for its first job, and ends it with `end`."""

    def __init__(
        self, make: Callable[[], Tool], end: Callable[[Tool], None], *, count: int, name: str
    ) -> None:
        self._make = make
        self._end = end
        self._count = count
        self._name = name
        self._jobs: SimpleQueue[_Job[Tool] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._free = 0
        self._closed = False

    def submit(self, work: Callable[[Tool], Result]) -> asyncio.Future[Result]:
        """Run `work(tool)` on a thread; the future may be cancelled, which leaves the thread to itself."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()

        def job(tool: Callable[[], Tool]) -> None:
            if future.cancelled():
                return
            try:
                result = work(tool())
            except Exception as error:  # noqa: BLE001 - carried over to the one who waits, whatever it is
                _tell(loop, future, error=error)
            else:
                _tell(loop, future, result=result)

        self._jobs.put(job)
        with self._lock:
            if self._free < self._jobs.qsize() and self._threads < self._count:
                self._threads += 1
                threading.Thread(target=self._run, daemon=True, name=f"{self._name}-{self._threads}").start()
        return future

    def close(self) -> None:
        """Let the threads go: those at rest end now, those at work when their job ends."""
        self._closed = True
        for _ in range(self._count):
            self._jobs.put(None)

    def _run(self) -> None:
        made: list[Tool] = []

        def tool() -> Tool:
            if not made:
                made.append(self._make())
            return made[0]

        while True:
            with self._lock:
                self._free += 1
            job = self._jobs.get()
            with self._lock:
                self._free -= 1
            if job is None or self._closed:
                for finished in made:
                    self._end(finished)
                return
            job(tool)


def _tell(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[Result],
    *,
    result: Result | None = None,
    error: Exception | None = None,
) -> None:
    def settle() -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # one of the two is given

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return
