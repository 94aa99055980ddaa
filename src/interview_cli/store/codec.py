"""The nouns as JSON and back. What comes back in is checked by pydantic; what does not fit is refused."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def to_plain(noun: Any) -> dict[str, Any]:
    """A frozen noun as plain dictionaries, lists and scalars."""
    plain: dict[str, Any] = dataclasses.asdict(noun)
    return plain


def to_json(noun: Any) -> bytes:
    """A noun as compact UTF-8 JSON."""
    return json.dumps(to_plain(noun), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(kind: type[T], data: bytes) -> T:
    """The noun of type `kind` that `data` holds; raises `ValueError` when it holds anything else."""
    wanted: Any = kind
    noun: T = _adapter(wanted).validate_json(data)
    return noun


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
