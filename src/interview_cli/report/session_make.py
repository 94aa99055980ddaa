"""From the history to reports on the disk: read, redact, write, and know next time that nothing changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.report.session_source import read_held
from interview_cli.report.session_view import view_session
from interview_cli.report.session_write import (
    ReportFormat,
    WrittenReport,
    digest_of,
    note_of,
    place_of,
    still_good,
    write_report,
)

if TYPE_CHECKING:
    from pathlib import Path

    from interview_cli.models import Session
    from interview_cli.report.session_shapes import Report
    from interview_cli.store.sessions import SqliteSessions


@dataclass(frozen=True, slots=True)
class Manner:
    """How reports are made: their formats, where they go (None: beside the session's journal), and what is left out."""

    formats: tuple[ReportFormat, ...]
    folder: Path | None = None
    redacted: bool = False


def read_report(sessions: SqliteSessions, session: Session, *, redacted: bool = False) -> Report:
    """The report on `session` as it stands now."""
    held = read_held(sessions, session)
    if redacted:
        from interview_cli.report.session_redact import redact

        held = redact(held)
    return view_session(held, redacted=redacted)


def keep_report(
    sessions: SqliteSessions, report: Report, manner: Manner, *, beside: Path, fresh: bool = False
) -> WrittenReport:
    """The report's files, from an earlier run when report and files are what they were. `beside` is the session's folder.

    Raises `StorageError`.
    """
    folder = (manner.folder or beside / "report").absolute()
    stem = f"{report.session_id}-redacted" if report.redacted else report.session_id
    digest = digest_of(report)
    kind = "report " + hashlib.sha256(f"{folder}|{stem}".encode()).hexdigest()[:16]
    expected: dict[str, Path] = {wanted: place_of(folder, stem, wanted) for wanted in manner.formats}
    if not fresh and (found := still_good(sessions.paper(report.session_id, kind), digest, expected)):
        return found
    written = write_report(report, folder, manner.formats, stem)
    sessions.put_paper(report.session_id, kind, note_of(digest, written))
    return written
