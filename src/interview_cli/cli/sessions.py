"""`interview sessions`: the interviews held so far."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.cli.output import put, say
from interview_cli.errors import UsageError

if TYPE_CHECKING:
    from interview_cli.models import Session
    from interview_cli.store.sessions import SqliteSessions
    from interview_cli.wiring import App

app = typer.Typer(help="The interviews held so far.", rich_markup_mode=None)

ON_SCREEN: Final = 20

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="A session's id or its beginning (default: the newest).", show_default=False)]  # fmt: skip
Role = Annotated[str, typer.Option("--role", metavar="TEXT", help="Only those whose title or company holds TEXT.", show_default=False)]  # fmt: skip


@app.callback(invoke_without_command=True)
def sessions(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the interviews held so far, newest first."""
    if context.invoked_subcommand is None:
        _list(context, role="", limit=None, as_json=as_json)


@app.command("list")
def list_sessions(
    context: typer.Context,
    *,
    role: Role = "",
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most this many. Default: 20 on screen, all as JSON.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """List them, newest first."""
    _list(context, role=role, limit=limit, as_json=as_json)


def _list(context: typer.Context, *, role: str, limit: int | None, as_json: bool) -> None:
    from interview_cli.cli.screen.sessions import draw_list
    from interview_cli.prep.pack import to_text

    program, found = _open(context)
    if as_json:
        rows = found.list(role=role, limit=limit or -1)
        put(to_text({"sessions": [session_document(row) for row in rows]}))
        return
    most = limit or ON_SCREEN
    rows = found.list(role=role, limit=most + 1)
    put(draw_list(rows[:most]))
    if len(rows) > most:
        program.screen.notice(f"There are more: interview sessions list --limit {5 * most}")


@app.command("show")
def show(context: typer.Context, session: Id = None, *, as_json: AsJson = False) -> None:
    """Show one: questions, answers, what they were worth, and the debrief."""
    from interview_cli.cli.screen.sessions import draw_session
    from interview_cli.prep.pack import to_text

    program, found = _open(context)
    chosen = found.find(session)
    document = export_document(program, found, chosen)
    if as_json:
        put(to_text(document))
        return
    record = _record(program, found, chosen.id)
    put(draw_session(chosen, found.turns(chosen.id), record.debrief(), found.receipt(chosen.id)))


@app.command("export")
def export(context: typer.Context, session: Id = None, *, as_json: AsJson = True) -> None:
    """Print one whole, as JSON."""
    from interview_cli.prep.pack import to_text

    program, found = _open(context)
    put(to_text(export_document(program, found, found.find(session))))


@app.command("delete")
def delete(
    context: typer.Context,
    session: Annotated[str, typer.Argument(metavar="ID", help="A session's id or its beginning.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Delete one for good."""
    from interview_cli.prep.pack import to_text
    from interview_cli.session_wiring import sessions_folder
    from interview_cli.store.cache import DiskCache
    from interview_cli.store.database import old_copies
    from interview_cli.store.lock import lock_session
    from interview_cli.store.purge import purge_folders

    program, found = _open(context)
    chosen = found.find(session)
    folder = sessions_folder(program) / chosen.id
    if not yes:
        _confirm(chosen, named_whole=chosen.id == session)
    with lock_session(folder):
        found.delete(chosen.id)
        purge_folders([folder])
    if isinstance(program.cache, DiskCache):
        program.cache.erase("reply")  # what models said of the answers quotes them
    if as_json:
        put(to_text({"deleted": chosen.id}))
    else:
        say(f"Deleted {chosen.id}.")
    for copy in old_copies(program.settings.paths.data):
        say(
            f"{copy} is an older copy of the history and may hold it still; delete that too, or: interview purge"
        )


def _confirm(chosen: Session, *, named_whole: bool) -> None:
    """Ask on a terminal; where nobody can be asked, a whole id is as good as a yes, and a beginning is not."""
    import sys

    if not sys.stdin.isatty():
        if named_whole:
            return
        raise UsageError(f"This would delete {chosen.id}.", "Give the whole id, or say so beforehand: --yes")
    if not typer.confirm(f"Delete {chosen.id} ({chosen.answered} answers) for good?", err=True):
        raise typer.Exit(0)


def _open(context: typer.Context) -> tuple[App, SqliteSessions]:
    from interview_cli.session_wiring import open_sessions

    program = open_app(context, open_screen(context))
    return program, open_sessions(program)


def _record(program: App, found: SqliteSessions, session: str) -> Any:
    from interview_cli.session_wiring import open_record

    return open_record(program, found, session)


def session_document(session: Session) -> dict[str, Any]:
    """A session as lists have it."""
    from interview_cli.store.codec import to_plain

    plain = to_plain(session)
    started = datetime.fromtimestamp(session.started, UTC).isoformat(timespec="seconds")
    return {"session_id": plain.pop("id"), **plain, "started": started}


def export_document(program: App, found: SqliteSessions, session: Session) -> dict[str, Any]:
    """A session whole, as the contract has it. An answer given again has its earlier attempts in `attempts`."""
    from interview_cli.prep.pack import pack_document
    from interview_cli.store.codec import to_plain

    debrief = _record(program, found, session.id).debrief()
    turns = []
    for turn in found.turns(session.id):
        last = turn.last
        turns.append(
            {
                "n": turn.n,
                "question": to_plain(turn.question),
                "follow_up": turn.follow_up,
                "answer": last.text if last and last.kind == "answer" else None,
                "skipped": bool(last and last.kind == "skip"),
                "seconds": last.seconds if last else None,
                "hints": last.hints if last else 0,
                "assessment": to_plain(last.assessment) if last and last.assessment else None,
                "attempts": [_attempt(answer) for answer in turn.answers[:-1]],
            }
        )
    return {
        **session_document(session),
        "pack": pack_document(found.pack_of(session.id)),
        "turns": turns,
        "debrief": to_plain(debrief) if debrief else None,
        "receipt": to_plain(found.receipt(session.id)),
    }


def _attempt(answer: Any) -> dict[str, Any]:
    from interview_cli.store.codec import to_plain

    assessment = to_plain(answer.assessment) if answer.assessment else None
    return {
        "attempt": answer.attempt,
        "answer": answer.text,
        "seconds": answer.seconds,
        "assessment": assessment,
    }
