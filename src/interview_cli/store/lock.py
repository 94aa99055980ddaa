"""One terminal a session: a lock the system lets go of whatever ends the program."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interview_cli.errors import StorageError, UsageError
from interview_cli.store.files import make_own_folder


class OpenElsewhere(UsageError):
    """The session is being held in another terminal."""


@contextmanager
def lock_session(folder: Path) -> Iterator[None]:
    """Hold the session in `folder` for oneself. Raises `OpenElsewhere`, which names the other process."""
    make_own_folder(folder)
    path = folder / "lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"{path} can't be opened: {error.strerror}.", "See to its mode.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OpenElsewhere(
                f"This session is open in another terminal (pid {_holder(handle)}).",
                "Go on there, or end it there first; nothing was changed here.",
            ) from error
        _sign(handle)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    text = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    return text if text.isdigit() else "unknown"


def _sign(handle: int) -> None:
    """Put one's own number in; a full disk is no reason to refuse."""
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    except OSError:
        return
