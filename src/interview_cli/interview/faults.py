"""Points at which a crash must lose nothing. A run told to crash at one kills itself there, as `kill -9` would."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Final

POINTS: Final = (
    "before_question",  # the question is in the journal, and not yet in the history
    "after_question",  # the question is kept, and not yet in the checkpoint
    "before_listening",  # the question was put, and that somebody is waited for is not written down
    "after_journal",  # the answer is in the journal, and nowhere else
    "after_save",  # the answer is in the history, and the graph has not been told
    "before_checkpoint",  # the graph has been told, and has not written it down
    "mid_stream",  # feedback is on its way
    "after_assessment",  # the assessment is kept, and not yet in the checkpoint
    "mid_debrief",  # the debrief is in the journal, and nowhere else
)


def crash_at(point: str) -> Callable[[str], None]:
    """A function to be told each point that is reached; at `point` ("mid_stream", "mid_stream:3") it ends the process."""
    name, _, times = point.partition(":")
    left = int(times) if times.isdigit() else 1

    def reach(reached: str) -> None:
        nonlocal left
        if reached == name:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return reach
