"""How hard to ask, how often to probe, and when it is enough. Plain arithmetic on scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

HARDER_FROM: Final = 72
EASIER_TO: Final = 42
# A last score this close to a bound makes the variants worth having ready.
_NEAR: Final = 8


def step_of(scores: Sequence[int | None]) -> Literal[-1, 0, 1]:
    """Whether the next question should be easier (-1) or harder (1), by the last two scores; both must be there."""
    last = [score for score in scores if score is not None][-2:]
    if len(last) < 2:
        return 0
    mean = sum(last) / 2
    return 1 if mean >= HARDER_FROM else -1 if mean <= EASIER_TO else 0


def may_change(scores: Sequence[int | None]) -> bool:
    """Whether the question after the next answer may well be a harder or an easier one: by the last score alone."""
    last = next((score for score in reversed(scores) if score is not None), None)
    return last is not None and (last >= HARDER_FROM - _NEAR or last <= EASIER_TO + _NEAR)


def may_probe(follow_ups: Sequence[bool], *, each: int, share: float, planned: int) -> bool:
    """Whether the last turn may be followed up: at most `each` in a row, and `share` of the planned questions in all.

    `follow_ups` says of each turn so far whether it was one.
    """
    in_a_row = 0
    for is_one in reversed(follow_ups):
        if not is_one:
            break
        in_a_row += 1
    return in_a_row < each and sum(follow_ups) < max(1, round(planned * share))


def has_time(elapsed: float, limit: float | None) -> bool:
    """Whether another question may begin. `elapsed` in seconds, `limit` in minutes."""
    return limit is None or elapsed < limit * 60
