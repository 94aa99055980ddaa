"""Task: what a posting asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.requirements import MAX_REQUIREMENTS, find_skills, read_lines
from interview_cli.coach.model.context import Numbered, posting_lines
from interview_cli.coach.model.desk import Desk, Prompt, Task
from interview_cli.coach.model.fences import fence
from interview_cli.coach.model.replies import PostingReply
from interview_cli.llm.faults import Unusable
from interview_cli.models import Importance, Posting, Requirement

TASK: Final = Task("analyse posting", 2_400)
_ORDER: Final[dict[Importance, int]] = {"must": 0, "nice": 1, "duty": 2}
_MAX_SKILLS: Final = 6


async def analyse_posting(base: Posting, lexicon: Lexicon, desk: Desk) -> Posting:
    """The posting with requirements, skills and level as the model reads them; `base` is the built-in coach's reading.

    A reply that finds less than half of what plain code found is of no use and raises `Unusable`.
    """
    lines = posting_lines(base, desk.marks)
    least = max(1, len(base.requirements) // 2)

    def blocks(share: float) -> list[str]:
        return ["A job posting, line by line:\n" + fence("posting", lines.listed(share), desk.marks)]

    answered = await desk.ask(
        TASK, PostingReply, Prompt(blocks), check=lambda reply: _complaint(reply, lines, least)
    )
    found = _requirements(answered.reply, lines, lexicon.without(base.company), desk)
    if len(found) < least:
        raise Unusable("too little of the posting was found")
    level = answered.reply.level
    return replace(
        base,
        requirements=found,
        skills=find_skills(base.title, found, read_lines(base.text), lexicon.without(base.company)),
        level=base.level or (None if level == "unknown" else level),
    )


def _complaint(reply: PostingReply, lines: Numbered, least: int) -> str | None:
    real = {item.line for item in reply.requirements if lines.at(item.line)}
    return (
        None if len(real) >= least else f"only {len(real)} lines of the posting are in it, and there are more"
    )


def _requirements(
    reply: PostingReply, lines: Numbered, lexicon: Lexicon, desk: Desk
) -> tuple[Requirement, ...]:
    found: dict[str, Requirement] = {}
    for item in reply.requirements:
        text = lines.at(item.line)
        if text is None or lines.shown[item.line - 1].startswith("##"):
            desk.recorder.dropped("line")
        elif text not in found:
            skills = known_skills([text, *item.skills[:_MAX_SKILLS]], lexicon)
            found[text] = Requirement(text, item.importance, skills)
    ordered = sorted(found.values(), key=lambda requirement: _ORDER[requirement.importance])
    return tuple(ordered[:MAX_REQUIREMENTS])


def known_skills(texts: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The skills of the lexicon that `texts` name, each once. What the lexicon does not know is left out."""
    return tuple(dict.fromkeys(name for text in texts for name in lexicon.names(text)))
