"""Pictures used as list marks: "👉 Two years in sales", "✅ Own your round"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Arrows, signs and pictures (category So) at the start of a line, with what changes their look, then a space.
PICTURE: Final = re.compile(
    r"\s*(?:[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*){1,3}\s+(?=\S)"
)

# What stands before a fact at the top of a posting: "📍 Leeds", "💰 £24k".
FACTS: Final = frozenset("📍🗺💰💷💶💵💴🕒🕘⏰📅🗓🏢🏠💼🌍🌎🌏")


def picture_of(line: str) -> str:
    """The pictures `line` opens with, "" when it opens with none."""
    found = PICTURE.match(line)
    return found[0].strip() if found else ""


def is_picture_item(lines: Sequence[str], number: int) -> bool:
    """Whether a picture marks the line as one of a list: the filled line before or after it opens with one too."""
    if not picture_of(lines[number]):
        return False
    before = next((line for line in reversed(lines[max(0, number - 8) : number]) if line.strip()), "")
    after = next((line for line in lines[number + 1 : number + 9] if line.strip()), "")
    return bool(picture_of(before) or picture_of(after))


def opens_a_list(lines: Sequence[str]) -> bool:
    """Whether the first two filled lines each open with a picture that is no mark of a fact."""
    first = [picture_of(line) for line in lines[:8] if line.strip()][:2]
    return len(first) == 2 and all(mark and mark[0] not in FACTS for mark in first)


def leads_a_list(lines: Sequence[str], number: int) -> bool:
    """Whether the filled lines after this one are a list of one mark, and this line's picture is another."""
    after = [line for line in lines[number + 1 : number + 8] if line.strip()][:2]
    marks = [picture_of(line) or line.strip()[:1] for line in after]
    return len(marks) == 2 and marks[0] == marks[1] != picture_of(lines[number]) and not marks[0].isalnum()
