"""The text of a posting -> what it asks for: requirements (must, nice, duty), skills with evidence, and the level.

Three things decide what a line is, in this order: its own wording ("is a plus"), the heading it stands under, and
whether it looks like a list item or a sentence that asks for something. Boilerplate (benefits, equal opportunity,
cookies) is never a requirement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.seniority import guess_level
from interview_cli.coach.builtin.wording import (
    Section,
    begins_with_action,
    classify_heading,
    fold_words,
    has_cue,
)
from interview_cli.models import Importance, Posting, Requirement, SkillAsked

MAX_REQUIREMENTS: Final = 48
_MIN_WORDS: Final = 2
_MAX_CHARS: Final = 420
_ORDER: Final[dict[Importance, int]] = {"must": 0, "nice": 1, "duty": 2}

_SENTENCE: Final = re.compile(
    r"(?<=[.!?;])(?<!e\.g\.)(?<!i\.e\.)(?<!z\.B\.)(?<!p\.ex\.)(?<!incl\.)(?<!etc\.)(?<!bzw\.)(?<!inkl\.)(?<!bijv\.)"
    r"(?<!\b[A-Z]\.)(?<!St\.)(?<!No\.)(?<!Dr\.)(?<!vs\.)\s+(?=[^\W\d_a-zà-ÿ]|[•\-\d\"“(])"
)
_LABEL: Final = re.compile(r"^([^:.]{3,48}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a posting: its text without the list mark, whether it was a list item, and the section it is in."""

    text: str
    is_item: bool
    section: Section


def analyse(posting: Posting, lexicon: Lexicon) -> Posting:
    """`posting` with `requirements`, `skills` and `level` filled in from its text and title."""
    lines = read_lines(posting.text)
    # A maker of tools names its own on every line of its postings: that asks for nothing.
    lexicon = lexicon.without(posting.company)
    requirements = find_requirements(lines, lexicon)
    return replace(
        posting,
        requirements=requirements,
        skills=find_skills(posting.title, requirements, lines, lexicon),
        level=posting.level
        or guess_level(posting.title, [r.text for r in requirements if r.importance == "must"]),
    )


def read_lines(text: str) -> list[Line]:
    """The lines of a posting with the section each stands in. Headings themselves are left out."""
    lines: list[Line] = []
    section: Section = "unknown"
    for raw in text.splitlines():
        stripped = raw.strip()
        if not stripped:
            continue
        if stripped.startswith("#"):
            section = classify_heading(stripped.lstrip("# "))
            continue
        is_item = stripped.startswith(("- ", "* ", "• "))
        body = stripped[2:].strip() if is_item else stripped
        if not is_item and _is_heading(body):
            section = classify_heading(body)
            continue
        if body:
            lines.append(Line(body, is_item, section))
    return lines


def _is_heading(line: str) -> bool:
    """A short line without a full stop that ends in a colon, or that is a heading we know."""
    words = line.split()
    if len(words) > 9 or line.endswith((".", ",", ";")):
        return False
    known = classify_heading(line)
    if line.endswith(":"):
        return known != "unknown" or len(words) <= 5
    return (
        known != "unknown" and len(words) <= 6 and not re.search(r"[,:]", line) and _only_heading(line, known)
    )


def _only_heading(line: str, known: Section) -> bool:
    """Whether a line without a colon is nothing but a heading: no known skill sentence such as "Experience with SQL"."""
    folded = fold_words(line)
    if known in ("must", "nice") and re.search(r"\b(with|in|of|mit|en|de|als|van|em|w|with a)\b .", folded):
        return folded in _WHOLE_HEADINGS or line.isupper()
    return not re.search(r"\d", line)


_WHOLE_HEADINGS: Final = frozenset(
    {
        "what you bring to the role",
        "who you are in a nutshell",
        "das bringen sie mit",
        "das bringst du mit",
        "que esperamos de ti",
        "dit heb je in huis",
        "ce que nous recherchons en vous",
    }
)


def find_requirements(lines: list[Line], lexicon: Lexicon) -> tuple[Requirement, ...]:
    """What the lines ask for: at most 48, musts first, in the order of the posting, each once."""
    found: dict[str, Requirement] = {}
    seen_sections = {line.section for line in lines}
    for line in lines:
        for text in _statements(line):
            importance = _importance(text, line, structured=bool(seen_sections & {"must", "duty", "nice"}))
            key = fold_words(text)
            if importance and key not in found:
                found[key] = Requirement(text, importance, lexicon.names(text))
    ordered = sorted(found.values(), key=lambda r: _ORDER[r.importance])
    return tuple(ordered[:MAX_REQUIREMENTS])


def _statements(line: Line) -> list[str]:
    """The statements of a line: an item is one, a paragraph is one a sentence."""
    if line.is_item and len(line.text) <= _MAX_CHARS:
        return [line.text]
    return [part.strip() for part in _SENTENCE.split(line.text) if part.strip()]


def _importance(text: str, line: Line, *, structured: bool) -> Importance | None:
    folded = fold_words(text)
    label = _LABEL.match(text)
    if line.section == "other" or (label and classify_heading(label.group(1)) == "other"):
        return None
    if not _could_ask(text, folded, line):
        return None
    by_wording = _by_wording(folded)
    if line.section == "nice":
        return "nice"
    if line.section == "must":
        return _in_must(text, folded, line, by_wording)
    if line.section == "duty":
        return _in_duty(folded, line, by_wording)
    return _without_heading(folded, line, by_wording, structured=structured)


def _could_ask(text: str, folded: str, line: Line) -> bool:
    # One word can be enough: "Python" among the musts, "Umsatzsteuervoranmeldungen" among the duties.
    listed = line.is_item and (line.section in ("must", "nice") or len(folded) > 12)
    long_enough = len(folded.split()) >= _MIN_WORDS or listed
    return (
        long_enough
        and len(text) <= _MAX_CHARS
        and not text.endswith("?")
        and not _is_boilerplate(folded, line)
    )


def _is_boilerplate(folded: str, line: Line) -> bool:
    if has_cue("never", folded) or folded.startswith(_HOW_TO_APPLY):
        return True
    if not has_cue("boilerplate", folded):
        return False
    # "Experience in a dental surgery" under a requirements heading is one; "Dental insurance" is not.
    asks = has_cue("must", folded) and line.section in ("must", "nice", "duty")
    return not asks


_HOW_TO_APPLY: Final = (
    "to apply ",
    "for an informal ",
    "to find out more ",
    "how to apply ",
    "apply by ",
    "closing date ",
)


def _by_wording(folded: str) -> Importance | None:
    if has_cue("nice", folded):
        return "nice"
    if has_cue("must", folded):
        return "must"
    if has_cue("duty", folded) or begins_with_action(folded):
        return "duty"
    return None


def _in_must(text: str, folded: str, line: Line, by_wording: Importance | None) -> Importance | None:
    label = _LABEL.match(text)
    if label and classify_heading(label.group(1)) == "nice":
        return "nice"
    if by_wording == "nice":
        return "must" if _is_nice_only_in_part(text) else "nice"
    if line.is_item or by_wording == "must":
        return "must"
    # A sentence under the heading that only leads in ("To succeed here, bring the following") asks for nothing.
    return (
        "must" if by_wording is None and 3 <= len(folded.split()) <= 14 and not text.endswith(":") else None
    )


def _is_nice_only_in_part(text: str) -> bool:
    """Whether a must has a wish at its end: "DATEV and Excel, SAP of advantage" still asks for DATEV."""
    if _WISHED_AT_THE_END.search(text):
        return False
    clauses = [fold_words(clause) for clause in re.split(r"[,;(–—]", text) if clause.strip()]
    wishes = [clause for clause in clauses if has_cue("nice", clause)]
    firm = [clause for clause in clauses if clause not in wishes and len(clause.split()) >= 3]
    return bool(firm) and clauses[0] in firm and has_cue("must", clauses[0])


# "Salesforce, Outreach and Gong is a bonus": the verb makes the wish one of the whole list.
_WISHED_AT_THE_END: Final = re.compile(
    r"\b(?:is|are|would be|will be|ist|sind|wäre|serait|sont|sería|sarebbe)\b.{0,24}\b(?:bonus|plus|advantage|asset|vorteil|atout)\W*$",
    re.IGNORECASE,
)


def _in_duty(folded: str, line: Line, by_wording: Importance | None) -> Importance | None:
    if line.is_item:
        return "nice" if by_wording == "nice" and not begins_with_action(folded) else "duty"
    if by_wording in ("must", "nice") and not begins_with_action(folded):
        return by_wording if _asks_plainly(folded) else None
    return "duty" if has_cue("duty", folded) or begins_with_action(folded) else None


def _without_heading(
    folded: str, line: Line, by_wording: Importance | None, *, structured: bool
) -> Importance | None:
    if line.is_item and by_wording:
        return by_wording
    if by_wording is None or by_wording == "duty":
        return "duty" if by_wording and has_cue("duty", folded) else None
    # Prose about the firm is full of "strong" and "experience": outside a list it takes plainer words.
    if structured or not line.is_item:
        return by_wording if _asks_plainly(folded) else None
    return by_wording


_PLAIN_ASK: Final = re.compile(
    r"(?<!\w)(?:you (?:must|have|need|should|bring|are|ve|hold|know|will have|will need|ll need|ll have|possess)|must (?:have|be|hold|speak)|"
    r"(?:is|are) (?:required|essential|mandatory|necessary|a must|needed|preferred|desirable|a plus|an advantage|beneficial|an asset|a bonus)|required|"
    r"we (?:require|expect|need|ask for|are looking for|re looking for|look for|seek)|looking for (?:a|an|someone|people)|"
    r"\d+ ?\+? (?:years?|yrs|jahre|ans|anos|anni|jaar|lat)|(?:ideal|successful) candidate|candidates? (?:must|should|will|with)|applicants? (?:must|should)|"
    r"experience (?:with|in|of|as|using|working)|knowledge of|proficien\w+|fluent|ability to|degree in|qualified|"
    r"du (?:hast|bist|bringst|verfugst)|sie (?:haben|sind|bringen|verfugen)|wir (?:suchen|erwarten)|erforderlich|vorausgesetzt|von vorteil|wunschenswert|kenntnisse|berufserfahrung|"
    r"vous (?:avez|etes|disposez|justifiez|maitrisez)|nous recherchons|exige\w*|requise?s?|souhaite\w*|maitrise|titulaire|"
    r"se (?:requiere|valora|valorara|busca)|buscamos|imprescindible|experiencia (?:en|de|con|minima)|"
    r"si richiede|e richiest\w+|cerchiamo|esperienza|laurea|gradit\w+|"
    r"je (?:hebt|bent|beschikt)|wij zoeken|ervaring met|een pre|"
    r"procuramos|experiencia em|conhecimento|wymagan\w+|znajomosc|doswiadczenie|mile widzian\w+|vi soker|erfarenhet|erfaring)(?!\w)"
)


# "Acme has grown for 20 years", "our people have a strong background": about the firm, unless it turns to the reader.
_ABOUT_FIRM: Final = re.compile(
    r"^(?:we|our|at|founded|since|with (?:over|more than)|wir|unser\w*|nous|notre|nuestr\w+|somos|fondata|wij|onze|vi|var)\b"
    r"|\b(?:has|have|is|are) (?:grown|been|over|more than|about|a (?:leading|global|family)|one of|\d+)"
)
_TO_READER: Final = re.compile(
    r"\b(?:you\w*|candidates?|applicants?|required|must|looking for|seek\w*|essential|hire|require|expect|need|"
    r"du|dir|sie|ihnen|suchen|erwarten|vous|recherch\w+|tu|buscamos|cerchiamo|je|jij|zoeken|procuramos|szukamy|soker)\b"
)


def _asks_plainly(folded: str) -> bool:
    if _ABOUT_FIRM.search(folded) and not _TO_READER.search(folded):
        return False
    return bool(_PLAIN_ASK.search(folded))


def find_skills(
    title: str, requirements: tuple[Requirement, ...], lines: list[Line], lexicon: Lexicon
) -> tuple[SkillAsked, ...]:
    """Every skill the posting names, strongest claim first, with the line that names it.

    Skills of the title and of must lines are `must`; skills named only in passing are `duty`, and what the firm says
    of itself or offers is left out.
    """
    found: dict[str, SkillAsked] = {}
    for requirement in requirements:
        for name in requirement.skills:
            found.setdefault(name, SkillAsked(name, requirement.importance, requirement.text))
    for name in lexicon.names(title):
        found[name] = SkillAsked(name, "must", found[name].evidence if name in found else title)
    for line in lines:
        if line.section != "other" and not _is_boilerplate(fold_words(line.text), line):
            for statement in _statements(line):
                for name in lexicon.names(statement):
                    if _is_worth_naming(name, lexicon):
                        found.setdefault(name, SkillAsked(name, "duty", statement))
    return tuple(sorted(found.values(), key=lambda s: _ORDER[s.importance]))


def _is_worth_naming(name: str, lexicon: Lexicon) -> bool:
    """In passing, only hard skills count: "collaboration" in a sentence about the firm asks for nothing."""
    return lexicon.skills[name].kind in ("technology", "certificate")
