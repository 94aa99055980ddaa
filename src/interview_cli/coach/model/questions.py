"""Task: the questions to expect. One call a topic, all at once; merged with the bank, no two alike."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.overlap import stems
from interview_cli.coach.builtin.plan import Chosen, are_alike
from interview_cli.coach.model.context import Numbered, cv_block, cv_lines, posting_block
from interview_cli.coach.model.desk import Desk, Prompt, Task, parts, side_by_side
from interview_cli.coach.model.fences import defuse, fence
from interview_cli.coach.model.replies import Planned, QuestionsReply
from interview_cli.coach.model.sound import quotes_stand
from interview_cli.models import CV, Gap, GapStatus, Kind, Origin, Posting, Priority, Question
from interview_cli.untrusted import clean_line, fold

TASK: Final = Task("plan questions", 700)
MAX_TOPICS: Final = 10
_TOPICS_ALONE: Final = 4  # for a server that takes one call at a time
_TENTHS: Final = 6  # of a plan are the model's; openings, people and closings stay with the bank
_PRIORITY_ORDER: Final[dict[Priority, int]] = {"critical": 0, "important": 1, "minor": 2}
_STATUS_ORDER: Final[dict[GapStatus, int]] = {"missing": 0, "partial": 0, "met": 1}
_KIND_ORDER: Final[dict[Kind, int]] = {
    "screening": 0,
    "behavioural": 1,
    "technical": 2,
    "case": 3,
    "system-design": 4,
    "ask-them": 6,
}
_ASKS: Final = re.compile(
    r"^(?:tell|walk|talk|describe|explain|give|show|imagine|suppose|take|name|think|compare|outline|sketch|design|let)\b|"
    r"^say (?:how|what|why|when|where|which|who|in)\b",
    re.IGNORECASE,
)
_ENGLISH: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "you",
        "your",
        "how",
        "what",
        "when",
        "which",
        "why",
        "tell",
        "me",
        "do",
        "did",
        "does",
        "would",
        "to",
        "of",
        "in",
        "and",
        "for",
        "with",
        "have",
        "has",
        "is",
        "are",
    ]
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is to be about."""

    text: str
    skill: str | None
    source: Origin


async def plan_questions(
    posting: Posting, cv: CV | None, gaps: tuple[Gap, ...], base: tuple[Question, ...], desk: Desk
) -> tuple[Question, ...]:
    """As many questions as `base` (the built-in coach's plan) holds, up to 60 % of them the model's, in its order.

    Raises `ModelFault` when no call succeeds.
    """
    provider = desk.client.provider
    topics = choose_topics(posting, gaps)[: MAX_TOPICS if provider.parallel > 1 else _TOPICS_ALONE]
    if not topics or not base:
        return base
    wanted = -(-len(base) * _TENTHS // 10)
    each = 1 if len(topics) >= wanted else 2
    writer = Writer(posting, cv, desk)
    groups = parts(topics, provider.parallel, least=1, most=5)
    replies, faults = await side_by_side(writer.write(group, each) for group in groups)
    if faults and len(faults) == len(groups):
        raise faults[0]
    written = [questions for questions in replies if questions]
    first = [question for questions in written for question in questions]
    return merge(first, base, wanted)


def choose_topics(posting: Posting, gaps: tuple[Gap, ...]) -> list[Topic]:
    """What to ask about: gaps first, what matters most before the rest; without a CV the requirements as they come."""
    ordered = sorted(gaps, key=lambda g: (_STATUS_ORDER[g.status], _PRIORITY_ORDER[g.priority]))
    topics = [Topic(g.requirement, g.skill, "gap" if g.status != "met" else "posting") for g in ordered]
    topics += [Topic(r.text, r.skills[0] if r.skills else None, "posting") for r in posting.requirements]
    kept: dict[str, Topic] = {}
    for topic in topics:
        kept.setdefault(topic.skill or topic.text, topic)
    return list(kept.values())


class Writer:
    """Has questions written about topics, and checks them."""

    def __init__(self, posting: Posting, cv: CV | None, desk: Desk) -> None:
        self._posting = posting
        self._desk = desk
        self._lines = cv_lines(cv, desk.marks) if cv else Numbered((), ())
        self._source = fold("\n".join((*self._lines.texts, posting.text)))
        self._stems = stems(posting.text) | stems("\n".join(self._lines.texts))

    async def write(self, topics: list[Topic], each: int) -> list[Question]:
        """Questions about `topics`, `each` of them a topic; those that fail a check are left out."""
        marks = self._desk.marks
        told = "\n".join(
            f"{n}. {defuse(clean_line(t.text, 240), marks)}"
            + (f" (about: {defuse(t.skill, marks)})" if t.skill else "")
            for n, t in enumerate(topics, 1)
        )
        words = {
            "topics": fence("topics", told, marks),
            "each": "one question" if each == 1 else "two questions of different kinds",
        }
        task = Task(TASK.name, TASK.max_tokens * (1 + len(topics) * each // 2))
        answered = await self._desk.ask(
            task,
            QuestionsReply,
            Prompt(self._blocks, words),
            check=lambda reply: self._complaint(reply, topics),
        )
        made = [self._question(planned, topics) for planned in answered.reply.questions[: each * len(topics)]]
        return [question for question in made if question]

    def _blocks(self, share: float) -> list[str]:
        marks = self._desk.marks
        cv = [cv_block(self._lines, marks, share)] if self._lines.texts else []
        return [*cv, posting_block(self._posting, marks, share)]

    def _complaint(self, reply: QuestionsReply, topics: list[Topic]) -> str | None:
        if any(self._is_good(planned, topics) for planned in reply.questions):
            return None
        return f"it holds no question in {self._desk.language} about the topics"

    def _is_good(self, planned: Planned, topics: list[Topic]) -> bool:
        """Whether it is a question, in the language asked for, about its topic, quoting nothing that is not there."""
        text = planned.text
        if not 1 <= planned.about <= len(topics) or not 20 <= len(text) <= 420:
            return False
        if not looks_like_question(text) or not quotes_stand(text, self._source):
            return False
        words = {word.strip(".,?!;:").lower() for word in text.split()}
        if self._desk.language == "English" and len(words & _ENGLISH) < 2:
            return False
        topic = topics[planned.about - 1]
        about = stems(text)
        return bool(about & stems(f"{topic.text} {topic.skill or ''}")) or len(about & self._stems) >= 2

    def _question(self, planned: Planned, topics: list[Topic]) -> Question | None:
        text = self._desk.sound(planned.text, limit=420)
        if text is None or not self._is_good(planned, topics):
            self._desk.recorder.dropped("question")
            return None
        topic = topics[planned.about - 1]
        why = self._desk.sound(planned.why, limit=200)
        if not 1 <= planned.difficulty <= 5:
            self._desk.recorder.dropped("number")
        return Question(
            id="m-" + hashlib.sha256(fold(text).encode()).hexdigest()[:10],
            kind=planned.kind,
            text=text,
            why=why or f"The posting asks for: {clean_line(topic.text, 120)}",
            source=topic.source,
            difficulty=planned.difficulty if 1 <= planned.difficulty <= 5 else 3,
            skill=topic.skill,
            strong_answer=self._desk.sounds(planned.strong, most=4),
            probes=self._desk.sounds(planned.probes, most=3),
        )


def looks_like_question(text: str) -> bool:
    """Whether somebody is asked something: a question mark, or "Tell me …" and its like."""
    return "?" in text or bool(_ASKS.match(text))


def merge(written: list[Question], base: tuple[Question, ...], wanted: int) -> tuple[Question, ...]:
    """`written` (at most `wanted`, no two alike) and as much of `base` as fits its length, as an interview asks."""
    chosen = Chosen()
    chosen.take(written, wanted)
    kept = [q for q in base if not any(are_alike(q.text, w.text) for w in chosen.questions)]
    room = len(base) - len(chosen.questions)
    closing = load_file("plan")["closing"]["why"]
    fixed = [q for q in kept if q.kind in ("screening", "behavioural") or q.source == "research"][:room]
    others = [q for q in kept if q not in fixed][: room - len(fixed)]
    whole = [*chosen.questions, *(q for q in kept if q in fixed or q in others)]
    return tuple(sorted(whole, key=lambda q: 6 if q.why == closing else _KIND_ORDER[q.kind]))
