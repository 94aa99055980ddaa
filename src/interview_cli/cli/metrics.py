"""`interview metrics`: what runs took, how often the cache helped, what models cost, and how things stand."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from interview_cli.errors import StorageError, UsageError

if TYPE_CHECKING:
    from interview_cli.config import Settings
    from interview_cli.wiring import App

_SECONDS: Final = {"m": 60.0, "h": 3_600.0, "d": 86_400.0, "w": 604_800.0}


def metrics(
    context: typer.Context,
    *,
    since: Annotated[str, typer.Option(metavar="TIME", help="How far back: 90m, 24h, 7d, 4w, or all.")] = "24h",
    command: Annotated[str, typer.Option(metavar="NAME", help="Only runs of this command.", show_default=False)] = "",
    prometheus: Annotated[bool, typer.Option("--prometheus", help="Print in the text format that Prometheus reads.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:  # fmt: skip
    """Show what runs took, what they cost, and how the parts of the program stand."""
    from interview_cli.cli.globals import read_settings
    from interview_cli.cli.output import put
    from interview_cli.prep.pack import to_text
    from interview_cli.wiring import SystemClock

    if prometheus and as_json:
        raise UsageError("Choose one: --json or --prometheus.", "Leave the other out.")
    document = measure(read_settings(context), since, command, now=SystemClock().now())
    if as_json:
        put(to_text(document))
    elif prometheus:
        from interview_cli.cli.exposition import expose

        put(expose(document))
    else:
        from interview_cli.cli.screen.metrics import draw_metrics

        put(draw_metrics(document))


def measure(settings: Settings, since: str, command: str, *, now: float) -> dict[str, Any]:
    """The document `--json` prints. Raises `UsageError` when `since` is no time, `StorageError`."""
    from interview_cli.store.codec import to_plain
    from interview_cli.store.metrics import SqliteMetrics
    from interview_cli.store.metrics_summary import summarise
    from interview_cli.store.sizes import measure_sizes
    from interview_cli.store.standing import stand

    began = now - seconds_of(since)
    store = SqliteMetrics(settings.paths.data)
    store.sum_up(now)
    summary = summarise(store.since(began, command), store.sessions_since(began), now=now, since=began)
    sizes = measure_sizes(settings.paths.data, settings.paths.cache)
    research = settings.tables.research.enabled and not settings.offline
    health = stand(
        settings.paths.data,
        settings.paths.cache,
        cache_on=settings.tables.cache.enabled,
        research_on=research,
        answered_share=summary.answered_share,
    )
    return {
        "since": since,
        "command": command or None,
        "now": now,
        **to_plain(summary),
        "days": store.days(),
        "storage": [to_plain(size) for size in sizes],
        "health": [to_plain(state) for state in health],
    }


def seconds_of(text: str) -> float:
    """A length of time as seconds: "90m", "24h", "7d", "4w"; "all" is since the epoch. Raises `UsageError`."""
    if text == "all":
        return 10**10
    found = re.fullmatch(r"(\d{1,6})\s*([mhdw])", text.strip().lower())
    if not found or int(found[1]) == 0:
        raise UsageError(f"“{text}” is no length of time.", "Say it like 90m, 24h, 7d, 4w, or all.")
    return int(found[1]) * _SECONDS[found[2]]


def keep_measures(app: App, command: str) -> None:
    """Keep what the run of `command` recorded. A history that can't be written costs the figures and nothing else."""
    from interview_cli.store.metrics import SqliteMetrics, measures_of

    with contextlib.suppress(StorageError):
        SqliteMetrics(app.settings.paths.data).add(measures_of(app.recorder, command, app.clock.now()))
