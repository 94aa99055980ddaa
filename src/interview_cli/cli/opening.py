"""Open a file with the program that this computer has for its kind."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_OPENERS: Final = {"darwin": "open", "cygwin": "cygstart"}
_SETTLED_SECONDS: Final = 2.0


def open_with_its_program(path: Path) -> bool:
    """Whether a program took the file. It runs on after this one, and nothing it says gets onto our streams.

    An opener that ends at once tells by its exit code whether there was a viewer; one that goes on is the viewer.
    """
    if sys.platform == "win32":
        return _start_file(path)
    command = [_OPENERS.get(sys.platform, "xdg-open"), str(path)]
    quiet = subprocess.DEVNULL
    try:
        opener = subprocess.Popen(  # noqa: S603
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return False
    try:
        return opener.wait(_SETTLED_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True


def _start_file(path: Path) -> bool:
    try:
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606
    except OSError:
        return False
    return True
