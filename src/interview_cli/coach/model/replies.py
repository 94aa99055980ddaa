"""The shapes of the model's replies, one a task. Small fields, short lists, numbers that point at lines."""

from __future__ import annotations

from typing import Literal

from interview_cli.llm.structured import Items, Line, Paragraph, Reply, Whole, Word


class AskedFor(Reply):
    """A line of the posting that asks for something."""

    line: Whole
    importance: Literal["must", "nice", "duty"]
    skills: Items[Word]


class PostingReply(Reply):
    """What a posting asks for."""

    requirements: Items[AskedFor]
    level: Literal["junior", "mid", "senior", "staff", "unknown"] = "unknown"


class Shows(Reply):
    """A line of the CV and the skills it proves."""

    line: Whole
    skills: Items[Word]


class CVReply(Reply):
    """What a CV shows beyond the word list."""

    shows: Items[Shows]


class Judged(Reply):
    """One row of the gap table. `line` 0 is "no line proves it"."""

    row: Whole
    status: Literal["met", "partial", "missing"]
    line: Whole
    advice: Line


class GapsReply(Reply):
    """The rows, judged."""

    rows: Items[Judged]


class Planned(Reply):
    """A question to expect."""

    about: Whole
    kind: Literal["behavioural", "technical", "system-design", "case", "screening"]
    text: Line
    why: Line
    difficulty: Whole
    strong: Items[Line]
    probes: Items[Line]


class QuestionsReply(Reply):
    """Questions to expect."""

    questions: Items[Planned]


class VariantReply(Reply):
    """Another way to ask."""

    text: Line
    why: Line = ""
    strong: Items[Line]


class VariantsReply(Reply):
    """A question made easier and made harder."""

    easier: VariantReply
    harder: VariantReply


class Noted(Reply):
    """A remark on an answer, with the words of the answer it is about."""

    quote: Line
    note: Line


class Levelled(Reply):
    """A level on one dimension, with the answer's own words that show it. 0 is "can't be told"."""

    dimension: Word
    level: Whole
    quote: Line
    why: Line


class StarReply(Reply):
    """The parts of a story, each in the answer's own words, "" where missing."""

    situation: Line = ""
    task: Line = ""
    action: Line = ""
    result: Line = ""


class AssessmentReply(Reply):
    """What an answer is worth. `say` is streamed to the person as it comes."""

    say: Paragraph
    landed: Items[Noted]
    sharpen: Items[Noted]
    star: StarReply
    levels: Items[Levelled]
    follow_up: Line = ""


class BetterReply(Reply):
    """A stronger version of an answer."""

    text: Paragraph


class Reworded(Reply):
    """A point of the debrief in better words."""

    number: Whole
    text: Line


class DebriefReply(Reply):
    """The debrief in better words."""

    points: Items[Reworded]
    closing: Line = ""


class SummaryReply(Reply):
    """What came before, in short."""

    summary: Paragraph


class Found(Reply):
    """One line on how a company interviews, with the words of the thread that say so."""

    source: Whole
    quote: Line
    text: Line


class DigestReply(Reply):
    """What threads say about how a company interviews."""

    lines: Items[Found]
