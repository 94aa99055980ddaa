"""The claims of an answer, each held against the CV and the earlier answers: numbers, roles and tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.cvreading import CVLine, read_lines
from interview_cli.coach.builtin.grading.expected import word_stems
from interview_cli.coach.builtin.grading.figures import Figure, find_figures
from interview_cli.coach.builtin.grading.hearing import Hearing
from interview_cli.coach.builtin.grading.reading import Sentence, word_at
from interview_cli.coach.builtin.grading.sentences import split_sentences
from interview_cli.models import CV, Claim, ClaimStatus
from interview_cli.untrusted import clean_line

_MAX_CLAIMS: Final = 12
_MAX_AGAINST: Final = 160
_ROLE: Final = re.compile(
    r"\b(?:I was|I'm|I am|I worked as|as)\s+(?:the|a|an)\s+(?P<role>(?:[a-z-]+ ){0,3}?"
    r"(?:manager|lead|leader|engineer|developer|nurse|teacher|head|director|analyst|accountant|chef|cook|consultant|"
    r"designer|architect|supervisor|coordinator|receptionist|pharmacist|technician|driver|clerk|assistant|"
    r"foreman|librarian|officer|specialist|scientist|representative|agent|buyer|planner|administrator))\b",
    re.IGNORECASE,
)
# A claim and a CV line are about the same thing when they share this many telling words beside the unit.
_SAME_SUBJECT: Final = 2
# In explanations numbers are assumptions; only what is told as lived is a claim.
_LIVED: Final = re.compile(
    r"\b(?:at my|in my|I (?:had|led|ran|worked|managed|built|was|kept|taught|trained|sold|have (?:had|led|worked|been|spent))|"
    r"we (?:had|were|ran)|last (?:year|month|week)|my (?:team|last|present|first|own)|our)\b",
    re.IGNORECASE,
)
_STATUS: Final[dict[str, ClaimStatus]] = {"in_cv": "in_cv", "said_before": "said_before"}
_CLAIM_WORDS: Final = 16
# So many things are counted in these that the number alone shows nothing.
_COMMON_UNITS: Final = frozenset({"", "%", "years", "months", "weeks", "days", "hours", "minutes"})
_UNITS: Final = {
    "person": "people", "persons": "people", "colleagues": "people", "employees": "people", "staff": "people",
    "developers": "people", "engineers": "people", "nurses": "people", "members": "people", "mitarbeiter": "people",
    "jahre": "years", "jahren": "years", "ans": "years", "anos": "years", "year": "years", "month": "months",
    "week": "weeks", "day": "days", "hour": "hours", "minute": "minutes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A line that is known already, with its figures by unit and its telling words."""

    text: str
    figures: tuple[tuple[str, float], ...]
    stems: frozenset[str]


def find_claims(hearing: Hearing) -> tuple[Claim, ...]:
    """At most twelve claims in the order they are made, each once."""
    cv = _known(_cv_texts(hearing.ask.cv))
    earlier = _known(_sentences_of(hearing.ask.earlier))
    found: dict[str, Claim] = {}
    for sentence in hearing.reading.sentences:
        if not _tells_of_life(hearing, sentence):
            continue
        about = word_stems(sentence.text)
        for text, figures in (*_numbers(hearing, sentence).items(), *_roles(sentence)):
            if text not in found:
                found[text] = _judge(text, figures, about, (cv, earlier))
    return tuple(found.values())[:_MAX_CLAIMS]


def _tells_of_life(hearing: Hearing, sentence: Sentence) -> bool:
    """In a story everything is claimed; in an explanation only what is told from one's own work."""
    if hearing.expected.kind in ("behavioural", "screening", "ask-them"):
        return True
    return bool(_LIVED.search(sentence.text)) and "assume" not in sentence.text


def _numbers(hearing: Hearing, sentence: Sentence) -> dict[str, list[Figure]]:
    """The clauses of a sentence that hold figures, each with its figures."""
    clauses: dict[str, list[Figure]] = {}
    for figure in hearing.figures:
        if sentence.start <= figure.start < sentence.end:
            at = word_at(hearing.reading, figure.start)
            clauses.setdefault(hearing.reading.quote(at, at + 1, _CLAIM_WORDS), []).append(figure)
    return clauses


def _roles(sentence: Sentence) -> Iterator[tuple[str, list[Figure]]]:
    for match in _ROLE.finditer(sentence.text):
        yield match.group(), []


def _judge(
    text: str,
    figures: Sequence[Figure],
    about: frozenset[str],
    known: tuple[Sequence[Known], Sequence[Known]],
) -> Claim:
    """One figure that contradicts outweighs another that agrees."""
    everything = (*known[0], *known[1])
    for figure in figures:
        against = _contradicts(figure, about, everything)
        if against and not _agrees(figure, about, everything):
            return Claim(text, "contradicts", clean_line(against.text, _MAX_AGAINST))
    for status, lines in zip(("in_cv", "said_before"), known, strict=True):
        found = [_agrees(figure, about, lines) for figure in figures] or [_same_role(text, lines)]
        agreeing = next((line for line in found if line), None)
        if agreeing:
            return Claim(text, _STATUS[status], clean_line(agreeing.text, _MAX_AGAINST))
    return Claim(text, "new")


def _same_role(text: str, lines: Sequence[Known]) -> Known | None:
    role = word_stems(text)
    return next((line for line in lines if role and role <= line.stems), None)


def _agrees(figure: Figure, about: frozenset[str], lines: Sequence[Known]) -> Known | None:
    """A line with the same number on the same subject. Units that count few things need less to be the same."""
    unit = _unit(figure.unit)
    for line in lines:
        for other, value in line.figures:
            if value != figure.value:
                continue
            needed = _SAME_SUBJECT if unit != other or not unit else 1 if unit in _COMMON_UNITS else 0
            if len(about & line.stems) >= needed:
                return line
    return None


def _contradicts(figure: Figure, about: frozenset[str], lines: Sequence[Known]) -> Known | None:
    """A line on the same subject with another value in the same unit. Small roundings are no contradiction."""
    unit = _unit(figure.unit)
    if not unit:
        return None
    for line in lines:
        values = [value for other, value in line.figures if other == unit]
        if len(values) != 1 or len((about & line.stems) - {unit[:6]}) < _SAME_SUBJECT:
            continue
        low, high = sorted((values[0], figure.value))
        if high and low / high < 0.95:
            return line
    return None


def _unit(unit: str) -> str:
    return _UNITS.get(unit, unit)


def _known(texts: Sequence[str]) -> tuple[Known, ...]:
    lines = []
    for text in texts:
        figures = tuple((_unit(figure.unit), figure.value) for figure in find_figures(text))
        lines.append(Known(text, figures, word_stems(text)))
    return tuple(lines)


def _cv_texts(cv: CV | None) -> list[str]:
    if cv is None:
        return []
    lines: list[CVLine] = read_lines(cv)
    return [line.text for line in lines] or [line for line in cv.text.splitlines() if line.strip()]


def _sentences_of(answers: Sequence[str]) -> list[str]:
    return [text[start:end] for text in answers for start, end in split_sentences(text)]
