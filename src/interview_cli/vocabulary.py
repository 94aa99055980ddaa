"""The stable words of the JSON contract and of the command line. Apart from the nouns, so that `--help` need not build those."""

from __future__ import annotations

from typing import Final, Literal

Importance = Literal["must", "nice", "duty"]
Workplace = Literal["remote", "hybrid", "on-site"]
Period = Literal["year", "month", "week", "day", "hour"]
Level = Literal["junior", "mid", "senior", "staff"]
Kind = Literal["behavioural", "technical", "system-design", "screening", "case", "ask-them"]
GapStatus = Literal["met", "partial", "missing"]
Priority = Literal["critical", "important", "minor"]
Origin = Literal["posting", "research", "gap", "bank"]
ClaimStatus = Literal["in_cv", "said_before", "new", "contradicts"]
StarPart = Literal["situation", "task", "action", "result"]
Style = Literal["mixed", "behavioural", "technical", "system-design", "screening", "case"]
Persona = Literal["supportive", "neutral", "tough"]
FeedbackWhen = Literal["each", "end"]
AnswerKind = Literal["answer", "skip"]

# The stage of a receipt that belongs to none: start-up, drawing, waiting for a person.
BETWEEN: Final = "between stages"
