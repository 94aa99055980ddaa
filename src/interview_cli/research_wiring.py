"""The part of the composition root that puts research together: sources, cache, and a model that reads along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.models import Dossier, Posting
from interview_cli.ports import Coach
from interview_cli.prep.request import Request

if TYPE_CHECKING:
    from interview_cli.research.gather import Findings, Progress, Sources
    from interview_cli.wiring import App


async def research(app: App, request: Request, posting: Posting, coach: Coach) -> tuple[Dossier, bool]:
    """How the company interviews, and whether that came from the cache. A model reads the threads too, where there is one."""
    from interview_cli.coach.chain import ChainedCoach

    found = await find_out(app, request, posting)
    kept = [one.thread for one in found.threads if one.kept]
    if not kept or not isinstance(coach, ChainedCoach):
        return found.dossier, found.cached
    from interview_cli.coach.model.digest import ThreadText

    texts = tuple(
        ThreadText(
            thread.title,
            thread.url,
            thread.date,
            "\n".join([thread.body, *(c.text for c in thread.comments)]),
        )
        for thread in kept
    )
    lines = await coach.digest_threads(posting.company, posting.title, texts)
    quoted = {source.quote for line in lines for source in line.sources}
    rest = tuple(
        line for line in found.dossier.lines if not quoted & {source.quote for source in line.sources}
    )
    return replace(found.dossier, lines=lines + rest), found.cached


async def find_out(app: App, request: Request, posting: Posting) -> Findings:
    """What people tell of interviews at the posting's company: every thread with the verdict on it, and the dossier."""
    from interview_cli.coach.builtin.lexicon import read_lexicon
    from interview_cli.coach.builtin.roles import families_of
    from interview_cli.research.gather import Ask, research as look

    ask = Ask(
        company=posting.company,
        role=posting.title,
        skills=tuple(skill.name for skill in posting.skills if skill.importance == "must"),
        families=families_of(posting, read_lexicon()),
    )
    return await look(
        ask,
        sources=_open_sources(app, request),
        cache=app.cache,
        clock=app.clock,
        settings=replace(
            app.settings.tables.research, enabled=request.research and app.settings.tables.research.enabled
        ),
        progress=lambda progress: app.screen.detail("research", describe(progress)),
        fresh=app.fresh,
    )


def describe(progress: Progress) -> str:
    """How far the research is, in a few words."""
    return f"{progress.queries_done} of {progress.queries} searches, {progress.threads} threads, {progress.comments_read} read"


def _open_sources(app: App, request: Request) -> Sources:
    from interview_cli.research.allowance import Way
    from interview_cli.research.imported import read_threads
    from interview_cli.research.network import open_sources
    from interview_cli.wiring import build_web

    network = app.settings.network
    return open_sources(
        app.settings.tables.research,
        app.settings.tables.reddit,
        web=build_web(app),
        way=Way(network.proxy or "", network.no_proxy, network.ca_file or ""),
        imported=tuple(thread for path in request.threads for thread in read_threads(Path(path))),
        offline=app.settings.offline,
    )


def inspect_research(app: App, company: str, role: str, threads: tuple[str, ...]) -> Findings:
    """What is found about interviews at `company`, with the reasons for keeping or dropping each thread."""
    import asyncio

    with app.recorder.stage("research") as mark:
        found = asyncio.run(find_out(app, Request("", None, 0, threads=threads), Posting(role, company, "")))
        mark.cached = found.cached
        if not (app.settings.tables.research.enabled or threads):
            app.recorder.notice("No research: the config turns it off (research.enabled).")
        for text in found.dossier.notices:
            app.recorder.notice(text)
    return found
