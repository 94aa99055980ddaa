"""Where text leaves the program: results to stdout, the rest to stderr, cleaned of what could act on a terminal."""

from __future__ import annotations

import errno
import os
import sys

from interview_cli.errors import ExitCode, StorageError
from interview_cli.untrusted import clean


def put(text: str) -> None:
    """Write a result to stdout. A closed pipe ends the run quietly with 141, a full device with exit code 5."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        raise SystemExit(ExitCode.PIPE_CLOSED) from None
    except OSError as error:
        _forget_stdout()
        reason = "no space is left" if error.errno == errno.ENOSPC else error.strerror
        raise StorageError(
            f"The result could not be written: {reason}.", "What was saved on disk is complete."
        ) from error


def _forget_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Write lines to stderr; if nobody listens there either, never mind."""
    try:
        sys.stderr.write(clean(text).rstrip("\n") + "\n")
        sys.stderr.flush()
    except OSError:
        return
