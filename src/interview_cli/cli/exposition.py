"""Metrics in the text format that Prometheus reads, for a node exporter's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUANTILES: Final = (("0.5", "p50"), ("0.95", "p95"), ("0.99", "p99"))
_STATES: Final = ("ok", "degraded", "off")
Sample = tuple[dict[str, str], float | None]


def expose(document: dict[str, Any]) -> str:
    """The document of `metrics --json` as exposition text; it ends in a newline."""
    lines: list[str] = []
    lines += _summary("interview_run_seconds", "Wall time of runs by command.", document["runs"], "command")
    lines += _summary("interview_stage_seconds", "Wall time of stages.", document["stages"], "stage")
    lines += _calls(document["calls"])
    cache = document["cache"]
    lines += _family(
        "interview_cache_lookups",
        "Looks into the cache.",
        [
            ({"kind": row["kind"], "found": found}, row[key])
            for row in cache
            for found, key in (("yes", "hits"), ("no", "misses"))
        ],
    )
    lines += _family(
        "interview_dropped",
        "Parts of replies not shown.",
        [({"kind": k}, n) for k, n in document["dropped"].items()],
    )
    lines += _family(
        "interview_mended",
        "What it took to get usable replies.",
        [({"how": how}, n) for how, n in document["mended"].items()],
    )
    lines += _family("interview_cost_usd", "What models cost in this window.", [({}, document["cost_usd"])])
    lines += _family("interview_sessions", "Interviews begun.", [({}, document["sessions"]["count"])])
    lines += _family(
        "interview_score_mean", "Mean overall score, 0-100.", [({}, document["sessions"]["mean"])]
    )
    lines += _family(
        "interview_storage_bytes",
        "Room taken on the disk.",
        [({"part": s["name"]}, s["bytes"]) for s in document["storage"]],
    )
    lines += _family(
        "interview_health",
        "1 for the state a part is in.",
        [
            ({"part": h["name"], "state": s}, float(h["state"] == s))
            for h in document["health"]
            for s in _STATES
        ],
    )
    return "\n".join(lines) + "\n"


def _calls(calls: list[dict[str, Any]]) -> Iterator[str]:
    def rows(key: str) -> list[Sample]:
        return [({"task": row["task"], "model": row["model"]}, row[key]) for row in calls]

    yield from _family("interview_calls", "Calls of models.", rows("count"))
    yield from _family("interview_calls_failed", "Calls that failed.", rows("failed"))
    for key, what in (
        ("tokens_in", "Tokens sent."),
        ("tokens_out", "Tokens got."),
        ("tokens_cached", "Tokens sent that were cached."),
    ):
        yield from _family(f"interview_{key}", what, rows(key))
    timed = [
        {"name": f"{row['task']} {row['model']}", "times": row["first_token"]}
        for row in calls
        if row["first_token"]
    ]
    yield from _summary("interview_first_token_seconds", "Time to the first token.", timed, "call")


def _summary(name: str, what: str, rows: list[dict[str, Any]], label: str) -> Iterator[str]:
    if not rows:
        return
    yield f"# HELP {name} {what}"
    yield f"# TYPE {name} summary"
    for row in rows:
        times = row["times"]
        for quantile, key in _QUANTILES:
            yield _line(name, {label: row["name"], "quantile": quantile}, times[key] / 1000)
        yield _line(f"{name}_sum", {label: row["name"]}, times["total"] / 1000)
        yield _line(f"{name}_count", {label: row["name"]}, times["count"])


def _family(name: str, what: str, samples: Iterable[Sample]) -> Iterator[str]:
    known = [(labels, value) for labels, value in samples if value is not None]
    if known:
        yield f"# HELP {name} {what}"
        yield f"# TYPE {name} gauge"
        yield from (_line(name, labels, value) for labels, value in known)


def _line(name: str, labels: dict[str, str], value: float) -> str:
    inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:g}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
