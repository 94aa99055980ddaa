"""The question bank: `data/questions/*.toml`, read once a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from interview_cli.coach.builtin.data import load_folder
from interview_cli.models import Kind, Level


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question of the bank. `families` and `skills` say what it is about; `levels` who is asked it.

    `signals` runs parallel to `strong`: for each point the words that show it was made (technical kinds only).
    """

    id: str
    kind: Kind
    text: str
    difficulty: int
    levels: tuple[Level, ...]
    competency: str | None = None
    families: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    signals: tuple[tuple[str, ...], ...] = ()
    probes: tuple[str, ...] = ()


@cache
def read_bank() -> tuple[BankQuestion, ...]:
    """Every question of the bank, in the order of the files."""
    return tuple(_question(row) for table in load_folder("questions").values() for row in table["question"])


def _question(row: dict[str, Any]) -> BankQuestion:
    return BankQuestion(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        difficulty=row["difficulty"],
        levels=tuple(row["levels"]),
        competency=row.get("competency"),
        families=tuple(row.get("families", ())),
        skills=tuple(row.get("skills", ())),
        strong=tuple(row["strong"]),
        signals=tuple(tuple(words) for words in row.get("signals", ())),
        probes=tuple(row["probes"]),
    )
