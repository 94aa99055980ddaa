"""Deleting for good: contents are overwritten before the names go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from interview_cli.errors import StorageError


def purge_folders(folders: Iterable[Path]) -> tuple[int, int]:
    """Delete `folders` whole, each file overwritten with zeros first; returns how many files and bytes went.

    Links are removed, never followed. (On flash drives and copying file systems an overwrite is no guarantee.)
    Raises `StorageError` when something can't be deleted.
    """
    count = size = 0
    for folder in folders:
        try:
            for path in _files(folder):
                count += 1
                size += _overwrite(path)
            if folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            raise StorageError(
                f"{folder} could not be deleted whole: {error}.", "Delete what is left by hand."
            ) from error
    return count, size


def _files(folder: Path) -> list[Path]:
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names]


def _overwrite(path: Path) -> int:
    if path.is_symlink() or not path.is_file():
        return 0
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\0" * size)
        file.flush()
        os.fsync(file.fileno())
    return size
