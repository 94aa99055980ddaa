"""The job boards that are read through their own APIs, in the order in which addresses and files are tried."""

from __future__ import annotations

from typing import Any, Final

from interview_cli.posting.boards import (
    ashby,
    bamboohr,
    greenhouse,
    lever,
    linkedin,
    personio,
    pinpoint,
    recruitee,
    smartrecruiters,
    teamtailor,
    workable,
    workday,
)
from interview_cli.posting.boards.board import Board, Target
from interview_cli.posting.fields import Json

BOARDS: Final[tuple[Board, ...]] = (
    greenhouse,
    lever,
    ashby,
    workday,
    smartrecruiters,
    workable,
    recruitee,
    bamboohr,
    teamtailor,
    personio,
    pinpoint,
    linkedin,
)


def match_url(url: str) -> tuple[Board, Target] | None:
    """The board and job that an address names, or None."""
    for board in BOARDS:
        target = board.matches(url)
        if target is not None:
            return board, target
    return None


def match_payload(payload: Any) -> tuple[Board, list[Json]] | None:
    """The board whose answer `payload` is, by its shape, and the jobs in it; or None."""
    for board in BOARDS:
        found = board.jobs(payload)
        if found:
            return board, found
    return None
