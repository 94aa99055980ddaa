"""The parts of a STAR story, found sentence by sentence, in any order, with the words or without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.grading.cues import Hit
from interview_cli.coach.builtin.grading.deeds import is_past_verb
from interview_cli.coach.builtin.grading.expected import find_work
from interview_cli.coach.builtin.grading.figures import find_figures, find_years
from interview_cli.coach.builtin.grading.hearing import Hearing, quotes
from interview_cli.coach.builtin.grading.reading import Reading, Sentence
from interview_cli.models import DimensionScore, Star, StarPart

STAR_PARTS: Final[tuple[StarPart, ...]] = ("situation", "task", "action", "result")
# Fewer deeds than this are a mention, not an account of what was done.
_SOME_DEEDS: Final = 2
_RICH_DEEDS: Final = 5
_SPREAD: Final = 3
_MIN_SENTENCES: Final = 3
_NO_RESULT: Final = ("lesson", "differently", "commonplace", "blame", "task")
_CHANGE: Final = re.compile(
    r"\bfrom\b.{1,60}\bto\b|\b(?:von|auf|de|à|a)\b.{1,40}\d", re.IGNORECASE | re.DOTALL
)


# What one does since then is what one took from it; what came of it stands elsewhere, if anywhere.
_HABIT: Final = re.compile(r"\b(?:since then|ever since|these days|nowadays),?\s+(?:I|we)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """The parts with their quotes, how many deeds are told, and whether the result has a number.

    `spread` tells that the parts stand in at least three sentences and not all in one.
    """

    star: Star
    deeds: int
    measured: bool
    spread: bool = False

    @property
    def parts(self) -> tuple[StarPart, ...]:
        """The parts that are there."""
        return tuple(part for part in STAR_PARTS if getattr(self.star, part))


def find_story(hearing: Hearing) -> Story:
    """The STAR parts of an answer. Without a single deed there is no story, whatever its words."""
    deeds = hearing.deeds
    if not deeds:
        return Story(Star(), 0, measured=False)
    result = _find_result(hearing)
    taken = {result[0].start} if result else set()
    situation = _find_part(hearing, "situation", taken)
    task = _find_task(hearing, taken)
    star = Star(
        situation=situation,
        task=task,
        action=_find_action(hearing),
        result=result[1] if result else None,
    )
    measured = bool(result) and any(_is_measured(sentence.text) for sentence in _results(hearing))
    quoted = {part for part in (star.situation, star.task, star.action, star.result) if part}
    return Story(star, len(deeds), measured=measured, spread=len(quoted) >= _SPREAD)


def grade_star(story: Story) -> DimensionScore:
    """How complete the story is, and whether its result could be checked."""
    parts = len(story.parts)
    if not parts:
        return DimensionScore(1, (), "tells no event of the past")
    score = min(parts, 4)
    if parts == 1:
        score = 1 if story.deeds < _SOME_DEEDS else 2
    if parts == 4 and story.measured and story.deeds >= _RICH_DEEDS and story.spread:
        score = 5
    # The task is often only implied: a result that is measured makes up for it.
    if parts == 3 and story.star.task is None and story.measured and story.deeds >= _SOME_DEEDS:
        score = 4
    if parts == 4 and story.deeds < _SOME_DEEDS:
        score = 3
    return DimensionScore(score, quotes(story.star.result, story.star.action), _why(story))


def _why(story: Story) -> str:
    missing = [part for part in STAR_PARTS if part not in story.parts]
    if not missing:
        return "all four parts" + (
            ", the result with a figure" if story.measured else ", the result without a figure"
        )
    return f"no {' and no '.join(missing)}"


def _find_part(hearing: Hearing, part: StarPart, taken: set[int]) -> str | None:
    """The setting: where and when, best with a time, in the sentence where most of it stands."""
    best = 0.0
    hit: Hit | None = None
    found: Sentence | None = None
    for place, sentence in enumerate(hearing.reading.sentences):
        hits = hearing.reading.hits_in(sentence, part)
        times = hearing.reading.hits_in(sentence, "time")
        years = find_years(sentence.text)
        worth = 1.0 * bool(hits) + 1.0 * bool(times or years) + (0.5 if place < 2 else 0.0)
        worth += 0.3 * min(2, len(find_work(sentence.text)))
        if (hits or times) and sentence.start in taken:
            worth -= 0.75
        if (hits or times or (years and place < 3)) and worth > best:
            best, hit, found = worth, next(iter(hits or times), None), sentence
    if found is None:
        return _verbless_setting(hearing, taken)
    return hearing.reading.quote_hit(hit) if hit else hearing.reading.quote(found.first, found.first + 1)


def _verbless_setting(hearing: Hearing, taken: set[int]) -> str | None:
    """A first sentence without a deed, but with a figure or a name, sets a scene too ("Wedding, 120 people.")."""
    first = hearing.reading.sentences[0]
    if first.start in taken or any(deed.sentence == 0 and deed.who == "i" for deed in hearing.deeds[:1]):
        return None
    telling = find_figures(first.text) or re.search(r"(?<=[a-z,] )[A-Z][a-z]+", first.text)
    return hearing.reading.quote(first.first, first.first + 1) if telling and first.size >= 5 else None


def _find_task(hearing: Hearing, taken: set[int]) -> str | None:
    hits = hearing.reading.hits.get("task", ())
    fresh = [hit for hit in hits if hearing.reading.sentence_of(hit).start not in taken] or list(hits)
    return hearing.reading.quote_hit(fresh[0]) if fresh else None


def _find_action(hearing: Hearing) -> str | None:
    """The sentence with the most deeds, one's own before the team's."""
    counts: dict[int, float] = {}
    for deed in hearing.deeds:
        counts[deed.sentence] = counts.get(deed.sentence, 0.0) + (1.0 if deed.who == "i" else 0.6)
    best = max(counts, key=lambda sentence: (counts[sentence], -sentence))
    deed = next(
        (deed for deed in hearing.deeds if deed.sentence == best and deed.who == "i"),
        next(deed for deed in hearing.deeds if deed.sentence == best),
    )
    return hearing.quote_deed(deed)


def _find_result(hearing: Hearing) -> tuple[Sentence, str] | None:
    """What came of it: best late in the answer, or up front as a headline; best with a figure."""
    best = 0.0
    found: Hit | None = None
    total = len(hearing.reading.sentences)
    for hit in hearing.reading.hits.get("result", ()):
        sentence = hearing.reading.sentence_of(hit)
        place = hearing.reading.words[hit.start].sentence
        worth = 1.0 + 0.8 * _is_measured(sentence.text) + 0.6 * (place / max(1, total - 1))
        if place == 0 and total > 3:
            worth += 0.3
        if worth > best:
            best, found = worth, hit
    if found is None:
        return _unsaid_result(hearing)
    sentence = hearing.reading.sentence_of(found)
    told = sentence, hearing.reading.quote_hit(found)
    if _sets_the_scene(hearing.reading, sentence) or _HABIT.search(sentence.text):
        return _unsaid_result(hearing) or told
    return told


def _sets_the_scene(reading: Reading, sentence: Sentence) -> bool:
    """“In May we had promised ..., and missed it by a week” opens a story; how it ended is told later, if at all."""
    dated = reading.hits_in(sentence, "situation") or reading.hits_in(sentence, "time")
    return sentence == reading.sentences[0] and bool(dated or find_years(sentence.text))


def _unsaid_result(hearing: Hearing) -> tuple[Sentence, str] | None:
    """An outcome without the words for one: late in the story somebody else did something, or a figure stands."""
    reading = hearing.reading
    if len(hearing.deeds) < _SOME_DEEDS or len(reading.sentences) < _MIN_SENTENCES:
        return None
    told = [s for s in reading.sentences if not any(reading.hits_in(s, name) for name in _NO_RESULT)]
    for sentence in reversed(told[len(told) // 2 :]):
        end = _others_deed(reading, sentence)
        if end is not None:
            return sentence, reading.quote(end, end + 1)
        if find_figures(sentence.text) and sentence in told[-1:] and not _is_finding(hearing, sentence):
            return sentence, reading.quote(sentence.first, sentence.first + 1)
    return None


def _is_finding(hearing: Hearing, sentence: Sentence) -> bool:
    """“I found that unloading takes 25 minutes”: what was seen on the way is not what came of it."""
    verbs = {deed.verb for deed in hearing.deeds if sentence.first <= deed.at < sentence.last}
    return bool(
        verbs & {"found", "noticed", "realised", "realized", "discovered", "measured", "counted", "timed"}
    )


def _others_deed(reading: Reading, sentence: Sentence) -> int | None:
    """The word at which somebody else, or "we", is said to have done something."""
    for at in range(sentence.first, sentence.last - 1):
        if reading.words[at].folded in ("he", "she", "they", "it", "we"):
            after = reading.words[at + 1 : min(at + 4, sentence.last)]
            if any(is_past_verb(word.folded) or word.folded in ("now", "still") for word in after):
                return at
    return None


def _results(hearing: Hearing) -> list[Sentence]:
    found = [hearing.reading.sentence_of(hit) for hit in hearing.reading.hits.get("result", ())]
    unsaid = _unsaid_result(hearing)
    return [*found, unsaid[0]] if unsaid else found


def _is_measured(text: str) -> bool:
    return (
        bool(find_figures(text))
        or bool(re.search(r"\b(?:zero|none|halved|doubled|tripled|never)\b", text))
        or (bool(_CHANGE.search(text)) and bool(re.search(r"\d", text)))
    )
