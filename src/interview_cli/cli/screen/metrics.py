"""What runs took, on the terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.report.session_words import count, time_words
from interview_cli.untrusted import clean_line

_ROOMY: Final = 76
_STYLES: Final = {"ok": "green", "degraded": "yellow", "off": "dim"}
_MOST_SLOW: Final = 10
_MANY: Final = {"reply": "replies"}
_COLUMNS: Final = ("count", "min", "mean", "p50", "p95", "p99", "max")


def draw_metrics(document: dict[str, Any]) -> str:
    """The document of `metrics --json` as text for stdout, as wide as the terminal."""
    with open_paper() as paper:
        window = "since the beginning" if document["since"] == "all" else f"in the last {document['since']}"
        if not document["runs"]:
            paper.gap()
            paper.line(f"Nothing was recorded {window}. Look further back: interview metrics --since 30d")
        _times(paper, "Runs", window, document["runs"])
        _times(paper, "Stages", "", document["stages"])
        _models(paper, document)
        _cache(paper, document["cache"])
        _sessions(paper, document)
        _days(paper, document["days"])
        _storage(paper, document["storage"])
        _health(paper, document["health"])
    return "".join(paper.written)


def _times(paper: Paper, title: str, aside: str, rows: list[dict[str, Any]]) -> None:
    """A table where there is room, a line a row where there is not."""
    if not rows:
        return
    paper.heading(title, aside)
    width = min(20, max(len(row["name"]) for row in rows))
    if paper.width >= _ROOMY:
        head = "".join(f"{name:>8}" for name in _COLUMNS) + "  cached"
        paper.line((f"{'':<{width}}{head}", "dim"))
    for row in rows:
        times, name = row["times"], clean_line(row["name"], width)
        if paper.width < _ROOMY:
            paper.line(
                (f"{name}  ", "cyan"),
                f"{times['count']}×, half within {_short(times['p50'])}, longest {_short(times['max'])}",
                hang=2,
            )
            continue
        figures = "".join(f"{_short(times[name]):>8}" for name in _COLUMNS[1:])
        cached = f"{row['cached']:>8}" if row["cached"] else ""
        paper.line((f"{name:<{width}}", "cyan"), f"{times['count']:>8}{figures}{cached}")


def _short(ms: float) -> str:
    """A time in seven characters."""
    if ms < 10:
        return f"{ms:.1f}ms"
    if ms < 1000:
        return f"{ms:.0f}ms"
    return f"{ms / 1000:.1f}s" if ms < 600_000 else f"{ms / 60_000:.0f}min"


def _models(paper: Paper, document: dict[str, Any]) -> None:
    calls = document["calls"]
    paper.heading("Models")
    if not calls:
        paper.line("No model was called.")
        return
    for row in calls:
        times, first = row["times"], row["first_token"]
        told = [count(row["count"], "call")]
        if row["failed"]:
            told.append(f"{row['failed']} failed")
        if times:
            told.append(f"half within {_short(times['p50'])}, 95 % within {_short(times['p95'])}")
        if first:
            told.append(f"first token {_short(first['p50'])}")
        told.append(f"{row['tokens_in']:,} tokens in, {row['tokens_out']:,} out")
        told.append(_money(row["cost_usd"]))
        paper.line(
            (f"{clean_line(row['task'], 30)} ", "cyan"),
            (f"{clean_line(row['model'], 60)}  ", "dim"),
            " · ".join(told),
            hang=2,
        )
    share = (
        ""
        if document["cached_share"] is None
        else f", {document['cached_share']:.0%} of the tokens in were cached"
    )
    paper.line(
        f"In all {_money(document['cost_usd'])}{share}; a month like this: {_money(document['month_usd'])}",
        hang=2,
    )
    if document["dropped"]:
        dropped = ", ".join(
            count(number, clean_line(kind, 40), _MANY.get(kind, ""))
            for kind, number in document["dropped"].items()
        )
        paper.line((f"Left out of replies: {dropped}", "dim"), hang=2)
    if document["first_pass_share"] is not None:
        mended = ", ".join(f"{number} {clean_line(how, 40)}" for how, number in document["mended"].items())
        paper.line(
            (
                f"Replies usable as they came: {document['first_pass_share']:.0%}; mended: {mended or 'none'}",
                "dim",
            ),
            hang=2,
        )
    _slow(paper, document["slow"])


def _slow(paper: Paper, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    paper.heading("Slow calls", f"over 5 s, the slowest of {len(rows)} first")
    for slow in rows[:_MOST_SLOW]:
        at = datetime.fromtimestamp(slow["at"], UTC).strftime("%Y-%m-%d %H:%M")
        paper.line(
            (f"{time_words(slow['ms']):>7}  ", "yellow"),
            f"{clean_line(slow['task'], 30)}, {clean_line(slow['model'], 60)}  ",
            (f"{slow['command']}, {at} UTC", "dim"),
            hang=9,
        )


def _money(cost: float | None) -> str:
    return "cost not known" if cost is None else f"${cost:.4f}"


def _cache(paper: Paper, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    paper.heading("Cache", "found of looked up")
    for row in rows:
        looks = row["hits"] + row["misses"]
        paper.line(
            (f"{clean_line(row['kind'], 20):<14}", "cyan"),
            f"{row['hits']:>5} of {looks:<5} {row['rate']:>5.0%}",
        )


def _sessions(paper: Paper, document: dict[str, Any]) -> None:
    found, waits = document["sessions"], document["waits"]
    if not found["count"]:
        return
    paper.heading("Interviews")
    mean = "" if found["mean"] is None else f", {found['mean']:.0f} of 100 on average"
    paper.line(f"{count(found['count'], 'interview')}, {found['finished']} finished{mean}")
    if found["redone"]:
        paper.line(f"{count(found['redone'], 'answer')} given again: {found['gain']:+.0f} points on average")
    if waits:
        paper.line(
            f"Waits for a question: half within {_short(waits['p50'])}, 95 % within {_short(waits['p95'])}, longest {_short(waits['max'])}",
            hang=2,
        )


def _days(paper: Paper, rows: list[dict[str, Any]]) -> None:
    """What is older than 90 days and summed by day: a line a command, and what models cost."""
    if not rows:
        return
    paper.heading("Before that", f"summed by day, {rows[0]['day']} to {rows[-1]['day']}")
    runs: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] == "run":
            runs.setdefault(row["name"], []).append(row)
    width = min(20, max((len(name) for name in runs), default=0))
    for name, found in sorted(runs.items()):
        times, ms = sum(row["count"] for row in found), sum(row["ms"] or 0.0 for row in found)
        longest = max(row["ms_max"] or 0.0 for row in found)
        told = f"{times}× on {count(len(found), 'day')}, mean {_short(ms / times)}, longest {_short(longest)}"
        paper.line((f"{clean_line(name, width):<{width}}  ", "cyan"), told, hang=width + 2)
    calls = [row for row in rows if row["kind"] == "call"]
    if calls:
        costs = [row["cost_usd"] for row in calls]
        cost = None if None in costs else sum(costs)
        tokens = f"{sum(row['tokens_in'] for row in calls):,} tokens in, {sum(row['tokens_out'] for row in calls):,} out"
        paper.line(
            f"{count(sum(row['count'] for row in calls), 'call')} of models, {tokens} · {_money(cost)}",
            hang=2,
        )


def _storage(paper: Paper, rows: list[dict[str, Any]]) -> None:
    paper.heading("On the disk")
    for row in rows:
        paper.line(
            (f"{row['name']:<10}", "cyan"),
            f"{row['bytes'] / 1e6:>9.2f} MB  ",
            (count(row["files"], "file"), "dim"),
        )


def _health(paper: Paper, rows: list[dict[str, Any]]) -> None:
    paper.heading("Parts")
    for row in rows:
        paper.line(
            (f"{row['name']:<10}", "cyan"),
            (f"{row['state']:<9}", _STYLES[row["state"]]),
            (clean_line(row["why"], 120), "dim"),
            hang=19,
        )
