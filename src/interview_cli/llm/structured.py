"""Replies in a shape: the schema a provider is given, and a forgiving but strict reading of what comes back.

A reply's models derive from `Reply`. Extra keys go, items that do not fit their list go, text is cut to its length;
each is counted. Only a reply whose outline is wrong is refused.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WrapValidator, model_validator
from pydantic_core import PydanticCustomError

from interview_cli.untrusted import clean

MAX_TEXT: Final = 64_000
T = TypeVar("T")
R = TypeVar("R", bound="Reply")


@dataclass(slots=True)
class Tally:
    """How much of a reply was left out: extra keys, items that did not fit, texts that were too long."""

    dropped: int = 0


class Reply(BaseModel):
    """An object a model sends. Unknown keys are left out and counted."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _count_extras(cls, data: Any, info: Any) -> Any:
        if isinstance(data, dict) and isinstance(info.context, Tally):
            info.context.dropped += len(set(data) - set(cls.model_fields))
        return data


def _keep_fitting(value: Any, handler: Any, info: Any) -> list[Any]:
    """The items of a list that fit, one by one; a thing that is no list is an empty one."""
    tally = info.context if isinstance(info.context, Tally) else Tally()
    if not isinstance(value, list):
        tally.dropped += value is not None
        return []
    kept: list[Any] = []
    for item in value:
        try:
            kept += handler([item])
        except ValidationError:
            tally.dropped += 1
    return kept


def _trim(limit: int) -> Any:
    def trim(value: Any, info: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = clean(value).strip()
        if len(text) > limit and isinstance(info.context, Tally):
            info.context.dropped += 1
        return text[:limit]

    return BeforeValidator(trim)


def _whole(value: Any) -> Any:
    """A whole number, also when it was sent as 3.0 or "3"; never a boolean, NaN or infinity."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise PydanticCustomError("number", "not a whole number")
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}", value.strip()):
        return int(value)
    return value


Items = Annotated[list[T], WrapValidator(_keep_fitting)]
Whole = Annotated[int, BeforeValidator(_whole)]
Word = Annotated[str, _trim(60)]
Line = Annotated[str, _trim(300)]
Paragraph = Annotated[str, _trim(2_000)]


class Misshapen(Exception):
    """A reply whose outline is wrong. `str()` is what is told to the model when it is asked once more."""


def read_reply(kind: type[R], text: str, tally: Tally) -> R:
    """The reply of type `kind` in `text`, whatever stands around it; raises `Misshapen`."""
    data = find_object(text)
    try:
        return kind.model_validate(data, context=tally)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3]]
        raise Misshapen("; ".join(faults)) from error


def find_object(text: str) -> dict[str, Any]:
    """The first JSON object in `text`, past prose and code fences; raises `Misshapen`."""
    start = text.find("{")
    if start < 0:
        raise Misshapen("there is no JSON object in it")
    try:
        data, _ = json.JSONDecoder(parse_constant=_refuse).raw_decode(text, start)
    except ValueError as error:
        raise Misshapen(f"the JSON is broken: {error}") from error
    except RecursionError as error:
        raise Misshapen("the JSON is nested too deep") from error
    assert isinstance(data, dict)
    return data


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def read_partial(text: str) -> dict[str, Any]:
    """What can be made out of an object that is still being sent; {} while there is nothing."""
    from jiter import from_json

    start = text.find("{")
    if start < 0:
        return {}
    try:
        data = from_json(text[start:].encode(), partial_mode="trailing-strings", allow_inf_nan=False)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


# Keywords that not every provider takes in a strict schema; what they say is checked here anyway.
_LEFT_OUT: Final = frozenset(
    ("title", "default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern")
)


def schema_of(kind: type[Reply]) -> dict[str, Any]:
    """The JSON Schema of `kind` as strict mode wants it: everything required, nothing extra, no references."""
    schema = kind.model_json_schema()
    definitions = schema.pop("$defs", {})
    strict = _strict(schema, definitions)
    assert isinstance(strict, dict)
    return strict


def _strict(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_strict(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _strict(definitions[node["$ref"].rsplit("/", 1)[-1]], definitions)
    made: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            made[key] = {name: _strict(item, definitions) for name, item in value.items()}
        elif key not in _LEFT_OUT:
            made[key] = _strict(value, definitions)
    if made.get("type") == "object":
        made["additionalProperties"] = False
        made["required"] = list(made.get("properties", {}))
    return made


def in_words(schema: dict[str, Any]) -> str:
    """The schema told to a model that takes none, at the very end of its prompt."""
    return (
        "\n\nReply with one JSON object and nothing else: no prose before or after it, no code fence. "
        "It must fit this JSON Schema:\n" + json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    )
