"""One hunt for threads: searches and comments of all sources over ten connections, the best first.

A connection that has no search left reads the comments of the best thread found so far; nothing waits for the slowest
search. Every answer goes to the cache by itself, so what comes after the deadline is there next time.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from interview_cli.ports import Cache
from interview_cli.research.about import Verdict, judge
from interview_cli.research.queries import Ask, Plan
from interview_cli.research.rank import fold_doubles, worth
from interview_cli.research.settings import CONNECTIONS, MAX_READ, MAX_THREADS, ResearchSettings
from interview_cli.research.source import Search, Source, SourceClosed, SourceFailed
from interview_cli.research.thread import Batch, Thread
from interview_cli.store.cache import key_of
from interview_cli.store.codec import from_json, to_json

KIND: Final = "threads"
_Job = Coroutine[Any, Any, None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the hunt is: queries done of those planned, threads kept, threads whose comments are read."""

    queries_done: int = 0
    queries: int = 0
    threads: int = 0
    comments_read: int = 0


@dataclass(frozen=True, slots=True)
class Kit:
    """What a hunt works with. `fresh` looks past the cache, and fills it."""

    cache: Cache
    today: date
    progress: Callable[[Progress], None]
    settings: ResearchSettings
    fresh: bool = False


class Hunt:
    """The state of one hunt. `run` ends when nothing is left to do, or when `stop` was called and the last job is done."""

    def __init__(self, ask: Ask, plan: Plan, sources: tuple[Source, ...], kit: Kit) -> None:
        self._ask = ask
        self._sources = {source.name: source for source in sources}
        self._kit = kit
        self._searches = _in_order(sources, plan)
        self._threads: dict[str, Thread] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._taken: set[str] = set()
        self._running = 0
        self._changed = asyncio.Condition()
        self._over = False
        self._progress = Progress(queries=sum(not source.last_resort for source, _ in self._searches))
        self.closed: dict[str, str] = {}
        self.failed: dict[str, str] = {}
        self.answered: Counter[str] = Counter()
        self.unread = 0
        self.late: set[asyncio.Task[Any]] = set()

    @property
    def threads(self) -> tuple[Thread, ...]:
        """All that was found, doubles folded."""
        return tuple(fold_doubles(list(self._threads.values())))

    @property
    def names(self) -> frozenset[str]:
        """The sources taking part."""
        return frozenset(self._sources)

    @property
    def is_whole(self) -> bool:
        """Whether every source that counts answered everything it was asked."""
        strict = {name for name, source in self._sources.items() if not source.last_resort}
        return not (self.unread or strict & (self.closed.keys() | self.failed.keys()))

    async def run(self) -> None:
        """Work until nothing is left."""
        async with asyncio.TaskGroup() as group:
            for _ in range(max(1, min(self._kit.settings.connections, CONNECTIONS))):
                group.create_task(self._work())

    def stop(self) -> None:
        """Begin nothing more; what is under way may go on."""
        self._over = True

    async def _work(self) -> None:
        while True:
            job = await self._next()
            if job is None:
                return
            try:
                await job
            finally:
                async with self._changed:
                    self._running -= 1
                    self._changed.notify_all()

    async def _next(self) -> _Job | None:
        async with self._changed:
            while True:
                job = None if self._over else self._search_job() or self._read_job()
                if job is not None:
                    self._running += 1
                    return job
                if self._running == 0 or self._over:
                    self._changed.notify_all()
                    return None
                await self._changed.wait()

    def _search_job(self) -> _Job | None:
        if sum(verdict.kept for verdict in self._verdicts.values()) >= MAX_THREADS:
            self._searches.clear()
        for place, (source, search) in enumerate(self._searches):
            if source.name in self.closed:
                continue
            if source.last_resort and not self._is_last_resort():
                continue
            del self._searches[place]
            if source.last_resort:
                self._progress = replace(self._progress, queries=self._progress.queries + 1)
            return self._do_search(source, search)
        return None

    def _is_last_resort(self) -> bool:
        """Whether the sources that count are through with their searches and gave nothing."""
        waiting = any(
            not source.last_resort and source.name not in self.closed for source, _ in self._searches
        )
        return not waiting and self._running == 0 and not any(v.kept for v in self._verdicts.values())

    def _read_job(self) -> _Job | None:
        """Read the comments of the best thread not yet taken; at most 25 of them."""
        if len(self._taken) >= MAX_READ:
            return None
        best: tuple[float, Thread, Source] | None = None
        for thread in self._threads.values():
            verdict = self._verdicts[thread.id]
            if not verdict.kept or thread.id in self._taken or thread.comments or thread.replies == 0:
                continue
            reader = next(
                (s for s in self._sources.values() if s.name not in self.closed and s.can_read(thread)), None
            )
            value = worth(thread, verdict, self._ask, today=self._kit.today)
            if reader and (best is None or value > best[0]):
                best = (value, thread, reader)
        if best is None:
            return None
        self._taken.add(best[1].id)
        return self._do_read(best[2], best[1])

    async def _do_search(self, source: Source, search: Search) -> None:
        key = key_of("search", source.name, search.where, search.field, search.text)
        found = await self._ask_source(
            source, key, lambda: _batch(source.search(search)), self._kit.settings.search_seconds
        )
        for thread in found.threads if found else ():
            self._take_in(thread)
        kept = sum(verdict.kept for verdict in self._verdicts.values())
        self._tell(replace(self._progress, queries_done=self._progress.queries_done + 1, threads=kept))

    async def _do_read(self, source: Source, thread: Thread) -> None:
        key = key_of("read", source.name, thread.id)
        found = await self._ask_source(
            source, key, lambda: _batch(_one(source.read(thread))), self._kit.settings.read_seconds
        )
        if not found or not found.threads:
            self.unread += 1
            return
        self._threads[thread.id] = replace(thread, comments=found.threads[0].comments)
        self._tell(replace(self._progress, comments_read=self._progress.comments_read + 1))

    async def _ask_source(
        self, source: Source, key: str, ask: Callable[[], Coroutine[Any, Any, Batch]], seconds: float
    ) -> Batch | None:
        """The answer from the cache or from the source; None when it fails or does not come in time."""
        cached = None if self._kit.fresh else load(self._kit.cache, key)
        if cached is not None:
            self.answered[source.name] += 1
            return cached
        task = asyncio.create_task(self._fetch(key, ask()))
        self.late.add(task)
        task.add_done_callback(self.late.discard)
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            self.failed[source.name] = f"{source.label} was slow"
            return None
        try:
            found = task.result()
        except SourceClosed as error:
            self.closed[source.name] = str(error)
        except SourceFailed as error:
            self.failed[source.name] = str(error)
        else:
            self.answered[source.name] += 1
            return found
        return None

    async def _fetch(self, key: str, asking: Coroutine[Any, Any, Batch]) -> Batch:
        found = await asking
        self._kit.cache.put(KIND, key, to_json(found))
        return found

    def _take_in(self, thread: Thread) -> None:
        """Keep a thread once: Reddit's own copy, whose score is of today, before the archive's."""
        known = self._threads.get(thread.id)
        if known is None or (known.source != "reddit" and thread.source == "reddit"):
            self._threads[thread.id] = replace(thread, comments=known.comments) if known else thread
            self._verdicts[thread.id] = judge(thread, self._ask)

    def _tell(self, progress: Progress) -> None:
        self._progress = progress
        if not self._over:
            self._kit.progress(progress)


def load(cache: Cache, key: str) -> Batch | None:
    """What the cache holds under `key`; anything that is no batch counts as nothing."""
    data = cache.get(KIND, key)
    if data is None:
        return None
    try:
        return from_json(Batch, data)
    except ValueError:
        return None


async def _batch(asking: Coroutine[Any, Any, tuple[Thread, ...]]) -> Batch:
    return Batch(await asking)


async def _one(asking: Coroutine[Any, Any, Thread]) -> tuple[Thread, ...]:
    return (await asking,)


def _in_order(sources: tuple[Source, ...], plan: Plan) -> list[tuple[Source, Search]]:
    """The searches of all sources, each source's most valuable first, the last resort at the end."""
    numbered = [
        (source.last_resort, number, source, search)
        for source in sources
        for number, search in enumerate(source.searches(plan))
    ]
    return [(source, search) for _, _, source, search in sorted(numbered, key=lambda entry: entry[:2])]
