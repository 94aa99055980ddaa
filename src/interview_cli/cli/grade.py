"""`interview grade`: one answer, or thousands of them, graded by the built-in coach."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.errors import BadInput, UsageError
from interview_cli.untrusted import clean

if TYPE_CHECKING:
    from interview_cli.coach.builtin.grading.batch import Terms
    from interview_cli.models import CV, Kind, Level


def grade(
    context: typer.Context,
    *,
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="The question that was asked.", show_default=False)] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help="The answer, or - for standard input.", show_default=False)] = None,
    reference: Annotated[str | None, typer.Option(metavar="TEXT", help="A strong answer to compare with.", show_default=False)] = None,
    jsonl: Annotated[str | None, typer.Option(metavar="FILE", help="Grade a file of JSON lines (question, answer, …), or - for standard input.", show_default=False)] = None,
    rubric: Annotated[Path | None, typer.Option(metavar="FILE", help="Your own rubric, or parts of one.", show_default=False)] = None,
    level: Annotated[str, typer.Option(metavar="LEVEL", help="junior, mid, senior or staff.")] = "mid",
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="behavioural, technical, system-design, screening or case. Default: from the question.", show_default=False)] = None,
    cv: Annotated[str | None, typer.Option(metavar="FILE", help="Hold the answer's claims against this CV.", show_default=False)] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, max=256, help="Processes for --jsonl. Default: one for each processor.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:  # fmt: skip
    """Grade an answer: what landed, what to sharpen, and 14 dimensions with the words that show them."""
    from interview_cli.coach.builtin.grading.batch import Terms
    from interview_cli.coach.rubric import load_rubric

    _check(question, answer, jsonl, reference)
    load_rubric(rubric)  # a wrong file is told before anything is read
    terms = Terms(level=_level(level), kind=_kind(kind), rubric=rubric, cv=_cv(context, cv))
    if jsonl is not None:
        _grade_file(context, jsonl, terms, jobs or _processors())
        return
    _grade_one(
        clean(str(question)),
        clean(_answer(str(answer))),
        reference and clean(reference),
        terms,
        as_json=as_json,
    )


def _check(question: str | None, answer: str | None, jsonl: str | None, reference: str | None) -> None:
    if jsonl is not None:
        if question is not None or answer is not None or reference is not None:
            raise UsageError(
                "--jsonl brings its own questions and answers.",
                "Leave out --question, --answer and --reference.",
            )
        return
    if not question or not question.strip() or answer is None:
        raise UsageError(
            "Nothing to grade.", "Give --question and --answer, or a file of JSON lines with --jsonl."
        )


def _processors() -> int:
    """Processors this process may use, where the system says so."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _level(text: str) -> Level:
    from interview_cli.coach.rubriccheck import LEVELS

    if text not in LEVELS:
        raise UsageError(f"No such level: {text}.", f"There are {', '.join(LEVELS)}.")
    return cast("Level", text)


def _kind(text: str | None) -> Kind | None:
    from interview_cli.coach.rubriccheck import KINDS

    if text is not None and text not in KINDS:
        raise UsageError(f"No such kind of question: {text}.", f"There are {', '.join(KINDS)}.")
    return cast("Kind | None", text)


def _cv(context: typer.Context, path: str | None) -> CV | None:
    if path is None:
        return None
    from interview_cli.wiring import inspect_cv

    screen = open_screen(context)
    app = open_app(context, screen)
    with screen:
        return inspect_cv(app, str(Path(path).expanduser()))


def _answer(text: str) -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text


def _grade_one(question: str, answer: str, reference: str | None, terms: Terms, *, as_json: bool) -> None:
    from interview_cli.cli.output import put
    from interview_cli.coach.builtin.grading.ask import Ask
    from interview_cli.coach.builtin.grading.grade import assess
    from interview_cli.coach.rubric import load_rubric

    rubric = load_rubric(terms.rubric)
    found = assess(
        Ask(
            question,
            answer,
            level=terms.level,
            kind=terms.kind,
            reference=reference,
            cv=terms.cv,
            rubric=rubric,
        )
    )
    if as_json:
        from interview_cli.prep.pack import to_text
        from interview_cli.store.codec import to_plain

        put(to_text(to_plain(found)))
        return
    from interview_cli.cli.screen.assessment import draw_assessment

    put(draw_assessment(found, rubric))


def _grade_file(context: typer.Context, name: str, terms: Terms, jobs: int) -> None:
    """Every line graded as it comes. Exit code 4 when none of them could be."""
    from interview_cli.cli.output import put
    from interview_cli.coach.builtin.grading.batch import grade_lines

    good = bad = 0
    with _open_lines(name) as lines:
        for found in grade_lines(lines, terms, jobs=jobs):
            put(found.text)
            good, bad = good + found.ok, bad + (not found.ok)
    if bad and not good:
        raise BadInput(
            f"None of the {bad} lines could be graded.", "Each line needs a question and an answer, as JSON."
        )
    if not good:
        raise BadInput(
            "There was nothing to grade.", "Give a file with one JSON object a line: question, answer."
        )
    if bad:
        open_screen(context).notice(
            f"{bad} of {good + bad} lines could not be graded; each says why in its place."
        )


@contextmanager
def _open_lines(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = Path(name).expanduser().open("rb")
    except OSError as error:
        raise BadInput(
            f"{name} can't be read: {error.strerror or error}.", "Check the path given to --jsonl."
        ) from error
    with opened:
        yield opened
