"""What was typed and not sent, kept until the session goes on."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from interview_cli.errors import StorageError
from interview_cli.store.files import write_private


class Drafts:
    """The draft of one session, in a file of its own folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "draft.json"

    def save(self, n: int, text: str) -> None:
        """Keep `text` as the draft for turn `n`; a disk that refuses is passed over, for the person is leaving."""
        if text.strip():
            with contextlib.suppress(StorageError):
                write_private(self._path, json.dumps({"n": n, "text": text}, ensure_ascii=False).encode())

    def load(self, n: int) -> str:
        """The draft for turn `n`, or ""."""
        try:
            kept = json.loads(self._path.read_bytes())
            return str(kept["text"]) if kept["n"] == n else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def forget(self) -> None:
        """It has been sent."""
        self._path.unlink(missing_ok=True)
