"""What Reddit allows, and the way to it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from interview_cli.research.source import SourceClosed


@dataclass(frozen=True, slots=True)
class Way:
    """The way out: a proxy ("" for none), hosts that go past it, and a file of further authorities."""

    proxy: str = ""
    no_proxy: str = ""
    ca_file: str = ""


class Allowance:
    """What Reddit's rate-limit headers allow, over all threads. `check` raises once it is used up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used = -1.0
        self._left = 1.0
        self._resets = 0.0
        self._why = ""

    def check(self) -> None:
        """Raise `SourceClosed` if no further request may be made."""
        with self._lock:
            if self._why:
                raise SourceClosed(self._why)
            if self._left < 1:
                seconds = max(0, round(self._resets - time.monotonic()))
                raise SourceClosed(f"Reddit's rate limit is used up for {seconds} s")

    def note(self, headers: Any) -> None:
        """Take in the headers of an answer; answers may come out of order."""
        try:
            used, left = float(headers["x-ratelimit-used"]), float(headers["x-ratelimit-remaining"])
            resets = float(headers["x-ratelimit-reset"])
        except (KeyError, ValueError):
            return
        with self._lock:
            if used >= self._used:
                self._used, self._left, self._resets = used, left, time.monotonic() + resets

    def close(self, why: str) -> None:
        """No further request, for this reason."""
        with self._lock:
            self._why = self._why or why
