"""The record of one session: every thing that happens goes into the journal first, then into the history.

What the journal holds and the history does not (the program was killed in between, or the history was lost) is brought
over by `catch_up`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from interview_cli.errors import StorageError
from interview_cli.models import Answer, Assessment, Debrief, Pack, Question, Receipt, Session, Turn
from interview_cli.store.codec import from_json, to_json, to_plain
from interview_cli.store.journal import Journal
from interview_cli.store.sessions import SqliteSessions, plan_document, read_plan

Reach = Callable[[str], None]


class Record:
    """What happens in session `id`, kept. `reach` is told the points at which a crash must lose nothing."""

    def __init__(self, id: str, *, folder: Path, sessions: SqliteSessions, reach: Reach) -> None:  # noqa: A002
        self.id = id
        self.journal = Journal(folder)
        self.sessions = sessions
        self.reach = reach

    def open(self, session: Session, pack: Pack, plan: tuple[Question, ...]) -> None:
        """Begin the record of a new session."""
        plain_plan = [to_plain(question) for question in plan]
        self._note("session", session=to_plain(session), pack=to_plain(pack), plan=plain_plan, safe=True)
        self.sessions.create(session, pack)
        self.sessions.put_paper(self.id, "plan", plan_document(plan))

    def plan(self) -> tuple[Question, ...]:
        """The planned questions, in order."""
        return read_plan(self.sessions.paper(self.id, "plan"))

    def turn(self, n: int) -> Turn | None:
        """The turn numbered `n`, or None."""
        found = self.sessions.turns(self.id, after=n - 1)
        return found[0] if found and found[0].n == n else None

    def add_turn(self, turn: Turn) -> None:
        """Keep a question about to be asked."""
        document = {**to_plain(turn), "answers": []}
        self._note("turn", turn=document)
        self.reach("before_question")
        self.sessions.add_turn(self.id, turn)

    def add_answer(self, n: int, answer: Answer) -> None:
        """Keep an answer: when this returns it is on the disk, whatever happens next."""
        self._note("answer", n=n, answer=to_plain(answer), safe=True)
        self.reach("after_journal")
        self.sessions.add_answer(self.id, n, answer)

    def add_assessment(
        self, n: int, attempt: int, assessment: Assessment, follow_up: Question | None
    ) -> None:
        """Keep what an answer was worth, and the question it called for."""
        thin = replace(assessment, question="", answer="")
        plain = to_plain(follow_up) if follow_up else None
        self._note("assessment", n=n, attempt=attempt, assessment=to_plain(thin), follow_up=plain)
        self.sessions.add_assessment(self.id, n, attempt, assessment, follow_up)

    def add_summary(self, upto: int, text: str) -> None:
        """Keep the summary of the turns up to `upto`."""
        self.sessions.put_paper(self.id, "summary", json.dumps({"upto": upto, "text": text}).encode())

    def summary(self) -> tuple[int, str]:
        """The last turn the summary covers (0: none), and its text."""
        document = self.sessions.paper(self.id, "summary")
        kept: dict[str, Any] = json.loads(document) if document else {"upto": 0, "text": ""}
        return int(kept["upto"]), str(kept["text"])

    def add_receipt(self, receipt: Receipt) -> None:
        """Keep what the session took so far."""
        self.sessions.put_paper(self.id, "receipt", to_json(receipt))

    def finish(self, debrief: Debrief) -> None:
        """Keep the debrief; the session is over."""
        self._note("debrief", debrief=to_plain(debrief))
        self.reach("mid_debrief")
        self._finish(debrief)

    def debrief(self) -> Debrief | None:
        """The debrief, when the session is over."""
        document = self.sessions.paper(self.id, "debrief")
        return from_json(Debrief, document) if document else None

    def catch_up(self) -> None:
        """Bring over from the journal what the history does not hold; lines that make no sense are passed over."""
        with self.sessions.batch():
            for entry in self.journal.read():
                try:
                    self._take(entry)
                except (ValueError, KeyError, TypeError):
                    continue

    def _take(self, entry: dict[str, Any]) -> None:
        match entry.get("kind"):
            case "session":
                self.sessions.create(_noun(Session, entry["session"]), _noun(Pack, entry["pack"]))
                plan = tuple(_noun(Question, row) for row in entry["plan"])
                if self.sessions.paper(self.id, "plan") is None:
                    self.sessions.put_paper(self.id, "plan", plan_document(plan))
            case "turn":
                self.sessions.add_turn(self.id, _noun(Turn, entry["turn"]))
            case "answer":
                self.sessions.add_answer(self.id, entry["n"], _noun(Answer, entry["answer"]))
            case "assessment":
                follow_up = _noun(Question, entry["follow_up"]) if entry["follow_up"] else None
                assessment = _noun(Assessment, entry["assessment"])
                self.sessions.add_assessment(self.id, entry["n"], entry["attempt"], assessment, follow_up)
            case "debrief":
                self._finish(_noun(Debrief, entry["debrief"]))

    def _finish(self, debrief: Debrief) -> None:
        self.sessions.put_paper(self.id, "debrief", to_json(debrief))
        self.sessions.finish(self.id, debrief.overall)

    def _note(self, kind: str, *, safe: bool = False, **content: Any) -> None:
        self.journal.append({"kind": kind, **content}, safe=safe)


def _noun(kind: type[Any], plain: dict[str, Any]) -> Any:
    return from_json(kind, json.dumps(plain).encode())


def rebuild(folder: Path, sessions: SqliteSessions) -> int:
    """Make the history of every session anew from the journals under `folder`; returns how many there are."""
    count = 0
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        record = Record(place.name, folder=place, sessions=sessions, reach=lambda _: None)
        try:
            record.catch_up()
        except StorageError:
            continue
        count += 1
    return count
