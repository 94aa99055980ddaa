"""Private files: 0600 in 0700 folders, written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from interview_cli.errors import StorageError


def make_private_folder(folder: Path) -> Path:
    """`folder`, made with its parents where missing (0700). An existing folder keeps its mode.

    Raises `StorageError` when it can't be made or is no folder.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} can't be made: {error.strerror}.",
            "Choose another with --out or INTERVIEW_HOME.",
        ) from error
    return folder


def make_own_folder(folder: Path) -> Path:
    """A folder only this program uses: made 0700, and refused when it is a link or another person's.

    A folder others may look into is closed to them. Raises `StorageError`.
    """
    make_private_folder(folder)
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
        raise StorageError(
            f"{folder} is a link or belongs to somebody else; personal data will not be kept there.",
            "Set INTERVIEW_HOME to a folder of your own.",
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        folder.chmod(0o700)
    return folder


def write_private(path: Path, data: bytes) -> None:
    """Write `data` to `path` (0600) through a temporary file beside it, flushed to disk before it takes the name.

    The old file stays whole when anything fails. Raises `StorageError`.
    """
    make_private_folder(path.parent)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".interview-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise StorageError(
            f"{path} can't be written: {error.strerror}.",
            "Free some space or choose another folder with --out.",
        ) from error
