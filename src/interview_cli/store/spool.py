"""The measures of the last runs, one line of JSON each, until somebody asks for them.

To append a line takes a fiftieth of the time of opening a database, and recording must not be felt in a run that is
answered from the cache. Whoever reads takes the lines over: into the database first, and only then are they removed. A
line that a killed run left half is passed over; it holds figures, and no answer of a person.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from interview_cli.store.files import make_own_folder

if TYPE_CHECKING:
    from pathlib import Path

FULL_BYTES: Final = 1_000_000
_WAITING: Final = "history.runs.jsonl"
_TAKEN: Final = "history.runs-*.jsonl"


def append(folder: Path, line: bytes) -> bool:
    """Add one line; whether there are so many now that they should be taken over. Raises `OSError`, `StorageError`."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        handle = os.open(folder / _WAITING, flags, 0o600)
    except FileNotFoundError:
        make_own_folder(folder)
        handle = os.open(folder / _WAITING, flags, 0o600)
    try:
        os.write(handle, line + b"\n")
        return os.fstat(handle).st_size > FULL_BYTES
    finally:
        os.close(handle)


def take(folder: Path) -> list[Path]:
    """The files whose lines are to be taken over: what waits, under a name of its own, and what an earlier run left."""
    waiting = folder / _WAITING
    if waiting.exists():
        with contextlib.suppress(FileNotFoundError):  # another process may be faster
            waiting.rename(folder / _TAKEN.replace("*", f"{os.getpid()}-{waiting.stat().st_mtime_ns}"))
    return sorted(folder.glob(_TAKEN))
