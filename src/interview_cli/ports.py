"""What the program needs of the outside world, as small protocols. `wiring.py` says which adapter serves which."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from interview_cli.models import (
        CV,
        Assessment,
        Debrief,
        Dossier,
        Gap,
        Pack,
        Posting,
        Question,
        Story,
        Terms,
        Turn,
    )


class Clock(Protocol):
    """Time, so that tests can hold it still."""

    def now(self) -> float:
        """Seconds since the epoch."""

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""

    def today(self) -> date:
        """The day, in UTC."""


class Cache(Protocol):
    """Bytes by kind and key, for a time. A cache that is broken, full or off answers None and stays silent."""

    def get(self, kind: str, key: str) -> bytes | None:
        """The value stored under (kind, key), or None when there is none that is fresh."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Store `value` for as long as the kind's time to live says."""


class Reply(Protocol):
    """What a web server answered: the final URL, the media type, and the body within the limits."""

    url: str
    status: int
    media_type: str
    charset: str | None
    body: bytes


class Web(Protocol):
    """The guarded way to pages: public addresses, a total deadline, and caps on size."""

    async def get(self, url: str, *, accept: str = "text/html", limit_seconds: float | None = None) -> Reply:
        """Fetch `url`; raises `FetchFailed` when it can't be had. Statuses of 400 and over are returned, not raised."""

    async def post_json(self, url: str, payload: dict[str, object]) -> Reply:
        """POST a JSON body to a board's API, under the same guard."""


class Coach(Protocol):
    """One who reads postings and CVs, finds gaps, and plans questions. `name` goes into every result."""

    name: str

    async def analyse_posting(self, posting: Posting) -> Posting:
        """`posting` with requirements, skills and level filled in."""

    async def analyse_cv(self, cv: CV) -> CV:
        """`cv` with the skills it shows filled in."""

    async def find_gaps(self, posting: Posting, cv: CV) -> tuple[Gap, ...]:
        """Each requirement against the CV, worst first."""

    async def plan_questions(
        self, posting: Posting, cv: CV | None, gaps: tuple[Gap, ...], dossier: Dossier, count: int
    ) -> tuple[Question, ...]:
        """`count` questions to expect, in the order an interview would ask them."""

    async def plan_ask_them(self, posting: Posting) -> tuple[Question, ...]:
        """Questions for the candidate to ask the interviewer."""

    async def find_stories(self, posting: Posting, cv: CV) -> tuple[Story, ...]:
        """The CV lines worth telling, best first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer to assess, and all it is judged against. `turn.last` is the attempt in question.

    `earlier` are the turns before it, at most ten, oldest first; `summary` stands for those before these.
    `may_probe` says whether a follow-up question would still be asked. `session` and `turn.n` name the call, so that
    the same one is never paid for twice.
    """

    session: str
    pack: Pack
    terms: Terms
    turn: Turn
    earlier: tuple[Turn, ...] = ()
    summary: str = ""
    may_probe: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer came to, and the follow-up question it calls for."""

    assessment: Assessment
    follow_up: Question | None = None


@dataclass(frozen=True, slots=True)
class Variants:
    """A planned question made easier and made harder; None where there is no such variant."""

    easier: Question | None = None
    harder: Question | None = None


class Interviewer(Protocol):
    """One who listens to answers. `name` goes into every result. Each method may be cancelled at any await."""

    name: str

    def assess(self, heard: Heard) -> AsyncIterator[str | Verdict]:
        """The feedback as it is put into words, piece by piece, and at the end one `Verdict`."""

    async def vary(self, question: Question, heard: Heard) -> Variants:
        """`question`, which comes next, made easier and harder; made while the candidate answers `heard.turn`."""

    async def summarise(self, summary: str, turns: tuple[Turn, ...]) -> str:
        """`summary` (of what came before) and `turns` in one summary; "" when there is no use for one."""

    async def debrief(self, drawn: Debrief, pack: Pack, turns: tuple[Turn, ...]) -> Debrief:
        """The debrief drawn up by plain code, in better words; figures and quotes stay as they are."""

    async def improve(self, heard: Heard) -> str | None:
        """A stronger version of the answer that invents nothing, or None."""

    async def warm(self) -> None:
        """Make ready what the first answer will need, while the candidate reads."""

    async def close(self) -> None:
        """Close what was opened."""


class History(Protocol):
    """What is kept between runs: the packs, and the last CV used."""

    def save_pack(self, pack: Pack) -> None:
        """Keep `pack` under its id; the newest comes first."""

    def load_pack(self, prefix: str | None = None) -> Pack:
        """The pack whose id begins with `prefix` (the newest without one); raises `UsageError` if none or several."""

    def last_cv(self) -> str | None:
        """The path of the CV used last, or None."""

    def remember_cv(self, path: str) -> None:
        """Remember `path` as the CV used last."""


class Screen(Protocol):
    """Where stages and notices are told, as they happen. Never results."""

    def stage_started(self, name: str) -> None:
        """A stage begins."""

    def stage_done(self, name: str, ms: float, *, cached: bool) -> None:
        """A stage ended after `ms` milliseconds."""

    def detail(self, name: str, text: str) -> None:
        """How far a running stage is."""

    def notice(self, text: str) -> None:
        """One line the person should know."""
