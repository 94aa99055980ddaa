"""How an interviewer speaks: lines by occasion, from `personas.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from interview_cli.models import Persona


@dataclass(frozen=True, slots=True)
class Manner:
    """A persona: what it says by occasion, and how far it presses (see `personas.toml`)."""

    name: Persona
    about: str
    opening: str
    probes_each: int
    probes_share: float
    rambling: int
    lines: dict[str, tuple[str, ...]]
    probes: dict[str, tuple[str, ...]]

    def line(self, occasion: str, turn: int) -> str:
        """What is said at `occasion` ("next", "harder", "follow_up", ...); the turn's number picks one of several."""
        return pick(self.lines[occasion], turn)


def pick(lines: tuple[str, ...], turn: int) -> str:
    """One of `lines`, the same for the same turn."""
    return lines[turn % len(lines)]


@cache
def read_manner(persona: Persona) -> Manner:
    """The persona of that name."""
    table: dict[str, Any] = tomllib.loads((files(__package__) / "personas.toml").read_text("utf-8"))[persona]
    spoken = {name: value for name, value in table.items() if name in _SPOKEN}
    return Manner(
        name=persona,
        about=table["about"],
        opening=table["opening"],
        probes_each=table["probes_each"],
        probes_share=table["probes_share"],
        rambling=table["rambling"],
        lines={name: tuple([lines] if isinstance(lines, str) else lines) for name, lines in spoken.items()},
        probes={name: tuple(lines) for name, lines in table["probes"].items()},
    )


_SPOKEN = (
    "first", "next", "harder", "easier", "follow_up", "skipped", "again", "landed", "sharpen", "nothing_landed",
)  # fmt: skip
