"""Files that appear whole or not at all, readable by their owner alone."""

from __future__ import annotations

import errno
import os
import tempfile
from glob import escape as glob_escape
from pathlib import Path
from typing import Final

from interview_cli.errors import StorageError

PART_SUFFIX: Final = ".part"
STALE_SECONDS: Final = 3600.0
ELSEWHERE: Final = "Choose another folder with --out."
AT_HOME: Final = "Set INTERVIEW_HOME to a folder you may write to."


def make_folder(folder: Path, *, way_out: str = ELSEWHERE) -> None:
    """See that `folder` is there; those that have to be made are 0700. Raises `StorageError`, which names the `way_out`."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    except OSError as error:
        raise _refused(folder, error, way_out) from error


def write_atomically(path: Path, data: bytes, *, way_out: str = ELSEWHERE) -> None:
    """Put `data` into `path` (mode 0600) by way of a temporary file beside it, forced to disk before it is renamed.

    When it can't be done, what was there before is there still, and no temporary file stays. Raises `StorageError`.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART_SUFFIX, dir=path.parent)
    except OSError as error:
        raise _refused(path, error, way_out) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _refused(path, error, way_out) from error
    except BaseException:  # Ctrl-C between two lines: leave nothing behind
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    _sweep_stale(path)


def _sync_folder(folder: Path) -> None:
    """Force the rename itself to disk. Some file systems can't; the file is whole either way."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _sweep_stale(path: Path) -> None:
    """Remove what a killed run left of this same file: temporary files an hour older than the file just written."""
    newest = path.stat().st_mtime
    for part in path.parent.glob(f".{glob_escape(path.name)}.*{PART_SUFFIX}"):
        try:
            if newest - part.lstat().st_mtime > STALE_SECONDS:
                part.unlink()
        except OSError:
            continue


def _refused(path: Path, error: OSError, way_out: str) -> StorageError:
    hints = {
        errno.ENOSPC: "Free some space and run the command again.",
        errno.EDQUOT: "Your disk quota is used up: free some space and run the command again.",
        errno.EFBIG: "The file would be larger than this system allows.",
    }
    if way_out == ELSEWHERE:
        hints |= {errno.ENOTDIR: "Give a folder with --out.", errno.EEXIST: "Give a folder with --out."}
    hint = hints.get(error.errno or 0, way_out)
    return StorageError(
        f"Could not write {path}: {error.strerror or error}. Nothing there was changed.", hint
    )
