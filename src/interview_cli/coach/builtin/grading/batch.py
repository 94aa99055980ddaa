"""Answers by the thousand: JSON lines in, JSON lines out, in order, on all processors.

A line holds `question` and `answer`, and may hold `id`, `reference`, `kind`, `level`, `seconds`, `earlier` (a list of
answers) and `words` (a list of `{word, start, end}`). A line that can't be graded comes back as `{line, error}`.
"""

from __future__ import annotations

import json
import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from interview_cli.coach.builtin.grading.ask import Ask, WordTiming
from interview_cli.coach.builtin.grading.grade import assess
from interview_cli.coach.rubric import load_rubric
from interview_cli.coach.rubriccheck import KINDS, LEVELS
from interview_cli.errors import BadInput, InterviewError
from interview_cli.models import CV, Kind, Level

T = TypeVar("T")
# Below this many lines, starting processes takes longer than grading.
_ALONE: Final = 400
_CHUNK: Final = 50
_MAX_LINE: Final = 1_000_000
_MAX_TIMINGS: Final = 20_000

Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every line that does not say otherwise. `rubric` is the path of the user's own."""

    level: Level = "mid"
    kind: Kind | None = None
    rubric: Path | None = None
    cv: CV | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """A line's outcome as JSON text, and whether it was graded."""

    text: str
    ok: bool


def grade_lines(lines: Iterable[bytes], terms: Terms, *, jobs: int = 1) -> Iterator[Graded]:
    """Each line graded, in the order they came; blank lines are passed over. Reads no further ahead than it must."""
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    first = list(islice(numbered, _ALONE if jobs > 1 else 0))
    if jobs <= 1 or len(first) < _ALONE:
        for line in chain(first, numbered):
            yield grade_line(line, terms)
        return
    yield from _in_parallel(chain(first, numbered), terms, jobs)


def _in_parallel(lines: Iterator[Line], terms: Terms, jobs: int) -> Iterator[Graded]:
    import multiprocessing

    # A fresh interpreter for each: what this process has open stays here.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_signals_to_parent)
    waiting: deque[Future[list[Graded]]] = deque()
    try:
        for part in _chunks(lines, _CHUNK):
            waiting.append(pool.submit(_grade_part, part, terms))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise InterviewError(
            "A helping process was stopped from outside.",
            "What was printed is complete. Go on with --jobs 1.",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_signals_to_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(items, size)):
        yield part


def _grade_part(part: list[Line], terms: Terms) -> list[Graded]:
    return [grade_line(line, terms) for line in part]


def grade_line(line: Line, terms: Terms) -> Graded:
    """One line graded, or its error in place."""
    number, raw = line
    try:
        row = _read(raw)
        ask = replace(make_ask(row, terms), rubric=load_rubric(terms.rubric))
    except BadInput as error:
        return Graded(_to_text({"line": number, "error": str(error)}), ok=False)
    named = {"id": row["id"]} if "id" in row else {}
    return Graded(_to_text({"line": number, **named, **asdict(assess(ask))}), ok=True)


def _read(raw: bytes) -> Mapping[str, Any]:
    if len(raw) > _MAX_LINE:
        raise BadInput(f"the line is longer than {_MAX_LINE:,} bytes")
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("the line is not UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        at = (
            f"see character {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        )
        raise BadInput(f"the line is not JSON: {at}") from error
    if not isinstance(row, dict):
        raise BadInput("the line is not a JSON object")
    return row


def make_ask(row: Mapping[str, Any], terms: Terms) -> Ask:
    """What is to be graded, from a row of JSON. Raises `BadInput` that says which key is wrong."""
    question = _text(row, "question")
    if not question.strip():
        raise BadInput("“question” is empty")
    return Ask(
        question=question,
        answer=_text(row, "answer"),
        level=cast("Level", _choice(row, "level", LEVELS) or terms.level),
        kind=cast("Kind | None", _choice(row, "kind", KINDS)) or terms.kind,
        reference=_text(row, "reference", needed=False) or None,
        cv=terms.cv,
        earlier=_texts(row, "earlier"),
        seconds=_seconds(row),
        timings=_timings(row),
    )


def _text(row: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    value = row.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"“{key}” is missing" if value is None else f"“{key}” must be a text")
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise BadInput(f"“{key}” must be a list of texts")
    return tuple(value)


def _choice(row: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str | None:
    value = row.get(key)
    if value is not None and value not in known:
        raise BadInput(f"“{key}” must be one of {', '.join(known)}")
    return cast("str | None", value)


def _seconds(row: Mapping[str, Any]) -> float | None:
    value = row.get("seconds")
    if value is None:
        return None
    if not _is_number(value) or value < 0:
        raise BadInput("“seconds” must be a number, 0 or more")
    return float(value)


def _timings(row: Mapping[str, Any]) -> tuple[WordTiming, ...]:
    value = row.get("words") or []
    if not isinstance(value, list) or len(value) > _MAX_TIMINGS:
        raise BadInput("“words” must be a list of {word, start, end}")
    timings = []
    last = 0.0
    for item in value:
        good = isinstance(item, dict) and isinstance(item.get("word"), str)
        if not good or not _is_number(item.get("start")) or not _is_number(item.get("end")):
            raise BadInput("each of “words” needs a word, and its start and end in seconds")
        if not last <= item["start"] <= item["end"]:
            raise BadInput("“words” must be in the order they were spoken")
        last = item["start"]
        timings.append(WordTiming(item["word"], float(item["start"]), float(item["end"])))
    return tuple(timings)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _to_text(document: Mapping[str, Any]) -> str:
    # A lone surrogate can't be written as UTF-8; an id may hold one.
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n"
