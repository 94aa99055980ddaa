"""Puts an interview together: its pack, its record, the interviewer, and what it is held with."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from interview_cli.config import find_crash_point, llm_settings
from interview_cli.errors import StorageError, UsageError
from interview_cli.models import Pack, Posting, Question, Session, Terms
from interview_cli.store.database import DamagedHistory, damage_mark
from interview_cli.store.lock import lock_session
from interview_cli.store.record import Record, rebuild
from interview_cli.store.sessions import SqliteSessions
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from interview_cli.coach.builtin.grading.ask import Ask
    from interview_cli.coach.rubric import Rubric
    from interview_cli.interview.dialogue import Dialogue
    from interview_cli.interview.room import Room
    from interview_cli.models import Assessment
    from interview_cli.ports import Interviewer
    from interview_cli.wiring import App


_ROOM_FOR_A_SESSION: Final = 300_000  # bytes; twenty turns take as much


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an interview is to be about: a pack's id, or a posting, or only a role. `cv` None is the pack's own."""

    prep: str | None = None
    role: str | None = None
    company: str | None = None
    cv: str | None = None


def sessions_folder(app: App) -> Path:
    """Where each session has a folder of its own."""
    return app.settings.paths.data / "sessions"


def on_firm_ground(app: App) -> App:
    """`app`, or the same on a temporary folder when its own can't be written; the packs that can be read come along."""
    import shutil
    import tempfile

    from interview_cli.store.files import make_own_folder
    from interview_cli.store.history import SqliteHistory

    data = app.settings.paths.data
    try:
        make_own_folder(data)
        with tempfile.TemporaryFile(dir=data) as trial:
            trial.write(bytes(_ROOM_FOR_A_SESSION))
            trial.flush()
            return app
    except (OSError, StorageError) as error:
        home = Path(tempfile.mkdtemp(prefix="interview-"))
        app.screen.notice(
            f"Nothing can be kept in {data} ({getattr(error, 'strerror', None) or str(error).rstrip('.')}). This session is kept in "
            f"{home} instead; afterwards: INTERVIEW_HOME={home} interview sessions export"
        )
    make_own_folder(home / "data")
    with contextlib.suppress(OSError):
        shutil.copyfile(data / "history.db", home / "data" / "history.db")
    paths = replace(app.settings.paths, data=home / "data")
    settings = replace(app.settings, paths=paths)
    return replace(app, settings=settings, history=SqliteHistory(paths.data, now=app.clock.now))


def open_sessions(app: App) -> SqliteSessions:
    """The sessions. A damaged history is put aside, and made anew from the journals."""
    sessions = SqliteSessions(app.settings.paths.data)
    try:
        sessions.list(limit=1)
    except DamagedHistory:
        aside = _put_aside(app.settings.paths.data / "history.db")
        with sessions.held():
            count = rebuild(sessions_folder(app), sessions)
            found = sessions.list()
        for session in reversed(found):
            app.history.save_pack(sessions.pack_of(session.id))
        app.screen.notice(
            f"The history was damaged. It is kept as {aside.name}; {count} sessions were brought back "
            "from their journals. Packs without a session have to be made again."
        )
    return sessions


def _put_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.corrupt-{int(time.time())}")
    path.rename(aside)
    damage_mark(path).unlink(missing_ok=True)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def find_pack(app: App, wanted: Wanted) -> Pack:
    """The pack to be asked on: one that is there, or made on the spot. Raises `UsageError` or `BadInput`."""
    from interview_cli.posting.urls import is_url

    if wanted.prep and (is_url(wanted.prep) or Path(wanted.prep).is_file()):
        return _prepare(app, wanted)
    if wanted.role and not wanted.prep:
        return asyncio.run(_pack_of_role(app, wanted))
    pack = app.history.load_pack(wanted.prep)
    return asyncio.run(_with_cv(app, pack, wanted.cv)) if wanted.cv else pack


def _prepare(app: App, wanted: Wanted) -> Pack:
    from interview_cli.prep.graph import run
    from interview_cli.prep.request import Request
    from interview_cli.wiring import build_services

    cv = wanted.cv or app.history.last_cv()
    if cv and not wanted.cv and not Path(cv).is_file():
        cv = None
    request = Request(
        source=wanted.prep or "",
        cv=cv,
        questions=app.settings.tables.prep.questions,
        company=wanted.company,
        role=wanted.role,
    )
    pack = asyncio.run(run(request, build_services(app)))
    app.history.save_pack(pack)
    return pack


async def _pack_of_role(app: App, wanted: Wanted) -> Pack:
    """A pack on nothing but a role's name."""
    from interview_cli.coach.builtin.coach import BuiltinCoach
    from interview_cli.models import Dossier
    from interview_cli.prep.pack import pack_id

    coach = BuiltinCoach(today=app.clock.today())
    title, company = clean_line(wanted.role or ""), clean_line(wanted.company or "")
    posting = await coach.analyse_posting(Posting(title=title, company=company, text=title))
    count = app.settings.tables.prep.questions
    pack = Pack(
        id=pack_id(posting, None, count, "en"),
        created=app.clock.today().isoformat(),
        posting=posting,
        cv=None,
        gaps=(),
        questions=await coach.plan_questions(posting, None, (), Dossier(), count),
        ask_them=await coach.plan_ask_them(posting),
    )
    return await _with_cv(app, pack, wanted.cv) if wanted.cv else pack


async def _with_cv(app: App, pack: Pack, path: str) -> Pack:
    """The pack judged against another CV; its questions stay."""
    from interview_cli.coach.builtin.coach import BuiltinCoach
    from interview_cli.wiring import read_cv

    coach = BuiltinCoach(today=app.clock.today())
    found, _ = await read_cv(app, path)
    cv = await coach.analyse_cv(found)
    gaps = await coach.find_gaps(pack.posting, cv)
    return replace(pack, cv=cv, gaps=gaps, stories=await coach.find_stories(pack.posting, cv))


def begin(app: App, sessions: SqliteSessions, pack: Pack, terms: Terms) -> tuple[Record, Session]:
    """A new session on `pack`, with its questions chosen; it is on the disk when this returns."""
    from interview_cli.coach.builtin.variants import more_questions
    from interview_cli.interview.planning import choose

    lately = sessions.asked_lately()
    plan, notices = choose(pack.questions, terms, lately=lately, more=more_questions(pack, terms))
    if not plan:
        app.screen.notice(f"There are no {terms.style} questions for this job, so it is a mixed interview.")
        terms = replace(terms, style="mixed")
        plan, notices = choose(pack.questions, terms, lately=lately, more=more_questions(pack, terms))
    for text in notices:
        app.screen.notice(text)
    session = Session(
        id=_session_id(app, pack),
        started=app.clock.now(),
        title=pack.posting.title,
        company=pack.posting.company,
        pack=pack.id,
        terms=terms,
    )
    record = open_record(app, sessions, session.id)
    record.open(session, pack, plan)
    return record, session


def _session_id(app: App, pack: Pack) -> str:
    """An id that says when and what, and that nobody else has: "2026-11-21-data-analyst-7f3a"."""
    from interview_cli.prep.pack import slug

    day = datetime.fromtimestamp(app.clock.now(), UTC).date().isoformat()
    return "-".join(filter(None, (day, slug(pack.posting.title, 28), secrets.token_hex(3))))


def open_record(app: App, sessions: SqliteSessions, session: str) -> Record:
    """The record of a session; a run told to crash does so at the point named."""
    from interview_cli.interview.faults import crash_at

    return Record(
        session, folder=sessions_folder(app) / session, sessions=sessions, reach=crash_at(find_crash_point())
    )


def check_rubric(path: Path) -> Path:
    """The whole path of a rubric that can be used. Raises `UsageError` for one that can't."""
    from interview_cli.coach.rubric import load_rubric

    load_rubric(path)
    return path.absolute()


def _rubric_of(app: App, terms: Terms) -> Rubric:
    """The session's rubric; the built-in one when the file is gone since, so that the session can be gone on with."""
    from interview_cli.coach.rubric import load_rubric

    try:
        return load_rubric(Path(terms.rubric) if terms.rubric else None)
    except UsageError as error:
        app.screen.notice(f"{error} Going on with the built-in rubric.")
        return load_rubric(None)


def build_interviewer(app: App, record: Record, terms: Terms) -> Interviewer:
    """The one who asks and listens: a model where one is set up and the budget allows, else the built-in coach."""
    from interview_cli.coach.builtin.grading.grade import assess
    from interview_cli.coach.builtin.interviewer import BuiltinInterviewer, ask_of
    from interview_cli.coach.listening import build_interviewer as build
    from interview_cli.wiring import surroundings

    settings = llm_settings(app.settings)
    rubric = _rubric_of(app, terms)

    def grade(ask: Ask) -> Assessment:
        return assess(replace(ask, rubric=rubric))

    builtin = BuiltinInterviewer(grade)
    if terms.budget is not None:
        left = terms.budget - (record.sessions.receipt(record.id).cost_usd or 0.0)
        if left <= 0:
            app.screen.notice("The budget of this session is used up; going on with the built-in coach.")
            return builtin
        settings = replace(settings, budget=replace(settings.budget, usd=left))
    return build(
        settings,
        builtin=builtin,
        measure=lambda heard: grade(ask_of(heard)),
        rubric=rubric,
        around=surroundings(app),
    )


@contextlib.contextmanager
def open_room(
    app: App, record: Record, *, dialogue: Dialogue, interviewer: Interviewer
) -> Iterator[tuple[Room, Path]]:
    """Everything the session is held with, and its folder. Raises `UsageError` when it is open elsewhere."""
    from interview_cli.interview.pool import Pool
    from interview_cli.interview.room import Room, Watch

    folder = sessions_folder(app) / record.id
    with lock_session(folder), record.sessions.held():
        record.catch_up()
        session, plan = record.sessions.find(record.id), record.plan()
        pack = record.sessions.pack_of(record.id)
        yield (
            Room(
                session=session,
                pack=pack,
                plan=plan,
                record=record,
                dialogue=dialogue,
                interviewer=interviewer,
                pool=Pool(interviewer=interviewer, from_bank=_bank_of(session, pack, plan)),
                watch=Watch(app.clock, record.sessions.receipt(record.id)),
                run_receipt=app.recorder.receipt,
                reach=record.reach,
            ),
            folder,
        )


def _bank_of(
    session: Session, pack: Pack, plan: tuple[Question, ...]
) -> Callable[[Question, Literal[-1, 1]], Question | None]:
    from interview_cli.coach.builtin.variants import vary

    level = session.terms.level or pack.posting.level or "mid"
    return lambda question, step: vary(question, step, level=level, taken=plan)
