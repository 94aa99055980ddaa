"""A held session as its report shows it. Every text is cleaned here; nothing here knows about markup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from interview_cli.coach.rubric import Rubric, load_rubric
from interview_cli.models import CV
from interview_cli.report import session_words, words
from interview_cli.report.session_answers import clean_points, view_questions
from interview_cli.report.session_shapes import (
    SCHEMA_VERSION,
    ClaimRow,
    DimensionRow,
    FitRow,
    GroupRow,
    PointRow,
    QuestionRow,
    Report,
    SourceRow,
    TrendPoint,
)
from interview_cli.untrusted import clean_line, web_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_cli.models import Dossier, Pack, Point
    from interview_cli.report.session_source import Held

MAX_SOURCES: Final = 40
MAX_CLAIMS: Final = 30
LONG: Final = 600


def view_session(held: Held, *, redacted: bool = False, rubric: Rubric | None = None) -> Report:
    """Everything the report shows. Never raises on odd content: what can't be shown is left out."""
    rubric = rubric or load_rubric()
    session, debrief = held.session, held.debrief
    questions = view_questions(held.turns, rubric)
    graded = [row for row in questions if row.graded and row.overall is not None]
    dimensions = _dimensions(held, questions, rubric)
    overall = debrief.overall if debrief else _mean([row.overall for row in graded])
    scored = [past for past in held.past if past.overall is not None]
    started = datetime.fromtimestamp(session.started, UTC)
    return Report(
        schema_version=SCHEMA_VERSION,
        session_id=clean_line(session.id, 80),
        pack=clean_line(session.pack, 80),
        title=clean_line(session.title, 160) or "An interview",
        company=clean_line(session.company, 120),
        started=started.isoformat(timespec="seconds"),
        day=words.day_words(started.date().isoformat()),
        language=session.terms.language,
        finished=session.finished,
        state=session_words.state_words(session),
        terms=session.terms,
        numbers=session.terms.scores,
        redacted=redacted,
        asked=len(questions),
        answered=sum(row.state == "answered" for row in questions),
        skipped=sum(row.state == "skipped" for row in questions),
        graded=len(graded),
        overall=overall,
        overall_before=scored[-1].overall if scored else None,
        dimensions=dimensions,
        groups=_groups(dimensions, rubric),
        trend=_trend(held, overall),
        strengths=_points(debrief.strengths) if debrief else clean_points(graded, best=True),
        improvements=_points(debrief.improvements) if debrief else clean_points(graded, best=False),
        study=tuple(clean_line(text, LONG) for text in debrief.study) if debrief else (),
        redo=_points(debrief.redo) if debrief else (),
        closing=clean_line(debrief.closing, LONG) if debrief else "",
        claims=_claims(questions),
        fit=_fit(held.pack),
        questions=questions,
        sources=_sources(held.pack.dossier),
        receipt=held.receipt,
        made_by=tuple(dict.fromkeys(row.made_by for row in questions if row.made_by)),
        notices=_notices(held, questions, redacted=redacted),
    )


def _mean(values: Sequence[int | float | None]) -> int | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known)) if known else None


def _dimensions(held: Held, questions: tuple[QuestionRow, ...], rubric: Rubric) -> tuple[DimensionRow, ...]:
    """Every dimension of the rubric, and those of another rubric that the answers were graded by."""
    before = held.past[-1].dimensions if held.past else {}
    names = dict.fromkeys([*rubric.dimensions, *(d.name for row in questions for d in row.dimensions)])
    return tuple(_dimension(name, questions, before.get(name), rubric) for name in names)


def _dimension(
    name: str, questions: tuple[QuestionRow, ...], before: float | None, rubric: Rubric
) -> DimensionRow:
    found = [d for row in questions for d in row.dimensions if d.name == name]
    scores = [d.score for d in found if d.score is not None]
    score = round(sum(scores) / len(scores), 1) if scores else None
    known = rubric.dimensions.get(name)
    why = "" if scores else next((d.why for d in found if d.why), "no answer was graded on it")
    return DimensionRow(
        name=name,
        title=known.title if known else name.replace("_", " ").capitalize(),
        group=known.group if known else "other",
        score=score,
        before=before,
        change=round(score - before, 1) if score is not None and before is not None else None,
        answers=len(scores),
        why=why,
    )


def _groups(dimensions: tuple[DimensionRow, ...], rubric: Rubric) -> tuple[GroupRow, ...]:
    titles = dict(rubric.groups)
    if any(row.group == "other" for row in dimensions):
        titles["other"] = "Other"
    rows = []
    for name, title in titles.items():
        members = [row for row in dimensions if row.group == name]
        now = [row.score for row in members if row.score is not None]
        old = [row.before for row in members if row.before is not None]
        rows.append(
            GroupRow(
                name,
                title,
                round(sum(now) / len(now), 1) if now else None,
                round(sum(old) / len(old), 1) if old else None,
            )
        )
    return tuple(rows)


def _trend(held: Held, overall: int | None) -> tuple[TrendPoint, ...]:
    points = [
        TrendPoint(
            past.id, datetime.fromtimestamp(past.started, UTC).date().isoformat(), past.overall, current=False
        )
        for past in held.past
        if past.overall is not None
    ]
    if overall is not None:
        day = datetime.fromtimestamp(held.session.started, UTC).date().isoformat()
        points.append(TrendPoint(held.session.id, day, overall, current=True))
    return tuple(points)


def _points(points: Sequence[Point]) -> tuple[PointRow, ...]:
    return tuple(PointRow(clean_line(p.text, LONG), clean_line(p.quote, LONG), p.n) for p in points)


def _claims(questions: tuple[QuestionRow, ...]) -> tuple[ClaimRow, ...]:
    """What an interviewer would ask about: contradictions first, then what the CV does not hold."""
    open_claims = [c for row in questions for c in row.claims if c.status in ("contradicts", "new")]
    open_claims.sort(key=lambda claim: claim.status != "contradicts")
    unique = {claim.text.casefold(): claim for claim in reversed(open_claims)}
    return tuple(claim for claim in open_claims if unique[claim.text.casefold()] is claim)[:MAX_CLAIMS]


def _fit(pack: Pack) -> FitRow:
    percent = None if pack.fit is None else max(0, min(100, pack.fit))
    tally = [sum(gap.status == status for gap in pack.gaps) for status in words.STATUS_WORDS]
    return FitRow(percent, words.fit_words(percent), *tally)


def _sources(dossier: Dossier) -> tuple[SourceRow, ...]:
    """Every source of the dossier once, with the lines that rest on it."""
    rows: dict[str, tuple[str, str, str, list[str]]] = {}
    for line in dossier.lines:
        for source in line.sources:
            key = f"{source.url}\n{source.title}"
            title = clean_line(source.title, 200) or "Untitled source"
            day = words.day_words(clean_line(source.date, 40))
            rows.setdefault(key, (title, web_link(source.url) or "", day, []))[3].append(
                clean_line(line.text, LONG)
            )
    return tuple(
        SourceRow(number, title, url, day, tuple(dict.fromkeys(said)))
        for number, (title, url, day, said) in enumerate(list(rows.values())[:MAX_SOURCES], 1)
    )


def _notices(held: Held, questions: tuple[QuestionRow, ...], *, redacted: bool) -> tuple[str, ...]:
    notices = [session_words.REDACTED] if redacted else []
    if not held.session.finished:
        notices.append(
            f"This session is not finished. Go on with: interview start --resume {held.session.id}"
        )
    ungraded = sum(row.state == "answered" and not row.graded for row in questions)
    if ungraded:
        notices.append(
            f"{session_words.count(ungraded, 'answer')} could not be graded and counts for nothing."
        )
    if not redacted and (held.pack.cv is None or held.pack.cv == CV()):
        notices.append("No CV was given, so claims could only be checked against what you said before.")
    return tuple(notices)
