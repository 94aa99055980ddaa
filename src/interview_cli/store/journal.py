"""A session's journal: one JSON line for each thing that happened, only ever added to.

An answer is on the disk before `append` returns, so that nothing that comes after it can lose it. The history can be
made anew from the journals.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from interview_cli.errors import StorageError
from interview_cli.store.files import make_own_folder

NAME: Final = "journal.jsonl"


class NotWritten(StorageError):
    """A line could not be put into the journal; what it held is with the caller still."""


class Journal:
    """The journal in `folder`. Lines that a crash cut short are passed over when read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def append(self, entry: dict[str, Any], *, safe: bool = False) -> None:
        """Add `entry` as a line; with `safe` it is flushed to the disk itself. Raises `NotWritten`."""
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        try:
            is_new = not self.path.exists()
            if is_new:
                make_own_folder(self.path.parent)
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _write_whole(handle, _healed(handle) + line)
                if safe:
                    os.fsync(handle)
            finally:
                os.close(handle)
            if is_new:
                _sync_folder(self.path.parent)
        except OSError as error:
            raise NotWritten(
                f"It could not be saved: {error.strerror or error}.",
                f"Free some space, or see to {self.path.parent}.",
            ) from error

    def read(self) -> Iterator[dict[str, Any]]:
        """Every whole entry, oldest first; none when there is no journal."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            for line in file:
                entry = _parsed(line)
                if entry is not None:
                    yield entry


def _parsed(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _healed(handle: int) -> bytes:
    """A newline if the last line was cut short, so that the next one stands alone."""
    size = os.lseek(handle, 0, os.SEEK_END)
    return b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""


def _write_whole(handle: int, data: bytes) -> None:
    """Write all of `data`, or take back what was written of it."""
    before = os.lseek(handle, 0, os.SEEK_END)
    written = 0
    try:
        while written < len(data):
            written += os.write(handle, data[written:])
    except OSError:
        os.ftruncate(handle, before)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
