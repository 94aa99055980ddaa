"""The cache: bytes by kind and key, for a time. It may vanish at any moment and nothing is lost.

A damaged folder is put aside and begun anew; where none can be made the program runs without one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from glob import escape
from pathlib import Path
from typing import Any, Final

from interview_cli.errors import StorageError
from interview_cli.store.database import is_damage
from interview_cli.store.files import make_own_folder

SCHEMA: Final = 1
ASIDE: Final = ".damaged-"
_PATIENCE_SECONDS: Final = (
    1.0  # for another run that writes; the library's own minute would be one of standing still
)
_SIZE_LIMIT: Final = 256 * 2**20


def key_of(*parts: object) -> str:
    """A key that holds none of what it was made from: the SHA-256 of the parts, in hexadecimal."""
    return hashlib.sha256(json.dumps([SCHEMA, *map(str, parts)]).encode()).hexdigest()


class NoCache:
    """The cache that is off: it never has anything."""

    def get(self, kind: str, key: str) -> bytes | None:
        """None, always."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Forget it."""


class DiskCache:
    """A cache in one folder. `ttl` gives seconds to live by kind; a kind without one is not kept.

    A value whose time lies in the future (the clock was set back) is not served.
    """

    def __init__(
        self, folder: Path, *, ttl: Mapping[str, float], now: Callable[[], float] = time.time
    ) -> None:
        self._ttl = ttl
        self._now = now
        self._store = _open(folder)

    def get(self, kind: str, key: str) -> bytes | None:
        """The value under (kind, key) while it is fresh, else None. A damaged entry counts as none."""
        try:
            packed = self._store.get(f"{kind}:{key}")
        except (sqlite3.Error, OSError, ValueError):
            return None
        if packed is None or len(packed) < 9:
            return None
        age = self._now() - int.from_bytes(packed[1:9], "big")
        fresh = packed[0] == SCHEMA and 0 <= age <= self._ttl.get(kind, 0)
        return bytes(packed[9:]) if fresh else None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep `value`; a full disk or a locked database is passed over in silence."""
        from diskcache import Timeout  # what it makes of a locked database; loaded long since

        if self._ttl.get(kind, 0) <= 0:
            return
        packed = bytes([SCHEMA]) + int(self._now()).to_bytes(8, "big") + value
        try:
            self._store.set(f"{kind}:{key}", packed, expire=self._ttl[kind], tag=kind)
        except (sqlite3.Error, OSError, ValueError, Timeout):
            return

    def summary(self) -> dict[str, tuple[int, int]]:
        """Entries and bytes by kind."""
        query = "SELECT tag, COUNT(*), SUM(size + LENGTH(COALESCE(value, ''))) FROM Cache GROUP BY tag"
        with closing(sqlite3.connect(Path(self._store.directory) / "cache.db")) as db:
            return {str(tag): (int(count), int(size or 0)) for tag, count, size in db.execute(query)}

    def clear(self, kind: str | None = None) -> int:
        """Drop everything, or one kind; returns how many entries went."""
        return int(self._store.evict(kind, retry=True) if kind else self._store.clear(retry=True))

    def erase(self, kind: str) -> None:
        """Drop one kind so that none of its bytes stay, in the write-ahead log neither."""
        self.clear(kind)
        with closing(sqlite3.connect(Path(self._store.directory) / "cache.db")) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the database."""
        self._store.close()


def open_cache(
    folder: Path, *, ttl: Mapping[str, float], notice: Callable[[str], None]
) -> DiskCache | NoCache:
    """The cache in `folder`. A damaged one is put aside and made anew; where none can be made, it is off, said once."""
    try:
        make_own_folder(folder)
        return DiskCache(folder, ttl=ttl)
    except (sqlite3.Error, ValueError, OSError, StorageError) as error:
        # "no such table" or "column": a database, and not one of ours.
        foreign = isinstance(error, sqlite3.OperationalError) and "no such" in str(error)
        if not (is_damage(error) or foreign or isinstance(error, ValueError)):
            notice(f"The cache can't be used: {_reason(error)}. Going on without it.")
            return NoCache()
    aside = folder.with_name(f"{folder.name}{ASIDE}{int(time.time())}")
    try:
        folder.rename(aside)
        make_own_folder(folder)
        cache = DiskCache(folder, ttl=ttl)
    except (OSError, StorageError, sqlite3.Error) as error:
        notice(f"The cache can't be used: {_reason(error)}. Going on without it.")
        return NoCache()
    notice(f"The cache was damaged; it was put aside as {aside.name} and begun anew.")
    return cache


def put_aside(folder: Path) -> list[Path]:
    """The damaged caches that lie beside `folder`."""
    return sorted(folder.parent.glob(f"{escape(folder.name)}{ASIDE}*"))


def _reason(error: Exception) -> str:
    """Why not, as half a sentence."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).removesuffix(" Nothing there was changed.").rstrip(".")


def _open(folder: Path) -> Any:
    import diskcache

    from interview_cli.store.safe_disk import SafeDisk

    before = os.umask(0o077)
    try:
        return diskcache.Cache(
            str(folder),
            disk=SafeDisk,
            size_limit=_SIZE_LIMIT,
            timeout=_PATIENCE_SECONDS,
            disk_pickle_protocol=4,
        )
    finally:
        os.umask(before)
