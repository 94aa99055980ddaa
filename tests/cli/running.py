"""The program as a person runs it: a process of its own, in an empty home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POSTING = ROOT / "examples" / "backend-engineer.md"
CV = ROOT / "examples" / "cv.md"


# Nothing of the machine or the network the tests run on comes in.
ALONE = {"INTERVIEW_RESEARCH__ENABLED": "false", "INTERVIEW_MODEL__FIND_LOCAL": "false"}


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


def interview(
    *arguments: object, stdin: str | bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> Ran:
    """Run `interview` with `arguments`."""
    done = subprocess.run(
        [sys.executable, "-m", "interview_cli", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env={**os.environ, **ALONE, **(env or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
