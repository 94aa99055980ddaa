"""`interview start`: the mock interview."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.cli.output import say
from interview_cli.errors import ExitCode, StorageError, UsageError
from interview_cli.vocabulary import FeedbackWhen, Level, Persona, Style

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from interview_cli.cli.editor import Editor
    from interview_cli.cli.screen.progress import PlainScreen
    from interview_cli.interview.dialogue import Dialogue
    from interview_cli.interview.hold import AnswerNotSaved
    from interview_cli.models import Terms
    from interview_cli.store.record import Record
    from interview_cli.store.sessions import SqliteSessions
    from interview_cli.wiring import App

MODES = "mixed, behavioural, technical, system-design, screening or case"


def start(
    context: typer.Context,
    prep: Annotated[str | None, typer.Argument(metavar="[PREP]", help="A prep pack's id or its beginning (default: the newest), or a posting: a URL or a file. With --resume: a session's id.", show_default=False)] = None,
    *,
    cv: Annotated[str | None, typer.Option(metavar="FILE", help="Your CV, when it is not the pack's.", show_default=False)] = None,
    role: Annotated[str | None, typer.Option(metavar="TITLE", help="Practise for a role, without a posting.", show_default=False)] = None,
    company: Annotated[str | None, typer.Option(metavar="NAME", help="The company, with --role or a posting.", show_default=False)] = None,
    questions: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="How many questions; follow-ups come on top.")] = 6,
    style: Annotated[Style, typer.Option("--type", help="What kind of questions.")] = "mixed",
    level: Annotated[Level | None, typer.Option(help="Default: the posting's.", show_default=False)] = None,
    persona: Annotated[Persona, typer.Option(help="Who interviews you.")] = "neutral",
    feedback: Annotated[FeedbackWhen, typer.Option(help="After each answer, or all at the end.")] = "each",
    no_scores: Annotated[bool, typer.Option("--no-scores", help="Show no numbers.")] = False,
    time_limit: Annotated[float | None, typer.Option(metavar="MIN", min=1, help="Minutes; no question begins after that.", show_default=False)] = None,
    budget: Annotated[float | None, typer.Option(metavar="USD", min=0, help="The most that models may cost.", show_default=False)] = None,
    rubric: Annotated[Path | None, typer.Option(metavar="FILE", help="A rubric of your own, laid over the built-in one.", show_default=False)] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a session: the newest unfinished one, or the one named.")] = False,
    answers: Annotated[Path | None, typer.Option(metavar="FILE", help="Play answers from a file, separated by lines of ---.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help='Events as JSON Lines; answers come in as {"answer": "..."} lines.')] = False,
) -> None:  # fmt: skip
    """Hold a mock interview on a prep pack."""
    from interview_cli.models import Terms
    from interview_cli.session_wiring import (
        Wanted,
        begin,
        check_rubric,
        find_pack,
        on_firm_ground,
        open_record,
        open_sessions,
    )

    terms = Terms(
        questions=questions,
        style=style,
        level=level,
        persona=persona,
        feedback=feedback,
        scores=not no_scores,
        time_limit=time_limit,
        budget=budget,
        rubric=str(check_rubric(rubric)) if rubric else None,
    )
    given = _given_answers(answers)
    screen = open_screen(context)
    app = on_firm_ground(open_app(context, screen))
    sessions = open_sessions(app)
    if resume:
        session = sessions.find(prep, unfinished=True)
        if session.finished:
            raise UsageError(
                f"Session {session.id} is finished.", f"Read it: interview sessions show {session.id}"
            )
        record = open_record(app, sessions, session.id)
    else:
        wanted = Wanted(prep, role or _ask_role(app, prep), company, cv)
        with screen:
            pack = find_pack(app, wanted)
        record, session = begin(app, sessions, pack, terms)
    manner = Manner(screen, given, as_json=as_json, resumed=resume)
    raise typer.Exit(hold_session(app, record, session.terms, manner))


@dataclass(frozen=True, slots=True)
class Manner:
    """How the session is held: from a file of answers, in JSON, or with somebody at the keyboard."""

    screen: PlainScreen
    answers: tuple[str, ...] | None
    as_json: bool
    resumed: bool


def _given_answers(path: Path | None) -> tuple[str, ...] | None:
    from interview_cli.cli.listening import read_answers

    return None if path is None else read_answers(path)


def _ask_role(app: App, prep: str | None) -> str | None:
    """The role to practise for, asked on the terminal when there is no pack to go by. Raises `UsageError` without one."""
    if prep is not None or app.history.has_pack():
        return None
    if not sys.stdin.isatty():
        raise UsageError(
            "There is no prep pack yet.",
            "Make one: interview prep <posting>. Or name a role: --role “Staff nurse”",
        )
    say("There is no prep pack yet. Make one with: interview prep <posting>")
    role = str(typer.prompt("Or practise for a role now. Which one", err=True)).strip()
    return role or None


def hold_session(app: App, record: Record, terms: Terms, manner: Manner) -> ExitCode:
    """Hold the session to its end, or until the candidate leaves; returns the exit code."""
    import asyncio

    from interview_cli.cli.leaving import run_until_left
    from interview_cli.interview.hold import AnswerNotSaved, hold
    from interview_cli.session_wiring import build_interviewer, open_room, sessions_folder

    dialogue, editor = open_dialogue(record.sessions, record.id, manner, sessions_folder(app) / record.id)
    interviewer = build_interviewer(app, record, terms)

    async def run() -> ExitCode:
        with (
            told_in_session(manner, dialogue, editor),
            open_room(app, record, dialogue=dialogue, interviewer=interviewer) as (room, folder),
        ):
            return await run_until_left(hold(room, folder, resumed=manner.resumed), room.stopper)

    try:
        code = asyncio.run(run())
    except AnswerNotSaved as error:
        _rescue(error)
        raise
    if code is not ExitCode.DONE:
        say(f"\nStopped. Everything up to here is saved. Go on with: interview start --resume {record.id}")
    return ExitCode.INTERRUPTED if editor and editor.interrupted else code


def told_in_session(
    manner: Manner, dialogue: Dialogue, editor: Editor | None
) -> AbstractContextManager[None]:
    """Inside, notices are events of the session: among the others in JSON, and on a terminal never in mid-line."""
    from contextlib import nullcontext

    from interview_cli.interview.dialogue import Noticed

    def tell(text: str) -> None:
        if editor:
            editor.above(lambda: dialogue.tell(Noticed(text)))
        else:
            dialogue.tell(Noticed(text))

    shares_terminal = manner.as_json or sys.stdout.isatty()
    return manner.screen.told_by(tell) if shares_terminal else nullcontext()


def open_dialogue(
    sessions: SqliteSessions, session: str, manner: Manner, folder: Path
) -> tuple[Dialogue, Editor | None]:
    """The candidate's side: what suits the options and the terminal; and the editor, if it is that."""
    from interview_cli.cli.listening import AnswersFromFile, JsonLines, Lines, PlainLines, Talk
    from interview_cli.config import is_dumb_terminal

    can_edit = (
        sys.stdin.isatty() and sys.stdout.isatty() and not is_dumb_terminal() and manner.answers is None
    )
    if manner.as_json:
        from interview_cli.cli.events import JsonVoice

        voice = JsonVoice()
        if manner.answers is None:
            return Talk(voice, JsonLines(Lines(), voice.tell)), None
        return Talk(voice, AnswersFromFile(_left(sessions, session, manner.answers), voice.tell)), None
    from interview_cli.cli.screen.interview import PageVoice

    page = PageVoice(live=sys.stdout.isatty() and not is_dumb_terminal(), editor=can_edit)
    if manner.answers is not None:
        return Talk(
            page, AnswersFromFile(_left(sessions, session, manner.answers), page.tell, page.echo)
        ), None
    from interview_cli.cli.drafts import Drafts

    if not can_edit:
        drafts = Drafts(folder) if sys.stdin.isatty() else None
        return Talk(page, PlainLines(Lines(), page.tell, page.show, drafts)), None
    from interview_cli.cli.editor import Editor

    editor = Editor(tell=page.tell, show=page.show, drafts=Drafts(folder))
    return Talk(page, editor), editor


def _left(sessions: SqliteSessions, session: str, answers: tuple[str, ...]) -> tuple[str, ...]:
    """The answers of the file that the session does not hold yet."""
    from interview_cli.cli.listening import unused

    given = [
        answer.text for turn in sessions.turns(session) for answer in turn.answers if answer.kind == "answer"
    ]
    return unused(answers, given)


def _rescue(error: AnswerNotSaved) -> None:
    """Bring an answer the disk refused to safety elsewhere, or at least onto the screen."""
    from interview_cli.store.files import write_private

    for find_folder in (Path.cwd, tempfile.gettempdir):
        try:
            path = Path(find_folder()) / f"interview-answer-{os.getpid()}.txt"
            write_private(path, f"{error.answer}\n".encode())
        except (OSError, StorageError):
            continue
        say(f"Your answer could not be saved where it belongs; it is in {path} instead.")
        return
    say("Your answer could not be saved anywhere. Here it is, to copy:\n" + error.answer)
