"""How a session's report is worded: states, claims, times, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_cli.models import ClaimStatus, Persona, Receipt, Session, Style

CLAIMS: Final[dict[ClaimStatus, str]] = {
    "in_cv": "stands in your CV",
    "said_before": "you said so before",
    "new": "not in your CV",
    "contradicts": "does not agree",
}
PARTS: Final = {"situation": "Situation", "task": "Task", "action": "Action", "result": "Result"}
PERSONAS: Final[dict[Persona, str]] = {
    "supportive": "Supportive",
    "neutral": "Neutral",
    "tough": "Tough",
}
STYLES: Final[dict[Style, str]] = {
    "mixed": "Mixed",
    "behavioural": "Behavioural",
    "technical": "Technical",
    "system-design": "Design",
    "screening": "First conversation",
    "case": "Case",
}
NO_STRENGTHS: Final = "Nothing stood out yet. That changes with the next session."
NO_ANSWERS: Final = "No question was answered, so there is nothing to grade."
NO_GRADES: Final = "No answer was graded, so there are no scores."
FIRST_SESSION: Final = "This is the first session on this job, so there is no trend yet."
REDACTED: Final = (
    "Names, employers and contact data that stand in the CV and the posting were left out. "
    "Read it through before you share it: names that only your answers hold are still there."
)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "answer"), count(3, "answer")
    ('1 answer', '3 answers')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ungraded_words(rows: Iterable[tuple[str, str]]) -> str:
    """What has no score and why, each reason said once; "" when there is none.

    >>> ungraded_words([("Pace", "typed"), ("Depth", "too short"), ("Pauses", "typed")])
    'Not graded: pace, pauses (typed); depth (too short).'
    """
    names: dict[str, list[str]] = {}
    for title, why in rows:
        names.setdefault(why, []).append(title.lower())
    told = "; ".join(
        f"{', '.join(found)} ({why})" if why else ", ".join(found) for why, found in names.items()
    )
    return f"Not graded: {told}." if told else ""


def state_words(session: Session) -> str:
    """How far the session came."""
    if session.finished:
        return f"Finished, {count(session.answered, 'answer')}"
    planned = max(session.terms.questions, session.asked)
    return f"Not finished: {session.answered} of {count(planned, 'question')} answered"


def clock_words(seconds: float | None) -> str:
    """Seconds as minutes and seconds, "" when they are not known.

    >>> clock_words(125.2), clock_words(None)
    ('2:05', '')
    """
    if seconds is None:
        return ""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def time_words(ms: float) -> str:
    """Milliseconds in the unit that suits them.

    >>> time_words(0.42), time_words(850), time_words(4200), time_words(754000)
    ('0.4 ms', '850 ms', '4.2 s', '12 min 34 s')
    """
    if ms < 10:
        return f"{ms:.1f} ms"
    if ms < 1000:
        return f"{ms:.0f} ms"
    if ms < 60_000:
        return f"{ms / 1000:.1f} s"
    return f"{int(ms // 60_000)} min {int(ms % 60_000 // 1000)} s"


def change_words(change: float | None, *, digits: int = 1) -> str:
    """A change with its sign; "" without one to compare with, "=" when nothing moved."""
    if change is None:
        return ""
    rounded = round(change, digits)
    return f"{rounded:+.{digits}f}" if rounded else "="


def cost_words(receipt: Receipt) -> str:
    """What the models cost."""
    if not receipt.calls:
        return "nothing: no model was called"
    return "not known" if receipt.cost_usd is None else f"${receipt.cost_usd:.4f}"
