"""Ctrl-C, SIGTERM and SIGHUP while an interview runs: what runs is stopped in good order, and the exit code says why."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, Final

from interview_cli.errors import ExitCode
from interview_cli.interview.room import Stopper

_CODES: Final = {
    "SIGINT": ExitCode.INTERRUPTED,
    "SIGTERM": ExitCode.TERMINATED,
    "SIGHUP": ExitCode.HUNG_UP,
}


async def run_until_left(work: Coroutine[Any, Any, bool], stopper: Stopper) -> ExitCode:
    """Run `work`; returns `DONE`, or the code of the signal that ended it.

    The first Ctrl-C stops what `stopper` watches, if there is anything; the next one ends the work.
    """
    loop = asyncio.get_running_loop()
    task = loop.create_task(work)
    code = ExitCode.DONE

    def leave(reason: ExitCode) -> None:
        nonlocal code
        if reason is ExitCode.INTERRUPTED and stopper.stop():
            return
        code = reason
        task.cancel()

    for name, reason in _CODES.items():
        loop.add_signal_handler(getattr(signal, name), leave, reason)
    try:
        await task
    except asyncio.CancelledError:
        if code is ExitCode.DONE:
            raise
    finally:
        for name in _CODES:
            loop.remove_signal_handler(getattr(signal, name))
    return code
