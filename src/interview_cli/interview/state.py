"""What the graph remembers between steps: ids and counters. Texts lie in the history."""

from __future__ import annotations

from typing import Literal, TypedDict

Step = Literal["ask", "assess", "probe", "next_question", "wrap_up"]


class State(TypedDict, total=False):
    """`turn` is the turn in hand, from 1 (0: none yet); `attempt` counts the answers to it.

    `waiting` is the turn to come back to once an earlier one has been answered again, else 0. `step` is where to go.
    """

    session: str
    turn: int
    attempt: int
    waiting: int
    step: Step
