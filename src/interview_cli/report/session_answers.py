"""The questions of a session as its report shows them, each with its answer and what that was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from interview_cli.models import StarPart
from interview_cli.report import session_words, words
from interview_cli.report.session_shapes import (
    AnswerDimension,
    AttemptRow,
    ClaimRow,
    PointRow,
    QuestionRow,
    Span,
    StarRow,
    State,
)
from interview_cli.report.session_spans import place
from interview_cli.untrusted import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_cli.coach.rubric import Rubric
    from interview_cli.models import Answer, Assessment, Turn

LONG: Final = 600
MAX_ANSWER: Final = 40_000
_MOST_LINES: Final = 12
_PARTS: Final[tuple[StarPart, ...]] = get_args(StarPart)


def view_questions(turns: Sequence[Turn], rubric: Rubric) -> tuple[QuestionRow, ...]:
    """One row a turn, in the order they were asked."""
    rows, number, letter = [], 0, 0
    for turn in turns:
        if turn.follow_up and number:
            letter += 1
        else:
            number, letter = number + 1, 0
        name = f"{number}{_letters(letter)}"
        rows.append(_question(turn, name, rubric))
    return tuple(rows)


def _letters(count: int) -> str:
    """No letter for 0, then a, b … z, aa …"""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _question(turn: Turn, number: str, rubric: Rubric) -> QuestionRow:
    question, last = turn.question, turn.last
    found = last.assessment if last else None
    answer = clean(last.text).strip()[:MAX_ANSWER] if last and last.kind == "answer" else ""
    star = _star(found)
    dimensions, spans = _dimensions(found, answer, star, rubric)
    difficulty = max(1, min(5, question.difficulty))
    return QuestionRow(
        n=turn.n,
        number=number,
        follow_up=turn.follow_up,
        kind=question.kind,
        kind_words=words.KINDS[question.kind][0],
        topic=clean_line(question.skill or question.competency or "", 80),
        text=clean_line(question.text, LONG),
        why=clean_line(question.why, LONG),
        origin=words.ORIGINS[question.source],
        difficulty=difficulty,
        difficulty_words=words.DIFFICULTY[difficulty - 1],
        state=_state(last),
        answer=answer,
        seconds=last.seconds if last else None,
        hints=last.hints if last else 0,
        graded=bool(found and found.graded),
        overall=found.overall if found and found.graded else None,
        dimensions=dimensions,
        star=star if question.kind == "behavioural" or any(row.quote for row in star) else (),
        spans=spans,
        strengths=_lines(found.strengths) if found else (),
        improvements=_lines(found.improvements) if found else (),
        better_answer=clean((found.better_answer if found else None) or "").strip()[:MAX_ANSWER],
        strong_answer=_lines(question.strong_answer),
        claims=_claims(turn.n, found),
        delivery=found.delivery if found else None,
        attempts=tuple(_attempt(answer) for answer in turn.answers[:-1] if answer.kind == "answer"),
        made_by=clean_line(found.made_by, 80) if found and found.graded else "",
    )


def _state(last: Answer | None) -> State:
    if last is None:
        return "open"
    return "answered" if last.kind == "answer" else "skipped"


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in (clean_line(text, LONG) for text in texts) if text)[:_MOST_LINES]


def _star(found: Assessment | None) -> tuple[StarRow, ...]:
    if found is None or not found.graded:
        return ()
    return tuple(StarRow(part, clean_line(getattr(found.star, part) or "", LONG)) for part in _PARTS)


def _dimensions(
    found: Assessment | None, answer: str, star: tuple[StarRow, ...], rubric: Rubric
) -> tuple[tuple[AnswerDimension, ...], tuple[Span, ...]]:
    """The dimensions with numbered evidence, and the spans of it and of the STAR parts in the answer."""
    if found is None or not found.graded:
        return (), ()
    spans = [
        Span(*where, row.part[0].upper()) for row in star if row.quote and (where := place(row.quote, answer))
    ]
    numbered: dict[tuple[int, int], str] = {}
    rows = []
    for name, scored in found.dimensions.items():
        found_at = (place(clean(quote), answer) for quote in scored.evidence)
        refs = [numbered.setdefault(where, str(len(numbered) + 1)) for where in found_at if where]
        known = rubric.dimensions.get(name)
        rows.append(
            AnswerDimension(
                name=clean_line(name, 60),
                title=known.title if known else clean_line(name.replace("_", " ").capitalize(), 60),
                group=known.group if known else "other",
                score=scored.score,
                why=clean_line(scored.why, LONG),
                evidence=_lines(scored.evidence),
                refs=tuple(dict.fromkeys(refs)),
            )
        )
    spans += [Span(start, end, label) for (start, end), label in numbered.items()]
    return tuple(rows), tuple(sorted(spans, key=lambda span: (span.start, span.end, span.label)))


def _claims(n: int, found: Assessment | None) -> tuple[ClaimRow, ...]:
    if found is None:
        return ()
    return tuple(
        ClaimRow(
            n,
            clean_line(claim.text, LONG),
            claim.status,
            session_words.CLAIMS[claim.status],
            clean_line(claim.against or "", LONG),
        )
        for claim in found.claims[:40]
    )


def _attempt(answer: Answer) -> AttemptRow:
    found = answer.assessment
    overall = found.overall if found and found.graded else None
    return AttemptRow(answer.attempt, clean(answer.text).strip()[:MAX_ANSWER], overall)


def clean_points(graded: Sequence[QuestionRow], *, best: bool) -> tuple[PointRow, ...]:
    """The first line said of each graded answer, best (or worst) answer first: for a session without a debrief."""
    ranked = sorted(graded, key=lambda row: (row.overall or 0) * (-1 if best else 1))
    lines = ((row.strengths if best else row.improvements)[:1] for row in ranked)
    points = {line[0]: PointRow(line[0], "", row.n) for row, line in zip(ranked, lines, strict=True) if line}
    return tuple(points.values())[:3]
