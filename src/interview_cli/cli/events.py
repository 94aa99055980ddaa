"""`interview start --json`: events as JSON Lines on stdout."""

from __future__ import annotations

import json
from typing import Any

from interview_cli.cli.output import put
from interview_cli.interview.dialogue import (
    Asked,
    Assessed,
    Delta,
    Done,
    Event,
    Improved,
    Noticed,
    Opened,
    Saved,
)
from interview_cli.store.codec import to_plain


class JsonVoice:
    """Prints each event as one line, at once."""

    def tell(self, event: Event) -> None:
        """Print `event`."""
        put(json.dumps(event_document(event), ensure_ascii=False) + "\n")


def event_document(event: Event) -> dict[str, Any]:
    """An event as the contract has it."""
    match event:
        case Opened():
            name, content = "session", _opened(event)
        case Asked():
            name, content = "question", _asked(event)
        case Saved():
            name, content = (
                "answer.saved",
                {"n": event.n, "attempt": event.attempt, "skipped": event.skipped},
            )
        case Delta():
            name, content = "feedback.delta", {"n": event.n, "text": event.text}
        case Assessed():
            name, content = "assessment", _assessed(event)
        case Improved():
            name, content = "better_answer", {"n": event.n, "text": event.text}
        case Noticed():
            name, content = "notice", {"text": event.text}
        case Done():
            name, content = "done", _done(event)
    return {"event": name, **content}


def _opened(event: Opened) -> dict[str, Any]:
    session = event.session
    return {
        "session_id": session.id,
        "pack": session.pack,
        "title": session.title,
        "company": session.company,
        "questions": event.total,
        "resumed": event.resumed,
        "made_by": event.made_by,
        "terms": to_plain(session.terms),
    }


def _asked(event: Asked) -> dict[str, Any]:
    question = event.turn.question
    return {
        "n": event.turn.n,
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "skill": question.skill,
        "follow_up": event.turn.follow_up,
        "wait_ms": event.wait_ms,
        "number": event.number,
        "of": event.total,
        "why": question.why,
        "difficulty": question.difficulty,
        "lead": event.lead,
        "again": event.again,
        "elapsed_s": round(event.elapsed, 1),
        "left_s": None if event.left is None else round(event.left, 1),
    }


def _assessed(event: Assessed) -> dict[str, Any]:
    before = event.before.overall if event.before else None
    return {"n": event.n, "attempt": event.attempt, **to_plain(event.assessment), "overall_before": before}


def _done(event: Done) -> dict[str, Any]:
    return {
        "session_id": event.session.id,
        "finished": event.finished,
        "debrief": to_plain(event.debrief) if event.debrief else None,
        "receipt": to_plain(event.receipt),
    }
