"""What passes between the interview and the candidate: events one way, what is said the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from interview_cli.models import Assessment, Debrief, Pack, Receipt, Session, Turn

Act = Literal["answer", "skip", "redo", "better", "pause", "end"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The interview begins, or goes on. `total` is how many questions are planned; `opening` is said aloud."""

    session: Session
    pack: Pack
    total: int
    resumed: bool
    made_by: str
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is put. `number` of `total` planned ones; `lead` is what is said before it.

    `wait_ms` is the time from the end of what came before to now; `elapsed` and `left` are seconds (None: no limit).
    `again` says that it has been put before: after a pause, or to answer it once more.
    """

    turn: Turn
    number: int
    total: int
    lead: str = ""
    wait_ms: float = 0.0
    elapsed: float = 0.0
    left: float | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer is on the disk."""

    n: int
    attempt: int
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of feedback, as it comes."""

    n: int
    text: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """What an answer was worth. `before` is the assessment of the attempt before this one."""

    n: int
    attempt: int
    assessment: Assessment
    before: Assessment | None = None


@dataclass(frozen=True, slots=True)
class Improved:
    """A stronger version of the answer to turn `n`, asked for; None when there is none to be had."""

    n: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """One line the candidate should know."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The interview is over (`finished`), or left for now."""

    session: Session
    finished: bool
    debrief: Debrief | None
    receipt: Receipt


Event = Opened | Asked | Saved | Delta | Assessed | Improved | Noticed | Done


@dataclass(frozen=True, slots=True)
class Said:
    """What the candidate did with a question. `seconds` is the time spent on it, less any time away."""

    act: Act
    text: str = ""
    seconds: float | None = None
    hints: int = 0


class Dialogue(Protocol):
    """The candidate's side: a terminal, a pipe of JSON lines, or a file of answers."""

    def tell(self, event: Event) -> None:
        """Show `event`. Never waits."""

    async def hear(self, asked: Asked) -> Said:
        """What the candidate says to the question in hand. May be cancelled; what was typed is kept as a draft."""

    def spare(self, still_planned: int) -> bool:
        """Whether there is room for a follow-up when `still_planned` questions are to come."""
