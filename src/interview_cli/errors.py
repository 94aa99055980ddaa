"""Every error this program raises on purpose.

    InterviewError                 1   something went wrong
    ├── UsageError                 2   a wrong option, or a config file that can't be used
    ├── SetupNeeded                3   a key or a system library is missing, and there is no way round it
    ├── BadInput                   4   a posting or a CV can't be read
    │   ├── FetchFailed                the page could not be had (network, status, limits, guard)
    │   ├── NotAPosting                a page came, but it holds no posting (login wall, challenge, expired)
    │   └── UnreadableFile             a file is encrypted, scanned, empty, too large, or of another kind
    └── StorageError               5   the disk or a database refused

Each error says what happened (`str(error)`) and what to do next (`error.hint`), and carries its exit code.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the `interview` command; 130, 143, 129 and 141 are 128 plus a signal's number."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    SETUP = 3
    BAD_INPUT = 4
    STORAGE = 5
    INTERRUPTED = 130
    TERMINATED = 143
    HUNG_UP = 129
    PIPE_CLOSED = 141


class InterviewError(Exception):
    """Root of the tree. `hint` is one line: what the person can do next."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNEXPECTED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(InterviewError):
    """A wrong option, or a config file that can't be used."""

    exit_code = ExitCode.USAGE


class SetupNeeded(InterviewError):
    """A key or a system library is missing, and there is no way round it."""

    exit_code = ExitCode.SETUP


class BadInput(InterviewError):
    """A posting or a CV can't be read."""

    exit_code = ExitCode.BAD_INPUT


PASTE_HINT = "Copy the text of the posting and paste it: interview prep -"


class FetchFailed(BadInput):
    """The page could not be had: network, status, a limit, or the guard against private addresses."""

    def __init__(self, message: str, hint: str = PASTE_HINT) -> None:
        super().__init__(message, hint)


class NotAPosting(BadInput):
    """A page came, but it holds no posting: login wall, challenge, expired, empty shell."""

    def __init__(self, message: str, hint: str = PASTE_HINT) -> None:
        super().__init__(message, hint)


class UnreadableFile(BadInput):
    """A file is encrypted, scanned, empty, too large, hostile, or of another kind than it says."""


class StorageError(InterviewError):
    """The disk or a database refused."""

    exit_code = ExitCode.STORAGE
