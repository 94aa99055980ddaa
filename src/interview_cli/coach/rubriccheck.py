"""Whether a user's own rubric holds together: one plain sentence for the first thing that is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from interview_cli.models import Kind, Level

KINDS: Final = tuple(kind for kind in get_args(Kind) if kind != "ask-them")
LEVELS: Final[tuple[str, ...]] = get_args(Level)
_PARTS: Final = ("version", "groups", "dimensions", "weights", "levels", "reasons")
_TEXTS: Final = ("group", "title", "asks")
_MAX_WEIGHT: Final = 100


def merge(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`over` laid on `under`: tables key by key, everything else replaced."""
    merged = dict(under)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = merge(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def check_rubric(own: dict[str, Any], merged: dict[str, Any]) -> str:
    """The first thing wrong with a rubric, in a sentence, or "". `own` is the user's file, `merged` what it makes."""
    return next(_problems(own, merged), "")


def _problems(own: dict[str, Any], merged: dict[str, Any]) -> Iterator[str]:
    for part in own:
        if part not in _PARTS:
            yield f"it has a part “{part}”; there are {', '.join(_PARTS)}."
    for part in _PARTS[1:]:
        if not isinstance(merged[part], dict):
            yield f"“{part}” must be a table."
            return
    if merged["version"] != 1:
        yield "its version must be 1."
    for name, row in merged["dimensions"].items():
        yield from _dimension(name, row, merged["groups"])
    yield from _weights(merged)
    yield from _levels(merged)
    yield from _reasons(own)


def _dimension(name: str, row: object, groups: dict[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,40}", name):
        yield f"a dimension is called “{name}”; use small letters, digits and underscores."
    if not isinstance(row, dict):
        yield f"“dimensions.{name}” must be a table."
        return
    for key in _TEXTS:
        if not _is_text(row.get(key)):
            yield f"the dimension “{name}” needs “{key}”."
    if row.get("group") not in groups:
        yield f"the dimension “{name}” is in no known group ({', '.join(groups)})."
    if not _is_five(row.get("anchors")):
        yield f"the dimension “{name}” needs five anchors, from 1 to 5."
    yield from _kinds(name, row.get("kinds", {}))


def _kinds(name: str, kinds: object) -> Iterator[str]:
    if not isinstance(kinds, dict):
        yield f"“dimensions.{name}.kinds” must be a table."
        return
    for kind, texts in kinds.items():
        if kind not in KINDS:
            yield f"“dimensions.{name}.kinds” names “{kind}”; there are {', '.join(KINDS)}."
        elif not _is_five(texts):
            yield f"“dimensions.{name}.kinds.{kind}” needs five anchors, from 1 to 5."


def _weights(merged: dict[str, Any]) -> Iterator[str]:
    for kind, row in merged["weights"].items():
        if kind not in KINDS:
            yield f"“weights” names “{kind}”; there are {', '.join(KINDS)}."
        elif not isinstance(row, dict):
            yield f"“weights.{kind}” must be a table."
        else:
            yield from _numbers(f"weights.{kind}", row, merged["dimensions"])
            if not any(isinstance(value, int | float) and value > 0 for value in row.values()):
                yield f"in “weights.{kind}” nothing weighs more than 0."


def _levels(merged: dict[str, Any]) -> Iterator[str]:
    for level, row in merged["levels"].items():
        if level not in LEVELS:
            yield f"“levels” names “{level}”; there are {', '.join(LEVELS)}."
        elif not isinstance(row, dict) or not all(isinstance(part, dict) for part in row.values()):
            yield f"“levels.{level}” takes the tables “weights” and “expects”."
        else:
            yield from _numbers(f"levels.{level}.weights", row.get("weights", {}), merged["dimensions"])
            for name, text in row.get("expects", {}).items():
                if name not in merged["dimensions"] or not _is_text(text):
                    yield f"“levels.{level}.expects.{name}” must be a text for a known dimension."


def _reasons(own: dict[str, Any]) -> Iterator[str]:
    for name, text in own.get("reasons", {}).items():
        if not _is_text(text) or "$" in text.replace("$kind", ""):
            yield f"“reasons.{name}” must be a text; the only name it may use is $kind."


def _numbers(where: str, row: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if name not in known:
            yield f"“{where}” names the dimension “{name}”, which there is not."
        elif isinstance(value, bool) or not isinstance(value, int | float) or not _in_range(value):
            yield f"“{where}.{name}” must be a number from 0 to {_MAX_WEIGHT}."


def _in_range(value: float) -> bool:
    return math.isfinite(value) and 0 <= value <= _MAX_WEIGHT


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_five(value: object) -> bool:
    return isinstance(value, list) and len(value) == 5 and all(_is_text(text) for text in value)
