"""A locked PDF: its password is asked for once, before anything runs, and kept nowhere."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from interview_cli.wiring import App


def unlock(app: App, path: str | None) -> App:
    """`app` with the password of a locked CV at hand. On a pipe nobody is asked, and reading it says that it is locked."""
    if path is None or not sys.stdin.isatty() or not _is_locked(path):
        return app
    given: str = typer.prompt(
        "The CV is locked. Its password (Enter if none)",
        default="",
        hide_input=True,
        show_default=False,
        err=True,
    )
    return replace(app, password=lambda: given)


def _is_locked(path: str) -> bool:
    from pathlib import Path

    from interview_cli.cv.read import read_file
    from interview_cli.errors import UnreadableFile

    try:
        data = read_file(Path(path))
    except UnreadableFile:
        return False  # reading it for good will say why
    return data.startswith(b"%PDF") and b"/Encrypt" in data
