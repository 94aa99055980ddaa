"""What a question waits for: its kind, the points a strong answer makes, its subject, and the parts it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from interview_cli.coach.builtin.bank import BankQuestion, read_bank
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.cues import Cue, CueIndex, fold_cue, index_cues
from interview_cli.coach.builtin.grading.reading import light_words
from interview_cli.coach.builtin.grading.sentences import split_sentences
from interview_cli.coach.builtin.overlap import stems
from interview_cli.coach.builtin.tokens import fold_word
from interview_cli.coach.builtin.wording import fold_words
from interview_cli.models import Kind, Question
from interview_cli.untrusted import clean

PointSource = Literal["bank", "reference", "strong"]
_MAX_POINTS: Final = 12
_MIN_STEMS: Final = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a strong answer says. `signals` are words that show it; `stems` its own telling words."""

    text: str
    signals: tuple[str, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """A question as the grader sees it.

    `source` says where the points come from; points of "strong" alone describe a good answer and do not show whether
    a fact is right. `topics` are subjects the question is about, by the names in `grading-topics.toml`. A `follow_up`
    asks for one more thing on a story that was told already, so a short answer without a whole story is right.
    """

    text: str
    kind: Kind
    points: tuple[Point, ...] = ()
    source: PointSource = "strong"
    stems: frozenset[str] = frozenset()
    folded: str = ""
    topics: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    follow_up: bool = False

    @property
    def of_fact(self) -> bool:
        """Whether a plain fact is asked for (notice, hours, pay), which a few words answer."""
        return self.kind == "screening" and "terms" in self.topics


def expect(ask: Ask) -> Expected:
    """What the question of `ask` waits for."""
    asked = ask.question
    text = clean(asked.text if isinstance(asked, Question) else asked).strip()
    entry = _in_bank(asked, text)
    kind = ask.kind or (asked.kind if isinstance(asked, Question) else None)
    kind = kind or (entry.kind if entry else guess_kind(text, has_reference=bool(ask.reference)))
    points, source = _points(ask, entry, asked)
    folded = fold_words(text)
    topics = find_topics(folded)
    if entry and entry.competency and not topics:
        topics = find_topics(fold_words(entry.competency.replace("-", " ")))
    return Expected(
        text=text,
        kind=kind,
        points=points,
        source=source,
        stems=word_stems(text),
        folded=folded,
        topics=topics,
        parts=_asked_parts(folded),
        follow_up=isinstance(asked, Question) and "~" in asked.id,
    )


def _in_bank(asked: Question | str, text: str) -> BankQuestion | None:
    by_id, by_text = _bank()
    if (
        isinstance(asked, Question)
        and asked.id in by_id
        and fold_words(by_id[asked.id].text) == fold_words(text)
    ):
        return by_id[asked.id]
    return by_text.get(fold_words(text))


@cache
def _bank() -> tuple[dict[str, BankQuestion], dict[str, BankQuestion]]:
    bank = read_bank()
    return {q.id: q for q in bank}, {fold_words(q.text): q for q in bank}


def _points(
    ask: Ask, entry: BankQuestion | None, asked: Question | str
) -> tuple[tuple[Point, ...], PointSource]:
    if ask.reference and ask.reference.strip():
        return points_of_reference(clean(ask.reference)), "reference"
    if entry and entry.signals:
        pairs = zip(entry.strong, entry.signals, strict=True)
        return tuple(Point(text, signals, word_stems(text)) for text, signals in pairs), "bank"
    strong = asked.strong_answer if isinstance(asked, Question) else entry.strong if entry else ()
    return tuple(Point(text, (), word_stems(text)) for text in strong), "strong"


def points_of_reference(reference: str) -> tuple[Point, ...]:
    """A strong answer as points: its sentences, those without content left out; at most twelve, the fullest."""
    texts = [reference[start:end] for start, end in split_sentences(reference)]
    points = [Point(" ".join(text.split()), (), word_stems(text)) for text in texts]
    telling = [point for point in points if len(point.stems) >= _MIN_STEMS] or points
    if len(telling) > _MAX_POINTS:
        kept = sorted(telling, key=lambda point: -len(point.stems))[:_MAX_POINTS]
        telling = [point for point in telling if point in kept]
    return tuple(telling)


def word_stems(text: str) -> frozenset[str]:
    """The telling words of a text, cut short, each also as the head word of its synonyms."""
    return frozenset(canonical(stem) for stem in stems(text) if stem not in _light_stems())


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(word[:6] for word in light_words() if len(word) <= 6)


def canonical(stem: str) -> str:
    """The stem that stands for a group of words that mean the same, or `stem` itself."""
    return _synonyms().get(stem, stem)


@cache
def _synonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in load_file("grading-topics")["synonyms"]["groups"]:
        heads = [fold_word(word)[:6] for word in group]
        for head in heads:
            table.setdefault(head, heads[0])
    return table


def find_topics(folded: str) -> tuple[str, ...]:
    """The subjects a question is about."""
    return _named("asks", folded)


def topic_words(topics: Iterable[str]) -> CueIndex:
    """What people say when they speak of these subjects."""
    return _topic_index(tuple(topics))


@cache
def _topic_index(topics: tuple[str, ...]) -> CueIndex:
    table = load_file("grading-topics")["topics"]
    return index_cues([Cue(name, fold_cue(text)) for name in topics for text in table[name]["says"]])


@cache
def work_words() -> CueIndex:
    """Words of work, study and volunteering."""
    return index_cues([Cue("work", fold_cue(text)) for text in load_file("grading-topics")["work"]["words"]])


def find_work(text: str) -> frozenset[str]:
    """The different words of work, study and volunteering in a text, cut short."""
    words = fold_words(text).split()
    return frozenset(words[hit.start][:6] for hit in work_words().find(words, [0] * len(words)))


def _named(side: str, folded: str) -> tuple[str, ...]:
    words = folded.split()
    hits = _asks_index(side).find(words, [0] * len(words))
    return tuple(dict.fromkeys(hit.name for hit in hits))


@cache
def _asks_index(side: str) -> CueIndex:
    table = load_file("grading-topics")["topics"]
    return index_cues([Cue(name, fold_cue(text)) for name, row in table.items() for text in row[side]])


def _asked_parts(folded: str) -> tuple[str, ...]:
    """What the question asks for by its words: "why", "learned", "did", …"""
    words = folded.split()
    return tuple(dict.fromkeys(hit.name for hit in _part_index().find(words, [0] * len(words))))


@cache
def _part_index() -> CueIndex:
    table = load_file("grading-topics")["parts"]
    return index_cues([Cue(name, fold_cue(text)) for name, texts in table.items() for text in texts])


def guess_kind(text: str, *, has_reference: bool = False) -> Kind:
    """The kind of a question from its wording, when nobody says it."""
    words = fold_words(text).split()
    table = load_file("grading-topics")["kinds"]
    index = index_cues([Cue(name, fold_cue(cue)) for name, cues in table.items() for cue in cues])
    found = {hit.name for hit in index.find(words, [0] * len(words))}
    order: tuple[Kind, ...] = ("system-design", "case", "behavioural", "screening")
    if has_reference:
        order = ("system-design", "case", "behavioural")
    return next((kind for kind in order if kind in found), "technical")
