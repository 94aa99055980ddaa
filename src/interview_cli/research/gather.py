"""Research from end to end: company and role -> threads -> dossier. Never an error: what fails is said in a notice."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from interview_cli.models import Dossier, ReportedQuestion
from interview_cli.ports import Cache, Clock
from interview_cli.research.about import Verdict, judge
from interview_cli.research.asked import AskedQuestion
from interview_cli.research.digest import digest
from interview_cli.research.hunt import KIND, Hunt, Kit, Progress, load
from interview_cli.research.queries import Ask, Plan, plan_queries
from interview_cli.research.rank import fold_doubles, worth
from interview_cli.research.settings import MAX_THREADS, ResearchSettings
from interview_cli.research.source import Source
from interview_cli.research.thread import Batch, Thread
from interview_cli.store.cache import key_of
from interview_cli.store.codec import to_json

__all__ = ["Ask", "Findings", "Found", "Progress", "Sources", "research"]

_MAX_KEPT_DROPPED: Final = 150  # of the dropped ones, so many are kept for a second look


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to look. `online` tells whether there is a network at all; `imported` is what the person brought."""

    asked: tuple[Source, ...] = ()
    imported: tuple[Thread, ...] = ()
    online: Callable[[], Awaitable[bool]] | None = None
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A thread with the verdict on it, and what it is worth beside the others."""

    thread: Thread
    kept: bool
    why: str
    worth: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What research found: the threads, the kept ones first, the dossier, and the questions people report.

    `cached` says that no request was made; `cut` that the deadline came first.
    """

    threads: tuple[Found, ...]
    dossier: Dossier
    asked: tuple[AskedQuestion, ...]
    cached: bool = False
    cut: bool = False


async def research(  # noqa: PLR0913 - the public door: all but `ask` is by name
    ask: Ask,
    *,
    sources: Sources,
    cache: Cache,
    clock: Clock,
    settings: ResearchSettings = ResearchSettings(),  # noqa: B008 - frozen
    progress: Callable[[Progress], None] = lambda _: None,
    fresh: bool = False,
) -> Findings:
    """How `ask.company` interviews. Ends within `settings.planned_seconds`; cancelling it takes effect at once."""
    kit = Kit(cache, clock.today(), progress, settings, fresh)
    batch, cached, cut = Batch(()), False, False
    if not ask.company.strip():
        batch = Batch((), notices=("No research: the company has no name.",))
    elif settings.enabled:
        batch, cached, cut = await _look(ask, sources, settings, kit)
    return replace(_findings(ask, batch, sources.imported, kit), cached=cached, cut=cut)


async def _look(ask: Ask, sources: Sources, settings: ResearchSettings, kit: Kit) -> tuple[Batch, bool, bool]:
    """(what was found, whether it came from the cache, whether the deadline cut it)."""
    plan = plan_queries(ask)
    key = key_of("found", *(source.name for source in sources.asked), *plan.subreddits, *plan.queries)
    kept = None if kit.fresh else load(kit.cache, key)
    if kept is not None:
        return kept, True, False
    if sources.offline or not sources.asked:
        why = "--offline opens no connection" if sources.offline else "no place to look is set"
        return Batch((), notices=(f"No research: {why}.",)), False, False
    if sources.online is not None and not await sources.online():
        return Batch((), notices=("No research: there is no network.",)), False, False
    hunt = Hunt(ask, plan, sources.asked, kit)
    cut = await _run(hunt, sources.asked, settings)
    batch = Batch(
        _worth_keeping(ask, hunt.threads),
        _searched(hunt, sources.asked, plan),
        _notices(hunt, settings, cut=cut),
    )
    if hunt.is_whole and not cut and batch.searched:
        kit.cache.put(KIND, key, to_json(batch))
    return batch, False, cut


_LATE: Final[set[asyncio.Task[None]]] = set()  # a loop keeps only weak references to its tasks


async def _run(hunt: Hunt, sources: tuple[Source, ...], settings: ResearchSettings) -> bool:
    """Run the hunt to its deadline; True when it was cut. What is under way may go on until the hard limit."""
    running = asyncio.create_task(hunt.run())
    try:
        await asyncio.wait({running}, timeout=settings.planned_seconds)
        cut = not running.done()
        if not cut:
            running.result()
    except BaseException:
        running.cancel()
        _drop(hunt, sources)
        raise
    hunt.stop()
    if hunt.late or cut:
        rest = max(0.0, settings.hard_seconds - settings.planned_seconds)
        task = asyncio.create_task(_let_finish(running, hunt, sources, rest))
        _LATE.add(task)
        task.add_done_callback(_LATE.discard)
    else:
        _drop(hunt, sources)
    return cut


async def _let_finish(
    running: asyncio.Task[None], hunt: Hunt, sources: tuple[Source, ...], seconds: float
) -> None:
    """Give what is under way its time, so that it reaches the cache; then drop it."""
    try:
        await asyncio.wait({running, *hunt.late}, timeout=seconds)
    finally:
        running.cancel()
        _drop(hunt, sources)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(running, *hunt.late, return_exceptions=True)


def _drop(hunt: Hunt, sources: tuple[Source, ...]) -> None:
    for task in hunt.late:
        task.cancel()
    for source in sources:
        source.close()


def _worth_keeping(ask: Ask, threads: tuple[Thread, ...]) -> tuple[Thread, ...]:
    """All that are about it, and so many of the others that one can see why they were dropped."""
    kept = [thread for thread in threads if judge(thread, ask).kept]
    others = [thread for thread in threads if not judge(thread, ask).kept]
    return tuple(kept + [replace(thread, body=thread.body[:400]) for thread in others[:_MAX_KEPT_DROPPED]])


def _searched(hunt: Hunt, sources: tuple[Source, ...], plan: Plan) -> tuple[str, ...]:
    """The places that answered: "r/nursing, r/NursingUK (the Reddit archive)", "Hacker News"."""
    places = ", ".join(f"r/{name}" for name in plan.subreddits)
    return tuple(
        source.label if source.name == "hackernews" else f"{places} ({source.label})"
        for source in sources
        if hunt.answered[source.name]
    )


def _notices(hunt: Hunt, settings: ResearchSettings, *, cut: bool) -> tuple[str, ...]:
    """What did not work, a line each."""
    lines = [f"{why}; went on without it." for why in dict.fromkeys(hunt.closed.values())]
    lines += [
        f"{why}; some of it is missing." for name, why in hunt.failed.items() if name not in hunt.closed
    ]
    if hunt.unread:
        total = hunt.unread + sum(bool(thread.comments) for thread in hunt.threads)
        lines.append(f"The comments of {hunt.unread} of {total} threads could not be read.")
    if "reddit" not in hunt.names and "archive" in hunt.names:
        lines.append("Reddit itself was left out (no key); its public archive stands in for it.")
    if cut:
        lines.append(
            f"Research was cut at {settings.planned_seconds:g} s; what comes later is kept for next time."
        )
    return tuple(line[:1].upper() + line[1:] for line in lines)


def _findings(ask: Ask, batch: Batch, imported: tuple[Thread, ...], kit: Kit) -> Findings:
    found = [_judged(ask, thread, judge(thread, ask), kit) for thread in batch.threads]
    brought = [
        _judged(ask, thread, _brought(ask, thread, alone=len(imported) == 1), kit) for thread in imported
    ]
    ranked = sorted(brought + found, key=lambda entry: (not entry.kept, -entry.worth))
    best = fold_doubles([entry.thread for entry in ranked if entry.kept])[:MAX_THREADS]
    ids = {thread.id for thread in best}
    threads = tuple(
        entry
        if not entry.kept or entry.thread.id in ids
        else replace(entry, kept=False, why="the same as another, or past the 35 best")
        for entry in ranked
    )
    lines, asked = digest(tuple(best), ask.company, ask.skills, today=kit.today)
    searched = batch.searched + (("the threads you brought",) if imported else ())
    notices = batch.notices
    if not best and searched:
        notices += (f"Searched {'; '.join(searched)}: nothing about interviews at {ask.company}.",)
    reported = tuple(
        ReportedQuestion(question.text, question.sources, question.support) for question in asked
    )
    dossier = Dossier(lines=lines, asked=reported, searched=searched, notices=notices)
    return Findings(threads, dossier, asked)


def _judged(ask: Ask, thread: Thread, verdict: Verdict, kit: Kit) -> Found:
    value = worth(thread, verdict, ask, today=kit.today) if verdict.kept else 0.0
    return Found(thread, verdict.kept, verdict.why, round(value, 3))


def _brought(ask: Ask, thread: Thread, *, alone: bool) -> Verdict:
    """A thread brought by itself was chosen by hand; of several in an export each must speak for itself."""
    if thread.gone:
        return judge(thread, ask)
    return Verdict(kept=True, points=6.0, why="you brought it") if alone else judge(thread, ask)
