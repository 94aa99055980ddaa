"""Tasks that look back: a stronger answer, the debrief, the summary of what was said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from interview_cli.coach.model.assess import turn_text
from interview_cli.coach.model.context import cv_lines
from interview_cli.coach.model.desk import Desk, Prompt, Task
from interview_cli.coach.model.fences import defuse, fence
from interview_cli.coach.model.figures import figures, strike_new_figures, written_figures
from interview_cli.coach.model.replies import BetterReply, DebriefReply, SummaryReply
from interview_cli.coach.model.sound import quotes_stand, sound
from interview_cli.models import Debrief, Point, Turn
from interview_cli.ports import Heard
from interview_cli.untrusted import clean_line, fold

IMPROVE: Final = Task("improve answer", 500, cache="reply")
SUMMARISE: Final = Task("summarise history", 400, cache="reply")
DEBRIEF: Final = Task("debrief", 1_000, cache="reply")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


async def improve(heard: Heard, blocks: list[str], desk: Desk, system: str) -> str | None:
    """The answer as it could be given next time. Numbers that stand in neither answer nor CV are struck out."""
    words = {"turn": fence("answer", turn_text(heard, desk), desk.marks)}
    answered = await desk.ask(IMPROVE, BetterReply, Prompt(lambda _: blocks, words, system))
    answer = heard.turn.last.text if heard.turn.last else ""
    cv = "\n".join(cv_lines(heard.pack.cv, desk.marks).texts) if heard.pack.cv else ""
    kept, struck = strike_new_figures(_sound_sentences(answered.reply.text, desk), f"{answer}\n{cv}")
    desk.recorder.dropped("number", struck)
    return kept or None


async def summarise(summary: str, turns: tuple[Turn, ...], desk: Desk) -> str:
    """What was said so far. A sentence that can't be shown, or holds a number nobody said, is left out."""
    said = turns_text(turns, desk)
    words = {
        "summary": fence("summary", defuse(summary or "Nothing yet.", desk.marks), desk.marks),
        "turns": fence("turns", said, desk.marks),
    }
    answered = await desk.ask(SUMMARISE, SummaryReply, Prompt(lambda _: [], words))
    known = figures(f"{summary}\n{said}")
    kept = [
        sentence
        for sentence in _SENTENCE.split(_sound_sentences(answered.reply.summary, desk))
        if not written_figures(sentence) - known
    ]
    return " ".join(kept)


async def debrief(
    drawn: Debrief, turns: tuple[Turn, ...], blocks: list[str], desk: Desk, system: str
) -> Debrief:
    """`drawn` with its points and its closing in better words; a point whose new words can't be shown stays as it is."""
    points = [*drawn.strengths, *drawn.improvements]
    listed = "\n".join(
        f"{number}. {defuse(clean_line(point.text, 300), desk.marks)}"
        + (f" (they said: {defuse(clean_line(point.quote, 200), desk.marks)})" if point.quote else "")
        for number, point in enumerate(points, 1)
    )
    said = turns_text(turns, desk)
    words = {"points": fence("points", listed, desk.marks), "turns": fence("turns", said, desk.marks)}
    answered = await desk.ask(DEBRIEF, DebriefReply, Prompt(lambda _: blocks, words, system))
    source = f"{listed}\n{said}"
    better = {item.number: item.text for item in answered.reply.points}
    made = [_reworded(point, better.get(number, ""), source, desk) for number, point in enumerate(points, 1)]
    closing = _may_say(answered.reply.closing, source, desk)
    cut = len(drawn.strengths)
    return replace(
        drawn,
        strengths=tuple(made[:cut]),
        improvements=tuple(made[cut:]),
        closing=closing or drawn.closing,
    )


def _reworded(point: Point, text: str, source: str, desk: Desk) -> Point:
    return replace(point, text=_may_say(text, source, desk) or point.text)


def _may_say(text: str, source: str, desk: Desk) -> str | None:
    """`text` if it may be shown and holds no number and no quote that the source has not."""
    told = desk.sound(text)
    if told is None:
        return None
    if written_figures(told) - figures(source) or not quotes_stand(told, fold(source)):
        desk.recorder.dropped("quote")
        return None
    return told


def turns_text(turns: tuple[Turn, ...], desk: Desk) -> str:
    """Turns as a prompt shows them: what was asked, what was said."""
    rows = []
    for turn in turns:
        answer = turn.last.text if turn.last and turn.last.text else "(skipped)"
        rows += [
            f"Turn {turn.n}, asked: {defuse(clean_line(turn.question.text, 300), desk.marks)}",
            f"Said: {defuse(clean_line(answer, 900), desk.marks)}",
        ]
    return "\n".join(rows)


def _sound_sentences(text: str, desk: Desk) -> str:
    """The sentences of `text` that may be shown. Gaps in square brackets stay."""
    kept = []
    for sentence in _SENTENCE.split(" ".join(text.split())):
        bare = re.sub(r"\[([^\]\n]{1,60})\]", r"\1", sentence)
        if sound(bare, desk.marks.secrets, limit=600) is not None:
            kept.append(sentence)
        elif sentence.strip():
            desk.recorder.dropped("text")
    return " ".join(kept)
