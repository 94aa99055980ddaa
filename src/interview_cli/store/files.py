"""Private files: 0600 in 0700 folders, written whole or not at all."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path

from interview_cli.errors import StorageError
from interview_cli.store.atomic import AT_HOME, make_folder, write_atomically


def make_own_folder(folder: Path) -> Path:
    """A folder only this program uses: made 0700, and refused when it is a link, another person's, or open to all.

    A folder others may look into is closed to them. Raises `StorageError`.
    """
    make_folder(folder, way_out=AT_HOME)
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
        raise StorageError(
            f"{folder} is a link or belongs to somebody else; personal data will not be kept there.",
            "Set INTERVIEW_HOME to a folder of your own.",
        )
    if status.st_mode & stat.S_IWOTH:
        raise StorageError(
            f"Anybody may write to {folder}, so what lies in it may be anybody's.",
            f"See what is in it, then: chmod 700 {shlex.quote(str(folder))}",
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        folder.chmod(0o700)
    return folder


def write_private(path: Path, data: bytes) -> None:
    """Write `data` to `path` (0600), whole or not at all; its folder is made where missing. Raises `StorageError`."""
    make_folder(path.parent, way_out=AT_HOME)
    write_atomically(path, data, way_out=AT_HOME)
