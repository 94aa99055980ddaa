"""`interview report`: a session as something to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.cli.output import put, say
from interview_cli.errors import UsageError

if TYPE_CHECKING:
    from interview_cli.models import Session
    from interview_cli.report.session_make import Manner
    from interview_cli.report.session_shapes import Report
    from interview_cli.report.session_write import ReportFormat, WrittenReport
    from interview_cli.store.sessions import SqliteSessions
    from interview_cli.wiring import App

_MOST: int = 10
_EVERY_DAY: tuple[ReportFormat, ...] = ("pdf", "html", "md", "json")


def report(
    context: typer.Context,
    session: Annotated[str | None, typer.Argument(metavar="[SESSION]", help="A session's id or its beginning (default: the newest).", show_default=False)] = None,
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write the files (default: beside the session).", show_default=False)] = None,
    formats: Annotated[str | None, typer.Option(metavar="LIST", help="Of pdf,html,md,json,csv,anki. Default: the first four; none for several sessions.", show_default=False)] = None,
    last: Annotated[int | None, typer.Option(metavar="N", min=1, max=100, help="The last N sessions side by side.", show_default=False)] = None,
    role: Annotated[str, typer.Option(metavar="TEXT", help="Sessions whose title or company holds TEXT.", show_default=False)] = "",
    redact: Annotated[bool, typer.Option("--redact", help="Leave out names, employers and contact data, for sharing.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the PDF (or else the HTML) when it is there.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Write the files anew.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of --json and leave.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:  # fmt: skip
    """Show how an interview went, and write it as PDF, HTML, Markdown and JSON."""
    from interview_cli.prep.pack import to_text
    from interview_cli.report.session_exports import report_schema
    from interview_cli.report.session_make import Manner, read_report
    from interview_cli.session_wiring import open_sessions

    if schema:
        put(to_text(report_schema()))
        return
    screen = open_screen(context)
    app = open_app(context, screen)
    sessions = open_sessions(app)
    several = last is not None or bool(role)
    if several and session is not None:
        raise UsageError("Name one session, or ask for several.", "Leave the id out, or --last and --role.")
    chosen = sessions.list(role=role, limit=last or _MOST) if several else (sessions.find(session),)
    if not chosen:
        raise UsageError(f"No session for a role with “{role}”.", "See them all: interview sessions list")
    manner = Manner(parse_formats(formats, several=several), out, redact)
    with screen, app.recorder.stage("report") as mark:
        for row in chosen:
            catch_up(app, sessions, row)
        found = [(read_report(sessions, sessions.find(row.id), redacted=redact)) for row in chosen]
        written = [write(app, sessions, one, manner, fresh=fresh) for one in found]
        mark.cached = all(one.cached for one in written)
    for text in dict.fromkeys(text for one in written for text in one.notices):
        say(text)
    show(found, written, several=several, as_json=as_json)
    if open_it:
        open_file(written[0])


def parse_formats(text: str | None, *, several: bool) -> tuple[ReportFormat, ...]:
    """The formats named in a list with commas, each once. Raises `UsageError`."""
    from interview_cli.report.session_write import REPORT_FORMATS

    if text is None:
        return () if several else _EVERY_DAY
    named = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in named if name not in REPORT_FORMATS]
    if unknown or not named:
        there = ", ".join(REPORT_FORMATS)
        raise UsageError(f"No such format: {', '.join(unknown) or text}.", f"There are {there}.")
    return tuple(name for name in REPORT_FORMATS if name in named)


def catch_up(app: App, sessions: SqliteSessions, session: Session) -> None:
    """Bring over what an interview that was cut off left in its journal only."""
    from interview_cli.session_wiring import open_record

    if not session.finished:
        open_record(app, sessions, session.id).catch_up()


def write(app: App, sessions: SqliteSessions, found: Report, manner: Manner, *, fresh: bool) -> WrittenReport:
    """The files of one report; none when no format is asked for."""
    from interview_cli.report.session_make import keep_report
    from interview_cli.report.session_write import WrittenReport
    from interview_cli.session_wiring import sessions_folder

    if not manner.formats:
        return WrittenReport({}, cached=True)
    beside = sessions_folder(app) / found.session_id
    return keep_report(sessions, found, manner, beside=beside, fresh=fresh)


def show(found: list[Report], written: list[WrittenReport], *, several: bool, as_json: bool) -> None:
    """The result on stdout: as JSON, or drawn."""
    from interview_cli.prep.pack import to_text
    from interview_cli.report.session_exports import report_document

    files = [{kind: str(path) for kind, path in one.paths.items()} for one in written]
    documents = [{**report_document(one), "files": paths} for one, paths in zip(found, files, strict=True)]
    if as_json:
        put(to_text({"sessions": documents} if several else documents[0]))
        return
    from interview_cli.cli.screen.report import draw_progress, draw_report

    paths = [one.paths for one in written]
    put(draw_progress(found, paths) if several else draw_report(found[0], paths[0]))


def open_file(written: WrittenReport) -> None:
    """Open the report with what this computer opens such files with."""
    path = next((written.paths[kind] for kind in ("pdf", "html", "md") if kind in written.paths), None)
    if path is None:
        raise UsageError("There is no file to open.", "Ask for one: --formats pdf --open")
    from interview_cli.cli.opening import open_with_its_program

    if not open_with_its_program(path):
        say(f"Nothing on this computer opens {path}.")
