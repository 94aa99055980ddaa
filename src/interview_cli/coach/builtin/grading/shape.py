"""Structure, clarity and conciseness: the way an answer is built."""

from __future__ import annotations

from typing import Final

from interview_cli.coach.builtin.grading.expected import topic_words, word_stems
from interview_cli.coach.builtin.grading.hearing import Hearing, descend, quotes, scale
from interview_cli.coach.builtin.grading.points import Judged
from interview_cli.coach.builtin.grading.star import Story
from interview_cli.models import DimensionScore

_TINY: Final = 12
_SHORT: Final = 22
# Below this there is little to put in order.
_BRIEF: Final = 40
_FULL: Final = 1.25
_LONG_SENTENCE: Final = 55
_SUBSTANCE: Final = (
    "result", "task", "reason", "decision", "lesson", "differently", "habit", "cost", "alternative", "check",
    "seeks", "range", "assumption", "order", "owning", "condition",
)  # fmt: skip


def rate(hearing: Hearing, *names: str) -> float:
    """How many cues of these names there are in 100 words."""
    return 100 * hearing.reading.count(*names) / max(1, hearing.reading.size)


def grade_structure(hearing: Hearing, judged: tuple[Judged, ...], story: Story | None) -> DimensionScore:
    """Headline, order, close; a story needs its parts, an explanation its steps."""
    reading = hearing.reading
    if reading.size < _TINY:
        return DimensionScore(1, (), "too short to have a structure")
    headline = has_headline(hearing, judged)
    last = reading.sentences[-2:] if len(reading.sentences) > 3 else reading.sentences[-1:]
    closes = any(
        reading.hits_in(sentence, name)
        for sentence in last
        for name in ("closing", "result", "lesson", "range", "differently")
    )
    if story is not None:
        ordered = len(story.parts) >= 3
    else:
        ordered = reading.count("order") >= 2 or (reading.count("order") >= 1 and len(reading.sentences) >= 3)
    if story is None and len(reading.sentences) >= 6 and headline:
        closes = True
    marks = headline + closes + ordered + (len(reading.sentences) >= 3)
    score = 1 + marks
    score = min(score, 3 if reading.size < _BRIEF else 4 if reading.size < 1.5 * _BRIEF else 5)
    if story is not None and not story.deeds:
        score = min(score, 2)
    if reading.count("digression") >= 3:
        score -= 1
    parts = [
        text
        for there, text in ((headline, "main point early"), (ordered, "in order"), (closes, "a close"))
        if there
    ]
    why = ", ".join(parts) or "no main point, order or close to hold on to"
    return DimensionScore(max(1, score), quotes(reading.sentences[0].text if headline else None), why)


def has_headline(hearing: Hearing, judged: tuple[Judged, ...]) -> bool:
    """Whether the first two sentences hold the point: a deed, a result, an expected point, or the subject itself."""
    reading = hearing.reading
    first = [s for s in reading.sentences[:2] if s.size <= _LONG_SENTENCE]
    if not first:
        return False
    if judged:
        opening = " ".join(sentence.text for sentence in first)
        return any(
            one.quote and one.quote in opening for one in judged if one.status in ("met", "touched")
        ) or bool(
            reading.sentences
            and any(f.start < first[-1].end for f in hearing.figures)
            and hearing.expected.kind == "case"
        )
    near = any(deed.sentence < len(first) for deed in hearing.deeds) or any(
        reading.hits_in(sentence, name) for sentence in first for name in ("result", "seeks", "situation")
    )
    return near and (_on_subject(hearing, first[0].first, first[-1].last) or len(reading.sentences) < 4)


def _on_subject(hearing: Hearing, first: int, last: int) -> bool:
    words = hearing.reading.words[first:last]
    hits = topic_words(hearing.expected.topics).find([w.folded for w in words], [w.sentence for w in words])
    text = hearing.reading.text[words[0].start : words[-1].end]
    return bool(hits) or bool(word_stems(text) & hearing.expected.stems)


def grade_clarity(hearing: Hearing) -> DimensionScore:
    """Sentence length, generalities and stumbling; a few words cannot be clear about much."""
    reading = hearing.reading
    sizes = [sentence.size for sentence in reading.sentences]
    mean = reading.size / len(sizes)
    score = descend(mean, scale("clarity")["mean"])
    longest = max(reading.sentences, key=lambda sentence: sentence.size)
    why = f"{mean:.0f} words a sentence"
    shown: tuple[str, ...] = ()
    if longest.size > _LONG_SENTENCE and not hearing.ask.timings:
        score -= 1
        shown = quotes(reading.opening(longest))
        why += f", the longest {longest.size}"
    if rate(hearing, "vague") > 4.5:
        score -= 1
        shown = shown or quotes(reading.first_quote("vague"))
        why += ", many general words"
    if rate(hearing, "filler") > 6:
        score -= 1
    most = 2 if reading.size < _TINY else 3 if reading.size < _SHORT else 5
    most = 5 if hearing.expected.of_fact else most
    if reading.count("cliche") >= 2:
        most = min(most, 3)
    return DimensionScore(max(1, min(score, most)), shown, why)


def grade_conciseness(hearing: Hearing, judged: tuple[Judged, ...]) -> DimensionScore:
    """Length against what the question needs, less detours and sentences that carry nothing."""
    reading, need = hearing.reading, hearing.length
    size = reading.size
    score = _by_length(size, need)
    why = f"{size} words"
    shown: tuple[str, ...] = ()
    detours = reading.count("digression")
    if detours >= 2 and size > need["from"]:
        score -= 2 if detours >= 4 else 1
        shown = quotes(reading.first_quote("digression"))
        why += ", with detours"
    if size >= need["from"]:
        if _idle_share(hearing, judged) > 0.5:
            score -= 1
            why += ", half of the sentences carry nothing"
        if reading.count("cliche") >= 3 or rate(hearing, "filler") > 6:
            score -= 1
    elif size < need["least"]:
        why += ", too short for this question"
    elif reading.count("cliche", "commonplace") >= 2:
        score = min(score, 2)
    return DimensionScore(max(1, score), shown, why)


def _by_length(size: int, need: dict[str, float]) -> int:
    if size < need["least"]:
        return 1 if size < need["least"] / 2 else 2
    if size < need["from"]:
        return 3
    if size <= need["to"]:
        return 5 if size >= _FULL * need["from"] else 4
    if size <= need["most"]:
        return 3
    return 2 if size <= 1.5 * need["most"] else 1


def _idle_share(hearing: Hearing, judged: tuple[Judged, ...]) -> float:
    """The share of the words that stand in sentences without a deed, figure, point or reason."""
    reading = hearing.reading
    busy = {deed.sentence for deed in hearing.deeds}
    busy |= {reading.words[hit.start].sentence for name in _SUBSTANCE for hit in reading.hits.get(name, ())}
    told = [one.quote for one in judged if one.quote]
    idle = 0
    for place, sentence in enumerate(reading.sentences):
        has_figure = any(sentence.start <= figure.start < sentence.end for figure in hearing.figures)
        if place not in busy and not has_figure and not any(quote in sentence.text for quote in told):
            idle += sentence.size
    return idle / max(1, reading.size)
