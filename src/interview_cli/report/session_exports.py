"""A session's report for other programs: JSON with its schema, and the scores as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from interview_cli.report.session_shapes import Report
from interview_cli.store.codec import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS: Final = (
    "session_id", "started", "title", "company", "n", "number", "kind", "topic", "question", "state", "overall",
    "star", "words", "seconds", "fillers", "hedges",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def report_document(report: Report) -> dict[str, Any]:
    """The report as plain JSON; `interview report --schema` describes it."""
    return to_plain(report)


def render_json(report: Report) -> str:
    """The report as indented JSON with a final newline."""
    return json.dumps(report_document(report), ensure_ascii=False, indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `report_document`."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Report).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "interview report",
        "description": "One mock interview, as printed by interview report --json.",
    }


def render_csv(reports: Iterable[Report]) -> str:
    """One line a question, one column a dimension; an empty field is "not graded". Lines end in CRLF (RFC 4180)."""
    reports = list(reports)
    names = list(dict.fromkeys(row.name for report in reports for row in report.dimensions))
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*_COLUMNS, *names])
    for report in reports:
        for row in report.questions:
            scores = {found.name: found.score for found in row.dimensions}
            told = row.delivery
            writer.writerow(
                [
                    _plain(report.session_id), report.started, _plain(report.title), _plain(report.company), row.n,
                    row.number, row.kind, _plain(row.topic), _plain(row.text), row.state, _or_empty(row.overall),
                    row.star_held.replace("·", ""), _or_empty(told and told.words), _or_empty(row.seconds),
                    _or_empty(told and told.fillers), _or_empty(told and told.hedges),
                    *(_or_empty(scores.get(name)) for name in names),
                ]
            )  # fmt: skip
    return file.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _or_empty(value: object) -> object:
    return "" if value is None else value
