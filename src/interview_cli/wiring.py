"""The composition root: the one file that knows which adapter serves which port."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_cli import __version__
from interview_cli.config import Settings, days, llm_settings, own_environ
from interview_cli.errors import FetchFailed, NotAPosting, StorageError
from interview_cli.models import CV, Pack, Posting
from interview_cli.ports import Cache, Clock, Coach, Screen
from interview_cli.prep.request import Request
from interview_cli.recording import Recorder
from interview_cli.store.cache import DiskCache, NoCache, key_of, open_cache
from interview_cli.store.codec import from_json, to_json
from interview_cli.store.history import SqliteHistory

if TYPE_CHECKING:
    from interview_cli.coach.chain import Surroundings
    from interview_cli.posting.fetch import GuardedWeb
    from interview_cli.prep.graph import Services
    from interview_cli.prep.prepare import Made, Order, Prepared


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def today(self) -> date:
        """The day, in UTC."""
        return datetime.now(UTC).date()


@dataclass(frozen=True)
class App:
    """All that a command needs, built once a run. `fresh` looks past the cache but still fills it."""

    settings: Settings
    clock: Clock
    screen: Screen
    cache: Cache
    history: SqliteHistory
    recorder: Recorder
    stdin: Callable[[], bytes]
    fresh: bool = False
    password: Callable[[], str] | None = None

    def cached(self, kind: str, key: str) -> bytes | None:
        """What the cache has, counted for the receipt."""
        found = None if self.fresh else self.cache.get(kind, key)
        self.recorder.looked_up(kind, hit=found is not None)
        return found


def build_app(settings: Settings, screen: Screen, *, clock: Clock | None = None, fresh: bool = False) -> App:
    """The program put together for one run."""
    from interview_cli.llm.tracing import prepare_tracing

    clock = clock or SystemClock()
    # Before langgraph is imported: nothing is traced unless the config says so, whatever the shell says.
    if told := prepare_tracing(settings.tables.tracing, own_environ()):
        screen.notice(told)
    kept: DiskCache | NoCache = NoCache()
    if settings.tables.cache.enabled:
        kept = open_cache(settings.paths.cache, ttl=days(settings.tables.cache), notice=screen.notice)
    return App(
        settings=settings,
        clock=clock,
        screen=screen,
        cache=kept,
        history=SqliteHistory(settings.paths.data, now=clock.now),
        recorder=Recorder(clock=clock, screen=screen),
        stdin=cache(sys.stdin.buffer.read),
        fresh=fresh,
    )


def build_services(app: App) -> Services:
    """What the stages of `prep` need."""
    from interview_cli.prep.graph import Services
    from interview_cli.research_wiring import research

    coach = build_coach(app)
    return Services(
        read_posting=lambda request: read_posting(app, request),
        read_cv=lambda path: read_cv(app, path),
        fetch_logo=lambda url: fetch_logo(app, url),
        research=lambda request, posting: research(app, request, posting, coach),
        coach=coach,
        recorder=app.recorder,
        today=app.clock.today(),
    )


def build_coach(app: App) -> Coach:
    """The coaches of this run in a chain, the built-in one last; without a provider the built-in one alone."""
    from interview_cli.coach.builtin.coach import BuiltinCoach
    from interview_cli.coach.chain import build_coaches

    builtin = BuiltinCoach(today=app.clock.today())
    return build_coaches(llm_settings(app.settings), builtin=builtin, around=surroundings(app))


def name_coach(settings: Settings, screen: Screen) -> str:
    """Who would do the work in this run, without building or opening anything: for cache keys and `doctor`."""
    from interview_cli.coach.chain import BUILTIN, Surroundings, find_providers

    clock = SystemClock()
    around = Surroundings(
        environ=settings.environ,
        keys=settings.paths.keys,
        lookup=NoCache().get,
        keep=NoCache().put,
        clock=clock,
        recorder=Recorder(clock=clock, screen=screen),
    )
    usable = find_providers(llm_settings(settings), around)
    return ", ".join(f"{provider.name}/{'|'.join(provider.models)}" for provider, _ in usable) or BUILTIN


def surroundings(app: App) -> Surroundings:
    """What coaches and interviewers need of the program."""
    from interview_cli.coach.chain import Surroundings

    return Surroundings(
        environ=app.settings.environ,
        keys=app.settings.paths.keys,
        lookup=app.cached,
        keep=app.cache.put,
        clock=app.clock,
        recorder=app.recorder,
    )


def build_web(app: App) -> GuardedWeb:
    """The guarded way to pages."""
    from interview_cli.posting.fetch import GuardedWeb, WebSettings

    network, fetch = app.settings.network, app.settings.tables.fetch
    settings = WebSettings(
        proxy=network.proxy,
        no_proxy=network.no_proxy,
        ca_file=network.ca_file,
        allow_private=frozenset(fetch.allow_private),
        offline=app.settings.offline,
    )
    return GuardedWeb(settings, seconds=fetch.seconds)


async def read_posting(app: App, request: Request) -> tuple[Posting, bool]:
    """The posting and whether it came from the cache. Only pages are cached: files are read anew each time."""
    from interview_cli.posting.urls import is_url

    key = key_of("posting", __version__, request.source, request.company, request.role)
    if is_url(request.source) and (found := _decoded(Posting, app.cached("posting", key))):
        return found, True
    from interview_cli.cv.worker import extract
    from interview_cli.posting.read import read_posting as read

    posting = await read(
        request.source,
        web=build_web(app),
        read_document=extract,
        stdin=app.stdin,
        company=request.company,
        role=request.role,
    )
    if is_url(request.source):
        app.cache.put("posting", key, to_json(posting))
    return posting, False


async def read_cv(app: App, path: str) -> tuple[CV, bool]:
    """The CV and whether it came from the cache, where it lies under the hash of the file's content."""
    import asyncio

    from interview_cli.cv.read import read_cv as read, read_file

    key = key_of("cv", __version__, hashlib.sha256(read_file(Path(path))).hexdigest())
    if found := _decoded(CV, app.cached("cv", key)):
        return found, True
    cv = await asyncio.to_thread(read, path, password=app.password)
    app.cache.put("cv", key, to_json(cv))
    return cv, False


def _decoded(kind: type[Any], data: bytes | None) -> Any:
    """What the cache held, or None when an older version wrote it in another shape."""
    if data is None:
        return None
    try:
        return from_json(kind, data)
    except ValueError:
        return None


async def fetch_logo(app: App, url: str) -> str | None:
    """The company's logo as a small PNG in a `data:` URL, or None."""
    from interview_cli.posting.logo import LogoFailed, fetch

    key = key_of("logo", url)
    if (found := app.cached("logo", key)) is not None:
        return found.decode("ascii")
    try:
        logo = await fetch(url, web=build_web(app), seconds=app.settings.tables.fetch.logo_seconds)
    except LogoFailed:
        return None
    app.cache.put("logo", key, logo.encode("ascii"))
    return logo


def prepare_pack(app: App, order: Order) -> Prepared:
    """The pack for `order`, kept in the history as the newest."""
    from interview_cli.prep.prepare import prepare

    try:
        prepared = prepare(
            order,
            make=lambda request: _run_graph(app, request),
            lookup=app.cached,
            keep=app.cache.put,
            recorder=app.recorder,
        )
    except (FetchFailed, NotAPosting):
        # The way out is to paste the text, and that run should find the CV of this one.
        _remember(app, None, order.request.cv)
        raise
    _remember(app, prepared.pack, order.request.cv)
    return prepared


def _remember(app: App, pack: Pack | None, cv: str | None) -> None:
    """Keep what later runs go on from. The files of a pack are worth having where that can't be done."""
    try:
        if cv and Path(cv).is_file():
            app.history.remember_cv(cv)
        if pack:
            app.history.save_pack(pack)
    except StorageError as error:
        app.screen.notice(
            f"Nothing of this run is in the history, so `interview start` won't know of it. {error}"
        )
        app.screen.notice(error.hint)


def _run_graph(app: App, request: Request) -> Made:
    """The pack, and how it may be kept: one that another coach than the wanted one made is made anew next time."""
    import asyncio

    from interview_cli.coach.chain import ChainedCoach
    from interview_cli.prep.graph import run
    from interview_cli.prep.prepare import IN_PART, PACK

    _read_pasted(app, request)
    services = build_services(app)

    async def work() -> Pack:
        if not isinstance(services.coach, ChainedCoach):
            return await run(request, services)
        warming = asyncio.create_task(services.coach.warm())
        try:
            return await run(request, services)
        finally:
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)
            await services.coach.close()

    pack = asyncio.run(work())
    if isinstance(services.coach, ChainedCoach) and services.coach.degraded:
        return pack, None
    return pack, IN_PART if pack.dossier.notices else PACK


def _read_pasted(app: App, request: Request) -> None:
    """Read standard input before the event loop runs: a read that blocks inside it would not hear Ctrl-C."""
    if request.source == "-":
        if sys.stdin.isatty():
            app.screen.notice("Paste the posting, then press Enter and Ctrl-D.")
        app.stdin()


def inspect_posting(app: App, request: Request) -> Posting:
    """The posting as the coach understands it."""
    import asyncio

    async def inspect() -> Posting:
        from interview_cli.coach.builtin.coach import BuiltinCoach

        with app.recorder.stage("posting") as mark:
            found, mark.cached = await read_posting(app, request)
            for text in found.notices:
                app.recorder.notice(text)
            return await BuiltinCoach(today=app.clock.today()).analyse_posting(found)

    _read_pasted(app, request)
    return asyncio.run(inspect())


def inspect_cv(app: App, path: str) -> CV:
    """The CV as the coach understands it."""
    import asyncio

    async def inspect() -> CV:
        from interview_cli.coach.builtin.coach import BuiltinCoach

        with app.recorder.stage("cv") as mark:
            found, mark.cached = await read_cv(app, path)
            for text in found.warnings:
                app.recorder.notice(text)
            return await BuiltinCoach(today=app.clock.today()).analyse_cv(found)

    return asyncio.run(inspect())
