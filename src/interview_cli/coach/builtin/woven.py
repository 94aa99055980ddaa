"""Questions in the posting's and the CV's own words, from `templates.toml`."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from string import Template
from typing import Any, Final

from interview_cli.coach.builtin import advice
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.seniority import least_degree, years_asked
from interview_cli.coach.builtin.tokens import fold_word
from interview_cli.coach.builtin.wording import action_verbs, fold_words, is_condition
from interview_cli.models import Dossier, Gap, Kind, Posting, Question, SkillAsked, Story
from interview_cli.untrusted import clean_line

_MAX_DUTY_WORDS: Final = 18
_MAX_LINE: Final = 150
_ABOUT_PEOPLE: Final = re.compile(
    r"\b(?:tell me about (?:a|the) time|describe a|a time when|why do you|why did you|conflict|disagree\w*|weakness|strength|"
    r"proud|manager|team|feedback|mistake|failure|leave your|motivat\w*|yourself)\b"
)


def quoted(text: str) -> str:
    """A line of the posting in quotation marks, short enough for one line of a pack."""
    return f"“{clean_line(text, 110).rstrip('.;,:')}”"


def about_gap(gap: Gap, lexicon: Lexicon, why: str, difficulty: int) -> Question:
    """An honest question on what the CV does not show, shows too little of, or shows something close to."""
    table = load_file("templates")
    entry = lexicon.skills.get(gap.skill or "")
    if entry is None or entry.kind == "soft":
        words = {"need": advice.shorten(gap.requirement)}
        made = _made("gap", gap.requirement, table["gap"], table["gap"]["texts"]["general"], words)
        return replace(made, why=why, source="gap", difficulty=difficulty)
    words = {"skill": advice.speak(entry.name, lexicon), "related": _nearest(gap, entry.name, lexicon)}
    if words["related"] == entry.name:
        content = table["years"]
    elif words["related"]:
        content = table["related"]
    else:
        content = table["gap"]
    # Nothing is "built on" a word processor: office programs are asked about as skills, not as tools.
    kind = "method" if entry.family == "office-software" else entry.kind
    texts = content["texts"] if isinstance(content["texts"], list) else content["texts"][kind]
    made = _made("gap", entry.name, content, texts, words)
    return replace(made, why=why, source="gap", difficulty=difficulty, skill=entry.name)


def _nearest(gap: Gap, skill: str, lexicon: Lexicon) -> str:
    """What the evidence of a half-met gap shows instead: the skill itself, a related one, or nothing by name."""
    shown = lexicon.names(gap.evidence) if gap.status == "partial" else ()
    if any(skill in lexicon.proves(name) for name in shown):
        return skill
    return next((advice.speak(name, lexicon) for name in shown if lexicon.are_related(skill, name)), "")


def about_reported(dossier: Dossier, difficulty: int) -> Iterator[Question]:
    """Questions people say they were asked there, in their words; those that several report come first."""
    table = load_file("templates")["reported"]
    for asked in sorted(dossier.asked, key=lambda asked: asked.support == "one"):
        source = asked.sources[0]
        when = f", {source.date[:7]}" if source.date else ""
        why = f"Somebody was asked this there ({clean_line(source.title, 70)}{when})."
        made = _made("asked", asked.text, table, ["$text"], {"text": clean_line(asked.text, 300)})
        kind: Kind = "behavioural" if _ABOUT_PEOPLE.search(fold_words(asked.text)) else "technical"
        yield replace(made, kind=kind, why=why, source="research", difficulty=difficulty)


def about_skill(asked: SkillAsked, lexicon: Lexicon, why: str, difficulty: int) -> Question:
    """A question on a skill for which the bank has none."""
    table = load_file("templates")["skill"]
    entry = lexicon.skills[asked.name]
    kind = "method" if entry.family == "office-software" else entry.kind
    words = {"skill": advice.speak(asked.name, lexicon)}
    content = {"strong": table["strong"]["any"], "probes": table["probes"]["any"]}
    made = _made("skill", asked.name, content, table["texts"][kind], words)
    return replace(made, why=why, difficulty=difficulty, skill=asked.name)


def about_duties(posting: Posting, difficulty: int) -> Iterator[Question]:
    """Questions on what one would do all day, in the posting's words; only where they fit an English sentence."""
    table = load_file("templates")["duty"]
    for requirement in posting.requirements:
        duty = _as_infinitive(requirement.text) if requirement.importance == "duty" else None
        if duty:
            made = _made("duty", requirement.text, table, table["texts"], {"duty": duty})
            yield replace(made, why=f"You would do this: {quoted(requirement.text)}.", difficulty=difficulty)


def about_musts(posting: Posting, asked: set[str], difficulty: int) -> Iterator[Question]:
    """Questions on musts that name no skill we know; those in `asked` are asked about as gaps already."""
    table = load_file("templates")["must"]
    for requirement in posting.requirements:
        if (
            requirement.text not in asked
            and requirement.importance == "must"
            and not requirement.skills
            and can_be_told(requirement.text)
        ):
            made = _made(
                "must", requirement.text, table, table["texts"], {"need": advice.shorten(requirement.text)}
            )
            yield replace(made, why=f"One of the musts: {quoted(requirement.text)}.", difficulty=difficulty)


def about_unnamed(gap: Gap, lexicon: Lexicon, why: str, difficulty: int) -> Question:
    """A question on a gap that names no skill: what one agrees to, a degree, years of nothing in particular, or the rest."""
    if is_condition(gap.requirement):
        return replace(_of_need("readiness", gap, why), kind="screening", difficulty=1)
    if least_degree(gap.requirement) is not None:
        return replace(_of_need("degree", gap, why), kind="screening", difficulty=1)
    if _is_bare_years(gap.requirement):
        return replace(_of_need("bare_years", gap, why), kind="screening", difficulty=2)
    return about_gap(gap, lexicon, why, difficulty)


def _of_need(name: str, gap: Gap, why: str) -> Question:
    table = load_file("templates")[name]
    made = _made(name, gap.requirement, table, table["texts"], {"need": advice.shorten(gap.requirement)})
    return replace(made, why=why, source="gap")


def _is_bare_years(must: str) -> bool:
    return years_asked(must) is not None and len(must.split()) <= 8


def can_be_told(must: str) -> bool:
    """Whether a must asks for something one has done: nights, travel and papers are asked about, not told of."""
    return (
        len(must) <= _MAX_LINE
        and not _is_bare_years(must)
        and not is_condition(must)
        and least_degree(must) is None
    )


def about_cv_lines(stories: tuple[Story, ...], difficulty: int) -> Iterator[Question]:
    """Questions on the lines of the CV that an interviewer would stop at."""
    table = load_file("templates")["cv_line"]
    for story in stories:
        made = _made(
            "cv", story.line, table, table["texts"], {"line": clean_line(story.line, _MAX_LINE).rstrip(".;")}
        )
        why = f"A line of your CV that invites questions ({advice.place(story.where)})."
        yield replace(made, why=why, source="bank", difficulty=difficulty)


def _made(name: str, about: str, table: dict[str, Any], texts: list[str], words: dict[str, str]) -> Question:
    """A question from one of `texts`; which one depends on what it is about, never on chance."""
    number = zlib.crc32(about.encode())
    kind: Kind = "behavioural" if name in ("cv", "must") else "technical"
    return Question(
        id=f"{name}-{_slug(about)}-{number & 0xFFFF:04x}",
        kind=kind,
        text=Template(texts[number % len(texts)]).substitute(words),
        why="",
        source="posting",
        difficulty=3,
        strong_answer=tuple(table["strong"]),
        probes=tuple(table["probes"]),
    )


def _slug(text: str) -> str:
    plain = "-".join(fold_word(word) for word in re.findall(r"[^\W_]+", text)[:5])
    return re.sub(r"[^a-z0-9-]+", "", plain)[:40].strip("-") or "it"


def _as_infinitive(duty: str) -> str | None:
    """A duty as it follows "to": "Run the stock count." becomes "run the stock count"; None when it does not fit."""
    text = re.sub(r"\s*\([^)]*\)", "", duty).strip().rstrip(".;:,")
    words = text.split()
    if not 3 <= len(words) <= _MAX_DUTY_WORDS or re.search(
        r"[:;–—?!]|\b(?:you|your|we|our|us)\b", text, re.IGNORECASE
    ):
        return None
    if fold_words(words[0]) not in action_verbs():
        return None
    return text[0].lower() + text[1:]
