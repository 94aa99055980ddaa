"""A session's report as one HTML file: style and charts inside, no script, nothing to fetch."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from interview_cli.report import charts, session_words, words
from interview_cli.report.html import TEMPLATES, make_environment
from interview_cli.report.session_spans import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template
    from markupsafe import Markup

    from interview_cli.report.session_shapes import AnswerDimension, DimensionRow, QuestionRow, Report

STYLES: Final = ("pack.css", "session.css")
_NEXT: Final = 5


def render_session_html(report: Report) -> str:
    """`report` as a whole HTML document. The same report gives the same bytes."""
    from markupsafe import Markup

    style = "".join((TEMPLATES / name).read_text("utf-8") for name in STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _template().render(
        r=report,
        style=Markup(style),  # noqa: S704 - the style is ours alone
        style_hash=digest,
        numbers={row.n: row.number for row in report.questions},
        compared=any(row.before is not None for row in report.dimensions),
        empty=_empty(report),
        since=_since(report),
        next_steps=_next_steps(report),
        trend_svg=_trend(report),
    )
    return page.strip() + "\n"


def _empty(report: Report) -> str:
    if not report.answered:
        return session_words.NO_ANSWERS
    return "" if report.graded else session_words.NO_GRADES


def _since(report: Report) -> str:
    if report.overall is None or report.overall_before is None:
        return ""
    change = report.overall - report.overall_before
    if not change:
        return f"The same as last time ({report.overall_before})."
    return f"{'Up' if change > 0 else 'Down'} {abs(change)} since last time ({report.overall_before})."


def _next_steps(report: Report) -> tuple[str, ...]:
    """What to read up on and practise; without a debrief, the first improvements."""
    steps = report.study or tuple(point.text for point in report.improvements)
    return steps[:_NEXT]


def _safe(drawn: str) -> Markup:
    """A chart of ours as markup; `charts` escapes what it is given."""
    from markupsafe import Markup

    return Markup(drawn)  # noqa: S704


def _trend(report: Report) -> Markup | str:
    if not report.numbers or len(report.trend) < 2:
        return ""
    points = [(_short_day(point.day), point.overall) for point in report.trend]
    said = ", ".join(f"{day}: {score}" for day, score in points)
    return _safe(charts.draw_trend(points, f"Overall scores out of 100, oldest first. {said}"))


def _short_day(iso: str) -> str:
    return f"{int(iso[8:10])} {words.MONTHS[int(iso[5:7]) - 1][:3]}"


def _gauge(percent: int) -> Markup:
    return _safe(charts.draw_gauge(percent, f"{percent} of 100"))


def _score_chart(title: str, score: float, before: float | None) -> Markup:
    was = "" if before is None else f", last time {before:.1f}"
    return _safe(charts.draw_score(score, before, f"{title}: {score:.1f} of 5{was}"))


def _parts_chart(row: QuestionRow) -> Markup | str:
    """Where the parts of the story stand, "" when none could be found in the answer."""
    length = max(1, len(row.answer))
    parts = [(s.start / length, s.end / length, s.label) for s in row.spans if s.label in "STAR"]
    if not parts:
        return ""
    names = {part[0].upper(): name for part, name in session_words.PARTS.items()}
    said = ", ".join(f"{names[label]} from {start:.0%} to {end:.0%}" for start, end, label in parts)
    return _safe(charts.draw_parts(parts, f"Parts of the story along the answer: {said}"))


def _ungraded(rows: Sequence[DimensionRow | AnswerDimension]) -> str:
    return session_words.ungraded_words((row.title, row.why) for row in rows if row.score is None)


def _spoken(row: QuestionRow) -> bool:
    """Whether the answer was heard: the pace of typing says nothing."""
    return any(found.name == "pace" and found.score is not None for found in row.dimensions)


@cache
def _template() -> Template:
    names: dict[str, Any] = {
        "cut": cut,
        "gauge": _gauge,
        "score_chart": _score_chart,
        "parts_chart": _parts_chart,
        "spoken": _spoken,
        "part_words": session_words.PARTS,
        "personas": session_words.PERSONAS,
        "styles": session_words.STYLES,
        "levels": words.LEVELS,
        "count": session_words.count,
        "ungraded": _ungraded,
        "clock": session_words.clock_words,
        "time": session_words.time_words,
        "change": session_words.change_words,
        "cost": session_words.cost_words,
    }
    # Jinja's macros see globals, and not what is given to `render` of an imported template.
    return make_environment().get_template("session.html.j2", globals=names)
