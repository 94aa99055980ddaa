"""What an answer lacks, dimension by dimension: which wording fits, and which words of the answer to point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.grading.behaviour import share_of_i
from interview_cli.coach.builtin.grading.content import compared
from interview_cli.coach.builtin.grading.hearing import Hearing
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.coach.builtin.grading.star import Story
from interview_cli.models import DimensionScore
from interview_cli.untrusted import clean_line

_MATTER: Final = ("technical", "system-design", "case")
_WE_HEAVY: Final = 0.34
_LONG_SENTENCE: Final = 28


@dataclass(frozen=True, slots=True)
class Lack:
    """The name of a wording in `grading-feedback.toml`, the words to quote ("" for none), and a number if it has one."""

    name: str
    quote: str = ""
    number: int = 0


def find_lack(name: str, found: DimensionScore, hearing: Hearing, story: Story | None) -> Lack | None:
    """What to say on a dimension that could be better; None when something else says it already."""
    if name in ("star", "ownership", "depth", "reflection"):
        return _in_story(name, found, hearing, story)
    if name == "conciseness":
        return _in_length(found, hearing)
    if name == "clarity":
        return _in_clarity(found, hearing)
    if name == "specificity" and hearing.figures:
        return None if compared(hearing) else Lack("specificity_good")
    if name in ("structure", "specificity"):
        quote = next(iter(found.evidence), "") if name == "specificity" else ""
        return Lack(_by_kind(name, hearing), quote)
    return Lack(name, next(iter(found.evidence), ""))


def urgency(name: str, hearing: Hearing) -> float:
    """How much more (or less) it helps to hear of this first."""
    reading = hearing.reading
    if name == "reflection" and reading.count("flawless"):
        return 2.5
    if name == "ownership":
        share = share_of_i(reading)
        return 1.8 if reading.count("blame") or (share is not None and share < _WE_HEAVY) else 1.0
    # While there is no story, all else on it waits.
    if (
        not hearing.deeds
        and hearing.expected.kind == "behavioural"
        and name in ("depth", "ownership", "relevance")
    ):
        return 0.3
    return 1.0


def missed_points(judged: Iterable[Judged]) -> str:
    """Up to two points that are missing, as they stand in a sentence."""
    judged = tuple(judged)
    wanting = [one for one in judged if one.status in ("missed", "wrong")]
    wanting = wanting or [one for one in judged if one.status == "touched"]
    texts = [one.point.text.strip().rstrip(".;") for one in wanting[:2]]
    return "; ".join(f"“{clean_line(text, 120)}”" for text in texts)


def _by_kind(name: str, hearing: Hearing) -> str:
    kind = hearing.expected.kind
    if kind in _MATTER:
        return f"{name}_matter"
    return f"{name}_screening" if kind == "screening" and name in ("structure", "depth") else name


def _in_story(name: str, found: DimensionScore, hearing: Hearing, story: Story | None) -> Lack | None:
    kind = hearing.expected.kind
    quote = next(iter(found.evidence), "")
    if name == "star":
        return _missing_part(hearing, story) if story is not None else None
    if name == "ownership":
        blames = hearing.reading.count("blame") and (found.score or 0) <= 2
        return Lack("ownership_blame" if blames else "ownership", quote) if hearing.deeds else None
    if name == "depth":
        return Lack(_by_kind(name, hearing), _step_without_reason(hearing) if kind == "behavioural" else "")
    if hearing.reading.count("flawless"):
        return Lack("reflection_flawless", quote)
    return Lack(
        {"behavioural": "reflection", "screening": "reflection_screening"}.get(kind, "reflection_doubt")
    )


def _missing_part(hearing: Hearing, story: Story) -> Lack | None:
    reading = hearing.reading
    if not story.deeds:
        return Lack("star_none", reading.quote(reading.sentences[0].first, reading.sentences[0].first + 1))
    for part in ("result", "action", "situation", "task"):
        if part not in story.parts:
            last = next((s for s in reversed(reading.sentences) if s.size >= 4), reading.sentences[-1])
            return Lack(f"star_{part}", reading.quote(last.last - 1, last.last) if part == "result" else "")
    return None if story.measured else Lack("star_measure", story.star.result or "")


def _step_without_reason(hearing: Hearing) -> str:
    """A deed of one's own in a sentence that gives no reason."""
    reading = hearing.reading
    for deed in hearing.deeds:
        sentence = reading.sentences[deed.sentence]
        reasons = any(
            reading.hits_in(sentence, name) for name in ("reason", "decision", "cost", "alternative")
        )
        if deed.who == "i" and not reasons:
            return hearing.quote_deed(deed)
    return ""


def _in_length(found: DimensionScore, hearing: Hearing) -> Lack | None:
    kind, size, need = hearing.expected.kind, hearing.reading.size, hearing.length
    quote = next(iter(found.evidence), "")
    if size < need["from"]:
        name = "_matter" if kind in _MATTER else "_screening" if kind == "screening" else ""
        return Lack(f"conciseness_short{name}", number=size)
    if quote:
        most = max(60, round(size * 0.6 / 10) * 10)
        return (
            Lack("conciseness_long", quote, most) if size > need["to"] else Lack("conciseness_detour", quote)
        )
    return Lack("conciseness_long", number=round(size - need["to"])) if size > need["to"] else None


def _in_clarity(found: DimensionScore, hearing: Hearing) -> Lack:
    reading = hearing.reading
    if reading.size < 22:
        return Lack("clarity_short")
    quote = next(iter(found.evidence), "")
    longest = max(sentence.size for sentence in reading.sentences)
    if quote and longest <= _LONG_SENTENCE:
        return Lack("clarity_vague", quote)
    return Lack("clarity", quote)
