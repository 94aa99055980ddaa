"""Task: what a CV shows beyond what the word list finds in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.model.context import cv_block, cv_lines
from interview_cli.coach.model.desk import Desk, Prompt, Task
from interview_cli.coach.model.posting import known_skills
from interview_cli.coach.model.replies import CVReply
from interview_cli.models import CV, SkillShown

TASK: Final = Task("analyse cv", 900)
_MAX_KNOWN: Final = 60


async def analyse_cv(base: CV, lexicon: Lexicon, desk: Desk) -> CV:
    """`base`, as the built-in coach read it, with the skills the model proves by a line of it."""
    lines = cv_lines(base, desk.marks)
    if not lines.texts:
        return base
    known = ", ".join(shown.name for shown in base.shown[:_MAX_KNOWN]) or "none"
    prompt = Prompt(lambda share: [cv_block(lines, desk.marks, share)], {"known": known})
    answered = await desk.ask(TASK, CVReply, prompt)
    found = {shown.name: shown for shown in base.shown}
    for item in answered.reply.shows[:20]:
        text = lines.at(item.line)
        if text is None:
            desk.recorder.dropped("line")
            continue
        for name in known_skills(item.skills[:4], lexicon):
            found.setdefault(name, SkillShown(name, text, lines.place(item.line)))
    return replace(base, shown=tuple(found.values()))
