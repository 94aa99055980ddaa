"""What a report is made of, read from the history: the session, its turns, and the sessions before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from interview_cli.models import Debrief, Pack, Receipt, Session, Turn
from interview_cli.store.codec import from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_cli.store.sessions import SqliteSessions

TREND: Final = 20


@dataclass(frozen=True, slots=True)
class Past:
    """A finished session as the trend needs it. `started` is in seconds since the epoch."""

    id: str
    started: float
    overall: int | None
    dimensions: dict[str, float]


@dataclass(frozen=True, slots=True)
class Held:
    """A session with all that belongs to it; `past` are finished ones before it for the same job, oldest first."""

    session: Session
    pack: Pack
    turns: tuple[Turn, ...]
    debrief: Debrief | None
    receipt: Receipt
    past: tuple[Past, ...]


def read_held(sessions: SqliteSessions, session: Session) -> Held:
    """Everything the history holds on `session`. Raises `StorageError`."""
    with sessions.held():
        document = sessions.paper(session.id, "debrief")
        return Held(
            session=session,
            pack=sessions.pack_of(session.id),
            turns=sessions.turns(session.id),
            debrief=from_json(Debrief, document) if document else None,
            receipt=sessions.receipt(session.id),
            past=_read_past(sessions, before_of(session, sessions.list())),
        )


def before_of(session: Session, every: Sequence[Session]) -> list[Session]:
    """The finished sessions before `session` on the same pack or for the same title, oldest first, `TREND` at most."""
    title = session.title.casefold()
    same = [
        other
        for other in every
        if other.finished
        and other.id != session.id
        and (other.started, other.id) < (session.started, session.id)
        and (other.pack == session.pack or (title and other.title.casefold() == title))
    ]
    same.sort(key=lambda other: (other.started, other.id))
    return same[-TREND:]


def _read_past(sessions: SqliteSessions, chosen: Sequence[Session]) -> tuple[Past, ...]:
    return tuple(read_past(sessions, session) for session in chosen)


def read_past(sessions: SqliteSessions, session: Session) -> Past:
    """A session with the means of its dimensions."""
    document = sessions.paper(session.id, "debrief")
    dimensions = from_json(Debrief, document).dimensions if document else {}
    return Past(session.id, session.started, session.overall, dimensions)
