"""Invented interviews, held through the real store and graded by the real grader; the clock is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.grade import assess
from interview_cli.interview.debrief import draw_up
from interview_cli.models import (
    Answer,
    Assessment,
    Claim,
    Delivery,
    DimensionScore,
    Pack,
    Question,
    Receipt,
    Session,
    Stage,
    Star,
    Terms,
    Turn,
)
from interview_cli.report.session_source import Held, read_held
from interview_cli.store.record import Record
from interview_cli.store.sessions import SqliteSessions

from . import packs

DAY = 86_400.0
BEGAN = 1_795_000_000.0  # 18 November 2026

STORY = """Last winter I was in charge of a medical ward of 28 beds on a night when two of us were off sick. \
At about three in the morning a patient after a hip operation became short of breath.

I had to decide whom to leave with whom. I asked the junior nurse to stay with the two confused patients, took the \
observations myself and called the medical registrar with a clear handover: breathing rate 32, oxygen 84 %.

I started oxygen while we waited. The registrar came within six minutes, and a scan later showed a clot in the lung. \
The patient went home nine days later. Since then I ask on every quiet evening who would stay with whom, because we \
lost two minutes that night to deciding it."""
MIDDLING = """We had a problem with the stock of dressings. I kind of noticed that we were always running out on Mondays, \
so I talked to the people who order them and we changed the day. I think it got better after that, more or less."""
VAGUE = "I am basically a team player and I always give 100 percent, you know, in every situation."
PLAIN = """The first thing I check is whether the number is plausible at all. In my last job I found that 14 of 120 \
entries were booked twice, because the import ran again after a timeout. I wrote a check that compares the totals \
before anything is booked. Since then it has not happened, and the month is closed two days earlier."""
ANSWERS = (STORY, PLAIN, MIDDLING, VAGUE)


def open_store(home: Path) -> SqliteSessions:
    """The sessions under `home`, as the program keeps them."""
    return SqliteSessions(home / "data")


def hold(
    home: Path,
    pack: Pack,
    answers: Sequence[str | None],
    *,
    name: str = "2026-11-18-session-000001",
    began: float = BEGAN,
    finished: bool = True,
    terms: Terms | None = None,
    receipt: Receipt | None = None,
) -> Session:
    """A session on `pack` in which the questions get `answers`, one each; None is skipped. It is in the history after."""
    terms = terms or Terms(questions=len(pack.questions))
    session = Session(name, began, pack.posting.title, pack.posting.company, pack.id, terms)
    sessions = open_store(home)
    record = Record(name, folder=home / "data" / "sessions" / name, sessions=sessions, reach=lambda _: None)
    with sessions.held():
        record.open(session, pack, pack.questions)
        for place, said in enumerate(answers):
            _answer(
                record, place, pack.questions[place % len(pack.questions)], said, began + 90 * place, pack
            )
        record.add_receipt(receipt or a_receipt(len(answers)))
        if finished:
            before = sessions.debriefs(pack=pack.id, before=began)
            record.finish(draw_up(sessions.turns(name), pack=pack, before=before))
    return sessions.find(name)


def _answer(record: Record, place: int, question: Question, said: str | None, at: float, pack: Pack) -> None:
    n = place + 1
    record.add_turn(Turn(n, replace(question, id=f"{question.id}-{n}"), place, at))
    if said is None:
        record.add_answer(n, Answer(1, "skip", "", at + 5))
        return
    record.add_answer(n, Answer(1, "answer", said, at + 80, 74.0 + place))
    found = assess(Ask(question=question, answer=said, cv=pack.cv, seconds=74.0 + place))
    record.add_assessment(n, 1, found, None)


def a_receipt(waits: int) -> Receipt:
    """What an invented session took."""
    return Receipt(
        waits_ms=tuple(12.5 + n for n in range(waits)),
        stages=(Stage("pack", 41.0, cached=True), Stage("debrief", 18.25)),
        wall_ms=754_000.0,
    )


def a_series(home: Path, pack: Pack) -> Session:
    """Four sessions on one pack, a week apart, each better than the one before; returns the last."""
    sets = (
        [VAGUE] * 4,
        [MIDDLING, VAGUE, MIDDLING, VAGUE],
        [STORY, MIDDLING, VAGUE, MIDDLING],
        list(ANSWERS),
    )
    session = None
    for at, answers in enumerate(sets):
        session = hold(home, pack, answers, name=f"2026-11-18-session-{at:06d}", began=BEGAN + 7 * DAY * at)
    assert session is not None
    return session


def twenty(home: Path) -> Session:
    """A session of twenty questions."""
    pack = packs.software_pack(20)
    return hold(home, pack, [ANSWERS[n % 3] for n in range(20)])


def held(home: Path, session: Session) -> Held:
    """The session as the report reads it."""
    return read_held(open_store(home), session)


def crafted(answer: str, *, question: str = "Tell me about a hard day.", **changes: object) -> Held:
    """One question with one assessment made by hand: for content no grader would write."""
    pack = replace(packs.empty_pack(), questions=())
    asked = Question("q1", "behavioural", question, "It comes up.", "bank", 3)
    found = Assessment(
        question=question,
        answer=answer,
        graded=True,
        overall=61,
        dimensions={
            "clarity": DimensionScore(4, (answer[:40],), "plain"),
            "pauses": DimensionScore(None, (), "typed"),
        },
        star=Star(situation=answer[:20]),
        claims=(Claim("14 of 120", "new"), Claim("nine days", "contradicts", "eight days")),
        delivery=Delivery(words=len(answer.split()), seconds=60.0, fillers=1),
        strengths=("It has an end.",),
        improvements=("Say the number first.",),
        better_answer="I counted the entries and found 14.",
    )
    turn = Turn(1, asked, 0, BEGAN, (Answer(1, "answer", answer, BEGAN + 60, 60.0, assessment=found),))
    session = Session(
        "crafted", BEGAN, "Ward nurse", "Lantern House", pack.id, Terms(questions=1), 1, 1, 61, finished=True
    )
    made = Held(session, pack, (turn,), draw_up((turn,), pack=pack), a_receipt(1), ())
    return replace(made, **changes)  # type: ignore[arg-type]
