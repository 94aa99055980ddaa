"""A disk for diskcache that never unpickles.

diskcache unpickles what it finds (CVE-2025-69872), in its JSON disk too. This one keeps to text keys and plain bytes,
so that a forged database can run nothing and reach no file outside its folder.
"""

from __future__ import annotations

import re
from typing import Any, Final

import diskcache
from diskcache.core import MODE_BINARY, MODE_RAW

_VALUE_FILE: Final = re.compile(r"[0-9a-f]{2}[/\\][0-9a-f]{2}[/\\][0-9a-f]{28}\.val\Z")


class SafeDisk(diskcache.Disk):  # type: ignore[misc]
    """Text keys and byte values only; whatever else a row claims to be is refused with `ValueError`."""

    def put(self, key: object) -> tuple[str, bool]:
        """The key as the database holds it."""
        return _text(key), True

    def get(self, key: object, raw: object) -> str:
        """The key as the program knows it."""
        if not raw:
            raise ValueError("a key that is not plain text")
        return _text(key)

    def store(self, value: object, read: object, key: object = diskcache.UNKNOWN) -> Any:
        """Put a value into the database, or into a file of its own when it is large."""
        if type(value) is not bytes or read:
            raise ValueError("a value that is not plain bytes")
        return super().store(value, read, key=key)

    def fetch(self, mode: int, filename: str | None, value: object, read: object) -> bytes:
        """The value of a row."""
        if read or mode not in (MODE_RAW, MODE_BINARY):
            raise ValueError("a value of another mode")
        if mode == MODE_BINARY and not (type(filename) is str and _VALUE_FILE.match(filename)):
            raise ValueError("a value in a foreign file")
        fetched = super().fetch(mode, filename, value, read)
        if type(fetched) is not bytes:
            raise ValueError("a value that is not plain bytes")
        return fetched

    def remove(self, filename: str) -> None:
        """Delete a value's file; a name that is not diskcache's own is left alone."""
        if _VALUE_FILE.match(filename):
            super().remove(filename)


def _text(key: object) -> str:
    if type(key) is not str:
        raise ValueError("a key that is not plain text")
    return key
