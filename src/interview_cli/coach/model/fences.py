"""Fences around text from strangers in a prompt, and the marks by which a hijacked reply is known.

The nonce stays the same for a run, not for a call: the prompt's beginning has to be the same bytes each time, or no
provider's prompt cache takes it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from interview_cli.untrusted import clean

# What chat templates take for the end of a turn, and anything that looks like a fence of ours.
_TEMPLATE: Final = re.compile(
    r"<\|[^|<>\n]{0,40}\|?>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_(?:turn|text)>|</?s>|"
    r"</?\s*(?:data|system|assistant|user|instructions?)\b[^>\n]{0,80}>?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The nonce of this run's fences, and a word that stands in the instructions and must never come back."""

    nonce: str
    canary: str

    @property
    def secrets(self) -> tuple[str, str]:
        """Both, as they must not stand in a reply."""
        return self.nonce, self.canary


def new_marks(token: Callable[[int], str] = secrets.token_hex) -> Marks:
    """Fresh marks: 128 bits for the fence, 64 for the canary. `token` gives n random bytes in hexadecimal."""
    return Marks(token(16), f"mark-{token(8)}")


def defuse(text: str, marks: Marks) -> str:
    """`text` cleaned, without anything that could close a fence or open a turn."""
    cleaned = clean(text)
    for secret in marks.secrets:
        cleaned = cleaned.replace(secret, "")
    before = None
    while before != cleaned:
        before, cleaned = cleaned, _TEMPLATE.sub("", cleaned)
    return cleaned


def fence(name: str, text: str, marks: Marks) -> str:
    """`text`, already defused, between marks that only this run knows."""
    return f'<data name="{name}" nonce="{marks.nonce}">\n{text}\n</data nonce="{marks.nonce}">'
