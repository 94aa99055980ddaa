"""What a candidate may type in place of an answer: `/hint`, `/skip` and the like."""

from __future__ import annotations

import re
from typing import Final, Literal

from interview_cli.models import Question

Command = Literal["hint", "skip", "repeat", "redo", "better", "pause", "end", "help"]

COMMANDS: Final[dict[Command, str]] = {
    "hint": "what a good answer to this one shows",
    "skip": "leave this question out",
    "repeat": "see the question again",
    "redo": "answer the last question again, and compare",
    "better": "see a stronger version of your last answer",
    "pause": "leave; everything is saved",
    "end": "go to the debrief now",
    "help": "this list",
}
_SHAPE: Final = re.compile(r"\s*/([a-z]{2,12})\s*\Z")


def read_command(text: str) -> Command | None:
    """The command `text` is, or None when it is an answer. A mistyped one reads as `help`."""
    match = _SHAPE.match(text)
    if not match:
        return None
    word = match.group(1)
    return next((name for name in COMMANDS if name == word), "help")


def hints(question: Question) -> tuple[str, ...]:
    """What a good answer shows: from the question itself, else what any answer of its kind needs."""
    if question.strong_answer:
        return question.strong_answer[:3]
    if question.kind == "behavioural":
        return ("Where things stood, what you had to do, what you did yourself, and what came of it.",)
    return ("Say your answer in one sentence first, then the reasons, then one example.",)
